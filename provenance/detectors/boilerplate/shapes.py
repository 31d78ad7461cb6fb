"""Shapes of lines that need no catalog: dates, names of authors, numbers that count on, lines that come again or begin alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import regex
from attrs import frozen

from provenance.detectors.boilerplate.characters import Indices, Numbers
from provenance.expressions import compiled
from provenance.kernels.lines import Codes

SHAPES = (
    "repeated",
    "clock",
    "byline shape",
    "form words",
    "form phrases",
    "kinship",
    "kin words",
    "same opening",
    "enumerated",
    "next number",
    "counter",
)
_CLOCK = compiled(r"\d{1,4}[./年-] ?\d{1,2}[./月-] ?\d{1,4}|\d{1,2}[:h]\d{2}\b|\b(?:19|20)\d\d\b")
_BYLINE_WORDS = ("by", "von", "par", "por", "di", "door", "oleh", "av", "af", "text", "words", "story")
_BYLINE_FIRST = "".join(sorted({word[0] for word in _BYLINE_WORDS}))
_BYLINE = compiled(rf"(?:{'|'.join(_BYLINE_WORDS)})\s+\p{{Lu}}", regex.IGNORECASE)
_NUMBERED = compiled(r"[-*#|(\[ ]{0,3}(\d{1,3})(?:[.):|/ \t]|st\b|nd\b|rd\b|th\b|a\b)")
_NUMBERED_FIRST = "0123456789-*#|(["
_AMONG = r" ?(?:/|of|von|de|sur|di|из|z|av|van) ?"
COUNTER = compiled(rf"(?<![\d/])(\d{{1,3}}){_AMONG}(\d{{1,3}})(?![\d/])")
"""The number of a picture among so many: "3/14"."""

_MAY_COUNT = re.compile(rf"\d{_AMONG}\d")
"""What stands in every match of `COUNTER`."""
_NAMES, _NUMBERS = 1, 2
_BEGINS = np.array([_NAMES * (chr(code) in _BYLINE_FIRST) + _NUMBERS * (chr(code) in _NUMBERED_FIRST) for code in range(0x80)], np.uint8)
"""What may begin with a character of ASCII; with the last of it, as with any other, nothing."""
_NOTHING = np.uint64(0x110000)
_SCRAP, _OPENING, _COUNTED, _MOST_ALIKE = 120, 6, 60, 20
_CLOCK_DIGITS, _COUNTER_DIGITS = 3, 2
"""How many digits a date or a time has at least, and a counter."""
PARAGRAPH = 300
"""Characters from which a line is no scrap that repeats, counts or is known as a whole."""
_FACTORS = np.cumprod(np.full(_OPENING + 1, 0x9E3779B97F4A7C15, np.uint64))


@frozen(eq=False)
class Bounds:
    """Where the lines of some texts stand in all of them together: `[start, stop)`, the number of its text, and where that ends."""

    starts: Indices
    stops: Indices
    texts: Indices
    ends: Indices


def shapes_of(text: str, codes: Codes, bounds: Bounds, digits: Numbers) -> Numbers:
    """Return the shapes of lines, columns as in `SHAPES`, but for those that count words; `digits` is how many each line has.

    `text` is in lower case, `codes` are its letters.
    """
    found = np.zeros((len(digits), len(SHAPES)), dtype=np.float32)
    if not len(found):
        return found
    sizes, begins = bounds.stops - bounds.starts, _BEGINS.take(codes[bounds.starts], mode="clip")
    alike = _alike(codes, bounds)
    found[:, 7] = np.where(alike > 1, np.minimum(alike, _MOST_ALIKE), 0)
    spans = list(zip(bounds.starts.tolist(), bounds.stops.tolist(), bounds.texts.tolist(), strict=True))
    _repeated(found, text, spans, np.flatnonzero((sizes <= PARAGRAPH) & ((alike > 1) | (sizes < _OPENING))))
    _numbered(found, text, spans, np.flatnonzero((begins == _NUMBERS) & (digits > 0)))
    for row in np.flatnonzero((sizes <= _SCRAP) & (digits >= _CLOCK_DIGITS)).tolist():
        start, stop, _ = spans[row]
        found[row, 1] = _CLOCK.search(text[start:stop]) is not None
    for row in np.flatnonzero((sizes <= _SCRAP) & (begins == _NAMES)).tolist():
        start, stop, _ = spans[row]
        found[row, 2] = text.startswith(_BYLINE_WORDS, start) and _BYLINE.match(text[start:stop]) is not None
    for row in np.flatnonzero((sizes <= PARAGRAPH) & (digits >= _COUNTER_DIGITS)).tolist():
        start, stop, _ = spans[row]
        end = min(stop, start + _COUNTED)
        counter = COUNTER.search(text, start, end) if _MAY_COUNT.search(text, start, end) else None
        found[row, 10] = counter is not None and int(counter[1]) <= int(counter[2])
    return found


def _alike(codes: Codes, bounds: Bounds) -> Indices:
    """Return how many lines of its text begin with the same letters as each line, itself among them; a short one with those below it."""
    at = bounds.starts[:, None] + np.arange(_OPENING)
    letters = np.where(at < bounds.ends[:, None], codes.take(at, mode="clip"), _NOTHING)
    keys = (letters * _FACTORS[1:]).sum(axis=1) + bounds.texts.astype(np.uint64) * _FACTORS[0]
    _, which, times = np.unique(keys, return_inverse=True, return_counts=True)
    return times[which]


def _repeated(found: Numbers, text: str, spans: Sequence[tuple[int, int, int]], rows: Indices) -> None:
    """Mark the lines that come again in their text, given those that may."""
    seen: dict[tuple[int, str], int] = {}
    for row in rows.tolist():
        start, stop, number = spans[row]
        first = seen.setdefault((number, text[start:stop]), row)
        if first != row:
            found[row, 0] = found[first, 0] = 1


def _numbered(found: Numbers, text: str, spans: Sequence[tuple[int, int, int]], rows: Indices) -> None:
    """Mark the lines that begin with a number, and those whose number follows that of the one before, given those that may."""
    before, last = -1, -1
    for row in rows.tolist():
        start, stop, number = spans[row]
        counted = _NUMBERED.match(text, start, stop)
        if counted:
            value, before = int(counted[1]), before if number == last else -1
            found[row, 8], found[row, 9] = 1, value == before + 1
            before, last = value, number
