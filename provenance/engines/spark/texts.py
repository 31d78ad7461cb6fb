"""The texts of a finished run, read again from its tables in the order of their ids."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

import pyarrow.parquet as pq
from attrs import define, field


@define(eq=False)
class Texts:
    """Finds texts by id; asked in the order of the ids, it reads every group of rows once and holds one of them."""

    folder: Path
    _groups: list[tuple[str, Path, int]] = field(init=False, factory=list)
    _held: tuple[int, dict[str, str]] = field(init=False, default=(-1, {}))

    def __attrs_post_init__(self) -> None:
        """Note the first id of every group of rows; tables are sorted."""
        for path in sorted(self.folder.glob("part-*.parquet")):
            with pq.ParquetFile(path) as table:
                for number in range(table.metadata.num_row_groups):
                    first = next(table.iter_batches(1, row_groups=[number], columns=["id"]))
                    self._groups.append((first.column("id")[0].as_py(), path, number))

    def get(self, record_id: str) -> str | None:
        """Return the text of the article with this id, None when there is none."""
        place = bisect_right(self._groups, record_id, key=lambda group: group[0]) - 1
        if place < 0:
            return None
        if self._held[0] != place:
            _, path, number = self._groups[place]
            with pq.ParquetFile(path) as table:
                rows = table.read_row_group(number, columns=["id", "text"])
            self._held = place, dict(zip(rows.column("id").to_pylist(), rows.column("text").to_pylist(), strict=True))
        return self._held[1].get(record_id)
