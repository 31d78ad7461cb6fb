"""The first stage: a part of the input becomes records and texts on disk, once, even when the run is interrupted later."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import orjson
from attrs import frozen

from provenance.engines.blobs import BlobWriter
from provenance.engines.notes import note_all
from provenance.model.text import Article, Problem
from provenance.readers import Shard, guessed, read_shard
from provenance.records.sites import SiteNotices
from provenance.wire import plain


@frozen
class Part:
    """What a part of the input holds: a folder with the byte strings `records`, `texts` and `lines`, and an index."""

    folder: Path
    keys: tuple[tuple[str, str, int], ...]
    problems: tuple[Problem, ...]
    notices: SiteNotices
    columns: tuple[tuple[str, str], ...] = ()


def make_part(folder: Path, shard: Shard) -> Part:
    """Read and record one part of the input; a part that is already done is only opened."""
    if not (folder / "index.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, read_shard(shard), guessed(shard))
    return open_part(folder)


def open_part(folder: Path) -> Part:
    """Return a finished part."""
    index = orjson.loads((folder / "index.json").read_bytes())
    problems = tuple(Problem(row["source"], row["stage"], row["code"], row["detail"], refused=row["refused"]) for row in index["problems"])
    keys = tuple((name, path, row) for name, path, row in index["keys"])
    columns = tuple((name, column) for name, column in index["columns"])
    return Part(folder, keys, problems, SiteNotices.of_rows(index["notices"]), columns)


def _write(folder: Path, items: Iterable[Article | Problem], columns: Sequence[tuple[str, str]] = ()) -> None:
    """Write records, texts and index; the index comes last and in one step, so that half a part is never taken for a whole."""
    keys: list[tuple[str, str, int]] = []
    problems: list[dict[str, object]] = []
    notices = SiteNotices()
    with (
        BlobWriter(folder / "records.bin") as records,
        BlobWriter(folder / "texts.bin") as texts,
        BlobWriter(folder / "lines.bin") as lines,
    ):
        for item in note_all(items):
            if isinstance(item, Problem):
                problems.append(problem_row(item))
                continue
            problems.extend({**plain(problem), "refused": False} for problem in item.problems)
            records.add(item.record)
            texts.add(item.text.encode("utf-8"))
            lines.add(item.lines.to_bytes())
            notices.count(item.outlet, item.notices)
            keys.append((item.id, item.path, item.row))
    write_index(folder, keys, problems, notices, columns)


def write_index(
    folder: Path,
    keys: Sequence[tuple[str, str, int]],
    problems: Sequence[dict[str, object]],
    notices: SiteNotices,
    columns: Sequence[tuple[str, str]],
) -> None:
    """Write the index of a part, which finishes it: id as given, path and row (-1: none) of every article, and what was found beside."""
    partial = folder / "index.partial"
    partial.write_bytes(orjson.dumps({"keys": keys, "problems": problems, "notices": notices.rows(), "columns": columns}))
    os.replace(partial, folder / "index.json")  # noqa: PTH105 -- the one call that is atomic on every system


def problem_row(problem: Problem) -> dict[str, object]:
    """Return a problem as an index holds it."""
    return {**plain(problem), "refused": problem.refused}
