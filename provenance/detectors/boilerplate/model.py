"""A small learned model of lines: how likely each line of a text is furniture, judged by its features and its neighbours'.

The model is two sums of small decision trees that ask one question a level (`kernels/trees.py`). The second looks at the scores of the
first around each line. `benchmarks/train_lines.py` makes them and explains them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.detectors.boilerplate.again import look_again
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.features import features_of, in_context
from provenance.detectors.boilerplate.sheet import Sheet
from provenance.kernels.trees import sum_trees

WEIGHTS = Path(__file__).with_name("lines.npz")
# A text of which every line stays so far below its threshold is left alone without a second look.
QUIET = -1.5
_SECOND = np.float32(2 / 3)
"""How much of the score the second look says."""


@frozen(eq=False)
class Trees:
    """Sums of small trees, `[level, tree]`: the column that each question asks for, the bound that answers it; and `[tree, leaf]`."""

    column: NDArray[np.int16]
    bound: Numbers
    value: Numbers

    def odds(self, numbers: Numbers) -> Numbers:
        """Return the sums of the values for each line; `numbers` is `[column, line]`."""
        return sum_trees(np.ascontiguousarray(numbers), self.column, self.bound, self.value)


@frozen(eq=False)
class LineModel:
    """The trees of the first look and of the second."""

    first: Trees
    second: Trees

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
    return LineModel(first, second)
