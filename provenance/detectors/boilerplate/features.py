"""What the learned line model looks at: language-independent shape, place in the text, neighbours and known words of each line."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.detectors.boilerplate import lines as table
from provenance.detectors.boilerplate.lines import CUE_KINDS, MENTIONS, SHAPES, Lines, Numbers

_EDGE = (
    table.LOWER,
    table.UPPER,
    table.UNCASED,
    table.DENSE,
    table.DIGIT,
    table.STOP,
    table.COMMA,
    table.COLON,
    table.QUOTE,
    table.BRACKET,
    table.BAR,
    table.SIGN,
)
_EDGE_OF = (np.arange(16)[:, None] == np.array(_EDGE)).astype(np.float32)
_NAMED = (
    "other",
    "lower",
    "upper",
    "uncased",
    "dense",
    "digit",
    "space",
    "newline",
    "stop",
    "comma",
    "colon",
    "quote",
    "bracket",
    "bar",
    "dash",
    "sign",
)
_SHARES = [table.DIGIT, table.DENSE, table.UNCASED, table.SIGN, table.BRACKET, table.STOP, table.COMMA]
_COUNTED = [table.STOP, table.COMMA, table.QUOTE, table.BRACKET, table.BAR, table.DASH, table.SIGN]
_WORDS = [table.UPPER, table.LOWER, table.DIGIT]
_LETTERS = [table.LOWER, table.UPPER, table.UNCASED, table.DENSE]
NAMES: tuple[str, ...] = (
    "log mass",
    "words",
    "word length",
    "mass per word",
    "all capitals",
    *(f"{_NAMED[kind]} words share" for kind in _WORDS),
    *(f"{_NAMED[kind]} share" for kind in _SHARES),
    *(f"{_NAMED[kind]}s" for kind in _COUNTED),
    *(f"first {_NAMED[kind]}" for kind in _EDGE),
    *(f"last {_NAMED[kind]}" for kind in _EDGE),
    "place",
    "rows from start",
    "rows from end",
    "mass before",
    "mass after",
    "mass to longest",
    "mass of 2 above",
    "mass of 2 below",
    "prose above",
    "prose below",
    "cues above",
    "cues below",
    "rows since long",
    "rows since any cue",
    "rows since heading of links",
    "rows since comments",
    "rows since cookies",
    "rows to long",
    "rows to any cue",
    "mass since comments",
    "mass since cookies",
    *SHAPES,
    "like it before",
    "like it after",
    "like it in text",
    "like it near",
    "head kinship",
    "head kin words",
    "kinship of 5 above",
    "kinship of 5 around",
    "kinship of 5 below",
    "log mass of 5 above",
    "log mass of 5 below",
    "ended of 5 above",
    "ended of 5 below",
    "counters near",
    "rows past prose",
    "rows of the tail",
    "rows of the head",
    *(f"cue {kind}" for kind in CUE_KINDS),
    "cue whole line",
    "cue opening",
    "cue inside",
    *(f"speaks of {name}" for name in MENTIONS),
    "speaks of any",
)


def _columns(first: str, last: str) -> slice:
    return slice(NAMES.index(first), NAMES.index(last) + 1)


_AT_WORDS, _AT_SHARES = _columns("upper words share", "digit words share"), _columns("digit share", "comma share")
_AT_COUNTED, _AT_FIRST, _AT_LAST = _columns("stops", "signs"), _columns("first lower", "first sign"), _columns("last lower", "last sign")
_AT_PLACES, _AT_SHAPES = _columns("place", "mass since cookies"), _columns(SHAPES[0], SHAPES[-1])
_AT_LIKE, _AT_CLAIMS = _columns("like it before", "like it near"), _columns(f"cue {CUE_KINDS[0]}", "cue inside")
_AT_AROUND = _columns("head kinship", "rows of the head")
_AT_SPOKEN = _columns(f"speaks of {MENTIONS[0]}", f"speaks of {MENTIONS[-1]}")
_LONG, _FEW_CAPITALS = 100.0, 2
# The windows of `_look_around`, in rows from the line: above it, around it, below it, near it.
_FIRST_OF, _LAST_OF = np.array([[-5], [-2], [1], [-3]]), np.array([[0], [3], [6], [4]])
_COUNTERS = SHAPES.index("counter")
_FEW = 60
"""Lines that are compared with one another one by one; more are sorted."""
_COMMENTS, _COOKIES = CUE_KINDS.index("comment_form"), CUE_KINDS.index("cookie")
_COOKIES_SPOKEN = MENTIONS.index("cookie")
_HEADINGS = [CUE_KINDS.index(kind) for kind in ("related", "newsletter", "footer", "navigation", "share")]


REACH = 1
_PLACED = ("place", "rows", "mass before", "mass after", "mass since", "mass of", "prose", "cues", "like it")
_OWN = (*_PLACED, "head", "kinship of", "log mass of", "ended of", "counters")
_BESIDE = [at for at, name in enumerate(NAMES) if not name.startswith(_OWN)]
# More than these few would let a model know the texts that it learned from by heart.
_MEANS = ("dense share", "first lower", "last stop", "kinship")
_WHOLE = [NAMES.index(name) for name in _MEANS]
_QUANTILES = (0.5, 0.75)
WHOLE = len(_WHOLE) + len(_QUANTILES) + 1
"""How many numbers tell of the text as a whole."""


def columns() -> list[tuple[int | None, int]]:
    """Return the columns of `in_context`, each as (distance of the neighbour, column of `features_of`); None stands for the whole text."""
    found: list[tuple[int | None, int]] = []
    for distance in range(-REACH, REACH + 1):
        several = range(len(NAMES)) if distance == 0 else _BESIDE
        found += [(distance, at) for at in several]
    return found + [(None, at) for at in range(WHOLE)]


def context_names() -> list[str]:
    """Return the names of the columns of `in_context`."""
    whole = [f"mean {name}" for name in _MEANS] + [f"mass at {share}" for share in _QUANTILES] + ["log lines"]
    return [whole[at] if distance is None else f"{NAMES[at]}{f' {distance:+d}' if distance else ''}" for distance, at in columns()]


def whole_of(features: Numbers) -> Numbers:
    """Return the features of the text: the mean of its lines', how long its lines are, and how many."""
    means = np.add.reduce(features[:, _WHOLE], axis=0) / len(features)
    ordered = np.sort(features[:, 0])
    at = [round(share * (len(ordered) - 1)) for share in _QUANTILES]
    return np.concatenate([means, ordered[at], [np.log(np.float32(len(ordered)))]])


def in_context(features: Numbers) -> Numbers:
    """Return the features of each line beside those of its neighbours (one to either side) and of the whole text."""
    count, width = features.shape
    padded = np.zeros((count + 2 * REACH, width), dtype=np.float32)
    padded[REACH : REACH + count] = features
    parts = []
    for distance in range(-REACH, REACH + 1):
        several = slice(None) if distance == 0 else _BESIDE
        parts.append(padded[REACH + distance : REACH + distance + count, several])
    whole = whole_of(features)
    parts.append(np.broadcast_to(whole, (count, len(whole))))
    return np.concatenate(parts, axis=1)


def mass_of(lines: Lines) -> Numbers:
    """Return the length of each line in characters of an alphabet: a character of an unspaced script counts 2.2."""
    counts = lines.counts
    mass: Numbers = counts.sum(axis=1) + lines.words.sum(axis=1) - 1 + 1.2 * counts[:, table.DENSE]
    return mass


def features_of(lines: Lines) -> Numbers:
    """Return the features of the lines of a text, one row a line, columns as in `NAMES`."""
    counts, words = lines.counts, lines.words
    mass = mass_of(lines)
    several = np.add.reduce(words, axis=1)
    safe, many = np.maximum(mass, 1)[:, None], np.maximum(several, 1)
    spoken = np.minimum(lines.mentions, 3)
    found = np.empty((len(lines), len(NAMES)), dtype=np.float32)
    np.log1p(mass, out=found[:, 0])
    found[:, 1] = several
    found[:, 2] = np.add.reduce(counts[:, _LETTERS], axis=1) / many
    found[:, 3] = mass / many
    found[:, 4] = (counts[:, table.UPPER] > _FEW_CAPITALS) & (counts[:, table.LOWER] == 0)
    found[:, _AT_WORDS] = words[:, _WORDS] / many[:, None]
    found[:, _AT_SHARES] = counts[:, _SHARES] / safe
    np.minimum(counts[:, _COUNTED], 20, out=found[:, _AT_COUNTED])
    found[:, _AT_FIRST] = _EDGE_OF[lines.first]
    found[:, _AT_LAST] = _EDGE_OF[lines.last]
    _place(found[:, _AT_PLACES], lines, mass, spoken)
    found[:, _AT_SHAPES] = lines.shapes
    _liken(found[:, _AT_LIKE], lines, mass)
    _look_around(found[:, _AT_AROUND], lines, found[:, 0], mass)
    found[:, _AT_CLAIMS] = lines.claims
    found[:, _AT_SPOKEN] = spoken
    found[:, -1] = np.add.reduce(spoken, axis=1)
    return found


def _liken(found: Numbers, lines: Lines, mass: Numbers) -> None:
    """Write how many lines have the shape of each line: before it, after it in an unbroken run, in the text, and near it."""
    bars = (lines.counts[:, table.BAR] > 0) * 2 + (lines.counts[:, table.DIGIT] > 0)
    long = np.minimum(np.log2(mass + 1), 9).astype(np.int64)
    keys = ((lines.first * 16 + lines.last) * 4 + bars.astype(np.int64)) * 10 + long
    size = len(keys)
    rows = np.arange(size)
    same = np.zeros(size + 1, dtype=bool)
    same[1:-1] = keys[1:] == keys[:-1]
    found[:, 0] = rows - np.maximum.accumulate(np.where(same[:-1], 0, rows))
    found[:, 1] = np.minimum.accumulate(np.where(same[1:], size, rows)[::-1])[::-1] - rows
    if size <= _FEW:
        alike = keys[:, None] == keys
        found[:, 2] = np.add.reduce(alike, axis=1)
        found[:, 3] = np.add.reduce(alike & _band(size), axis=1)
    else:
        _, which, times = np.unique(keys, return_inverse=True, return_counts=True)
        found[:, 2] = times[which]
        padded = np.full(size + 8, -1)
        padded[4:-4] = keys
        found[:, 3] = (np.lib.stride_tricks.sliding_window_view(padded, 9) == keys[:, None]).sum(axis=1)
    found[:, 3] -= 1


@lru_cache(maxsize=_FEW)
def _band(size: int) -> NDArray[np.bool_]:
    """Return which of so many lines stand within four lines of each other."""
    rows = np.arange(size)
    found: NDArray[np.bool_] = np.abs(rows[:, None] - rows) <= 4
    return found


def _place(found: Numbers, lines: Lines, mass: Numbers, spoken: Numbers) -> None:
    """Write where each line stands: in rows, in mass, after and before prose, known furniture and the headings of its sections."""
    count = len(mass)
    rows = np.arange(count, dtype=np.float32)
    upto = np.cumsum(mass)
    total = max(float(upto[-1]), 1.0)
    marks = _marks(lines, mass, spoken)
    column = rows[:, None]
    beside = np.zeros(count + 4, dtype=np.float32)
    beside[2:-2] = mass
    found[:, 0] = rows / max(count - 1, 1)
    np.minimum(rows, 10, out=found[:, 1])
    np.minimum(count - 1 - rows, 10, out=found[:, 2])
    found[:, 3] = (upto - mass) / total
    found[:, 4] = 1 - upto / total
    found[:, 5] = mass / max(float(mass.max()), 1.0)
    found[:, 6] = beside[:count] + beside[1 : count + 1]
    found[:, 7] = beside[3 : count + 3] + beside[4 : count + 4]
    both = marks[:, 5:0:-4]
    above = np.cumsum(both, axis=0)
    found[:, 8:12:2] = above - both
    found[:, 9:12:2] = above[-1] - above
    np.minimum(column - np.maximum.accumulate(np.where(marks[:, :5], column, -40)), 40, out=found[:, 12:17])
    np.minimum(np.minimum.accumulate(np.where(marks[::-1, :2], column[::-1], count + 40))[::-1] - column, 40, out=found[:, 17:19])
    for at, marked in ((19, marks[:, 3]), (20, marks[:, 4])):
        found[:, at] = _mass_since(marked, mass, upto) / total


def _look_around(found: Numbers, lines: Lines, long: Numbers, mass: Numbers) -> None:
    """Write what stands around each line: what the head of the text knows, how long the lines are, how they end, and where prose ends."""
    count = len(mass)
    rows = np.arange(count)
    several = np.zeros((count + 1, 6))
    several[1:, 0:2] = lines.kin
    several[1:, 2] = long
    several[1:, 3] = lines.last == table.STOP
    several[1:, 4] = lines.shapes[:, _COUNTERS]
    several[1:, 5] = 1
    np.cumsum(several, axis=0, out=several)
    above, around, below, near = (
        several[np.minimum(np.maximum(rows + _LAST_OF, 0), count)] - several[np.minimum(np.maximum(rows + _FIRST_OF, 0), count)]
    )
    found[:, 0] = lines.kin[:, 0] / np.maximum(lines.kin[:, 1], 1)
    np.minimum(lines.kin[:, 0], 8, out=found[:, 1])
    for at, part in ((2, above), (3, around), (4, below)):
        found[:, at] = part[:, 0] / np.maximum(part[:, 1], 1)
    for at, part in ((5, above), (6, below)):
        found[:, at : at + 3 : 2] = np.where(part[:, 5:], part[:, 2:4] / np.maximum(part[:, 5:], 1), -1)
    found[:, 9] = near[:, 4]
    prose = np.flatnonzero(mass > _LONG)
    start, stop = (int(prose[0]), int(prose[-1])) if len(prose) else (count, -1)
    found[:, 10] = np.minimum(np.maximum(rows - stop, -5), 30)
    found[:, 11] = min(count - 1 - stop, 40)
    found[:, 12] = min(start, 20)


def _marks(lines: Lines, mass: Numbers, spoken: Numbers) -> NDArray[np.bool_]:
    """Return which lines are long, known, headings of links, of comments, of cookies, and prose."""
    kinds = lines.claims[:, : len(CUE_KINDS)] > 0
    marks = np.zeros((len(mass), 6), dtype=bool)
    marks[:, 0] = mass > _LONG
    marks[:, 5] = marks[:, 0] & (lines.counts[:, table.STOP] > 0)
    marks[:, 4] = spoken[:, _COOKIES_SPOKEN] > 0
    if kinds.any():
        marks[:, 1] = kinds.any(axis=1)
        marks[:, 2] = kinds[:, _HEADINGS].any(axis=1)
        marks[:, 3] = kinds[:, _COMMENTS]
        marks[:, 4] |= kinds[:, _COOKIES]
    return marks


def _mass_since(marked: NDArray[np.bool_], mass: Numbers, upto: Numbers) -> Numbers:
    """Return the mass of the lines since the first marked row, nought before it."""
    at = int(np.argmax(marked))
    found: Numbers = np.maximum(upto - upto[at], 0) if marked[at] else np.zeros_like(mass)
    return found
