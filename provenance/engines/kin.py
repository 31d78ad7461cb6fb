"""Families with everything that joins their members, one at a time, however many passages the corpus has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from provenance.audits.context import Kin
from provenance.engines.corpus import Articles
from provenance.model.reprint import Edge, Family
from provenance.reprints import Reprints

NO_FAMILY = Family("", (), None, None)
"""The family of articles that share no more than quotations."""


def kin_of(reprints: Reprints, articles: Articles) -> Iterator[Kin]:
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
        shared = reprints.passages.take(row[first[number] : first[number + 1]])
        yield Kin(family, tuple(edges[number]), tuple(shared), articles, reprints.descents[family.id])
    for number, some in enumerate(loose.values(), len(reprints.families)):
        shared = reprints.passages.take(row[first[number] : first[number + 1]])
        yield Kin(NO_FAMILY, tuple(some), tuple(shared), articles)
