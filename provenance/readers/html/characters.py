"""Texts -> how many characters of each class they hold; letters, digits and punctuation are counted alike in every script."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

LETTER, DIGIT, UPPER, SENTENCE, COMMA, SPACE, WIDE, MARK = range(8)
ENDS = 8
"""The column that says whether a text ends a sentence."""


@cache
def character_classes() -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return the number of the combination of classes that each character of the basic plane has, and the classes of each combination."""
    table = np.zeros(65_536, np.int64)
    for code in range(65_536):
        char = chr(code)
        bits = 0
        if char.isalpha():
            bits |= 1 << LETTER
            bits |= (1 << UPPER) if char.isupper() else 0
        elif char.isdigit():
            bits |= 1 << DIGIT
        elif char.isspace():
            bits |= 1 << SPACE
        if 0x0E00 <= code <= 0x0E7F or 0x1000 <= code <= 0x109F or 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF:
            bits |= 1 << WIDE
        table[code] = bits
    for signs, bit in ((".!?…。！？؟۔।॥։።", SENTENCE), (",;:，、；：،؛፣", COMMA), ("|»«›‹>/·•→©®#*@+", MARK)):
        for sign in signs:
            table[ord(sign)] |= 1 << bit
    combinations, numbers = np.unique(table, return_inverse=True)
    return numbers.astype(np.uint8), ((combinations[:, None] >> np.arange(8)) & 1).astype(np.float64)


def count_characters(texts: list[str], numbers: NDArray[np.uint8], classes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each text how many of its characters are of each class, and whether the text ends a sentence: (n, 9).

    `numbers` and `classes` are those of `character_classes`; no text is empty.
    """
    codes = np.frombuffer(("\n".join(texts) + "\n").encode("utf-32-le", "replace"), np.uint32)
    kinds = numbers.take(codes, mode="clip")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    rows = np.repeat(np.arange(0, len(texts) * len(classes), len(classes)), lengths + 1)
    counts = np.bincount(rows + kinds, minlength=len(texts) * len(classes)).reshape(len(texts), len(classes))
    counts[:, numbers[10]] -= 1  # the line ends put between the texts
    counted = np.einsum("nk,kc->nc", counts, classes)  # no matrix product: so small a one is not worth the threads that it wakes
    return np.column_stack([counted, classes[kinds.take(np.cumsum(lengths + 1) - 2), SENTENCE]])
