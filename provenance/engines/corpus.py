"""The articles of a run in the order of their ids, with records and texts on disk."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from provenance.engines.blobs import Blobs
from provenance.engines.packs import Packs, open_strings
from provenance.engines.parts import Part
from provenance.model.text import Problem
from provenance.readers.ids import duplicate, place_of, rename

Numbers = npt.NDArray[np.int32]
_AT_ONCE = 256
"""Byte strings that are read at a time."""


class Articles:
    """Random access to texts and records by document number; documents are numbered in the order of their ids."""

    def __init__(self, ids: Sequence[str], folders: Sequence[Path], part: Numbers, row: Numbers) -> None:
        """`part[doc]` and `row[doc]` say where a document stands: which folder, and which row in it."""
        self.ids = ids
        self._folders, self._part, self._row = folders, part, row
        self._open: dict[tuple[int, str], Blobs | Packs] = {}

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self.ids)

    def __getstate__(self) -> tuple[Sequence[str], Sequence[Path], Numbers, Numbers]:
        """Leave open files behind when a worker process gets a copy."""
        return self.ids, self._folders, self._part, self._row

    def __setstate__(self, state: tuple[Sequence[str], Sequence[Path], Numbers, Numbers]) -> None:
        """Take up what a parent process handed over."""
        self.__init__(*state)  # type: ignore[misc]  # the constructor takes exactly the state

    def number(self, name: str) -> int:
        """Return the document number of an id; raise KeyError when no article has it."""
        doc = bisect_left(self.ids, name)
        if doc == len(self.ids) or self.ids[doc] != name:
            raise KeyError(name)
        return doc

    def text(self, doc: int) -> str:
        """Return the text of an article as read."""
        return self.blob(doc, "texts").decode("utf-8")

    def get(self, name: str) -> str | None:
        """Return the text of the article with this id, None when there is none."""
        try:
            return self.text(self.number(name))
        except KeyError:
            return None

    def place(self, doc: int) -> tuple[int, int]:
        """Return the part that an article was read in, and its row there."""
        return int(self._part[doc]), int(self._row[doc])

    def blob(self, doc: int, kind: str) -> bytes:
        """Return what its part holds for an article: one of `texts`, `records`, `lines`."""
        return self._strings(int(self._part[doc]), kind)[int(self._row[doc])]

    def every(self, kind: str) -> Iterator[bytes]:
        """Yield what the parts hold for all articles, in the order of their ids."""
        return (item for part, first, stop in runs(self._part, self._row) for item in self._strings(part, kind).between(first, stop))

    def _strings(self, part: int, kind: str) -> Blobs | Packs:
        if (part, kind) not in self._open:
            self._open[part, kind] = open_strings(self._folders[part], kind)
        return self._open[part, kind]


def runs(folder: Numbers, row: Numbers) -> Iterator[tuple[int, int, int]]:
    """Yield `(folder, first row, row after the last)` of places that lie side by side, a few hundred at most, in the order given."""
    parted = (folder[1:] != folder[:-1]) | (row[1:] != row[:-1] + 1)
    parted |= np.arange(1, len(row)) % _AT_ONCE == 0 if len(row) else False
    starts = np.concatenate([np.zeros(min(len(row), 1), np.int64), np.flatnonzero(parted) + 1])
    count = np.diff(starts, append=len(row))
    yield from zip(folder[starts].tolist(), row[starts].tolist(), (row[starts] + count).tolist(), strict=True)


def arrange(parts: Sequence[Part]) -> tuple[Articles, list[Problem]]:
    """Put the articles of all parts in the order of their ids; return the problems of all parts, and a note for each id that came again.

    Of several articles with one id the first by path and row keeps it, so that the result does not depend on the order of the inputs.
    """
    claims = sorted((*key, part, row) for part, item in enumerate(parts) for row, key in enumerate(item.keys))
    given = {claim[0] for claim in claims}
    later = [now for before, now in pairwise(claims) if before[0] == now[0]]
    places = [place_of(path, None if line < 0 else line) for _, path, line, _, _ in later]
    names = rename(places, given)
    notes = [duplicate(claim[0], name, place) for claim, name, place in zip(later, names, places, strict=True)]
    first = (now for before, now in zip([None, *claims], claims, strict=False) if before is None or before[0] != now[0])
    rows = [(claim[0], *claim[3:]) for claim in first] + [(name, *claim[3:]) for claim, name in zip(later, names, strict=True)]
    rows.sort()
    problems = sorted([*problems_of(parts), *notes], key=problem_order)
    numbers = np.array([row[1:] for row in rows], dtype=np.int32).reshape(-1, 2)
    return Articles([row[0] for row in rows], [part.folder for part in parts], numbers[:, 0], numbers[:, 1]), problems


def problems_of(parts: Sequence[Part]) -> list[Problem]:
    """Return the problems of all parts."""
    return [problem for part in parts for problem in part.problems]


def problem_order(problem: Problem) -> tuple[str, str, str, str]:
    """Return by what the problems of a run are sorted."""
    return problem.source, problem.stage, problem.code, problem.detail
