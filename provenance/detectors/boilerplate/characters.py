"""The characters of texts by their classes: letters of alphabets and of unspaced scripts, digits, stops, brackets and other signs."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.cached import worked_out
from provenance.kernels import lines
from provenance.kernels.lines import codes_of

__all__ = ["classify", "codes_of", "counted"]
Numbers = NDArray[np.float32]
Indices = NDArray[np.int64]
(OTHER, LOWER, UPPER, UNCASED, DENSE, DIGIT, SPACE, NEWLINE, STOP, COMMA, COLON, QUOTE, BRACKET, BAR, DASH, SIGN) = range(16)
CLASSES = SIGN + 1
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
    """Return the class of every character of the table."""
    return np.frombuffer(bytearray(worked_out("characters", unicodedata.unidata_version, _class_bytes)), np.uint8)


def _class_bytes() -> bytes:
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
    return table.tobytes()


def classify(text: str) -> NDArray[np.uint8]:
    """Return the class of every character; beyond the table stand ideographs and Hangul, then pictures."""
    return lines.classify(text, _classes(), DENSE, OTHER)


def counted(classes: NDArray[np.uint8], starts: Indices) -> tuple[Numbers, Numbers]:
    """Return how many characters of each class each line has, blanks left out, and how many words that begin with one."""
    return lines.count(classes, starts, SPACE)
