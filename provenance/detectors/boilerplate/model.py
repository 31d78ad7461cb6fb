"""A small learned model of lines: how likely each line of a text is furniture, judged by its features and its neighbours'.

The model is two sums of small decision trees that ask one question a level, so that all lines answer all questions at once. The second
looks at the scores of the first around each line. `benchmarks/train_lines.py` makes them and explains them.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.detectors.boilerplate.again import look_again
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.features import features_of, in_context
from provenance.detectors.boilerplate.sheet import Sheet

WEIGHTS = Path(__file__).with_name("lines.npz")
_PIECE = 512
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
    """Sums of small trees: `column` and `bound` are `[level, tree]`, the leaves of all trees stand in `values` one after the other.

    The answers of a tree, read as a binary number, the first level last, choose one of its values, which begin at `first[tree]`.
    """

    column: NDArray[np.int64]
    bound: Numbers
    first: NDArray[np.int64]
    values: Numbers

    @classmethod
    def of(cls, trees: Trees) -> Forest:
        """Return the trees laid out to be asked."""
        levels, count = trees.column.shape
        first = (np.arange(count) << levels)[:, None]
        return cls(trees.column.astype(np.int64), trees.bound[:, :, None], first, trees.value.ravel())

    def odds(self, numbers: Numbers) -> Numbers:
        """Return the sums of the values for each line; `numbers` is `[column, line]`."""
        count = numbers.shape[1]
        if count == 1:  # one line alone would be added up in another order
            return self.odds(np.repeat(numbers, 2, axis=1))[:1]
        pieces = -(-count // _PIECE)
        cuts = [count * at // pieces for at in range(pieces + 1)] if pieces else []
        sums = [self._sums(np.ascontiguousarray(numbers[:, first:last])) for first, last in pairwise(cuts)]
        return np.concatenate(sums) if sums else np.zeros(0, dtype=np.float32)

    def _sums(self, numbers: Numbers) -> Numbers:
        shape = self.column.shape[1], numbers.shape[1]
        leaves, answers, asked = np.zeros(shape, dtype=np.uint8), np.empty(shape, dtype=bool), np.empty(shape, dtype=np.float32)
        for column, bound in zip(self.column[::-1], self.bound[::-1], strict=True):
            numbers.take(column, axis=0, out=asked, mode="clip")
            np.greater(asked, bound, out=answers)
            leaves += leaves
            leaves |= answers
        found: Numbers = np.add.reduce(self.values.take(leaves + self.first), axis=0)
        return found


@frozen(eq=False)
class LineModel:
    """The trees of the first look and of the second."""

    first: Forest
    second: Forest

    def scores(self, sheet: Sheet, least: Numbers) -> Numbers:
        """Return for each line the log odds that it is furniture, `[text, line]`; `least` are the odds from which it is taken.

        A text of which no line comes near them is not looked at a second time.
        """
        features = features_of(sheet)
        scores = sheet.spread(self.first.odds(in_context(sheet, features)))
        loud = np.where(sheet.held, scores - least, -np.inf).max(axis=1, keepdims=True) >= QUIET
        if not loud.any():
            return scores
        second = sheet.spread(self.second.odds(look_again(sheet, features, scores, least)))
        return np.where(loud, blend(scores, second), scores)


def blend(first: Numbers, second: Numbers) -> Numbers:
    """Return the scores of both looks as one: the second counts twice, the first keeps it from losing whole paragraphs."""
    return first + (second - first) * _SECOND


@cache
def load_model(path: Path = WEIGHTS) -> LineModel:
    """Return the model that is shipped."""
    with np.load(path) as data:
        first, second = (Trees(*(data[f"{look}_{name}"] for name in ("column", "bound", "value"))) for look in ("first", "second"))
    return LineModel(Forest.of(first), Forest.of(second))
