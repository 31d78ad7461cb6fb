"""The lines of several texts side by side: one table for all of them, `[text, line]`, so that each question is asked once.

Every text has at least one empty cell behind its last line; what is in empty cells is nought. What is computed for a text does not
depend on the texts beside it, to the last bit: sums run along the lines, never in pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.characters import Indices, Numbers
from provenance.detectors.boilerplate.lines import Lines

Flags = NDArray[np.bool_]
_Kind = TypeVar("_Kind", bound=np.generic)
_ROOMY, _FEW, _MOST = 2, 500, 8192
"""How many cells a sheet may have for each line, how many beside, and how many at most."""


@frozen(eq=False, slots=False)
class Sheet:
    """Some texts of a table of lines, by their numbers."""

    lines: Lines
    numbers: Sequence[int]

    @cached_property
    def sizes(self) -> Indices:
        """How many lines each text has."""
        return self.lines.sizes[self.numbers]

    @cached_property
    def order(self) -> Indices:
        """The place in the table of each line of the sheet."""
        firsts = self.lines.firsts[self.numbers] - (np.cumsum(self.sizes) - self.sizes)
        found: Indices = np.arange(int(self.sizes.sum())) + np.repeat(firsts, self.sizes)
        return found

    @cached_property
    def width(self) -> int:
        """How many cells each text has."""
        return int(self.sizes.max()) + 1

    @cached_property
    def rows(self) -> Indices:
        """The number of the line in each cell of a text."""
        return np.arange(self.width)

    @cached_property
    def held(self) -> Flags:
        """Which cells hold a line, `[text, line]`."""
        found: Flags = self.rows < self.sizes[:, None]
        return found

    @cached_property
    def cells(self) -> Indices:
        """The number of each cell that holds a line."""
        return np.flatnonzero(self.held)

    def gathered(self, name: str) -> Any:
        """Return one array of the table, spread: `[column, text, line]`, or `[text, line]` where it has no columns."""
        return self.spread(getattr(self.lines, name)[self.order].T)

    def spread(self, packed: NDArray[_Kind]) -> NDArray[_Kind]:
        """Return what is known of each line, one after the other along the last axis, in its cell."""
        shape = packed.shape[:-1]
        found = np.zeros((*shape, len(self.numbers) * self.width), dtype=packed.dtype)
        found[..., self.cells] = packed
        return found.reshape(*shape, len(self.numbers), self.width)

    def packed(self, spread: NDArray[_Kind]) -> NDArray[_Kind]:
        """Return what the cells that hold a line have, one after the other along the last axis."""
        found: NDArray[_Kind] = spread.reshape(*spread.shape[:-2], -1).take(self.cells, axis=-1)
        return found

    @cached_property
    def counts(self) -> Numbers:
        """How many characters of each class each line has, `[class, text, line]`."""
        found: Numbers = self.gathered("counts")
        return found

    @cached_property
    def words(self) -> Numbers:
        """How many words that begin with each class each line has, `[class, text, line]`."""
        found: Numbers = self.gathered("words")
        return found

    @cached_property
    def first(self) -> Indices:
        """The class of the first character of each line, `[text, line]`."""
        found: Indices = self.gathered("first")
        return found

    @cached_property
    def last(self) -> Indices:
        """The class of the last character of each line, `[text, line]`."""
        found: Indices = self.gathered("last")
        return found

    @cached_property
    def claims(self) -> Numbers:
        """What the catalog claims of each line, `[kind or way, text, line]`."""
        found: Numbers = self.gathered("claims")
        return found

    @cached_property
    def mentions(self) -> Numbers:
        """What each line speaks of, `[word, text, line]`."""
        found: Numbers = self.gathered("mentions")
        return found

    @cached_property
    def shapes(self) -> Numbers:
        """The shapes that each line has, `[shape, text, line]`."""
        found: Numbers = self.gathered("shapes")
        return found

    @cached_property
    def kin(self) -> Numbers:
        """How many words of each line the head of its text knows, and how many it has, `[2, text, line]`."""
        found: Numbers = self.gathered("kin")
        return found

    @cached_property
    def mass(self) -> Numbers:
        """The length of each line in characters of an alphabet, `[text, line]`: a character of an unspaced script counts 2.2."""
        counts = self.counts
        mass = np.add.reduce(counts, axis=0) + np.add.reduce(self.words, axis=0) - 1 + np.float32(1.2) * counts[table.DENSE]
        return np.where(self.held, mass, np.float32(0))


def sheet_of(lines: Lines) -> Sheet:
    """Return a table of lines as one sheet."""
    return Sheet(lines, range(len(lines.sizes)))


def sheets_of(lines: Lines) -> Iterator[Sheet]:
    """Yield a table of lines in sheets: texts of much the same length together, none without lines.

    A sheet has about twice as many cells as lines at most, but that few cells are not worth a sheet of their own.
    """
    sizes = lines.sizes.tolist()
    some: list[int] = []
    held = 0
    for at in sorted((at for at, size in enumerate(sizes) if size), key=sizes.__getitem__):
        size = sizes[at]
        if some and size * (len(some) + 1) > min(_ROOMY * (held + size) + _FEW, _MOST):
            yield Sheet(lines, some)
            some, held = [], 0
        some.append(at)
        held += size
    if some:
        yield Sheet(lines, some)
