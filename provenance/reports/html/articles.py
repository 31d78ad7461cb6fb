"""One view for each article: its text with every span, its verdict, what it shares with others."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from provenance.model.record import ProvenanceRecord
from provenance.model.reprint import Passage
from provenance.reports.folder import AuditFolder, structure
from provenance.reports.html.directory import Directory, headline, shorten
from provenance.reports.marks import Mark, marks

TEXT_LIMIT = 120_000
PASSAGES = 300
_SPANS = 1_500
_QUOTE = 600


@frozen(eq=False)
class PassageIndex:
    """Finds the passages of an article without holding them: for each side of each passage the record, the length and the row's place."""

    audit: AuditFolder
    owners: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int64]

    def of(self, number: int) -> tuple[list[Passage], int]:
        """Return the longest passages of the record with this number, and how many more there are."""
        first, last = np.searchsorted(self.owners, [number, number + 1])
        longest = np.argsort(-self.lengths[first:last], kind="stable")[:PASSAGES]
        places = np.unique(self.offsets[first:last][longest]).tolist()
        rows = self.audit.at("passages", places)
        return [structure(row, Passage) for row in rows], int(last - first) - len(longest)


def index_passages(audit: AuditFolder, directory: Directory) -> PassageIndex:
    """Return the index of all passages whose two articles are in the directory."""
    owners, lengths, offsets = array("i"), array("i"), array("q")
    for offset, row in audit.placed("passages"):
        if row["a"] in directory.number and row["b"] in directory.number:
            owners.extend((directory.number[row["a"]], directory.number[row["b"]]))
            lengths.extend((row["a_stop"] - row["a_start"], row["b_stop"] - row["b_start"]))
            offsets.extend((offset, offset))
    by_owner = np.argsort(np.array(owners, np.int32), kind="stable")
    return PassageIndex(
        audit, np.array(owners, np.int32)[by_owner], np.array(lengths, np.int32)[by_owner], np.array(offsets, np.int64)[by_owner]
    )


def article(record: ProvenanceRecord, text: str | None, shared: tuple[list[Passage], int], directory: Directory) -> dict[str, Any]:
    """Return the row of one article view; numbers stand for other articles' places in the directory.

    `shared` are the passages to show and how many more there are.
    """
    passages, more = shared
    verdict, source = record.license, record.source
    spans = marks(record)
    sources = record.reprint.sources if record.reprint else ()
    return {
        "id": record.id,
        "title": headline(record, text),
        "lang": record.language,
        "source": {"path": source.path, "row": source.row, "url": source.url, "format": source.format, "bytes": source.bytes},
        "published": record.published.value if record.published else None,
        "publisher": record.publisher.name if record.publisher else None,
        "status": verdict.status,
        "licence": verdict.expression,
        "reasons": list(verdict.reasons),
        "own": round(verdict.coverage.own, 4),
        "third": round(verdict.coverage.third_party, 4),
        "role": record.reprint.role if record.reprint else None,
        "sources": [[directory.number[name], name] for name in sources if name in directory.number],
        "text": None if text is None else text[:TEXT_LIMIT],
        "length": None if text is None else len(text),
        "spans": [_span(mark, quoted=text is None) for mark in spans[:_SPANS]],
        "more_spans": max(0, len(spans) - _SPANS),
        "shared": _shared(record.id, passages, directory),
        "more_shared": more,
        "problems": [f"{problem.stage}: {problem.code}. {problem.detail}" for problem in record.problems],
        "made": f"provenance {record.made_with.provenance}, catalog {record.made_with.catalog[:23]}",
    }


def _span(mark: Mark, *, quoted: bool) -> list[Any]:
    row: list[Any] = [mark.start, mark.stop, mark.layer, mark.label, mark.confidence, mark.rule, shorten(mark.reason, _QUOTE)]
    return [*row, shorten(mark.quote, _QUOTE)] if quoted or mark.stop > TEXT_LIMIT else row


def _shared(record_id: str, passages: list[Passage], directory: Directory) -> list[list[Any]]:
    """Return `[start, stop, other, other start, other stop, similarity, kind]` in the order of the text."""
    rows: list[list[Any]] = []
    for found in passages:
        here, there = (found.a_start, found.a_stop), (found.b_start, found.b_stop)
        other = found.b
        if found.a != record_id:
            here, there, other = there, here, found.a
        rows.append([*here, directory.number[other], *there, round(found.similarity, 4), found.kind])
    return sorted(rows)
