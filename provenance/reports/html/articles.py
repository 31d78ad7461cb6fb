"""One view for each article: its text with every span, its verdict, what it shares with others."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
from attrs import frozen

from provenance.kernels.cells import Cells, both_sides, text_of_cells
from provenance.reports.folder import AuditFolder
from provenance.reports.html.directory import Directory, shorten, told
from provenance.reports.marks import Members, Row, members_of_marks
from provenance.reprints import LIKE, Passages

TEXT_LIMIT = 120_000
PASSAGES = 300
_SPANS = 1_500
_QUOTE = 600


Shown = tuple[bytes, int]
"""The passages that a view of an article shows, as a list in JSON, and how many more there are."""
_ROW = (b"[", b",", b",", b",", b",", b",", b"]")
"""What stands around `start, stop, other, other start, other stop, similarity and kind` of a passage, as one article sees it."""


@frozen(eq=False)
class PassageIndex:
    """The passages of all articles as both of their articles see them; it takes 56 bytes a passage.

    A row of `seen` is `start, stop, other, other start, other stop, like, number of the passage`; rows `[first[k], first[k + 1])` are
    those of record k, in the order of its text. `likes[like]` are similarity and kind in JSON.
    """

    seen: Cells
    first: npt.NDArray[np.int64]
    likes: list[bytes]

    def between(self, low: int, high: int) -> list[Shown]:
        """Return the longest passages of the records `[low, high)`, each in the order of its text, and how many more there are."""
        first = self.first[low : high + 1]
        count, seen = np.diff(first), self.seen[first[0] : first[-1]]
        more = np.maximum(0, count - PASSAGES)
        if more.any():
            seen = np.concatenate([_longest(some) for some in np.split(seen, first[1:-1] - first[0])])
        words = (None, None, None, None, None, self.likes)
        shown = text_of_cells(seen, _ROW, words, np.cumsum(count - more).tolist(), b",")
        return [(b"[%b]" % rows, rest) for rows, rest in zip(shown, more.tolist(), strict=True)]


def _longest(seen: Cells) -> Cells:
    """Return the longest passages among those that one article sees, the first of equal ones in the order of all passages."""
    return seen[np.sort(np.lexsort((seen[:, 6], seen[:, 0] - seen[:, 1]))[:PASSAGES])]


def index_passages(audit: AuditFolder, directory: Directory, found: Passages | None = None) -> PassageIndex:
    """Return the index of all passages whose two articles are in the directory; of those `found` when they still are in memory."""
    if found is not None:
        return _index(found.table(), LIKE, len(directory.number))
    places = array("i")
    names: dict[tuple[float, str], int] = {}
    for rows in audit.blocks("passages"):
        for row in rows:
            a, b = directory.number.get(row["a"]), directory.number.get(row["b"])
            if a is not None and b is not None:
                like = names.setdefault((row["similarity"], row["kind"]), len(names))
                places.extend((a, row["a_start"], row["a_stop"], b, row["b_start"], row["b_stop"], like))
    table, likes = np.array(places, np.int32).reshape(-1, 7), sorted(names)
    rank = {like: number for number, like in enumerate(likes)}
    table[:, 6] = np.array([rank[like] for like in names], np.int32)[table[:, 6]]
    return _index(table, likes, len(directory.number))


def _index(table: Cells, likes: Sequence[tuple[float, str]], records: int) -> PassageIndex:
    seen, first = both_sides(table, records)
    return PassageIndex(seen, first, [orjson.dumps(like)[1:-1] for like in likes])


def article(record: Row, title: str, text: str | None, shared: Shown, directory: Directory) -> dict[str, Any]:
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
        "shared": orjson.Fragment(passages),
        "more_shared": more,
        "problems": [f"{problem['stage']}: {problem['code']}. {problem['detail']}" for problem in record["problems"]],
        "made": f"provenance {made['provenance']}, catalog {made['catalog'][:23]}",
    }


def _span(mark: Members, *, quoted: bool) -> tuple[Any, ...]:
    *place, reason, quote = mark
    row = (*place, told(reason, _QUOTE))
    return (*row, shorten(quote, _QUOTE)) if quoted or mark[1] > TEXT_LIMIT else row
