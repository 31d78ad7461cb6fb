"""Families with everything that joins their members, one at a time, however many passages the corpus has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from provenance.audits.context import Kin
from provenance.audits.shared import Shared
from provenance.engines.completed import Completed
from provenance.model.reprint import Edge, Family
from provenance.reprints import Passages, Reprints
from provenance.reprints.kinds import ARTICLE
from provenance.reprints.letters import Ints

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
    owner, row = reprints.passages.owners(home)
    first = np.searchsorted(owner, np.arange(len(reprints.families) + len(loose) + 1))
    for number, family in enumerate(reprints.families):
        shared = _shared(reprints.passages, row[first[number] : first[number + 1]])
        yield Kin(family, tuple(edges[number]), shared, articles, reprints.descents[family.id])
    for number, some in enumerate(loose.values(), len(reprints.families)):
        shared = _shared(reprints.passages, row[first[number] : first[number + 1]])
        yield Kin(NO_FAMILY, tuple(some), shared, articles)


def _shared(passages: Passages, rows: Ints) -> Shared:
    """Return the chosen passages, which are sorted, as the rules look them up."""
    a, a_start, a_stop, b, b_start, b_stop, _, kind = passages.columns(rows)
    other = np.ones(len(rows), np.bool_)
    other[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    first = np.flatnonzero(other)
    pairs = zip(a[first].tolist(), b[first].tolist(), first.tolist(), [*first[1:].tolist(), len(rows)], strict=True)
    ids = passages.ids
    found = {(ids[left], ids[right]): (start, stop) for left, right, start, stop in pairs}
    left, right = (list(zip(start.tolist(), stop.tolist(), strict=True)) for start, stop in ((a_start, a_stop), (b_start, b_stop)))
    return Shared(found, left, right, (kind == ARTICLE).tolist())
