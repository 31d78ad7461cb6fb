"""What the learned line model looks at: language-independent shape, place in the text, neighbours and known words of each line."""

from __future__ import annotations

import numpy as np

from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.around import liken, look_around, place
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.lines import CUE_KINDS, MENTIONS, SHAPES
from provenance.detectors.boilerplate.sheet import Sheet

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
_EDGES = np.array(_EDGE)[:, None, None]
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
_FEW_CAPITALS = 2
# More than these few would let a model know the texts that it learned from by heart.
_MEANS = ("dense share", "first lower", "last stop", "kinship")
_WHOLE = [NAMES.index(name) for name in _MEANS]
_QUANTILES = (0.5, 0.75)


def context_names() -> list[str]:
    """Return the names of the columns of `in_context`."""
    return [*NAMES, *(f"mean {name}" for name in _MEANS), *(f"mass at {share}" for share in _QUANTILES), "log lines"]


def whole_of(sheet: Sheet, features: Numbers) -> Numbers:
    """Return the features of each text, `[column, text]`: the mean of its lines', how long its lines are, and how many."""
    sizes = sheet.sizes
    means = np.cumsum(features[_WHOLE], axis=-1)[..., -1] / sizes.astype(np.float32)
    ordered = np.sort(np.where(sheet.held, features[0], np.float32(np.inf)), axis=-1)
    at = [np.rint(share * (sizes - 1)).astype(np.int64) for share in _QUANTILES]
    masses = [ordered[np.arange(len(sizes)), place] for place in at]
    return np.concatenate([means, masses, [np.log(sizes.astype(np.float32))]])


def in_context(sheet: Sheet, features: Numbers) -> Numbers:
    """Return the features of each line beside those of the whole text, `[column, line]`; its neighbours are the second look's."""
    return np.concatenate([sheet.packed(features), np.repeat(whole_of(sheet, features), sheet.sizes, axis=1)])


def features_of(sheet: Sheet) -> Numbers:
    """Return the features of the lines of some texts, `[column, text, line]`, columns as in `NAMES`."""
    counts, words, mass = sheet.counts, sheet.words, sheet.mass
    several = np.add.reduce(words, axis=0)
    safe, many = np.maximum(mass, 1), np.maximum(several, 1)
    spoken = np.minimum(sheet.mentions, 3)
    found = np.empty((len(NAMES), *mass.shape), dtype=np.float32)
    np.log1p(mass, out=found[0])
    found[1] = several
    found[2] = np.add.reduce(counts[_LETTERS], axis=0) / many
    found[3] = mass / many
    found[4] = (counts[table.UPPER] > _FEW_CAPITALS) & (counts[table.LOWER] == 0)
    found[_AT_WORDS] = words[_WORDS] / many
    found[_AT_SHARES] = counts[_SHARES] / safe
    np.minimum(counts[_COUNTED], 20, out=found[_AT_COUNTED])
    found[_AT_FIRST] = sheet.first == _EDGES
    found[_AT_LAST] = sheet.last == _EDGES
    place(found[_AT_PLACES], sheet, spoken)
    found[_AT_SHAPES] = sheet.shapes
    liken(found[_AT_LIKE], sheet)
    look_around(found[_AT_AROUND], sheet, found[0])
    found[_AT_CLAIMS] = sheet.claims
    found[_AT_SPOKEN] = spoken
    found[-1] = np.add.reduce(spoken, axis=0)
    found *= sheet.held
    return found
