"""Which lines speak of what the article speaks of: the words that a line shares with the paragraphs of the text, and with its first.

Words are compared by numbers made of their letters, so that those of many texts are sorted at once.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]
_Numbers = NDArray[np.uint64]
_LONG, _LONG_DENSE = 120, 50
_MOST, _SHORT = 4000, 3
_HEAD = 4
"""How many long lines tell what a text is about."""
_USUAL = 1 << 18
_BASE = 0x9E3779B97F4A7C15
# A word and its line in one number: 2 ** 20 lines, and of the number of the word the 44 upper digits, in which two words of one text of a
# thousand agree once in thirty million texts.
_ROOM = np.uint64(20)
_ROW = np.uint64((1 << 20) - 1)


def kinship_of(codes: Codes, letters: Flags, starts: Indices, stops: Indices, dense: Flags, texts: Indices) -> NDArray[np.float32]:
    """Return for each line what it shares with others of its text.

    The columns are the share of its words that other long lines know, how many those are (cut at six, in thirds), how many the lines at
    the head of the text know, up to the fourth long one, and how many words it has. `codes` are the characters of the texts in lower
    case, `letters` which of them are letters, `texts` the number of the text of each line, ascending; a word has four letters or more;
    in a `dense` line, of a script without spaces, every pair of characters counts as a word. At most 4,000 characters of a line are read.
    """
    count = len(starts)
    ends = np.minimum(stops, starts + _MOST)
    line, word = _words(codes, letters, starts, ends, dense)
    if dense.any():
        line, word = (np.concatenate(both) for both in zip((line, word), _pairs(codes, starts, ends, dense), strict=True))
    each = np.sort((word & ~_ROW) | line.astype(np.uint64))
    each = each[np.diff(each, prepend=~each[:1]) != 0]
    line = (each & _ROW).astype(np.int64)
    apart = (np.diff(each >> _ROOM, prepend=np.uint64(0)) != 0) | (np.diff(texts[line], prepend=-1) != 0)
    kind: Indices = np.cumsum(apart)
    long: Flags = stops - starts > np.where(dense, _LONG_DENSE, _LONG)
    before: Indices = np.cumsum(long) - long
    head: Flags = before - before[np.searchsorted(texts, texts)] < _HEAD
    known, early = (_elsewhere(kind, group[line]) for group in (long, head))
    words, shared, kin = (np.bincount(line[some], minlength=count) for some in (slice(None), known, early))
    return np.stack([shared / np.maximum(words, 1), np.minimum(shared, 6) / 3, kin, words], axis=1).astype(np.float32)


def _elsewhere(kind: Indices, inside: Flags) -> Flags:
    """Return which words of lines some other line of a group has in the same text; `inside` tells for each whether its line is of it."""
    times = np.bincount(kind[inside], minlength=int(kind.max(initial=0)) + 1)
    found: Flags = times[kind] > inside
    return found


def _words(codes: Codes, letters: Flags, starts: Indices, ends: Indices, dense: Flags) -> tuple[Indices, _Numbers]:
    """Return the words of lines with spaces, each as the number of its line and a number for its letters."""
    edges = np.diff(letters.view(np.int8), prepend=np.int8(0), append=np.int8(0))
    begins, finishes = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    line = np.searchsorted(starts, begins, side="right") - 1
    finishes = np.minimum(finishes, ends[line])
    kept = (finishes - begins > _SHORT) & ~dense[line]
    begins, finishes, line = begins[kept], finishes[kept], line[kept]
    power, undone = _usual() if len(codes) < _USUAL else _powers(len(codes) + 1)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * power[1 : len(codes) + 1], out=sums[1:])  # the first power is one, which leaves the upper digits alone
    found: _Numbers = (sums[finishes] - sums[begins]) * undone[begins]
    return line, found


def _pairs(codes: Codes, starts: Indices, ends: Indices, dense: Flags) -> tuple[Indices, _Numbers]:
    """Return the pairs of characters of dense lines, each as the number of its line and a number for both."""
    rows = np.flatnonzero(dense)
    sizes = np.maximum(ends[rows] - starts[rows] - 1, 0)
    at = np.arange(int(sizes.sum())) + np.repeat(starts[rows] - (np.cumsum(sizes) - sizes), sizes)
    power, _ = _usual()
    found: _Numbers = codes[at] * power[1] + codes[at + 1] * power[2]
    return np.repeat(rows, sizes), found


@cache
def _usual() -> tuple[_Numbers, _Numbers]:
    """Return the powers that nearly all texts need; those for a text of a million characters are not kept."""
    return _powers(_USUAL)


def _powers(size: int) -> tuple[_Numbers, _Numbers]:
    """Return the powers of an odd number, and what undoes the multiplication by each, modulo 2 to the 64th."""
    made = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        several = np.full(size, base, dtype=np.uint64)
        several[0] = 1
        made.append(np.cumprod(several, dtype=np.uint64))
    return made[0], made[1]
