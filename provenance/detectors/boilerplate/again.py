"""The second look at a text: what the first scores of the lines around each line say about it.

Furniture comes in runs, at the head and the tail of what an extractor left; a line that looks like prose is none where all around it is
furniture.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.detectors.boilerplate.around import ends_of, since, until
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.features import NAMES
from provenance.detectors.boilerplate.sheet import Flags, Sheet

_WINDOWS = ((-2, 2), (-5, 5), (-6, -1), (1, 6), (-12, -1), (1, 12), (None, -1), (1, None))
_WEIGHED = ((-6, -1), (1, 6), (None, 0), (0, None))
_TAKEN = ((-3, 3), (1, None), (None, -1))
_EVERY = (*_WINDOWS, *_WEIGHED, *_TAKEN)
_REACH = 12
# Which sums a window divides by which, see `_sums`.
_ABOVE = (0,) * len(_WINDOWS) + (1,) * len(_WEIGHED) + (3,) * len(_TAKEN)
_BELOW = (4,) * len(_WINDOWS) + (2,) * len(_WEIGHED) + (4,) * len(_TAKEN)
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


def look_again(sheet: Sheet, features: Numbers, scores: Numbers, least: Numbers) -> Numbers:
    """Return what the second trees look at, `[column, line]`: the score of each line and those around it, and a few of its features.

    `scores` of the first look and the `least` that make a line furniture are `[text, line]`.
    """
    mass, held, sizes, rows = sheet.mass, sheet.held, sheet.sizes[:, None], sheet.rows
    score = np.where(held, np.minimum(np.maximum(scores, -_LIMIT), _LIMIT), np.float32(0))
    found = np.empty((len(AGAIN), *score.shape), dtype=np.float32)
    found[0] = score
    found[1] = score - least
    padded = np.full((len(score), sheet.width + 6), _NOBODY, dtype=np.float32)
    padded[:, 3:-3][held] = score[held]
    for at, side in enumerate(_SIDES, 2):
        found[at] = padded[:, 3 + side : 3 + side + sheet.width]
    at = 2 + len(_SIDES)
    sums = _sums(sheet, score)
    _means(found[at : at + len(_EVERY)], sums)
    at += len(_EVERY)
    _place(found[at : at + 6], sheet, (score < _PROSE_SCORE) & (mass > _PROSE))
    found[at + 6] = sums[0, :, -1:] / sizes
    ordered = np.sort(np.where(held, score, np.float32(np.inf)), axis=1)
    found[at + 7] = np.take_along_axis(ordered, np.rint(0.9 * (sizes - 1)).astype(np.int64), axis=1)
    total = np.cumsum(mass, axis=1)[:, -1:]
    found[at + 8] = np.cumsum(np.where(score > 0, mass, 0), axis=1)[:, -1:] / np.maximum(total, 1)
    found[at + 9] = np.log(sizes)
    found[at + 10] = np.minimum(rows, 20)
    found[at + 11] = np.minimum(sizes - 1 - rows, 40)
    found[at + 12 :] = features[_KEPT_COLUMNS]
    return sheet.packed(found)


def _sums(sheet: Sheet, score: Numbers) -> NDArray[np.float64]:
    """Return the sums up to each line: of the scores, of the scores by weight, of the weights, of the scores above nought, of ones."""
    sums = np.zeros((5, len(score), _REACH + 1 + sheet.width + _REACH))
    several = sums[..., _REACH + 1 : _REACH + 1 + sheet.width]
    several[0], several[2] = score, np.sqrt(np.maximum(sheet.mass, 1)) * sheet.held
    several[1], several[3], several[4] = score * np.sqrt(np.maximum(sheet.mass, 1)), score > 0, sheet.held
    found: NDArray[np.float64] = np.cumsum(sums, axis=-1, out=sums)
    return found


def _means(found: Numbers, sums: NDArray[np.float64]) -> None:
    """Write the means over the windows around each line: of the scores, of the scores by weight, of the share above nought."""
    width = found.shape[-1]
    for at, ((first, last), above, below) in enumerate(zip(_EVERY, _ABOVE, _BELOW, strict=True)):
        low = 0 if first is None else _REACH + first
        high = None if last is None else _REACH + last + 1
        parts = []
        for column in (above, below):
            upto = sums[column, :, -1:] if high is None else sums[column, :, high : high + width]
            parts.append(upto - sums[column, :, low : low + width] if first is not None else upto)
        np.divide(parts[0], np.maximum(parts[1], 1), out=found[at], casting="same_kind")


def _place(found: Numbers, sheet: Sheet, prose: Flags) -> None:
    """Write where each line stands to what the first look takes for prose."""
    rows = sheet.rows
    first, last = ends_of(prose, sheet.sizes)
    found[0] = since(prose, rows)
    found[1] = until(prose, rows)
    found[2] = np.minimum(np.maximum(rows - last, -10), 40)
    found[3] = np.minimum(np.maximum(first - rows, -10), 20)
    found[4] = np.minimum(np.cumsum(prose, axis=1), 20)
    found[5] = np.minimum(np.cumsum(prose[:, ::-1], axis=1)[:, ::-1], 20)
