"""A text as the letters and digits of its body, with the way back: what stays the same when a newsroom resets a text.

Spaces, punctuation, case, accents, quotation marks and hyphens at line ends fall away, so that two settings of one text have the same
letters. Prefix hashes over the letters answer "are these two stretches equal?" in one step for whole arrays of stretches; they are made
for a few texts at a time (`lay`) and never kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
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


_MARKS = np.uint32(24)
_CODE = np.uint32((1 << 24) - 1)


@frozen(eq=False)
class Letters:
    """The letters of one body: `codes` (folded code points), `at` (their offsets in the text as read) and `marks`.

    `marks` holds DIGIT, UPPER (an upper case letter as read) and START (the first letter of a word) as bits.
    """

    codes: npt.NDArray[np.uint32]
    at: npt.NDArray[np.int32]
    marks: npt.NDArray[np.uint8]


@frozen(eq=False)
class Line:
    """The hashed letters of several texts, one behind the other, each followed by one empty place.

    `base[k]` is where text k begins, `size[k]` its number of letters, `local` the place of every letter in its own text. The difference
    of two entries of `prefix` is the hash of the letters between them, times the hash base to the power of `local`; `down` are the powers
    of its inverse.
    """

    base: Ints
    size: Ints
    local: Ints
    prefix: Hashes
    down: Hashes


@cache
def _table() -> npt.NDArray[np.uint32]:
    """Return, for every code point, the letter that it counts as (0: none) and above it its marks."""
    table = np.zeros(0x110000, np.uint32)
    table[0x3400:0xA600] = np.arange(0x3400, 0xA600)
    table[0xAC00:0xD7B0] = np.arange(0xAC00, 0xD7B0)
    table[0x20000:0x32000] = np.arange(0x20000, 0x32000)
    for code in chain.from_iterable(_SCRIPTS):
        char = chr(code)
        if not char.isalnum():
            continue
        small = unicodedata.normalize("NFKD", fold(char).lower or char)[:1].lower()[:1] or char
        mark = int(DIGIT if char.isdigit() else UPPER if char.isupper() else 0)
        table[code] = ord(small) | mark << int(_MARKS)
    return table


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
    raw = np.frombuffer(text[:LIMIT].encode("utf-32-le", "surrogatepass"), np.uint32)
    found = _table().take(raw)
    word = found != 0
    inside = np.zeros(len(raw) + 1, np.bool_)
    for start, stop in body:
        inside[start:stop] = True
    for start, stop, _ in hidden:
        inside[start:stop] = False
    inside[-1] = True
    edges = np.flatnonzero(inside[:-1] > inside[1:])
    edges = edges[edges < len(raw) - 1] + 1
    kept = word & inside[:-1]
    kept[edges] = True
    at = np.flatnonzero(kept)
    first = word.copy()
    first[1:] &= ~word[:-1]
    both = found.take(at)
    marks = (both >> _MARKS).astype(np.uint8)
    marks |= first.view(np.uint8).take(at) * START
    both &= _CODE
    breaks = np.searchsorted(at, edges)
    both[breaks], marks[breaks] = _BREAK, START
    return Letters(both, at.astype(np.int32), marks)


def lay(texts: Sequence[Letters]) -> Line:
    """Return the hashed letters of some texts side by side."""
    size: Ints = np.array([len(text.codes) for text in texts], np.int64)
    stop: Ints = np.cumsum(size + 1)
    base = stop - size - 1
    local = np.arange(int((size + 1).sum())) - np.repeat(base, size + 1)
    up, down = powers_to(int(size.max(initial=0)))
    value = np.zeros(len(local), np.uint64)
    for text, start in zip(texts, base.tolist(), strict=True):
        here = value[start : start + len(text.codes)]
        here[:] = text.codes
        broken = np.flatnonzero(text.codes == _BREAK)  # every break is a letter of its own: no two are equal
        here[broken] += (text.at[broken].astype(np.uint64) + np.uint64(len(text.codes))) << np.uint64(33)
    value *= _MIX
    value ^= value >> np.uint64(29)
    value *= _GAP
    value *= up.take(local)
    prefix = np.zeros(len(value), np.uint64)
    np.cumsum(value[:-1], out=prefix[1:])
    return Line(base, size, local, prefix, down)


def grams(line: Line, size: int, bits: int = 0) -> tuple[Hashes, Ints]:
    """Return well mixed hashes of the runs of `size` letters, and where each begins in the line.

    Only of the runs whose hash begins with `bits` zeros, one in 2**bits.
    """
    if len(line.prefix) <= size:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    value = line.prefix[size:] - line.prefix[:-size]
    value *= line.down.take(line.local[:-size])
    value ^= value >> np.uint64(32)
    value *= _MIX
    value ^= value >> np.uint64(29)
    place = np.flatnonzero(value < np.uint64(1 << 64 - bits)) if bits else np.arange(len(value))
    place = place[line.local[place + size] >= size]  # the others run on into the next text
    return value[place], place
