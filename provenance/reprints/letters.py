"""A text as the letters and digits of its body, with the way back: what stays the same when a newsroom resets a text.

Spaces, punctuation, case, accents, quotation marks and hyphens at line ends fall away, so that two settings of one text have the same
letters. Prefix hashes over the letters answer "are these two stretches equal?" in one step for whole arrays of stretches.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import chain

import numpy as np
import numpy.typing as npt
from attrs import frozen

from provenance.normalise import fold

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

LIMIT = 1_000_000
"""Only this many code points of one text are compared; what comes later is not looked at."""

_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15 | 1, -1, 1 << 64))
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_GAP = np.uint64(0x94D049BB133111EB)
_SCRIPTS = (range(0x3400), range(0xA600, 0xAC00), range(0xD7B0, 0xD800), range(0xF900, 0x10000), range(0x1D400, 0x1D800))
_BREAK = 0xFFFF_FFFF

DIGIT = np.uint8(1)
UPPER = np.uint8(2)
START = np.uint8(4)


@frozen(eq=False)
class Letters:
    """The letters of one body: `codes` (folded code points), `at` (their offsets in the text as read), `marks` and prefix hashes.

    `marks` holds DIGIT, UPPER (an upper case letter as read) and START (the first letter of a word) as bits; `prefix` has one entry
    more than `codes`.
    """

    codes: npt.NDArray[np.uint32]
    at: npt.NDArray[np.int32]
    marks: npt.NDArray[np.uint8]
    prefix: Hashes


@cache
def _tables() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """Return, for every code point, the letter that it counts as (0: none) and its marks."""
    plain = np.zeros(0x110000, np.uint32)
    marks = np.zeros(0x110000, np.uint8)
    plain[0x3400:0xA600] = np.arange(0x3400, 0xA600)
    plain[0xAC00:0xD7B0] = np.arange(0xAC00, 0xD7B0)
    plain[0x20000:0x32000] = np.arange(0x20000, 0x32000)
    for code in chain.from_iterable(_SCRIPTS):
        char = chr(code)
        if not char.isalnum():
            continue
        small = unicodedata.normalize("NFKD", fold(char).lower or char)[:1].lower()[:1] or char
        plain[code] = ord(small)
        marks[code] = DIGIT if char.isdigit() else UPPER if char.isupper() else 0
    return plain, marks


@cache
def powers(bits: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the hash base and of its inverse up to 2**bits (modulo 2**64)."""
    up = np.full(1 << bits, _BASE, np.uint64)
    down = np.full(1 << bits, _INVERSE, np.uint64)
    up[0] = down[0] = 1
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def powers_to(length: int) -> tuple[Hashes, Hashes]:
    """Return powers for offsets up to `length`."""
    return powers(max(14, int(length).bit_length()))


def letters(text: str, body: tuple[tuple[int, int], ...], hidden: tuple[tuple[int, int, str], ...] = ()) -> Letters:
    """Return the letters of the body spans of a text, without the `hidden` spans; a break stands where the body is interrupted."""
    plain, kinds = _tables()
    raw = np.frombuffer(text[:LIMIT].encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = plain[raw]
    inside = np.zeros(len(raw) + 1, np.bool_)
    for start, stop in body:
        inside[start:stop] = True
    for start, stop, _ in hidden:
        inside[start:stop] = False
    inside[-1] = True
    word = codes != 0
    codes[~inside[:-1]] = 0
    edges = np.flatnonzero(inside[:-1] & ~inside[1:])
    edges = edges[edges < len(raw) - 1] + 1
    codes[edges] = _BREAK
    at = np.flatnonzero(codes)
    kept = codes[at]
    before = np.zeros(len(raw), np.bool_)
    before[1:] = word[:-1]
    marks = kinds[raw[at]]
    marks[~before[at]] |= START
    marks[kept == _BREAK] = START
    return Letters(kept, at.astype(np.int32), marks, _prefix(kept, at))


def _prefix(kept: npt.NDArray[np.uint32], at: npt.NDArray[np.int64]) -> Hashes:
    value = kept.astype(np.uint64)
    broken = kept == _BREAK
    if broken.any():  # every break is a letter of its own: no two are equal
        value[broken] += (at[broken].astype(np.uint64) + np.uint64(len(kept))) << np.uint64(33)
    value *= _MIX
    value ^= value >> np.uint64(29)
    value *= _GAP
    prefix = np.empty(len(kept) + 1, np.uint64)
    prefix[0] = 0
    np.multiply(value, powers_to(len(kept))[0][: len(kept)], out=value)
    np.cumsum(value, out=prefix[1:])
    return prefix


def grams(found: Letters, size: int) -> Hashes:
    """Return a well mixed hash of every run of `size` letters."""
    count = len(found.codes) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    value: Hashes = (found.prefix[size:] - found.prefix[:-size]) * powers_to(count)[1][:count]
    value ^= value >> np.uint64(32)
    value *= _MIX
    value ^= value >> np.uint64(29)
    return value
