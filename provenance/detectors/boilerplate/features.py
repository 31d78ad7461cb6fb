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
_EDGES = np.array(_EDGE)
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
    *(f"cue {kind}" for kind in CUE_KINDS),
    "cue whole line",
    "cue opening",
    "cue inside",
    *(f"speaks of {name}" for name in MENTIONS),
    "speaks of any",
)
_LONG = 100.0
_FEW = 60
"""Lines that are compared with one another one by one; more are sorted."""
_COMMENTS, _COOKIES = CUE_KINDS.index("comment_form"), CUE_KINDS.index("cookie")
_COOKIES_SPOKEN = MENTIONS.index("cookie")
_HEADINGS = [CUE_KINDS.index(kind) for kind in ("related", "newsletter", "footer", "navigation", "share")]


REACH = 3
_OWN = ("place", "rows", "mass before", "mass after", "mass since", "mass of", "prose", "cues", "like it")
_BESIDE = [at for at, name in enumerate(NAMES) if not name.startswith(_OWN)]
_FAR = _BESIDE[: NAMES.index("first lower")]
# More than these few would let a model know the texts that it learned from by heart.
_MEANS = ("dense share", "first lower", "last stop", "kinship")
_WHOLE = [NAMES.index(name) for name in _MEANS]
_QUANTILES = (0.5, 0.75)
WHOLE = len(_WHOLE) + len(_QUANTILES)
"""How many numbers tell of the text as a whole."""


def columns() -> list[tuple[int | None, int]]:
    """Return the columns of `in_context`, each as (distance of the neighbour, column of `features_of`); None stands for the whole text."""
    found: list[tuple[int | None, int]] = []
    for distance in range(-REACH, REACH + 1):
        several = range(len(NAMES)) if distance == 0 else _BESIDE if abs(distance) == 1 else _FAR
        found += [(distance, at) for at in several]
    return found + [(None, at) for at in range(WHOLE)]


def context_names() -> list[str]:
    """Return the names of the columns of `in_context`."""
    whole = [f"mean {name}" for name in _MEANS] + [f"mass at {share}" for share in _QUANTILES]
    return [whole[at] if distance is None else f"{NAMES[at]}{f' {distance:+d}' if distance else ''}" for distance, at in columns()]


def whole_of(features: Numbers) -> Numbers:
    """Return the features of the text: the mean of its lines', and how long its lines are."""
    means = features[:, _WHOLE].mean(axis=0)
    ordered = np.sort(features[:, 0])
    at = [round(share * (len(ordered) - 1)) for share in _QUANTILES]
    return np.concatenate([means, ordered[at]])


def in_context(features: Numbers) -> Numbers:
    """Return the features of each line beside those of its neighbours (three to either side) and of the whole text."""
    count, width = features.shape
    padded = np.zeros((count + 2 * REACH, width), dtype=np.float32)
    padded[REACH : REACH + count] = features
    parts = []
    for distance in range(-REACH, REACH + 1):
        several = slice(None) if distance == 0 else _BESIDE if abs(distance) == 1 else _FAR
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
    several = words.sum(axis=1)
    safe, many = np.maximum(mass, 1)[:, None], np.maximum(several, 1)
    spoken = np.minimum(lines.mentions, 3)
    return np.concatenate(
        [
            np.log1p(mass)[:, None],
            several[:, None],
            (counts[:, _LETTERS].sum(axis=1) / many)[:, None],
            (mass / many)[:, None],
            ((counts[:, table.UPPER] > 2) & (counts[:, table.LOWER] == 0))[:, None],
            words[:, _WORDS] / many[:, None],
            counts[:, _SHARES] / safe,
            np.minimum(counts[:, _COUNTED], 20),
            lines.first[:, None] == _EDGES,
            lines.last[:, None] == _EDGES,
            *_places(lines, mass, spoken),
            lines.shapes,
            _likeness(lines, mass),
            lines.claims,
            spoken,
            spoken.sum(axis=1, keepdims=True),
        ],
        axis=1,
        dtype=np.float32,
    )


def _likeness(lines: Lines, mass: Numbers) -> Numbers:
    """Return how many lines have the shape of each line: before it, after it in an unbroken run, in the text, and near it."""
    bars = (lines.counts[:, table.BAR] > 0) * 2 + (lines.counts[:, table.DIGIT] > 0)
    long = np.minimum(np.log2(mass + 1), 9).astype(np.int64)
    keys = ((lines.first * 16 + lines.last) * 4 + bars.astype(np.int64)) * 10 + long
    size = len(keys)
    rows = np.arange(size)
    same = np.zeros(size + 1, dtype=bool)
    same[1:-1] = keys[1:] == keys[:-1]
    before = rows - np.maximum.accumulate(np.where(same[:-1], 0, rows))
    after = np.minimum.accumulate(np.where(same[1:], size, rows)[::-1])[::-1] - rows
    if size <= _FEW:
        alike = keys[:, None] == keys
        count, near = alike.sum(axis=1), (alike & _band(size)).sum(axis=1) - 1
    else:
        _, which, times = np.unique(keys, return_inverse=True, return_counts=True)
        count = times[which]
        padded = np.full(size + 8, -1)
        padded[4:-4] = keys
        near = (np.lib.stride_tricks.sliding_window_view(padded, 9) == keys[:, None]).sum(axis=1) - 1
    return np.stack([before, after, count, near], axis=1).astype(np.float32)


@lru_cache(maxsize=_FEW)
def _band(size: int) -> NDArray[np.bool_]:
    """Return which of so many lines stand within four lines of each other."""
    rows = np.arange(size)
    found: NDArray[np.bool_] = np.abs(rows[:, None] - rows) <= 4
    return found


def _places(lines: Lines, mass: Numbers, spoken: Numbers) -> list[Numbers]:
    """Return where each line stands: in rows, in mass, after and before prose, known furniture and the headings of its sections."""
    count = len(mass)
    rows = np.arange(count, dtype=np.float32)
    upto = np.cumsum(mass)
    total = max(float(upto[-1]), 1.0)
    kinds = lines.claims[:, : len(CUE_KINDS)]
    marks = np.zeros((count, 6), dtype=bool)
    marks[:, 0] = mass > _LONG
    marks[:, 1] = kinds.any(axis=1)
    marks[:, 2] = kinds[:, _HEADINGS].any(axis=1)
    marks[:, 3] = comments = kinds[:, _COMMENTS] > 0
    marks[:, 4] = cookies = (kinds[:, _COOKIES] > 0) | (spoken[:, _COOKIES_SPOKEN] > 0)
    marks[:, 5] = marks[:, 0] & (lines.counts[:, table.STOP] > 0)
    column = rows[:, None]
    since = np.minimum(column - np.maximum.accumulate(np.where(marks[:, :5], column, -40)), 40)
    until = np.minimum(np.minimum.accumulate(np.where(marks[::-1, :2], column[::-1], count + 40))[::-1] - column, 40)
    above = np.cumsum(marks[:, [5, 1]], axis=0)
    beside = np.zeros(count + 4, dtype=np.float32)
    beside[2:-2] = mass
    places = np.empty((count, 12), dtype=np.float32)
    places[:, 0] = rows / max(count - 1, 1)
    places[:, 1] = np.minimum(rows, 10)
    places[:, 2] = np.minimum(count - 1 - rows, 10)
    places[:, 3] = (upto - mass) / total
    places[:, 4] = 1 - upto / total
    places[:, 5] = mass / max(float(mass.max()), 1.0)
    places[:, 6] = beside[:count] + beside[1 : count + 1]
    places[:, 7] = beside[3 : count + 3] + beside[4 : count + 4]
    places[:, 8:12:2] = above - marks[:, [5, 1]]
    places[:, 9:12:2] = above[-1] - above
    opened = np.stack([_mass_since(comments, mass, upto), _mass_since(cookies, mass, upto)], axis=1) / total
    return [places, since, until, opened]


def _mass_since(marked: NDArray[np.bool_], mass: Numbers, upto: Numbers) -> Numbers:
    """Return the mass of the lines since the first marked row, nought before it."""
    at = int(np.argmax(marked))
    found: Numbers = np.maximum(upto - upto[at], 0) if marked[at] else np.zeros_like(mass)
    return found
