"""What happens where two texts meet: shared pieces in code points, and the counts from which kind, family and direction are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import AttrsInstance, evolve, field, fields, frozen

from provenance.kernels import compiled
from provenance.reprints.blocks import find_blocks
from provenance.reprints.chain import Pieces, link, pieces, tidy
from provenance.reprints.fill import fill
from provenance.reprints.letters import START, Counts, Flags, Ints, Page
from provenance.reprints.shelf import Shelf
from provenance.reprints.slots import Floats, count_slots, mould
from provenance.reprints.walk import together
from provenance.workers import Workers

_LEAST = 48
_OWN = 14
"""A stretch of more letters than this without a counterpart is an insertion on one side or a cut on the other."""
_SNAP = 12
BATCH = 400
"""Pairs that are aligned at once ..."""
LETTERS = 2_000_000
"""... and code points of their texts, from which on no further pair joins them."""


def _counts(values: npt.NDArray[Any]) -> Counts:
    return values.astype(np.int32, copy=False)


@frozen(eq=False)
class Meetings:
    """Parallel arrays, one row a pair of texts a < b (document numbers), sorted.

    `shared`: letters inside shared pieces (of a and of b), `size`: letters of the bodies, `equal`: letters the same on both sides,
    `differences`: small replacements inside the pieces, `own`: stretches that only a or only b has, `moved`: pieces in another order,
    `mould`: how much the pair looks like two fillings of one form (above 0: more likely than not), `blocks`: number of pieces.
    """

    a: Counts = field(converter=_counts)
    b: Counts = field(converter=_counts)
    a_size: Counts = field(converter=_counts)
    b_size: Counts = field(converter=_counts)
    a_shared: Counts = field(converter=_counts)
    b_shared: Counts = field(converter=_counts)
    equal: Counts = field(converter=_counts)
    differences: Counts = field(converter=_counts)
    a_own: Counts = field(converter=_counts)
    b_own: Counts = field(converter=_counts)
    moved: Counts = field(converter=_counts)
    blocks: Counts = field(converter=_counts)
    mould: Floats

    def __len__(self) -> int:
        return len(self.a)

    def take(self, rows: Ints | Counts | Flags) -> Meetings:
        """Return the chosen rows."""
        return Meetings(*(getattr(self, item.name)[rows] for item in fields(Meetings)))


@frozen(eq=False)
class Spans:
    """Shared pieces in code points, parallel arrays: `row` is the row of the meeting, spans half-open, `similarity` 0 to 1.

    `letters` is the length of the longer side in letters, `chain` counts the equal letters of the close series that the piece belongs to.
    """

    row: Counts = field(converter=_counts)
    a_start: Counts = field(converter=_counts)
    a_stop: Counts = field(converter=_counts)
    b_start: Counts = field(converter=_counts)
    b_stop: Counts = field(converter=_counts)
    similarity: npt.NDArray[np.float32]
    letters: Counts = field(converter=_counts)
    chain: Counts = field(converter=_counts)

    def __len__(self) -> int:
        return len(self.row)

    def take(self, rows: Ints | Counts | Flags) -> Spans:
        """Return the chosen rows."""
        return Spans(*(getattr(self, item.name)[rows] for item in fields(Spans)))


class Ledger:
    """Takes up the meetings of many batches; columns grow in their place, so that no table is held twice."""

    def __init__(self) -> None:
        """Begin without a row."""
        self._meetings, self._spans = _Columns(Meetings), _Columns(Spans)

    def add(self, meetings: Meetings, spans: Spans) -> None:
        """Add the meetings of one batch."""
        spans = evolve(spans, row=spans.row + self._meetings.size)
        self._meetings.add(meetings)
        self._spans.add(spans)

    def in_order(self) -> tuple[Meetings, Spans]:
        """Return the meetings sorted by a and b, and their spans sorted by row and place; the ledger is empty then."""
        known = self._meetings
        order = np.lexsort((known.column("b"), known.column("a")))
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        meetings = Meetings(**known.leave(order))
        pieces = self._spans
        pieces.column("row")[:] = rank[pieces.column("row")]
        order = np.lexsort((pieces.column("b_start"), pieces.column("a_start"), pieces.column("row")))
        return meetings, Spans(**pieces.leave(order))


class _Columns:
    """Columns by name that grow together."""

    def __init__(self, kind: type[AttrsInstance]) -> None:
        self._known: dict[str, npt.NDArray[Any]] = {item.name: np.empty(0, _TYPES.get(item.name, np.int32)) for item in fields(kind)}
        self.size = 0

    def add(self, table: AttrsInstance) -> None:
        low = self.size
        for name, column in self._known.items():
            new = getattr(table, name)
            self.size = low + len(new)
            if self.size > len(column):
                column.resize(max(self.size, len(column) * 9 // 8), refcheck=False)  # in place, and the columns are ours alone
            column[low : self.size] = new

    def column(self, name: str) -> npt.NDArray[Any]:
        return self._known[name][: self.size]

    def leave(self, order: Ints) -> dict[str, npt.NDArray[Any]]:
        """Return the columns in an order, and forget each as it goes."""
        size, self.size = self.size, 0
        return {name: self._known.pop(name)[:size][order] for name in list(self._known)}


_TYPES = {"mould": np.float64, "similarity": np.float32}


def meet(docs: Ints, pages: Sequence[Page], pairs: Ints) -> tuple[Meetings, Spans]:
    """Align pairs of document numbers, all of them in `docs` (sorted); return meetings and spans of those that share anything."""
    shelf = Shelf(pages)
    local = np.searchsorted(docs, pairs)
    coarse = tidy(find_blocks(shelf, local))
    enough = np.bincount(coarse.pair, coarse.length, len(pairs)) >= _LEAST  # most candidates share a phrase or two
    coarse = coarse.take(enough[coarse.pair])
    coarse = evolve(coarse, pair=(np.cumsum(enough) - 1)[coarse.pair])
    pairs, local = pairs[enough], local[enough]
    chains = link(shelf, local, fill(shelf, local, coarse))
    found = pieces(chains)
    count = len(pairs)

    def total(values: Ints | Floats, rows: Ints = found.pair) -> Ints:
        return np.bincount(rows, values, count).astype(np.int64)

    small = chains.linked & (np.maximum(chains.a_gap, chains.b_gap) > 0) & chains.bridged
    meetings = Meetings(
        a=pairs[:, 0],
        b=pairs[:, 1],
        a_size=shelf.size[local[:, 0]],
        b_size=shelf.size[local[:, 1]],
        a_shared=total(found.a_stop - found.a),
        b_shared=total(found.b_stop - found.b),
        equal=total(found.equal),
        differences=total(small.astype(np.int64), chains.blocks.pair),
        a_own=_own(found.pair, found.a, found.a_stop, shelf.size[local[:, 0]]),
        b_own=_own(found.pair, found.b, found.b_stop, shelf.size[local[:, 1]]),
        moved=_moved(found, count),
        blocks=np.bincount(found.pair, minlength=count),
        mould=mould(count_slots(shelf, local, coarse)),
    )
    return meetings, _spans(shelf, local, found)


def _own(pair: Ints, start: Ints, stop: Ints, size: Ints) -> Ints:
    """Return, for every pair, in how many places one text has a stretch that the other has not."""
    count = len(size)
    order = np.lexsort((start, pair))
    pair, start, stop = pair[order], start[order], stop[order]
    out = np.zeros(count, np.int64)
    if not len(pair):
        return out
    first = np.concatenate([[True], pair[1:] != pair[:-1]])
    last = np.concatenate([first[1:], [True]])
    before = np.where(first, start, start - np.concatenate([[0], stop[:-1]]))
    after = np.where(last, size[pair] - stop, 0)
    return (np.bincount(pair, before > _OWN, count) + np.bincount(pair, after > _OWN, count)).astype(np.int64)


def _moved(found: Pieces, count: int) -> Ints:
    if len(found) < 2:
        return np.zeros(count, np.int64)
    back = (found.pair[1:] == found.pair[:-1]) & (found.b[1:] < found.b[:-1])
    return np.bincount(found.pair[1:][back], minlength=count)


def _spans(shelf: Shelf, local: Ints, found: Pieces) -> Spans:
    a_base, b_base = shelf.base[local[found.pair, 0]], shelf.base[local[found.pair, 1]]
    head, tail = _snapped(shelf.marks, a_base + found.a, a_base + found.a_stop, b_base + found.b, b_base + found.b_stop)
    a, b, a_stop, b_stop = found.a + head, found.b + head, found.a_stop - tail, found.b_stop - tail
    longer = np.maximum(a_stop - a, b_stop - b)
    similarity = np.minimum(1.0, (found.equal - head - tail) / np.maximum(1, longer)).astype(np.float32)
    return Spans(
        row=found.pair,
        a_start=shelf.at[a_base + a].astype(np.int64),
        a_stop=shelf.at[a_base + a_stop - 1].astype(np.int64) + 1,
        b_start=shelf.at[b_base + b].astype(np.int64),
        b_stop=shelf.at[b_base + b_stop - 1].astype(np.int64) + 1,
        similarity=similarity,
        letters=longer,
        chain=found.chain,
    )


def snapped(marks: npt.NDArray[np.uint8], a: Ints, a_stop: Ints, b: Ints, b_stop: Ints) -> tuple[Ints, Ints]:
    """Return how many letters to take off at either end so that a piece begins and ends with whole words in both texts."""
    starts = (marks & START) != 0
    head, tail = np.full(len(a), -1, np.int64), np.full(len(a), -1, np.int64)
    room = np.minimum(a_stop - a, b_stop - b) // 2
    for step in range(_SNAP + 1):
        fits = step < room
        open_ = np.flatnonzero((head < 0) & fits)
        head[open_[starts[a[open_] + step] & starts[b[open_] + step]]] = step
        open_ = np.flatnonzero((tail < 0) & fits)
        tail[open_[starts[a_stop[open_] - step] & starts[b_stop[open_] - step]]] = step
    return np.maximum(head, 0), np.maximum(tail, 0)


_snapped = compiled("_common", snapped)


def meet_all(pairs: Ints, fetch: Callable[[int], Page], pool: Workers, batch: int = BATCH) -> tuple[Meetings, Spans]:
    """Align all pairs, batch by batch, in the processes of the pool; `fetch` returns the page of a document number.

    The result does not depend on how the pairs are cut into batches, or on who aligns them.
    """
    found = Ledger()
    for part in pool.map(align, _batches(pairs[together(pairs)], fetch, batch)):
        found.add(*part)
    return found.in_order()


def in_order(meetings: Meetings, spans: Spans) -> tuple[Meetings, Spans]:
    """Return the meetings sorted by a and b, and their spans sorted by row and place."""
    found = Ledger()
    found.add(meetings, spans)
    return found.in_order()


def align(docs: Ints, pages: Sequence[Page], pairs: Ints) -> tuple[Meetings, Spans]:
    """Align the pairs of one batch; return those that share pieces, counted anew."""
    meetings, spans = meet(docs, pages, pairs)
    kept = meetings.blocks > 0
    return meetings.take(kept), evolve(spans, row=(np.cumsum(kept) - 1)[spans.row])


def _batches(pairs: Ints, fetch: Callable[[int], Page], batch: int) -> Iterator[tuple[Ints, list[Page], Ints]]:
    """Cut the pairs into batches of so many, and of a bounded number of letters; yield documents, their pages, and the pairs."""
    for low in range(0, len(pairs), batch):
        some = pairs[low : low + batch]
        start, room = 0, 0
        found: dict[int, Page] = {}
        for number, pair in enumerate(some.tolist()):
            if room > LETTERS:
                yield _batch(found, some[start:number])
                start, room, found = number, 0, {}
            for doc in pair:
                if doc not in found:
                    found[doc] = fetch(doc)
                    room += len(found[doc])
        yield _batch(found, some[start:])


def _batch(found: dict[int, Page], pairs: Ints) -> tuple[Ints, list[Page], Ints]:
    docs = sorted(found)
    return np.array(docs, np.int64), [found[doc] for doc in docs], pairs
