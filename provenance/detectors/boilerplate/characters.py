"""The characters of texts by their classes: letters of alphabets and of unspaced scripts, digits, stops, brackets and other signs."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Indices = NDArray[np.int64]
(OTHER, LOWER, UPPER, UNCASED, DENSE, DIGIT, SPACE, NEWLINE, STOP, COMMA, COLON, QUOTE, BRACKET, BAR, DASH, SIGN) = range(16)
_SIGNS = {
    STOP: ".!?…。؟।۔",
    COMMA: ",;、،؛",
    COLON: ":",
    QUOTE: "\"'「」『』",
    BRACKET: "()[]{}【】《》〈〉<>",
    BAR: "|/\\·•●▪■›→»▶►・",
    DASH: "-_~",
    SIGN: "©®™@#*+=&%$€£¥^★☆",
}
_TABLED = 0x3400


@cache
def _classes() -> NDArray[np.uint8]:
    table = np.full(_TABLED, OTHER, dtype=np.uint8)
    for code in range(_TABLED):
        kind = unicodedata.category(chr(code))
        table[code] = {"Ll": LOWER, "Lu": UPPER, "Lt": UPPER, "Lo": UNCASED, "Lm": UNCASED, "Mn": UNCASED, "Mc": UNCASED, "Nd": DIGIT}.get(
            kind, OTHER
        )
    table[0x3041:0x3100] = DENSE
    table[0x0E01:0x0F00] = DENSE
    table[0x1000:0x10A0] = DENSE
    table[0x1780:0x17D4] = DENSE
    for group, signs in _SIGNS.items():
        for sign in signs:
            table[ord(sign)] = group
    table[[0x20, 0x09, 0x3000]] = SPACE
    table[0x0A] = NEWLINE
    return table


def classify(text: str) -> NDArray[np.uint8]:
    """Return the class of every character; beyond the table stand ideographs and Hangul, then pictures."""
    codes = codes_of(text)
    beyond = codes >= _TABLED
    if not beyond.any():
        return _classes()[codes]
    classes = _classes()[np.where(beyond, 0, codes)]
    classes[beyond] = np.where(codes[beyond] < 0xD7FF, DENSE, OTHER)
    return classes


def counted(classes: NDArray[np.uint8], starts: Indices) -> tuple[Numbers, Numbers]:
    """Return how many characters of each class each line has, blanks left out, and how many words that begin with one."""
    count, first = len(starts), int(starts[0]) if len(starts) else len(classes)
    classes = classes[first:]
    lengths = np.empty(count, dtype=np.int64)
    np.subtract(starts[1:], starts[:-1], out=lengths[:-1])
    lengths[-1:] = len(classes) + first - starts[-1:]
    cells = np.repeat(np.arange(0, 16 * count, 16), lengths)
    cells += classes
    blank = (classes >> 1) == SPACE >> 1
    opening = ~blank
    opening[1:] &= blank[:-1]
    counts = np.bincount(cells, minlength=count * 16).reshape(count, 16).astype(np.float32)
    counts[:, SPACE : NEWLINE + 1] = 0
    words = np.bincount(cells[opening], minlength=count * 16).reshape(count, 16).astype(np.float32)
    return counts, words


def codes_of(text: str) -> NDArray[np.uint32]:
    """Return the number of each character of a text."""
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
