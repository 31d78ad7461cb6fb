"""What stands around the lines of a text: where each stands, how many are like it, what the head of the text knows, where prose ends."""

from __future__ import annotations

import numpy as np

from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.characters import Indices, Numbers
from provenance.detectors.boilerplate.lines import CUE_KINDS, MENTIONS, SHAPES
from provenance.detectors.boilerplate.sheet import Flags, Sheet

_LONG, _FAR = 100.0, 40
_COUNTERS = SHAPES.index("counter")
_COMMENTS, _COOKIES = CUE_KINDS.index("comment_form"), CUE_KINDS.index("cookie")
_COOKIES_SPOKEN = MENTIONS.index("cookie")
_HEADINGS = [CUE_KINDS.index(kind) for kind in ("related", "newsletter", "footer", "navigation", "share")]
_NEAR = 4
# The windows of `look_around`, in rows from the line: above it, around it, below it, near it.
_WINDOWS, _BEFORE, _BEHIND = ((-5, 0), (-2, 3), (1, 6), (-3, 4)), 5, 6


def liken(found: Numbers, sheet: Sheet) -> None:
    """Write how many lines have the shape of each line: before it, after it in an unbroken run, in the text, and near it."""
    counts, rows = sheet.counts, sheet.rows
    bars = (counts[table.BAR] > 0) * 2 + (counts[table.DIGIT] > 0)
    long = np.minimum(np.log2(sheet.mass + 1), 9).astype(np.int64)
    shapes = ((sheet.first * 16 + sheet.last) * 4 + bars) * 10 + long
    keys = np.where(sheet.held, shapes, -1 - rows)  # an empty cell is like no other
    same = keys[:, 1:] == keys[:, :-1]
    before, after = np.broadcast_to(rows, keys.shape).copy(), np.broadcast_to(rows, keys.shape).copy()
    before[:, 1:][same] = 0
    after[:, :-1][same] = sheet.width
    found[0] = rows - np.maximum.accumulate(before, axis=1)
    found[1] = np.minimum.accumulate(after[:, ::-1], axis=1)[:, ::-1] - rows
    apart = keys + (np.arange(len(keys)) << 32)[:, None]
    _, which, times = np.unique(apart, return_inverse=True, return_counts=True)
    found[2] = times[which].reshape(keys.shape)
    found[3] = 0
    for distance in range(1, min(_NEAR + 1, sheet.width)):
        alike = keys[:, distance:] == keys[:, :-distance]
        found[3][:, distance:] += alike
        found[3][:, :-distance] += alike


def since(marked: Flags, rows: Indices) -> Indices:
    """Return how many rows above each line the last marked one stands, forty at most."""
    found: Indices = np.minimum(rows - np.maximum.accumulate(np.where(marked, rows, -_FAR), axis=-1), _FAR)
    return found


def until(marked: Flags, rows: Indices) -> Indices:
    """Return how many rows below each line the next marked one stands, forty at most."""
    marks = np.where(marked, rows, len(rows) + _FAR)
    found: Indices = np.minimum(np.minimum.accumulate(marks[..., ::-1], axis=-1)[..., ::-1] - rows, _FAR)
    return found


def ends_of(marked: Flags, sizes: Indices) -> tuple[Indices, Indices]:
    """Return the first and the last marked row of each text as columns; where none is marked, the number of its rows and -1."""
    some, width = marked.any(axis=1), marked.shape[1]
    first = np.where(some, marked.argmax(axis=1), sizes)
    last = np.where(some, width - 1 - marked[:, ::-1].argmax(axis=1), -1)
    return first[:, None], last[:, None]


def place(found: Numbers, sheet: Sheet, spoken: Numbers) -> None:
    """Write where each line stands: in rows, in mass, after and before prose, known furniture and the headings of its sections."""
    mass, width = sheet.mass, sheet.width
    rows, sizes = sheet.rows, sheet.sizes[:, None]
    upto = np.cumsum(mass, axis=1)
    total = np.maximum(upto[:, -1:], 1)
    marks = _marks(sheet, spoken)
    beside = np.zeros((len(mass), width + 4), dtype=np.float32)
    beside[:, 2:-2] = mass
    found[0] = rows.astype(np.float32) / np.maximum(sizes - 1, 1).astype(np.float32)
    found[1] = np.minimum(rows, 10)
    found[2] = np.minimum(sizes - 1 - rows, 10)
    found[3] = (upto - mass) / total
    found[4] = 1 - upto / total
    found[5] = mass / np.maximum(mass.max(axis=1, keepdims=True), 1)
    found[6] = beside[:, :width] + beside[:, 1 : width + 1]
    found[7] = beside[:, 3 : width + 3] + beside[:, 4:]
    both = marks[5:0:-4]
    above = np.cumsum(both, axis=-1)
    found[8:12:2] = above - both
    found[9:12:2] = above[..., -1:] - above
    found[12:17] = since(marks[:5], rows)
    found[17:19] = until(marks[:2], rows)
    for at in (3, 4):
        first, last = ends_of(marks[at], sheet.sizes)
        reached = np.take_along_axis(upto, np.minimum(first, width - 1), axis=1)
        found[16 + at] = np.where(last < 0, 0, np.maximum(upto - reached, 0)) / total


def _marks(sheet: Sheet, spoken: Numbers) -> Flags:
    """Return which lines are long, known, headings of links, of comments, of cookies, and prose, `[mark, text, line]`."""
    kinds = sheet.claims[: len(CUE_KINDS)] > 0
    marks = np.zeros((6, *sheet.held.shape), dtype=bool)
    marks[0] = sheet.mass > _LONG
    marks[1] = kinds.any(axis=0)
    marks[2] = kinds[_HEADINGS].any(axis=0)
    marks[3] = kinds[_COMMENTS]
    marks[4] = kinds[_COOKIES] | (spoken[_COOKIES_SPOKEN] > 0)
    marks[5] = marks[0] & (sheet.counts[table.STOP] > 0)
    return marks


def look_around(found: Numbers, sheet: Sheet, long: Numbers) -> None:
    """Write what stands around each line: what the head of the text knows, how long the lines are, how they end, and where prose ends."""
    rows, sizes, width, kin = sheet.rows, sheet.sizes[:, None], sheet.width, sheet.kin
    sums = np.zeros((6, len(sizes), _BEFORE + 1 + width + _BEHIND))
    several = sums[..., _BEFORE + 1 : _BEFORE + 1 + width]
    several[0:2] = kin
    several[2] = long
    several[3] = (sheet.last == table.STOP) & sheet.held
    several[4] = sheet.shapes[_COUNTERS]
    several[5] = sheet.held
    np.cumsum(sums, axis=-1, out=sums)
    upto = [sums[..., _BEFORE + at : _BEFORE + at + width] for at in range(-_BEFORE, _BEHIND + 1)]
    above, around, below, near = (upto[_BEFORE + last] - upto[_BEFORE + first] for first, last in _WINDOWS)
    found[0] = kin[0] / np.maximum(kin[1], 1)
    found[1] = np.minimum(kin[0], 8)
    for at, part in ((2, above), (3, around), (4, below)):
        found[at] = part[0] / np.maximum(part[1], 1)
    for at, part in ((5, above), (6, below)):
        found[at : at + 3 : 2] = np.where(part[5], part[2:4] / np.maximum(part[5], 1), -1)
    found[9] = near[4]
    start, stop = ends_of(sheet.mass > _LONG, sheet.sizes)
    found[10] = np.minimum(np.maximum(rows - stop, -5), 30)
    found[11] = np.minimum(sizes - 1 - stop, 40)
    found[12] = np.minimum(start, 20)
