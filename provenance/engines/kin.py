"""Families with everything that joins their members, one at a time, however many passages the corpus has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from provenance.audits.context import Kin
from provenance.audits.shared import Shared
from provenance.engines.completed import Completed
from provenance.model.reprint import Edge, Family
from provenance.reprints import Passages, Reprints
from provenance.reprints.kinds import ARTICLE
from provenance.reprints.letters import Ints

_AT_ONCE = 1 << 14
"""Passages that are made ready for the rules together, those of one family aside."""
NO_FAMILY = Family("", (), None, None)
"""The family of articles that share no more than quotations."""


def kin_of(reprints: Reprints, articles: Completed) -> Iterator[Kin]:
    """Yield each family with the edges and passages between its members, then each article outside with the edges that start from it.

    An edge that leaves a family goes with its copy's.
    """
    home = np.full(len(articles), -1, np.int64)
    for number, family in enumerate(reprints.families):
        home[[articles.number(name) for name in family.members]] = number
    edges: dict[int, list[Edge]] = defaultdict(list)
    loose: dict[int, list[Edge]] = defaultdict(list)
    for edge in reprints.edges:
        copy = articles.number(edge.copy)
        (edges[int(home[copy])] if home[copy] >= 0 else loose[copy]).append(edge)
    home[list(loose)] = len(reprints.families) + np.arange(len(loose))
    groups = [(family, edges[number], reprints.descents[family.id]) for number, family in enumerate(reprints.families)]
    groups += [(NO_FAMILY, some, ()) for some in loose.values()]
    for (family, some, descents), shared in zip(groups, _shared(reprints.passages, home, len(groups)), strict=True):
        yield Kin(family, tuple(some), shared, articles, descents)


def _shared(passages: Passages, home: Ints, count: int) -> Iterator[Shared]:
    """Yield the article and quote passages of each home of articles as the rules look them up; those of many are made together."""
    owner, row = passages.owners(home)
    first = np.searchsorted(owner, np.arange(count + 1))
    low = 0
    while low < count:
        high = max(low + 1, int(np.searchsorted(first, first[low] + _AT_ONCE, "right")) - 1)
        begin, end = int(first[low]), int(first[high])
        yield from _tables(passages, row[begin:end], (first[low : high + 1] - begin).tolist())
        low = high


def _tables(passages: Passages, rows: Ints, first: list[int]) -> Iterator[Shared]:
    """Yield what `_shared` does for some homes; the rows of home k, which are sorted, are `[first[k], first[k + 1])`."""
    a, a_start, a_stop, b, b_start, b_stop, _, kind = passages.columns(rows)
    other = np.zeros(len(rows) + 1, np.bool_)
    other[first] = True
    other[1:-1] |= (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    starts = np.flatnonzero(other)
    pairs = np.searchsorted(starts, first).tolist()
    ids, begun = passages.ids, starts.tolist()
    names = [(ids[one], ids[two]) for one, two in zip(a[starts[:-1]].tolist(), b[starts[:-1]].tolist(), strict=True)]
    places = list(pairwise(begun))
    left, right = (list(zip(start.tolist(), stop.tolist(), strict=True)) for start, stop in ((a_start, a_stop), (b_start, b_stop)))
    article = (kind == ARTICLE).tolist()
    for start, stop in pairwise(pairs):
        yield Shared(dict(zip(names[start:stop], places[start:stop], strict=True)), left, right, article)
