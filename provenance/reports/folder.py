"""An audit folder on disk, read row by row, so that a report on 100,000 articles needs little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import orjson
from attrs import frozen

from provenance.audits.fresh import Fresh, Placed
from provenance.errors import InputError, RecordError
from provenance.model.audit import Finding, Manifest
from provenance.model.record import Coverage, ProvenanceRecord, Reprint
from provenance.model.reprint import Edge, Family, Passage
from provenance.model.text import Problem
from provenance.views.article import View, unpacked, view_of
from provenance.wire import from_line, plain, structure, validate

DISCLAIMER = "A statement found is a claim, not a grant. Not legal advice."

DATA = ("manifest.json", "records.jsonl", "passages.jsonl", "edges.jsonl", "families.jsonl", "findings.jsonl", "problems.jsonl")
"""The files of an audit folder, beside its report and what it keeps for the next audit."""

__all__ = ["DATA", "DISCLAIMER", "AuditFolder", "Texts", "structure"]

_Row = TypeVar("_Row")
Row = dict[str, Any]
"""A row of an audit as plain data."""
_KINDS: dict[str, Any] = {
    "records": ProvenanceRecord,
    "passages": Passage,
    "edges": Edge,
    "families": Family,
    "findings": Finding,
    "problems": Problem,
}
_BLOCK = 1 << 20
_VIEWED = 1 << 18
_AT_ONCE = 80
_HEAD = b'{"schema":"provenance-record/1",'


class Texts(Protocol):
    """Where the texts of the audited articles are found again."""

    def get(self, record_id: str, /) -> str | None:
        """Return the article's text as read, None when it is no longer at hand."""


class Standing(NamedTuple):
    """What the corpus says about an article: its family, its part there, its sources, its coverage where that is another one, and how
    many findings name it.
    """

    family: str | None
    role: str | None
    sources: Sequence[str]
    covered: Coverage | None
    findings: int


@frozen
class AuditFolder:
    """A folder as `provenance audit` writes it: a manifest and one JSON Lines file for each kind of row.

    Every reading method yields rows in the order of the file and holds one row at a time; a file that is missing has no rows.
    """

    path: Path

    def manifest(self) -> Manifest:
        """Return the manifest; raise InputError when the folder is not an audit."""
        try:
            data = orjson.loads((self.path / "manifest.json").read_bytes())
            validate(data, "manifest")
            return structure(data, Manifest)
        except (OSError, ValueError, RecordError) as error:
            raise InputError(
                f"{self.path} is not an audit folder: its manifest.json cannot be read.", "Run `provenance audit` first."
            ) from error

    def records(self) -> Iterator[ProvenanceRecord]:
        """Yield the records."""
        return self._rows("records", ProvenanceRecord)

    def passages(self) -> Iterator[Passage]:
        """Yield the shared passages."""
        return self._rows("passages", Passage)

    def edges(self) -> Iterator[Edge]:
        """Yield the directed edges from copies to their sources."""
        return self._rows("edges", Edge)

    def families(self) -> Iterator[Family]:
        """Yield the reprint families."""
        return self._rows("families", Family)

    def findings(self) -> Iterator[Finding]:
        """Yield the findings."""
        return self._rows("findings", Finding)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems."""
        return self._rows("problems", Problem)

    def placed(self, name: str, before: bytes = b"") -> Iterator[tuple[int, Any]]:
        """Yield `(byte offset, parsed row)` of one file, for indexes that read single rows again by `at`.

        Of each row the members `before` that one alone are parsed, where one is named and stands in it.
        """
        stop, offset = b',"%b":' % before, 0
        for some in self._pieces(name, _BLOCK):
            lines = [line.partition(stop)[0] + b"}" if stop in line else line for line in some] if before else some
            for line, row in zip(some, orjson.loads(b"[%b]" % b",".join(lines)), strict=True):
                yield offset, row
                offset += len(line)

    def findings_placed(self) -> Iterator[Placed]:
        """Yield the places of the findings and what puts them in order."""
        for offset, row in self.placed("findings", before=b"message"):
            yield Placed(offset, row["id"], row["rule"], row["severity"], row["confidence"], row["records"])

    def ids(self) -> Iterator[str]:
        """Yield the ids of the records, which stand at the beginning of each line, without reading the rest."""
        for line in self._lines("records"):
            head, found, tail = line.partition(b'"id":"')
            stop = tail.find(b'"')
            if found and head == _HEAD and b"\\" not in tail[:stop]:
                yield tail[:stop].decode("utf-8")
            elif line.strip():
                yield orjson.loads(line)["id"]

    def views(self, texts: Texts) -> Iterator[list[tuple[View, Standing]]]:
        """Yield the views of all articles and what the corpus says about each, some 80 articles at a time."""
        for lines in self._pieces("records", _VIEWED):
            records = [from_line(line, ProvenanceRecord) for line in lines]
            read = [texts.get(record.id) for record in records]
            yield [
                (view_of(record, text), standing_of(record.reprint, None, len(record.findings)))
                for record, text in zip(records, read, strict=True)
            ]

    def blocks(self, name: str, size: int = _BLOCK) -> Iterator[list[Any]]:
        """Yield the parsed rows of one file, some `size` bytes of them at a time, which takes less than one by one."""
        for lines in self._pieces(name, size):
            yield orjson.loads(b"[%b]" % b",".join(lines))

    def at(self, name: str, offsets: list[int]) -> Iterator[Any]:
        """Yield the parsed rows that begin at these byte offsets of one file, in the order asked for."""
        if offsets:
            with (self.path / f"{name}.jsonl").open("rb") as lines, mmap(lines.fileno(), 0, access=ACCESS_READ) as held:
                for offset in offsets:
                    stop = held.find(b"\n", offset)
                    yield orjson.loads(held[offset : stop if stop >= 0 else None])

    def check(self) -> None:
        """Raise InputError for the first row of all files that is none of an audit; what reads plain rows does not look."""
        for name, kind in _KINDS.items():
            for number, line in enumerate(self._lines(name), start=1):
                self._row(name, number, line, kind)

    def _pieces(self, name: str, size: int) -> Iterator[list[bytes]]:
        """Yield the lines of one file, some `size` bytes of them at a time; an empty one is never written."""
        file = self.path / f"{name}.jsonl"
        if file.exists():
            with file.open("rb") as lines:
                while some := lines.readlines(size):
                    yield some

    def _lines(self, name: str) -> Iterator[bytes]:
        file = self.path / f"{name}.jsonl"
        if file.exists():
            with file.open("rb") as lines:
                yield from lines

    def _rows(self, name: str, kind: type[_Row]) -> Iterator[_Row]:
        for number, line in enumerate(self._lines(name), start=1):
            if line.strip():
                yield self._row(name, number, line, kind)

    def _row(self, name: str, number: int, line: bytes, kind: type[_Row]) -> _Row:
        try:
            return structure(orjson.loads(line), kind)
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(
                f"Row {number} of {self.path / name}.jsonl is not a row of an audit.", "Run `provenance audit` again."
            ) from error


def standing_of(part: Reprint | None, covered: Coverage | None, findings: int) -> Standing:
    """Return what the corpus says about an article that plays this part, None where none is known."""
    family, role, sources = (part.family, part.role, part.sources) if part else (None, None, ())
    return Standing(family, role, sources, covered, findings)


@frozen
class FreshFolder(AuditFolder):
    """The folder of an audit that was just written, of which much still is in memory and is not read again."""

    fresh: Fresh

    def ids(self) -> Iterator[str]:
        """Yield the ids of the records."""
        return iter(self.fresh.ids)

    def views(self, texts: Texts) -> Iterator[list[tuple[View, Standing]]]:  # noqa: ARG002 -- the texts stand in the views already
        """Yield the views of all articles and what the corpus says about each, some at a time."""
        every = zip(self.fresh.views, self.fresh.standings, strict=True)
        while some := [(unpacked(view), standing_of(*standing)) for view, standing in islice(every, _AT_ONCE)]:
            yield some

    def findings_placed(self) -> Iterator[Placed]:
        """Yield the places of the findings and what puts them in order."""
        return iter(self.fresh.findings)

    def placed(self, name: str, before: bytes = b"") -> Iterator[tuple[int, Any]]:
        """Yield places and rows as an audit folder does; of rows in memory, their number and the first members alone."""
        fresh = self.fresh
        if name == "families":
            return ((number, {"id": item.id, "members": item.members}) for number, item in enumerate(fresh.families))
        if name == "edges":
            return ((number, {"copy": item.copy, "source": item.source}) for number, item in enumerate(fresh.edges))
        return super().placed(name, before)

    def at(self, name: str, offsets: list[int]) -> Iterator[Any]:
        """Yield the rows that stand at these places."""
        rows: dict[str, Sequence[Edge] | Sequence[Family]] = {"families": self.fresh.families, "edges": self.fresh.edges}
        if name in rows:
            return (plain(rows[name][number]) for number in offsets)
        return super().at(name, offsets)
