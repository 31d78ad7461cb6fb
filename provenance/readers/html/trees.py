"""A small learned model: trees that ask the same question on every level, so that a page is judged in a few array operations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.kernels.trees import sum_trees


@frozen(eq=False)
class Trees:
    """Oblivious decision trees: level `d` of tree `t` asks whether feature `features[d, t]` exceeds `borders[d, t]`.

    The answers, as bits, choose one of `leaves[t]`; the sum of all leaves and `bias` is the log-odds.
    """

    features: NDArray[np.int16]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def judge(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return a probability for each row of features."""
        odds = sum_trees(np.ascontiguousarray(rows.T), self.features, self.borders, self.leaves) + self.bias
        return np.asarray(1 / (1 + np.exp(-odds)))


@cache
def load_trees() -> tuple[Trees, Trees]:
    """Return the trees that were trained to find the article's own blocks, first and second judgement (benchmarks/train_body.py)."""
    with files(__package__).joinpath("body.npz").open("rb") as stream:
        table = np.load(stream)
        first, second = (_trees_of(table, name) for name in ("first", "second"))
    return first, second


def _trees_of(table: Mapping[str, NDArray[Any]], name: str) -> Trees:
    features, borders = (np.ascontiguousarray(table[f"{name}_{part}"].T) for part in ("features", "borders"))
    return Trees(features, borders, table[f"{name}_leaves"], float(table[f"{name}_bias"]))
