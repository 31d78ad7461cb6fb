"""The letters of lines, one after the other: their classes, how many of each a line has, and its words as numbers."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.kernels import compiled

Classes = NDArray[np.uint8]
Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]
Counts = NDArray[np.float32]
Numbers = NDArray[np.uint64]
_CLASSES = 16
_BLANKS = " \t\u3000"
_SIGNS = 0xD7FF
"""Up to here, but for what a table of classes tells, stand ideographs and Hangul."""

_USUAL = 1 << 18
_BASE = 0x9E3779B97F4A7C15


def bound_lines(text: str) -> list[tuple[int, int]]:
    """Return where each line that is not blank starts and stops, without blanks at its ends."""
    found, at = [], 0
    for line in text.split("\n"):
        inner = line.lstrip(_BLANKS)
        if inner:
            start = at + len(line) - len(inner)
            found.append((start, start + len(inner.rstrip(_BLANKS))))
        at += len(line) + 1
    return found


def codes_of(text: str) -> Codes:
    """Return the number of each letter of a text."""
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)


def classify_letters(text: str, table: Classes, signs: int, others: int) -> Classes:
    """Return the class of every letter: from the table, of `signs` where ideographs and Hangul stand beyond it, of `others` further on."""
    codes = codes_of(text)
    beyond = codes >= len(table)
    if not beyond.any():
        return table[codes]
    classes = table[np.where(beyond, 0, codes)]
    classes[beyond] = np.where(codes[beyond] < _SIGNS, signs, others)
    return classes


def count_classes(classes: Classes, starts: Indices, blanks: int) -> tuple[Counts, Counts]:
    """Return how many letters of each class each line has, blanks left out, and how many words that begin with one.

    The classes `blanks`, an even number, and the one after it are blanks; a line ends where the next one starts.
    """
    count, first = len(starts), int(starts[0]) if len(starts) else len(classes)
    classes = classes[first:]
    lengths = np.empty(count, dtype=np.int64)
    np.subtract(starts[1:], starts[:-1], out=lengths[:-1])
    lengths[-1:] = len(classes) + first - starts[-1:]
    cells = np.repeat(np.arange(0, _CLASSES * count, _CLASSES), lengths)
    cells += classes
    blank = (classes >> 1) == blanks >> 1
    opening = ~blank
    opening[1:] &= blank[:-1]
    counts = np.bincount(cells, minlength=count * _CLASSES).reshape(count, _CLASSES).astype(np.float32)
    counts[:, blanks : blanks + 2] = 0
    words = np.bincount(cells[opening], minlength=count * _CLASSES).reshape(count, _CLASSES).astype(np.float32)
    return counts, words


def number_words(codes: Codes, letters: Flags, starts: Indices, ends: Indices, dense: Flags, shortest: int) -> tuple[Indices, Numbers]:
    """Return the words of lines that are not dense, each as the number of its line and a number for its letters.

    A word has `shortest` letters or more before `ends`, where its line ends.
    """
    edges = np.diff(letters.view(np.int8), prepend=np.int8(0), append=np.int8(0))
    begins, finishes = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    line = np.searchsorted(starts, begins, side="right") - 1
    finishes = np.minimum(finishes, ends[line])
    kept = (finishes - begins >= shortest) & ~dense[line]
    begins, finishes, line = begins[kept], finishes[kept], line[kept]
    power, undone = usual_powers() if len(codes) < _USUAL else _powers(len(codes) + 1)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * power[1 : len(codes) + 1], out=sums[1:])  # the first power is one, which leaves the upper digits alone
    found: Numbers = (sums[finishes] - sums[begins]) * undone[begins]
    return line, found


def share_words(each: Numbers, room: int, texts: Indices, main: Flags, head: Flags) -> Counts:
    """Return for each line what it shares with others of its text.

    The columns are the share of its words that other `main` lines have, how many those are (cut at six, in thirds), how many other lines
    of the `head` have, and how many words it has. `each` are the words of lines in order, each with its line in the lowest `room` bits,
    `texts` is the text of each line, ascending.
    """
    each = each[np.diff(each, prepend=~each[:1]) != 0]
    line = (each & np.uint64((1 << room) - 1)).astype(np.int64)
    apart = (np.diff(each >> np.uint64(room), prepend=np.uint64(0)) != 0) | (np.diff(texts[line], prepend=-1) != 0)
    kind: Indices = np.cumsum(apart)
    known, early = (_elsewhere(kind, group[line]) for group in (main, head))
    words, shared, kin = (np.bincount(line[some], minlength=len(texts)) for some in (slice(None), known, early))
    return np.stack([shared / np.maximum(words, 1), np.minimum(shared, 6) / 3, kin, words], axis=1).astype(np.float32)


def _elsewhere(kind: Indices, inside: Flags) -> Flags:
    """Return which words of lines some other line of a group has in the same text; `inside` tells for each whether its line is of it."""
    times = np.bincount(kind[inside], minlength=int(kind.max(initial=0)) + 1)
    found: Flags = times[kind] > inside
    return found


@cache
def usual_powers() -> tuple[Numbers, Numbers]:
    """Return the powers that nearly all texts need, and what undoes the multiplication by each; those for longer texts are not kept."""
    return _powers(_USUAL)


def _powers(size: int) -> tuple[Numbers, Numbers]:
    """Return the powers of an odd number, and what undoes the multiplication by each, modulo 2 to the 64th."""
    made = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        several = np.full(size, base, dtype=np.uint64)
        several[0] = 1
        made.append(np.cumprod(several, dtype=np.uint64))
    return made[0], made[1]


bound, classify, count, number, share = (
    compiled("_lines", bound_lines),
    compiled("_lines", classify_letters),
    compiled("_lines", count_classes),
    compiled("_lines", number_words),
    compiled("_lines", share_words),
)
"""The same five, compiled where they can be."""
