"""What the learned line model looks at: language-independent shape, place in the text, neighbours and known words of each line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.detectors.boilerplate import lines as table
from provenance.detectors.boilerplate.lines import CUE_KINDS, Lines, Numbers, cue_numbers

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
NAMES: tuple[str, ...] = (
    "log mass",
    "mass over 60",
    "mass over 150",
    "log words",
    "word length",
    "capitals per word",
    "all capitals",
    "lower words share",
    "digit share",
    "digit words share",
    "stops per mass",
    "stops",
    "commas per mass",
    "commas",
    "quotes",
    "brackets",
    "bars",
    "dashes",
    "signs",
    "dense share",
    "uncased share",
    "one word",
    "two words",
    *(f"first {_NAMED[kind]}" for kind in _EDGE),
    *(f"last {_NAMED[kind]}" for kind in _EDGE),
    "place",
    "place from end",
    "rows from start",
    "rows from end",
    "mass before",
    "mass after",
    "lines in text",
    "mass of text",
    "mass to longest",
    "rows since long",
    "rows to long",
    "mass of 2 above",
    "mass of 2 below",
    "prose above",
    "prose below",
    "cues above",
    "cues below",
    "rows since heading of links",
    "rows since comments",
    "rows since any cue",
    "rows to any cue",
    "repeated",
    "clock",
    "byline shape",
    "form words",
    "form phrases",
    "kinship",
    "kin words",
    *(f"cue {kind}" for kind in CUE_KINDS),
    "cue whole line",
    "cue opening",
    "cue inside",
)
_LONG = 100.0
_HEADINGS = [CUE_KINDS.index(kind) for kind in ("related", "newsletter", "footer", "navigation", "share")]


_REACH = 4
_BESIDE = [
    at
    for at, name in enumerate(NAMES)
    if not name.startswith(("place", "rows", "mass before", "mass after", "lines in", "mass of", "prose", "cues"))
]
_FAR = _BESIDE[:23]


def in_context(features: Numbers) -> Numbers:
    """Return the features of each line beside those of its neighbours (four to either side) and the mean of the whole text."""
    count, width = features.shape
    padded = np.zeros((count + 2 * _REACH, width), dtype=np.float32)
    padded[_REACH : _REACH + count] = features
    beside, far = padded[:, _BESIDE], padded[:, _FAR]
    parts = []
    for distance in range(-_REACH, _REACH + 1):
        source = padded if distance == 0 else beside if abs(distance) == 1 else far
        parts.append(source[_REACH + distance : _REACH + distance + count])
    whole = np.concatenate([beside[_REACH : _REACH + count].mean(axis=0), np.quantile(features[:, 0], (0.1, 0.25, 0.5, 0.75, 0.9))])
    parts.append(np.broadcast_to(whole.astype(np.float32), (count, len(whole))))
    return np.concatenate(parts, axis=1)


def context_names() -> list[str]:
    """Return the names of the columns of `in_context`."""
    names: list[str] = []
    for distance in range(-_REACH, _REACH + 1):
        columns = range(len(NAMES)) if distance == 0 else _BESIDE if abs(distance) == 1 else _FAR
        names += [f"{NAMES[at]}{f' {distance:+d}' if distance else ''}" for at in columns]
    return names + [f"mean {NAMES[at]}" for at in _BESIDE] + [f"mass at {share}" for share in (0.1, 0.25, 0.5, 0.75, 0.9)]


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
    letters = counts[:, [table.LOWER, table.UPPER, table.UNCASED, table.DENSE]].sum(axis=1)
    safe, many = np.maximum(mass, 1), np.maximum(several, 1)
    columns = [
        np.log1p(mass) / 3 - 1,
        mass > 60,
        mass > 150,
        np.log1p(several) / 2 - 1,
        letters / many / 10,
        words[:, table.UPPER] / many,
        (counts[:, table.UPPER] > 2) & (counts[:, table.LOWER] == 0),
        words[:, table.LOWER] / many,
        counts[:, table.DIGIT] / safe,
        words[:, table.DIGIT] / many,
        50 * counts[:, table.STOP] / (safe + 25),
        np.minimum(counts[:, table.STOP], 5) / 2,
        50 * counts[:, table.COMMA] / (safe + 25),
        np.minimum(counts[:, table.COMMA], 5) / 2,
        np.minimum(counts[:, table.QUOTE], 4) / 2,
        np.minimum(counts[:, table.BRACKET], 4) / 2,
        np.minimum(counts[:, table.BAR], 4) / 2,
        np.minimum(counts[:, table.DASH], 4) / 2,
        np.minimum(counts[:, table.SIGN], 3),
        counts[:, table.DENSE] / safe,
        counts[:, table.UNCASED] / safe,
        several == 1,
        several == 2,
    ]
    edges = [lines.first == kind for kind in _EDGE] + [lines.last == kind for kind in _EDGE]
    shapes = lines.shapes.copy()
    shapes[:, 3:5] = np.log1p(shapes[:, 3:5])
    cues = cue_numbers(lines)
    found = np.concatenate(
        [
            np.stack(
                [np.asarray(column, dtype=np.float32) for column in columns + edges + _places(mass) + _sections(lines, mass, cues)], axis=1
            ),
            shapes,
            cues,
        ],
        axis=1,
    )
    return found.astype(np.float32)


def _places(mass: Numbers) -> list[Numbers]:
    """Return where each line stands: in rows, in mass, and from the nearest long line."""
    count = len(mass)
    rows = np.arange(count, dtype=np.float32)
    total, upto = max(float(mass.sum()), 1.0), np.cumsum(mass)
    long = mass > _LONG
    since = rows - np.maximum.accumulate(np.where(long, rows, -20))
    until = np.minimum.accumulate(np.where(long, rows, count + 20)[::-1])[::-1] - rows
    padded = np.concatenate([np.zeros(2, np.float32), mass, np.zeros(2, np.float32)])
    above, below = padded[:count] + padded[1 : count + 1], padded[3 : count + 3] + padded[4 : count + 4]
    full = np.ones(count, dtype=np.float32)
    return [
        rows / max(count - 1, 1),
        1 - rows / max(count - 1, 1),
        np.minimum(rows, 10) / 5,
        np.minimum(count - 1 - rows, 10) / 5,
        (upto - mass) / total,
        1 - upto / total,
        full * np.log1p(count) / 3 - 1,
        full * np.log1p(total) / 4 - 1,
        mass / max(float(mass.max()), 1.0),
        np.minimum(since, 12) / 6,
        np.minimum(until, 12) / 6,
        np.log1p(above) / 3 - 1,
        np.log1p(below) / 3 - 1,
    ]


def _sections(lines: Lines, mass: Numbers, cues: Numbers) -> list[Numbers]:
    """Return what stands above and below each line: prose, known furniture, the heading of a list of links or comments."""
    prose = ((mass > _LONG) & (lines.counts[:, table.STOP] > 0)).astype(np.float32)
    kinds = cues[:, : len(CUE_KINDS)]
    known = (kinds.max(axis=1) > 0).astype(np.float32)
    headings = kinds[:, _HEADINGS].max(axis=1) > 0
    comments = kinds[:, CUE_KINDS.index("comment_form")] > 0
    above = np.cumsum(prose) - prose
    known_above = np.cumsum(known) - known
    return [
        np.log1p(above),
        np.log1p(prose.sum() - prose - above),
        np.log1p(known_above),
        np.log1p(known.sum() - known - known_above),
        _since(headings),
        _since(comments),
        _since(known > 0),
        _since(known[::-1] > 0)[::-1],
    ]


def _since(marked: NDArray[np.bool_]) -> Numbers:
    """Return the number of rows since a marked row, 40 at most."""
    rows = np.arange(len(marked), dtype=np.float32)
    found: Numbers = np.minimum(rows - np.maximum.accumulate(np.where(marked, rows, -40.0)), 40).astype(np.float32)
    return found
