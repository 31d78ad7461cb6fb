"""One view for each article: its text with every span, its verdict, what it shares with others."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from provenance.model.record import ProvenanceRecord
from provenance.reports.folder import AuditFolder
from provenance.reports.html.directory import Directory, headline, shorten
from provenance.reports.marks import Mark, marks

TEXT_LIMIT = 120_000
PASSAGES = 300
_SPANS = 1_500
_QUOTE = 600


Shown = list[Any]
"""`[start, stop, other, other start, other stop, similarity, kind]` of a passage, as one article sees it."""


@frozen(eq=False)
class PassageIndex:
    """The passages of all articles as parallel arrays, one entry for each side, sorted by the record that it belongs to.

    Entries `[first[k], first[k + 1])` are those of record k; 36 bytes each.
    """

    first: npt.NDArray[np.int64]
    columns: tuple[npt.NDArray[np.int32], ...]
    similarity: npt.NDArray[np.float64]
    kinds: npt.NDArray[np.int32]
    names: list[str]

    def of(self, number: int) -> tuple[list[Shown], int]:
        """Return the longest passages of the record with this number in the order of its text, and how many more there are."""
        first, last = int(self.first[number]), int(self.first[number + 1])
        if first == last:
            return [], 0
        every: list[npt.NDArray[Any]] = [*self.columns, self.similarity, self.kinds]
        every = [column[first:last] for column in every]
        more = last - first - PASSAGES
        if more > 0:
            longest = np.argsort(every[0] - every[1], kind="stable")[:PASSAGES]
            every = [column[longest] for column in every]
        *columns, kinds = [column.tolist() for column in every]
        rows: list[Shown] = sorted([*row] for row in zip(*columns, [self.names[kind] for kind in kinds], strict=True))
        return rows, max(0, more)


def index_passages(audit: AuditFolder, directory: Directory) -> PassageIndex:
    """Return the index of all passages whose two articles are in the directory."""
    places, similarity = array("i"), array("d")
    names: dict[str, int] = {}
    for row in audit.plain("passages"):
        a, b = directory.number.get(row["a"]), directory.number.get(row["b"])
        if a is not None and b is not None:
            kind = names.setdefault(row["kind"], len(names))
            places.extend((a, row["a_start"], row["a_stop"], b, row["b_start"], row["b_stop"], kind))
            similarity.append(row["similarity"])
    table = np.array(places, np.int32).reshape(-1, 7)
    owner = np.concatenate([table[:, 0], table[:, 3]])
    order = np.lexsort((np.tile(np.arange(len(table)), 2), owner))
    sides = ((1, 4), (2, 5), (3, 0), (4, 1), (5, 2), (6, 6))  # what the one and the other article see in each column
    *columns, kinds = (np.concatenate([table[:, one], table[:, other]])[order] for one, other in sides)
    first = np.searchsorted(owner[order], np.arange(len(directory.number) + 1))
    return PassageIndex(first, tuple(columns), np.tile(np.array(similarity), 2)[order], kinds, list(names))


def article(record: ProvenanceRecord, text: str | None, shared: tuple[list[Shown], int], directory: Directory) -> dict[str, Any]:
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
        "shared": passages,
        "more_shared": more,
        "problems": [f"{problem.stage}: {problem.code}. {problem.detail}" for problem in record.problems],
        "made": f"provenance {record.made_with.provenance}, catalog {record.made_with.catalog[:23]}",
    }


def _span(mark: Mark, *, quoted: bool) -> list[Any]:
    row: list[Any] = [mark.start, mark.stop, mark.layer, mark.label, mark.confidence, mark.rule, shorten(mark.reason, _QUOTE)]
    return [*row, shorten(mark.quote, _QUOTE)] if quoted or mark.stop > TEXT_LIMIT else row
