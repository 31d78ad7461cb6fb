"""The second look at a text: what the first scores of the lines around each line say about it.

Furniture comes in runs, at the head and the tail of what an extractor left; a line that looks like prose is none where all around it is
furniture.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.detectors.boilerplate.features import NAMES
from provenance.detectors.boilerplate.lines import Numbers

_WINDOWS = ((-2, 2), (-5, 5), (-6, -1), (1, 6), (-12, -1), (1, 12), (None, -1), (1, None))
_WEIGHED = ((-6, -1), (1, 6), (None, 0), (0, None))
_TAKEN = ((-3, 3), (1, None), (None, -1))
_FAR = 1 << 20
_EVERY = (*_WINDOWS, *_WEIGHED, *_TAKEN)
_FIRST = np.array([-_FAR if first is None else first for first, _ in _EVERY])
_LAST = np.array([_FAR if last is None else last + 1 for _, last in _EVERY])
_ABOVE = np.repeat([0, 1, 3], [len(_WINDOWS), len(_WEIGHED), len(_TAKEN)])
_BELOW = np.repeat([4, 2, 4], [len(_WINDOWS), len(_WEIGHED), len(_TAKEN)])
_SIDES = (-1, 1, -2, 2, -3, 3)
_LIMIT, _NOBODY = 6.0, -9.0
_PROSE, _PROSE_SCORE = 80.0, -1.0
_KEPT = (
    "log mass",
    "words",
    "last stop",
    "commas",
    "first digit",
    "rows since any cue",
    "rows since heading of links",
    "repeated",
    "kinship",
    "like it after",
    "like it in text",
    "head kinship",
    "kinship of 5 around",
    "log mass of 5 above",
    "log mass of 5 below",
    "ended of 5 below",
    "upper words share",
    "dense share",
    "cue whole line",
    "speaks of any",
)
_KEPT_COLUMNS = [NAMES.index(name) for name in _KEPT]


def _bound(name: str, first: int | None, last: int | None) -> str:
    return f"{name} {'start' if first is None else f'{first:+d}'} to {'end' if last is None else f'{last:+d}'}"


AGAIN: tuple[str, ...] = (
    "score",
    "score over threshold",
    *(f"score {side:+d}" for side in _SIDES),
    *(_bound("scores", *window) for window in _WINDOWS),
    *(_bound("weighed scores", *window) for window in _WEIGHED),
    *(_bound("taken", *window) for window in _TAKEN),
    "rows since prose",
    "rows to prose",
    "rows past prose",
    "rows before prose",
    "prose up to here",
    "prose from here",
    "mean score",
    "high score",
    "mass taken",
    "log lines",
    "rows from start",
    "rows from end",
    *_KEPT,
)
"""The columns of `look_again`."""


def look_again(features: Numbers, mass: Numbers, scores: Numbers, least: Numbers) -> Numbers:
    """Return what the second trees look at, one row a line: its score and those around it, and a few features of the line itself."""
    count = len(scores)
    rows = np.arange(count)
    score = np.minimum(np.maximum(scores, -_LIMIT), _LIMIT)
    found = np.empty((count, len(AGAIN)), dtype=np.float32)
    found[:, 0] = score
    found[:, 1] = score - least
    padded = np.full(count + 6, _NOBODY, dtype=np.float32)
    padded[3:-3] = score
    for at, side in enumerate(_SIDES, 2):
        found[:, at] = padded[3 + side : 3 + side + count]
    at = 2 + len(_SIDES)
    found[:, at : at + len(_FIRST)] = _means(rows, score, np.sqrt(np.maximum(mass, 1)))
    at += len(_FIRST)
    _place(found[:, at : at + 6], rows, (score < _PROSE_SCORE) & (mass > _PROSE))
    found[:, at + 6] = np.add.reduce(score) / count
    found[:, at + 7] = np.sort(score)[round(0.9 * (count - 1))]
    found[:, at + 8] = np.add.reduce(mass[score > 0]) / max(float(np.add.reduce(mass)), 1.0)
    found[:, at + 9] = np.log(count)
    found[:, at + 10] = np.minimum(rows, 20)
    found[:, at + 11] = np.minimum(count - 1 - rows, 40)
    found[:, at + 12 :] = features[:, _KEPT_COLUMNS]
    return found


def _means(rows: NDArray[np.int64], score: Numbers, weight: Numbers) -> NDArray[np.float64]:
    """Return the means over the windows around each line: of the scores, of the scores by weight, of the share above nought."""
    count = len(rows)
    sums = np.zeros((count + 1, 5))
    several = sums[1:]
    several[:, 0], several[:, 1], several[:, 2], several[:, 3], several[:, 4] = score, score * weight, weight, score > 0, 1
    np.cumsum(several, axis=0, out=several)
    low, high = (np.minimum(np.maximum(rows[:, None] + ends, 0), count) for ends in (_FIRST, _LAST))
    found: NDArray[np.float64] = (sums[high, _ABOVE] - sums[low, _ABOVE]) / np.maximum(sums[high, _BELOW] - sums[low, _BELOW], 1)
    return found


def _place(found: Numbers, rows: NDArray[np.int64], prose: NDArray[np.bool_]) -> None:
    """Write where each line stands to what the first look takes for prose."""
    count = len(rows)
    at = np.flatnonzero(prose)
    first, last = (int(at[0]), int(at[-1])) if len(at) else (count, -1)
    found[:, 0] = np.minimum(rows - np.maximum.accumulate(np.where(prose, rows, -40)), 40)
    found[:, 1] = np.minimum(np.minimum.accumulate(np.where(prose, rows, count + 40)[::-1])[::-1] - rows, 40)
    found[:, 2] = np.minimum(np.maximum(rows - last, -10), 40)
    found[:, 3] = np.minimum(np.maximum(first - rows, -10), 20)
    found[:, 4] = np.minimum(np.cumsum(prose), 20)
    found[:, 5] = np.minimum(np.cumsum(prose[::-1])[::-1], 20)
