"""A small learned model of lines: how likely each line of a text is furniture, judged by its features and its neighbours'.

The model is two sums of small decision trees that ask one question a level, so that all lines answer all questions at once. The second
looks at the scores of the first around each line. `benchmarks/train_lines.py` makes them and explains them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.detectors.boilerplate.again import AGAIN, look_again
from provenance.detectors.boilerplate.features import NAMES, REACH, WHOLE, columns, whole_of
from provenance.detectors.boilerplate.lines import Numbers

WEIGHTS = Path(__file__).with_name("lines.npz")
_PIECE = 256
_WIDTH = len(NAMES) + WHOLE
# A text of which every line stays so far below its threshold is left alone without a second look.
QUIET = -1.5
_SECOND = np.float32(2 / 3)
"""How much of the score the second look says."""


@frozen(eq=False)
class Trees:
    """Trees as they are shipped, `[level, tree]`: the column that each question asks for, the bound that answers it; and the leaves."""

    column: NDArray[np.int16]
    bound: Numbers
    value: Numbers


@frozen(eq=False)
class Forest:
    """Trees laid out flat.

    Question `level, tree` asks whether the number that stands `offsets[level, tree]` behind the first of a line's exceeds
    `bounds[level, tree]`. The answers of a tree, read as a binary number, the first level last, choose one of its `values`, which begin at
    `first[tree]`.
    """

    offsets: NDArray[np.int64]
    bounds: Numbers
    weights: NDArray[np.uint8]
    first: NDArray[np.int64]
    values: Numbers

    @classmethod
    def of(cls, trees: Trees, places: NDArray[np.int64]) -> Forest:
        """Return trees of which column `i` stands at `places[i]`."""
        levels, count = trees.column.shape
        weights = np.array([[1 << level] for level in range(levels)], dtype=np.uint8)
        return cls(places[trees.column], trees.bound, weights, np.arange(count) << levels, trees.value.ravel())

    def odds(self, numbers: Numbers, width: int, count: int) -> Numbers:
        """Return the sums of the values for `count` lines; the numbers of each stand `width` behind those of the one before."""
        pieces = [self._sums(numbers, np.arange(at, min(at + _PIECE, count)) * width) for at in range(0, count, _PIECE)]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)

    def _sums(self, numbers: Numbers, begins: NDArray[np.int64]) -> Numbers:
        answers = numbers.take(begins[:, None, None] + self.offsets) > self.bounds
        leaves = np.add.reduce(answers * self.weights, axis=1, dtype=np.uint8) + self.first
        found: Numbers = np.add.reduce(self.values.take(leaves), axis=1)
        return found


@frozen(eq=False)
class LineModel:
    """The trees of the first look and of the second."""

    first: Forest
    second: Forest

    def first_scores(self, features: Numbers) -> Numbers:
        """Return for each line the log odds of the first look; `features` has one row a line, as `features_of` gives them."""
        count = len(features)
        table = np.zeros((count + 2 * REACH, _WIDTH), dtype=np.float32)
        table[REACH : REACH + count, : len(NAMES)] = features
        table[REACH : REACH + count, len(NAMES) :] = whole_of(features)
        return self.first.odds(table.ravel(), _WIDTH, count)

    def scores(self, features: Numbers, mass: Numbers, least: Numbers) -> Numbers:
        """Return for each line the log odds that it is furniture: of both looks; `least` are the odds from which it is taken."""
        scores = self.first_scores(features)
        if not len(scores) or float((scores - least).max()) < QUIET:
            return scores
        again = look_again(features, mass, scores, least)
        return blend(scores, self.second.odds(again.ravel(), len(AGAIN), len(again)))


def blend(first: Numbers, second: Numbers) -> Numbers:
    """Return the scores of both looks as one: the second counts twice, the first keeps it from losing whole paragraphs."""
    return first + (second - first) * _SECOND


def first_forest(trees: Trees) -> Forest:
    """Return the trees of the first look; their columns are those of `in_context`."""
    found = [REACH * _WIDTH + len(NAMES) + at if distance is None else (REACH + distance) * _WIDTH + at for distance, at in columns()]
    return Forest.of(trees, np.array(found, dtype=np.int64))


def second_forest(trees: Trees) -> Forest:
    """Return the trees of the second look; their columns are those of `look_again`."""
    return Forest.of(trees, np.arange(len(AGAIN)))


@cache
def load_model(path: Path = WEIGHTS) -> LineModel:
    """Return the model that is shipped."""
    with np.load(path) as data:
        first, second = (Trees(*(data[f"{look}_{name}"] for name in ("column", "bound", "value"))) for look in ("first", "second"))
    return LineModel(first_forest(first), second_forest(second))
