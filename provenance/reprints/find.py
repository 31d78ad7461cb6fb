"""The whole way of this room: fingerprints -> candidates -> meetings -> kinds -> families, arrows and roles."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import orjson
from attrs import frozen

from provenance.kernels.cells import Cells, text_of_cells
from provenance.model.record import ProvenanceRecord, Reprint
from provenance.model.reprint import Edge, Family, Passage
from provenance.reprints.candidates import candidates, candidates_of
from provenance.reprints.citations import Citations, suppliers
from provenance.reprints.descent import Descent
from provenance.reprints.families import Library, relate
from provenance.reprints.fingerprint import fingerprint_batch
from provenance.reprints.kept import Aligned, align
from provenance.reprints.kinds import ARTICLE, NAMES, NOTHING, QUOTE, Facts, kinds
from provenance.reprints.letters import LIMIT, Counts, Ints, Page
from provenance.reprints.meetings import Ledger, Meetings, Spans, meet_all
from provenance.reprints.roles import part_of
from provenance.reprints.signals import Signals, signals
from provenance.workers import Workers

Told = Callable[[str], object]
_AT_ONCE = 1 << 16
"""Passages that are made ready for writing at a time."""
_KEPT = 4_000_000
"""Code points that are kept for later pairs."""
_ALL = slice(None)
_PARTS = 1000
LIKE = [(part / _PARTS, name) for part in range(_PARTS + 1) for name in sorted(NAMES)]
"""How alike the sides of a passage can be as it is told, and what is shared, in ascending order."""
_RANK = np.array([sorted(NAMES).index(name) for name in NAMES], np.int32)
_LINE = (b'{"a":', b',"a_start":', b',"a_stop":', b',"b":', b',"b_start":', b',"b_stop":', b',"similarity":', b"}\n")


class Corpus(Protocol):
    """Random access to the articles of a corpus, numbered in the order of their ids; texts may stay on disk."""

    @property
    def ids(self) -> Sequence[str]:
        """Return the ids of all articles, sorted."""
        ...

    def __len__(self) -> int:
        """Return the number of articles."""
        ...

    def text(self, doc: int) -> str:
        """Return the text of an article as read."""
        ...

    def signals(self, doc: int) -> Signals:
        """Return the signals of an article's record."""
        ...


@frozen(eq=False)
class Passages:
    """All shared passages, sorted by both ids and place; made one by one when they are asked for, since there may be millions.

    They are the spans `which` of the tables that alignment has left; `kind` says what each is.
    """

    ids: Sequence[str]
    meetings: Meetings
    spans: Spans
    which: Counts
    kind: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.which)

    def __iter__(self) -> Iterator[Passage]:
        columns = [column.tolist() for column in self.columns()]
        for a, a_start, a_stop, b, b_start, b_stop, similarity, kind in zip(*columns, strict=True):
            yield Passage(self.ids[a], a_start, a_stop, self.ids[b], b_start, b_stop, round(similarity, 3), NAMES[kind])

    def lines(self) -> Iterator[bytes]:
        """Yield the passages as they stand in an audit, many lines of JSON at a time."""
        names = [orjson.dumps(name) for name in self.ids]
        ends = [f'{likeness},"kind":"{kind}"'.encode() for likeness, kind in LIKE]
        for low in range(0, len(self), _AT_ONCE):
            cells = self.table(slice(low, low + _AT_ONCE))
            yield from text_of_cells(cells, _LINE, (names, None, None, names, None, None, ends), [len(cells)])

    def table(self, rows: slice | Ints = _ALL) -> Cells:
        """Return some passages as rows `a, a_start, a_stop, b, b_start, b_stop, like`: articles by number, `LIKE[like]` what is shared."""
        *places, similarity, kind = self.columns(rows)
        thousandths = np.rint(similarity.astype(np.float64) * _PARTS).astype(np.int32)
        return np.ascontiguousarray(np.stack([*places, thousandths * len(NAMES) + _RANK[kind]], axis=1), np.int32)

    def columns(self, rows: slice | Ints = _ALL) -> tuple[npt.NDArray[Any], ...]:
        """Return the members of some passages as arrays: articles by their numbers, similarity as it was measured, kinds by number."""
        which, spans = self.which[rows], self.spans
        a, b = self._ends(which)
        left, right = (spans.a_start[which], spans.a_stop[which]), (spans.b_start[which], spans.b_stop[which])
        return a, *left, b, *right, spans.similarity[which], self.kind[rows]

    def _ends(self, which: Counts) -> tuple[Counts, Counts]:
        """Return the two articles of some spans."""
        row = self.spans.row[which]
        return self.meetings.a[row], self.meetings.b[row]

    def owners(self, home: Ints) -> tuple[Ints, Ints]:
        """Return the article and quote passages of every home of articles (`home[doc]`, negative: none): homes, sorted, and row numbers.

        A passage between two homes belongs to both.
        """
        rows = np.flatnonzero((self.kind == ARTICLE) | (self.kind == QUOTE))
        left, right = (home[end] for end in self._ends(self.which[rows]))
        apart = left != right
        owner, row = np.concatenate([left, right[apart]]), np.concatenate([rows, rows[apart]])
        kept = owner >= 0
        owner, row = owner[kept], row[kept]
        order = np.lexsort((row, owner))
        return owner[order], row[order]


@frozen(eq=False)
class Reprints:
    """What a corpus says about itself: passages (sorted), edges, families, the part that every article plays, by id, and the ways back in
    every part of a family, by its id.

    `aligned` is what was found where two texts meet, for the next run over these articles and more.
    """

    passages: Passages
    edges: tuple[Edge, ...]
    families: tuple[Family, ...]
    roles: Mapping[str, Reprint]
    descents: Mapping[str, tuple[Descent, ...]]
    aligned: Aligned | None = None


class _Notes:
    """The ends and the publishers of articles, noted when their signals are read, so that these are not read once more for them."""

    def __init__(self, count: int) -> None:
        self._end, self._publisher = np.full(count, -1, np.int64), np.zeros(count, np.int64)
        self._publishers: dict[tuple[str, str], int] = {}

    def add(self, doc: int, known: Signals) -> None:
        """Note what is asked of an article."""
        self._end[doc] = known.end
        self._publisher[doc] = self._publishers.setdefault((known.outlet, known.outlet_name), len(self._publishers))

    def facts(self, corpus: Corpus, docs: Ints) -> tuple[Facts, dict[str, str]]:
        """Return what is known of some articles, and the keys of their outlets by name; those that were not read yet are read."""
        for doc in docs[self._end[docs] < 0].tolist():
            self.add(doc, corpus.signals(doc))
        publishers = list(self._publishers)
        numbers: dict[str, int] = {}
        number = np.array([numbers.setdefault(outlet, len(numbers)) if outlet else -1 for outlet, _ in publishers], np.int64)
        outlet = np.full(len(self._end), -1, np.int64)
        outlet[docs] = number[self._publisher[docs]]
        alone = docs[outlet[docs] < 0]
        outlet[alone] = -1 - alone
        named = (publishers[k] for k in self._publisher[docs].tolist())
        return Facts(np.maximum(self._end, 0), outlet), {name: key for key, name in named if len(name) > 1}


class _Reader:
    """Reads the pages of articles and keeps the last few million code points; what else is asked of their signals is noted."""

    def __init__(self, corpus: Corpus, notes: _Notes) -> None:
        self._corpus, self._notes = corpus, notes
        self._kept: OrderedDict[int, Page] = OrderedDict()
        self._room = _KEPT

    def fetch(self, doc: int) -> Page:
        found = self._kept.get(doc)
        if found is not None:
            self._kept.move_to_end(doc)
            return found
        known = self._corpus.signals(doc)
        self._notes.add(doc, known)
        found = self._kept[doc] = Page(self._corpus.text(doc)[:LIMIT], known.body, known.furniture)
        self._room -= len(found)
        while self._room < 0:
            self._room += len(self._kept.popitem(last=False)[1])
        return found


def find(
    corpus: Corpus,
    fingerprints: Sequence[Path],
    workspace: Path,
    pool: Workers | None = None,
    before: Aligned | None = None,
    told: Told = lambda _: None,
) -> Reprints:
    """Return passages, families, edges and roles of a corpus.

    `fingerprints` are Arrow files with the columns `hash, doc, pos` as `fingerprint_batch` makes them, `workspace` is a folder
    for temporary files, `pool` the processes that align (none: this one). The result depends on the articles alone, not on their order or
    on the number of processes. `before` is what an earlier run aligned, under the numbers of this one; `told` hears the name of each
    step as it begins.
    """
    pool = pool or Workers(1, None)
    told("pairs")
    return _found(corpus, candidates(fingerprints, workspace, pool.jobs), pool, before, told)


def find_in_memory(records: Sequence[ProvenanceRecord], texts: Sequence[str]) -> Reprints:
    """Return the reprints among a few records and their texts, given in the same order."""
    order = sorted(range(len(records)), key=lambda k: records[k].id)
    corpus = _Listed([records[k].id for k in order], [texts[k] for k in order], [signals(records[k]) for k in order])
    return _found(corpus, candidates_of(fingerprint_batch(corpus.texts, corpus.known, range(len(order)))), Workers(1, None))


@frozen
class _Listed:
    ids: list[str]
    texts: list[str]
    known: list[Signals]

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, doc: int) -> str:
        return self.texts[doc]

    def signals(self, doc: int) -> Signals:
        return self.known[doc]


def _found(corpus: Corpus, pairs: Ints, pool: Workers, before: Aligned | None = None, told: Told = lambda _: None) -> Reprints:
    if not len(pairs):
        none = Passages(corpus.ids, *Ledger().in_order(), np.empty(0, np.int32), np.empty(0, np.int8))
        return Reprints(none, (), (), _roles(corpus, (), ()), {})
    told("align")
    notes = _Notes(len(corpus))
    aligned = align(pairs, before, lambda some: meet_all(some, _Reader(corpus, notes).fetch, pool))
    told("relate")
    meetings, spans = aligned.meetings, aligned.spans
    docs = sorted({*meetings.a.tolist(), *meetings.b.tolist()})
    facts, names = notes.facts(corpus, np.array(docs, np.int64))
    citations, text = Citations(names), lru_cache(1)(corpus.text)

    def cited(doc: int, start: int, stop: int) -> bool:
        return citations.beside(corpus.signals(doc), text(doc), start, stop)

    kind = kinds(meetings, spans, facts, cited)
    kin = relate(meetings, spans, kind, len(corpus), Library(corpus.signals, corpus.text, suppliers().__contains__))
    roles = _roles(corpus, kin.families, kin.edges)
    told_of = np.flatnonzero(kind.span != NOTHING)
    passages = Passages(corpus.ids, meetings, spans, told_of.astype(np.int32), kind.span[told_of])
    return Reprints(passages, kin.edges, kin.families, roles, kin.descents, aligned)


def _roles(corpus: Corpus, families: Sequence[Family], edges: Sequence[Edge]) -> dict[str, Reprint]:
    home = {member: family for family in families for member in family.members}
    taken: dict[str, list[Edge]] = {}
    for edge in edges:
        taken.setdefault(edge.copy, []).append(edge)
    return {name: part_of(name, home.get(name), taken.get(name, ())) for name in corpus.ids}
