"""The tree of elements that hold the blocks of a page, as flat arrays.

Elements are numbered so that those inside an element follow it directly; every element knows the number of the one around it.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from attrs import define
from numpy.typing import NDArray

from provenance.kernels import compiled
from provenance.readers.html.scanned import Contexts

Numbers = NDArray[np.int64]
Column = NDArray[np.float64]
LEVELS = 4


@define(eq=False, slots=False)
class Outline:
    """The elements of a page (`parents[0]` is 0, the root), and the element of each block."""

    contexts: Contexts
    number: Numbers

    @property
    def parents(self) -> Numbers:
        """Return the number of the element around each element."""
        return self.contexts.parents

    @cached_property
    def stops(self) -> Numbers:
        """Return for each element the number after its last descendant."""
        return _stops(self.parents)

    @property
    def depths(self) -> Numbers:
        """Return how many elements stand around each element."""
        return self.contexts.depths

    @cached_property
    def levels(self) -> list[Numbers]:
        """Return for each block its element and the elements one to four steps up: five arrays."""
        found = [self.number]
        for _ in range(LEVELS):
            found.append(self.parents.take(found[-1]))
        return found

    def gather(self, amounts: Column) -> Column:
        """Return what each element holds itself, given what the blocks hold: one column for each column."""
        rows, columns = len(self.contexts), amounts.shape[1]
        places = (self.number * columns)[:, None] + np.arange(columns)
        return np.bincount(places.ravel(), amounts.ravel(), rows * columns).astype(np.float64, copy=False).reshape(rows, columns)

    def sum_up(self, held: Column) -> Column:
        """Return what each element holds together with all elements in it."""
        running = np.zeros((len(held) + 1, held.shape[1]))
        np.cumsum(held, axis=0, out=running[1:])
        return running.take(self.stops, axis=0) - running[:-1]

    def steps_to(self, chain: list[int]) -> Numbers:
        """Return how many steps up from each element the nearest one of a chain stands; `chain` goes from the root inwards."""
        nearest = np.zeros(len(self.contexts), np.int64)
        depths, stops = self.depths, self.stops
        for at in chain:
            nearest[at : stops[at]] = depths[at]
        return depths - nearest

    def way_to(self, element: int) -> list[int]:
        """Return the chain from the root to an element."""
        chain = [element]
        while chain[-1]:
            chain.append(int(self.parents[chain[-1]]))
        return chain[::-1]


def find_stops(parents: Numbers) -> Numbers:
    """Return for each element the number after its last descendant."""
    stops = list(range(1, len(parents) + 1))
    above = parents.tolist()
    for at in range(len(stops) - 1, 0, -1):
        stops[above[at]] = max(stops[above[at]], stops[at])
    return np.array(stops, np.int64)


_stops = compiled("_features", find_stops)
