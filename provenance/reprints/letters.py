"""A text as the letters and digits of its body, with the way back: what stays the same when a newsroom resets a text.

Spaces, punctuation, case, accents, quotation marks and hyphens at line ends fall away, so that two settings of one text have the same
letters. Prefix hashes over the letters answer "are these two stretches equal?" in one step for whole arrays of stretches; they are made
for a few texts at a time (`line_of`) and never kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from provenance.kernels import compiled
from provenance.model.evidence import Span
from provenance.normalise import fold

Ints = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

LIMIT = 1_000_000
"""Only this many code points of one text are compared; what comes later is not looked at."""

AT_ONCE = 1 << 16
"""Code points that are worked on together: few enough for the cache of a processor."""

_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15 | 1, -1, 1 << 64))
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_GAP = np.uint64(0x94D049BB133111EB)
_SIGNS = (range(0x3400, 0xA600), range(0xAC00, 0xD7B0), range(0x20000, 0x32000))
"""Scripts in which every sign counts as itself."""
_PAGE = 8
_SCRIPTS = (range(0x3400), range(0xA600, 0xAC00), range(0xD7B0, 0xD800), range(0xF900, 0x10000), range(0x1D400, 0x1D800))
BREAK = 0xFFFF_FFFF
"""The code of an interruption of the body."""

DIGIT = np.uint8(1)
UPPER = np.uint8(2)
START = np.uint8(4)


_MARKS = np.uint32(24)
_CODE = np.uint32((1 << 24) - 1)


@frozen(eq=False)
class Page:
    """A text with the spans of its body, and those inside it that take no part in comparing (with their kind)."""

    text: str
    body: tuple[Span, ...]
    hidden: tuple[tuple[int, int, str], ...] = ()

    def __len__(self) -> int:
        return min(len(self.text), LIMIT)


@frozen(eq=False)
class Line:
    """The hashed letters of several texts, one behind the other, each followed by one empty place.

    `base[k]` is where text k begins, `size[k]` its number of letters. `codes` are folded code points, `at` their offsets in the text
    as read; `marks` holds DIGIT, UPPER (an upper case letter as read) and START (the first letter of a word) as bits. The difference of
    two entries of `prefix` is the hash of the letters between them, times the hash base to the power of their place in their own text;
    `down` are the powers of its inverse.
    """

    base: Ints
    size: Ints
    prefix: Hashes
    down: Hashes
    codes: npt.NDArray[np.uint32]
    at: npt.NDArray[np.int32]
    marks: npt.NDArray[np.uint8]


class Table:
    """What every code point counts as: its letter (0: none) and above it its marks; `made` page by page when a text needs it."""

    def __init__(self) -> None:
        """Begin without a page."""
        self.entries = np.zeros(0x110000, np.uint32)
        self.made = np.zeros(0x110000 >> _PAGE, np.uint8)

    def take(self, text: str) -> npt.NDArray[np.uint32]:
        """Return the entries of the code points of a text."""
        raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        pages = np.bincount(raw >> np.uint32(_PAGE), minlength=len(self.made))
        for page in np.flatnonzero((pages > 0) & (self.made == 0)).tolist():
            low = page << _PAGE
            self.entries[low : low + (1 << _PAGE)] = [_entry(code) for code in range(low, low + (1 << _PAGE))]
            self.made[page] = 1
        found: npt.NDArray[np.uint32] = self.entries.take(raw)
        return found


def _entry(code: int) -> int:
    if any(code in script for script in _SIGNS):
        return code
    char = chr(code)
    if not (any(code in script for script in _SCRIPTS) and char.isalnum()):
        return 0
    small = unicodedata.normalize("NFKD", fold(char).lower or char)[:1].lower()[:1] or char
    mark = int(DIGIT if char.isdigit() else UPPER if char.isupper() else 0)
    return ord(small) | mark << int(_MARKS)


@cache
def table() -> Table:
    """Return the table of code points."""
    return Table()


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


def line_of(pages: Sequence[Page], known: Table | None = None) -> Line:
    """Return the hashed letters of the bodies of some texts, without what is hidden; a break stands where a body is interrupted."""
    codes, at, marks, size = _laid(pages, known or table())
    base = np.cumsum(size + 1) - size - 1
    _, down = powers_to(int(size.max(initial=0)))
    return Line(base, size, _prefixes(codes, at, base, size), down, codes, at, marks)


def shares(pages: Sequence[Page]) -> Iterator[range]:
    """Cut pages into shares of about `AT_ONCE` code points."""
    first, room = 0, AT_ONCE
    for number, page in enumerate(pages):
        room -= len(page)
        if room < 0 or number + 1 == len(pages):
            yield range(first, number + 1)
            first, room = number + 1, AT_ONCE


Codes = npt.NDArray[np.uint32]
Marks = npt.NDArray[np.uint8]


def laid(pages: Sequence[Page], known: Table) -> tuple[Codes, Counts, Marks, Ints]:
    """Return the codes of the letters of some texts side by side, their places and marks, and how many letters each text has."""
    found = [one for some in shares(pages) for one in _letters(pages[some.start : some.stop], known)]
    size: Ints = np.array([len(codes) for codes, _, _ in found], np.int64)
    codes, at, marks = ([one[k] for one in found] for k in range(3))
    return _padded(codes, BREAK, np.uint32), _padded(at, 0, np.int32), _padded(marks, int(START), np.uint8), size


_laid = compiled("_letters", laid)


def _letters(pages: Sequence[Page], known: Table) -> list[tuple[Codes, Counts, Marks]]:
    """Return for each page the codes of its letters, their places in its text, and their marks."""
    starts = np.cumsum([0, *(len(page) + 1 for page in pages)])
    found = known.take("".join(part for page in pages for part in (page.text[:LIMIT], "\0")))
    word = found != 0
    inside = _inside(pages, starts.tolist())
    falls = inside[:-1] > inside[1:]
    falls[starts[1:-1] - 1] = False  # the end of a text is no break
    edges = np.flatnonzero(falls) + 1
    kept = word & inside
    kept[edges] = True
    at = np.flatnonzero(kept)
    word[1:] &= ~word[:-1]
    both = found.take(at)
    marks = (both >> _MARKS).astype(np.uint8)
    marks |= word.view(np.uint8).take(at) * START
    both &= _CODE
    breaks = np.searchsorted(at, edges)
    both[breaks], marks[breaks] = BREAK, START
    cuts = np.searchsorted(at, starts).tolist()
    return [
        (both[low:high], (at[low:high] - start).astype(np.int32), marks[low:high])
        for low, high, start in zip(cuts, cuts[1:], starts.tolist(), strict=False)
    ]


def _inside(pages: Sequence[Page], starts: Sequence[int]) -> Flags:
    """Return which code points of texts side by side are compared, and the place after each text, so that no break is seen there."""
    inside = np.zeros(starts[-1], np.bool_)
    for begin, page in zip(starts, pages, strict=False):
        size = len(page)
        for start, stop in page.body:
            inside[begin + start : begin + min(stop, size)] = True
        for start, stop, _ in page.hidden:
            inside[begin + start : begin + min(stop, size)] = False
        inside[begin + size] = True
    return inside


def prefixes(codes: npt.NDArray[np.uint32], at: Counts, base: Ints, size: Ints) -> Hashes:
    """Return the prefix hashes of texts side by side, each followed by one empty place."""
    up, _ = powers_to(int(size.max(initial=0)))
    value = codes.astype(np.uint64)
    broken = np.flatnonzero(codes == BREAK)  # every break is a letter of its own: no two are equal
    owner = np.searchsorted(base, broken, side="right") - 1
    value[broken] += (at[broken].astype(np.uint64) + size[owner].astype(np.uint64)) << np.uint64(33)
    value *= _MIX
    value ^= value >> np.uint64(29)
    value *= _GAP
    for start, count in zip(base.tolist(), size.tolist(), strict=True):
        value[start : start + count] *= up[:count]
    prefix = np.zeros(len(value), np.uint64)
    np.cumsum(value[:-1], out=prefix[1:])
    return prefix


_prefixes = compiled("_letters", prefixes)


def _padded(parts: Sequence[npt.NDArray[Any]], filler: int, kind: Any) -> npt.NDArray[Any]:
    end = np.array([filler], kind)
    pieces = [piece for part in parts for piece in (part, end)]
    return np.concatenate(pieces, dtype=kind) if pieces else np.empty(0, kind)


def grams(line: Line, size: int, bits: int = 0) -> tuple[Hashes, Ints, Ints]:
    """Return well mixed hashes of the runs of `size` letters, the number of the text of each, and where it begins in its text.

    Only of the runs whose hash begins with `bits` zeros, one in 2**bits.
    """
    return _runs(line.prefix, line.down, line.base, line.size, size, bits)


def runs(prefix: Hashes, down: Hashes, base: Ints, size: Ints, length: int, bits: int) -> tuple[Hashes, Ints, Ints]:
    """Return what `grams` returns, for the runs of `length` letters."""
    hashes, owners, places = [np.empty(0, np.uint64)], [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    most = np.uint64((1 << 64 - bits) - 1)
    down = down[: int(size.max(initial=0))] * _MIX
    for number, (start, count) in enumerate(zip(base.tolist(), (size - length + 1).tolist(), strict=True)):
        if count > 0:
            value = prefix[start + length : start + length + count] - prefix[start : start + count]
            value *= down[:count]
            place = np.flatnonzero(value <= most)
            hashes.append(value[place])
            places.append(place)
            owners.append(np.full(len(place), number, np.int64))
    value = np.concatenate(hashes)
    value ^= (value << np.uint64(bits)) >> np.uint64(32)
    return value, np.concatenate(owners), np.concatenate(places)


_runs = compiled("_letters", runs)
