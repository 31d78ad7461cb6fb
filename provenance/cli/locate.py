"""Finding the article that a command names: a file, a row of a file, or an id in an audit folder."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from provenance.errors import InputError
from provenance.model.record import ProvenanceRecord
from provenance.model.text import Article, Problem
from provenance.readers import read
from provenance.records import record as make
from provenance.reports import AuditFolder


@frozen
class Found:
    """An article with its record; `further` is true when its file holds more articles than this one."""

    article: Article
    record: ProvenanceRecord
    further: bool = False


def locate(name: str, audit: Path) -> Found:
    """Return the article of a file, of `FILE#ROW` (0-based), or of an id in the audit folder.

    Raises InputError when there is no such article or when the file has changed since the audit.
    """
    file, row = _split(name)
    if Path(file).is_file():
        return _of_file(file, row)
    if (audit / "records.jsonl").is_file():
        for record in AuditFolder(audit).records():
            if record.id == name:
                return _of_record(record)
        raise InputError(f"{name!r} is neither a file nor the id of an article in {audit}.", "See the ids in records.jsonl.")
    raise InputError(
        f"There is no file {name!r}, and {audit} holds no audit to look an id up in.", "Name a file, or an audit with --audit."
    )


def _split(name: str) -> tuple[str, int | None]:
    """Return the file and the row that a name means; a name that is a file as it stands has no row."""
    file, sign, row = name.rpartition("#")
    if sign and row.isascii() and row.isdigit() and not Path(name).is_file():
        return file, int(row)
    return name, None


def _of_file(file: str, row: int | None) -> Found:
    first: Article | None = None
    fault: Problem | None = None
    for item in read(file):
        if isinstance(item, Problem):
            fault = fault or item
        elif row is not None and item.source.row != row:
            continue
        elif first is None:
            first = item
            if row is not None:
                break
        else:
            return Found(first, make(first), further=True)
    if first is None:
        reason = f" {fault.detail}" if fault else ""
        raise InputError(f"{file} holds no {'such row' if row is not None else 'article'}.{reason}", "Name another file or row.")
    return Found(first, make(first))


def _of_record(record: ProvenanceRecord) -> Found:
    source = record.source
    if not Path(source.path).is_file():
        raise InputError(f"The file {source.path} of the article {record.id!r} is gone.", "Run from the folder where the audit was run.")
    for item in read(source.path):
        if isinstance(item, Article) and item.source.row == source.row and item.source.url == source.url:
            if item.source.sha256 != source.sha256:
                break
            return Found(item, record)
    raise InputError(f"The file {source.path} has changed since the audit.", "Run `provenance audit` again.")
