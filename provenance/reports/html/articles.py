"""One view for each article: its text with every span, its verdict, what it shares with others."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import orjson
from attrs import frozen

from provenance.kernels.cells import Cells, both_sides, text_of_cells
from provenance.reports.folder import AuditFolder, Standing
from provenance.reports.html.directory import Directory
from provenance.reprints import LIKE, Passages
from provenance.views.article import View
from provenance.views.words import script_bytes

PASSAGES = 300
_FINDINGS = 100


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


def article(view: View, standing: Standing, shared: Shown, directory: Directory, named: Sequence[int], family: int) -> bytes:
    """Return the row of one article view, as JSON for scripts; numbers stand for other articles' places in the directory.

    `shared` are the passages to show and how many more there are, `named` the findings that name the article.
    """
    number, (passages, more) = directory.number, shared
    own, third = (standing.covered.own, standing.covered.third_party) if standing.covered else (view.notes.own, view.notes.third)
    stands = {
        "own": round(own, 4),
        "third": round(third, 4),
        "role": standing.role,
        "sources": [[number[name], name] for name in standing.sources if name in number],
    }
    found = {"findings": named[:_FINDINGS], "more_findings": max(0, len(named) - _FINDINGS), "family": family}
    parts = (view.head, script_bytes(stands)[1:-1], view.words, b'"shared":%b,"more_shared":%d' % (passages, more), view.tail)
    return b"{%b,%b" % (b",".join(parts), script_bytes(found)[1:])
