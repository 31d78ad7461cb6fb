"""One view for each article: its text with every span, its verdict, what it shares with others."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from provenance.reports.folder import AuditFolder
from provenance.reports.html.directory import Directory, shorten, told
from provenance.reports.marks import Members, Row, members_of_marks
from provenance.reprints import Passages
from provenance.reprints.kinds import NAMES

TEXT_LIMIT = 120_000
PASSAGES = 300
_SPANS = 1_500
_QUOTE = 600


Shown = tuple[Any, ...]
"""`(start, stop, other, other start, other stop, similarity, kind)` of a passage, as one article sees it."""
_FORTH, _BACK = [1, 2, 3, 4, 5, 6], [4, 5, 0, 1, 2, 6]
"""Where its first article and its second one find them in a row of the table, with the kind behind and the similarity left out."""


@frozen(eq=False)
class PassageIndex:
    """The passages of all articles, and the two sides of each, sorted by the record that they belong to and their place in it.

    It takes 44 bytes a passage.

    A row of `table` is `a, a_start, a_stop, b, b_start, b_stop, kind`. Sides `[first[k], first[k + 1])` are those of record k: the numbers
    of the passages of which it is the first article, and, counted on from there, of those of which it is the second.
    """

    table: npt.NDArray[np.int32]
    similarity: npt.NDArray[np.float64]
    sides: npt.NDArray[np.int32]
    first: npt.NDArray[np.int64]
    names: list[str]

    def between(self, low: int, high: int) -> list[tuple[list[Shown], int]]:
        """Return the longest passages of the records `[low, high)`, each in the order of its text, and how many more there are."""
        first = self.first[low : high + 1]
        count, sides = np.diff(first), self.sides[first[0] : first[-1]]
        more = np.maximum(0, count - PASSAGES)
        if more.any():
            sides = np.concatenate([self._longest(some) for some in np.split(sides, first[1:-1] - first[0])])
        shown = self._shown(sides)
        ends = np.cumsum(count - more).tolist()
        return [(sorted(shown[start:stop]), rest) for start, stop, rest in zip([0, *ends], ends, more.tolist(), strict=False)]

    def _shown(self, sides: npt.NDArray[np.int32]) -> list[Shown]:
        back = sides >= len(self.table)
        rows = sides - len(self.table) * back
        table = self.table[rows]
        *places, kinds = np.where(back[:, None], table[:, _BACK], table[:, _FORTH]).T.tolist()
        names = [self.names[kind] for kind in kinds]
        return list(zip(*places, self.similarity[rows].tolist(), names, strict=True))

    def _longest(self, sides: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Return the longest passages among some, the first of equal ones first."""
        rows, at = sides % len(self.table), 3 * (sides >= len(self.table))
        return sides[np.lexsort((rows, self.table[rows, at + 1] - self.table[rows, at + 2]))[:PASSAGES]]


def index_passages(audit: AuditFolder, directory: Directory, found: Passages | None = None) -> PassageIndex:
    """Return the index of all passages whose two articles are in the directory; of those `found` when they still are in memory."""
    if found is not None:
        *ends, measured, code = found.columns()
        return _index(np.column_stack([*ends, code]), measured.astype(np.float64).round(3), len(directory.number), list(NAMES))
    places, likeness = array("i"), array("d")
    names: dict[str, int] = {}
    for rows in audit.blocks("passages"):
        for row in rows:
            a, b = directory.number.get(row["a"]), directory.number.get(row["b"])
            if a is not None and b is not None:
                kind = names.setdefault(row["kind"], len(names))
                places.extend((a, row["a_start"], row["a_stop"], b, row["b_start"], row["b_stop"], kind))
                likeness.append(row["similarity"])
    table, similarity = np.frombuffer(places, np.int32).reshape(-1, 7), np.frombuffer(likeness, np.float64)
    return _index(table, similarity, len(directory.number), list(names))


def _index(table: npt.NDArray[np.int32], similarity: npt.NDArray[np.float64], records: int, names: list[str]) -> PassageIndex:
    owner, start = (table[:, [at, at + 3]].T.ravel() for at in (0, 1))
    sides = np.argsort(owner.astype(np.int64) << 32 | start)
    first = np.searchsorted(owner[sides], np.arange(records + 1))
    return PassageIndex(table, similarity, sides.astype(np.int32), first, names)


def article(record: Row, title: str, text: str | None, shared: tuple[list[Shown], int], directory: Directory) -> dict[str, Any]:
    """Return the row of one article view; numbers stand for other articles' places in the directory.

    `shared` are the passages to show and how many more there are.
    """
    passages, more = shared
    verdict, source, part = record["license"], record["source"], record["reprint"]
    published, publisher, made = record["published"], record["publisher"], record["made_with"]
    spans, number = members_of_marks(record), directory.number
    return {
        "id": record["id"],
        "title": title,
        "lang": record["language"],
        "family": part["family"] if part else None,
        "source": {name: source[name] for name in ("path", "row", "url", "format", "bytes")},
        "published": published["value"] if published else None,
        "publisher": publisher["name"] if publisher else None,
        "status": verdict["status"],
        "licence": verdict["expression"],
        "reasons": verdict["reasons"],
        "own": round(verdict["coverage"]["own"], 4),
        "third": round(verdict["coverage"]["third_party"], 4),
        "role": part["role"] if part else None,
        "sources": [[number[name], name] for name in (part["sources"] if part else ()) if name in number],
        "text": None if text is None else text[:TEXT_LIMIT],
        "length": None if text is None else len(text),
        "spans": [_span(mark, quoted=text is None) for mark in spans[:_SPANS]],
        "more_spans": max(0, len(spans) - _SPANS),
        "shared": passages,
        "more_shared": more,
        "problems": [f"{problem['stage']}: {problem['code']}. {problem['detail']}" for problem in record["problems"]],
        "made": f"provenance {made['provenance']}, catalog {made['catalog'][:23]}",
    }


def _span(mark: Members, *, quoted: bool) -> tuple[Any, ...]:
    *place, reason, quote = mark
    row = (*place, told(reason, _QUOTE))
    return (*row, shorten(quote, _QUOTE)) if quoted or mark[1] > TEXT_LIMIT else row
