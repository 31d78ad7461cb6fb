"""A small learned model: trees that ask the same question on every level, so that a page is judged in a few array operations."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

PIECE = 2_048
"""Rows that are judged at a time; bounds the memory of a page with very many blocks."""


@frozen(eq=False)
class Trees:
    """Oblivious decision trees: level `d` of tree `t` asks whether feature `features[t, d]` exceeds `borders[t, d]`.

    The answers, as bits, choose one of `leaves[t]`; the sum of all leaves and `bias` is the log-odds.
    """

    features: NDArray[np.int16]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def judge(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return a probability for each row of features."""
        pieces = [self._judge(rows[at : at + PIECE]) for at in range(0, len(rows), PIECE)]
        return np.concatenate(pieces) if pieces else np.zeros(0)

    def _judge(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        trees, levels = self.features.shape
        columns, borders, which = self.questions
        answers = (rows.T.take(columns, axis=0) > borders).view(np.uint8)
        chosen = np.zeros((trees, len(rows)), np.uint8)
        for level in reversed(range(levels)):
            chosen += chosen
            chosen |= answers.take(which[level], axis=0)
        first = np.arange(trees)[:, None] * self.leaves.shape[1]
        odds = self.leaves.ravel().take(chosen + first).sum(axis=0) + self.bias
        return np.asarray(1 / (1 + np.exp(-odds)))

    @cached_property
    def questions(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """Return the feature and the border of each different question, and the question of each level of each tree: (levels, trees)."""
        asked = np.rec.fromarrays([self.features.ravel(), self.borders.ravel()])
        different, which = np.unique(asked, return_inverse=True)
        columns = different["f0"].astype(np.intp)
        return columns, different["f1"].reshape(-1, 1), np.ascontiguousarray(which.reshape(self.features.shape).T)


@cache
def load_trees() -> tuple[Trees, Trees]:
    """Return the trees that were trained to find the article's own blocks, first and second judgement (benchmarks/train_body.py)."""
    with files(__package__).joinpath("body.npz").open("rb") as stream:
        table = np.load(stream)
        first, second = (
            Trees(table[f"{name}_features"], table[f"{name}_borders"], table[f"{name}_leaves"], float(table[f"{name}_bias"]))
            for name in ("first", "second")
        )
    return first, second
