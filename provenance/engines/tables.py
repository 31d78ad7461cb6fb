"""Numbers that an audit keeps: fingerprints and aligned pairs, as Arrow files in an order that depends on the articles alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from attrs import fields

from provenance.reprints import Aligned
from provenance.reprints.columns import column_of, marks_of, numbers_of
from provenance.reprints.fingerprint import SCHEMA
from provenance.reprints.letters import Ints
from provenance.reprints.meetings import Ledger, Meetings, Spans

_DOCS = 2048
"""Articles whose fingerprints are written at a time."""
_ROWS = 1 << 18


def renumber_prints(source: Path, target: Path, number: Ints) -> None:
    """Copy fingerprints under new document numbers: `number[doc]`, which grows with `doc`; those of negative numbers are left out."""
    with pa.memory_map(str(source)) as data, pa.ipc.open_file(data) as known, pa.OSFile(str(target), "wb") as sink:
        place = known.schema.get_field_index("doc")
        with pa.ipc.new_file(sink, known.schema) as out:
            for index in range(known.num_record_batches):
                batch = known.get_batch(index)
                docs = number[numbers_of(batch.column(place))]
                out.write_batch(batch.set_column(place, known.schema.field(place), column_of(docs)).filter(marks_of(docs >= 0)))


def merge_prints(sources: Sequence[Path], target: Path, count: int) -> None:
    """Write the fingerprints of all files, each sorted by document, as one file sorted by document; `count` documents in all."""
    places = [place for source in sources for place in _places(source)]
    with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_file(sink, SCHEMA, options=_packed()) as out:
        for low in range(0, count, _DOCS):
            found = [_between(path, index, low) for path, index, first, last in places if first < low + _DOCS and last >= low]
            if found:
                columns = [np.concatenate([numbers_of(piece.column(name)) for piece in found]) for name in SCHEMA.names]
                order = np.argsort(columns[SCHEMA.get_field_index("doc")], kind="stable")
                out.write_batch(pa.record_batch([column_of(column[order]) for column in columns], schema=SCHEMA))


def _places(path: Path) -> Iterator[tuple[Path, int, int, int]]:
    """Yield the batches of a file that are not empty: the file, the number of the batch, its first document and its last."""
    with pa.OSFile(str(path)) as data, pa.ipc.open_file(data) as known:
        for index in range(known.num_record_batches):
            docs = numbers_of(known.get_batch(index).column("doc"))
            if len(docs):
                yield path, index, int(docs[0]), int(docs[-1])


def _between(path: Path, index: int, low: int) -> pa.RecordBatch:
    """Return the fingerprints of a batch that belong to the documents from `low` on that are written at a time."""
    with pa.OSFile(str(path)) as data, pa.ipc.open_file(data) as known:
        batch = known.get_batch(index)
    start, stop = np.searchsorted(numbers_of(batch.column("doc")), [low, low + _DOCS])
    return batch.slice(int(start), int(stop - start))


def save_aligned(folder: Path, found: Aligned | None) -> None:
    """Write what was aligned as three tables."""
    if found is None:
        return
    _save(folder / "pairs.arrow", {"a": found.pairs[:, 0], "b": found.pairs[:, 1]})
    for name, table in (("meetings", found.meetings), ("spans", found.spans)):
        _save(folder / f"{name}.arrow", {item.name: getattr(table, item.name) for item in fields(type(table))})


def load_aligned(folder: Path) -> Aligned:
    """Return what was aligned, nothing when nothing was."""
    if not (folder / "pairs.arrow").exists():
        return Aligned(np.empty((0, 2), np.int64), *Ledger().in_order())
    pairs = _load(folder / "pairs.arrow")
    meetings, spans = _load(folder / "meetings.arrow"), _load(folder / "spans.arrow")
    return Aligned(np.stack([pairs["a"], pairs["b"]], axis=1), Meetings(**meetings), Spans(**spans))


def _save(path: Path, columns: dict[str, npt.NDArray[Any]]) -> None:
    table = pa.table({name: column_of(column) for name, column in columns.items()})
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=_packed()) as out:
        out.write_table(table, max_chunksize=_ROWS)


def _load(path: Path) -> dict[str, npt.NDArray[Any]]:
    with pa.memory_map(str(path)) as data:
        table = pa.ipc.open_file(data).read_all()
    nothing = {field.name: np.empty(0, field.type.to_pandas_dtype()) for field in table.schema}
    return {name: np.concatenate([nothing[name], *map(numbers_of, table.column(name).chunks)]) for name in table.column_names}


def _packed() -> pa.ipc.IpcWriteOptions:
    return pa.ipc.IpcWriteOptions(compression="zstd")
