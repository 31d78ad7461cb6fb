"""Folding of typography with the origin of every character kept, so that a match can be shown in the text as read.

Dashes, quotation marks, spaces, digits and full-width letters of all scripts become their plain form one for one; characters without
width (joiners, direction marks, soft hyphens, Arabic vowel signs) disappear; decomposed letters are composed. Case is kept; `lower`
holds the same text in lower case with the same length.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from attrs import field, frozen

from provenance.expressions import compiled
from provenance.kernels.words import folded_letters

_DASHES = "‐‑‒–—―−﹘﹣－⸺⸻"
_DOUBLE_QUOTES = "“”„‟«»〝〞〟＂❝❞"
_SINGLE_QUOTES = "‘’‚‛`´′＇ʼʻ"
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_FOLDABLE = (range(0x80, 0x3400), range(0xA600, 0xAC00), range(0xF900, 0x12000), range(0x16A00, 0x17000), range(0x1D000, 0x1FC00))
_LETTERS = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ٱ": "ا"}
_VANISHING = frozenset(
    chr(code)
    for codes in (
        *((0xAD,), (0x34F,), (0x61C,), (0x640,), range(0x64B, 0x660), (0x670,), (0x180E,), range(0x200B, 0x2010), range(0x202A, 0x202F)),
        *(range(0x2060, 0x2065), range(0x2066, 0x2070), range(0xFE00, 0xFE10), (0xFEFF,), range(0xE0001, 0xE0080), range(0xE0100, 0xE01F0)),
    )
    for code in codes
)
"""Characters without width, which disappear."""

_RUN_OF_VANISHING = compiled(f"[{''.join(sorted(_VANISHING))}]+")
_FEW = 24
_COMPOSABLE = compiled(r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]|\P{M}\p{M}+|\p{M}+")


_Made = TypeVar("_Made")


@frozen
class Folded:
    """A text in its folded form, with the way back.

    `text` and `lower` have the same length; `span` turns a half-open span of them into one of the original text.
    """

    text: str
    lower: str
    length: int
    folded_breaks: Sequence[int]
    original_breaks: Sequence[int]
    _once: dict[Callable[[Folded], Any], Any] = field(factory=dict, init=False, eq=False, repr=False)

    def once(self, make: Callable[[Folded], _Made]) -> _Made:
        """Return what a function says about this text; it is asked once, however many detectors want to know."""
        made: _Made | None = self._once.get(make)
        if made is None:
            made = self._once[make] = make(self)
        return made

    def origin(self, position: int) -> int:
        """Return the offset in the original text of the folded character at `position` (the end maps to the end)."""
        if position >= len(self.text):
            return self.length
        at = bisect_right(self.folded_breaks, position) - 1
        return self.original_breaks[at] + position - self.folded_breaks[at]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return the half-open span of the original text from which the folded `[start, stop)` came."""
        if not self.original_breaks[-1] and start < stop <= len(self.text):
            return start, stop
        first = self.origin(start)
        return (first, first) if stop <= start else (first, self.origin(stop - 1) + self._width(stop - 1))

    def position(self, origin: int) -> int:
        """Return the folded position of the first character that came from `origin` or later."""
        if not self.original_breaks[-1]:  # nothing vanished, as in most texts
            return origin if origin < len(self.text) else len(self.text)
        at = bisect_right(self.original_breaks, origin) - 1
        if at < 0:  # among the characters without width with which the text begins
            return 0
        here = self.folded_breaks[at] + origin - self.original_breaks[at]
        limit = self.folded_breaks[at + 1] if at + 1 < len(self.folded_breaks) else len(self.text)
        return min(here, limit)

    def _width(self, position: int) -> int:
        """Return how many original characters the folded character at `position` stands for, vanished ones after it left out."""
        at = bisect_left(self.folded_breaks, position)
        if at < len(self.folded_breaks) and self.folded_breaks[at] == position:
            following = self.original_breaks[at + 1] if at + 1 < len(self.folded_breaks) else self.length
            if at + 1 < len(self.folded_breaks) and self.folded_breaks[at + 1] == position + 1:
                return max(1, min(following - self.original_breaks[at], self._composed(at)))
        return 1

    def _composed(self, at: int) -> int:
        """Return the width of a composed character that begins at break `at`: the distance to the next break, or 1."""
        return self.original_breaks[at + 1] - self.original_breaks[at] if self.text[self.folded_breaks[at]] >= "\x80" else 1


def parted(folded: Folded, spans: Iterable[tuple[int, int]]) -> Folded:
    """Return the folded text with a line break in place of the blank on either side of each span of the original text.

    What stands between pieces that are known (furniture, notices) can then be read as a line of its own, also where a whole page is one
    line. Lengths and offsets stay as they are.
    """
    text, cuts = folded.text, set[int]()
    for start, stop in spans:
        first, last = folded.position(start), folded.position(stop)
        if first and text[first - 1] == " ":
            cuts.add(first - 1)
        if text[last : last + 1] == " ":
            cuts.add(last)
    if not cuts:
        return folded
    places = sorted(cuts)
    pieces = list(zip([0, *(cut + 1 for cut in places)], [*places, len(text)], strict=True))
    text = "\n".join([text[first:last] for first, last in pieces])
    small = "\n".join([folded.lower[first:last] for first, last in pieces])
    return Folded(text, small, folded.length, folded.folded_breaks, folded.original_breaks)


_SIGNS = {
    **{one: plain for signs, plain in ((_DASHES, "-"), (_DOUBLE_QUOTES, '"'), (_SINGLE_QUOTES, "'"), (_LINE_ENDS, "\n")) for one in signs},
    **_LETTERS,
    **{chr(code): " " for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n" and chr(code) not in _LINE_ENDS},
}


@lru_cache(maxsize=1 << 15)
def _plain(char: str) -> str:
    """Return the one-for-one folding of a single character."""
    if char in _SIGNS:
        return _SIGNS[char]
    code = ord(char)
    if 0xD800 <= code < 0xE000:
        return "\ufffd"
    return _fold_one(char) if any(code in codes for codes in _FOLDABLE) else char


def _fold_one(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", char)
    return _SIGNS.get(plain, plain) if len(plain) == 1 else char  # a lowered minus is a minus, and that a dash


_LEFT_ALONE = bytes(code for code in range(0x80) if _plain(chr(code)) == chr(code))
"""Letters of ASCII that folding leaves as they are."""

_FORMS, _SMALL = array("H", bytes(1 << 17)), array("H", bytes(1 << 17))
"""The folded form of each letter of two bytes that was met, and the same in lower case: nought before that, one where it is odd."""

_SIGMA, _BROADEST = "\u03a3", "\uffff"  # the small form of a sigma depends on what follows it


def fold(text: str) -> Folded:
    """Return the folded form of a text.

    Laws: folding twice changes nothing more; every span of the folded text maps to a span of the original.
    """
    if text.isascii() and not text.encode("ascii").translate(None, _LEFT_ALONE):
        return Folded(text, text.lower(), len(text), [0], [0])
    if (simply := _fold_simply(text)) is not None:
        return Folded(*simply, len(text), [0], [0])
    return fold_any(text)


def fold_any(text: str) -> Folded:
    """Return the folded form of a text in which letters may vanish or be composed with others; of every other text too, but slower."""
    letters = set(text)
    changes = {char: plain for char in letters if (plain := _plain(char)) != char}
    plain = _changed(text, changes) if changes else text
    folded_breaks, original_breaks = [0], [0]
    if not plain.isascii() and not (_VANISHING.isdisjoint(letters) and unicodedata.is_normalized("NFC", plain)):
        plain, folded_breaks, original_breaks = _squeeze(plain)
    return Folded(plain, lower(plain), len(text), folded_breaks, original_breaks)


def _fold_simply(text: str) -> tuple[str, str] | None:
    """Return the folded form of a text and the same in lower case where each letter can be folded by itself, None where one cannot."""
    made = folded_letters(text, _FORMS, _SMALL)
    while isinstance(made, int):
        plain = _plain(chr(made))
        small = plain.lower()
        odd = chr(made) in _VANISHING or plain == _SIGMA or len(small) > 1 or max(plain, small) > _BROADEST or not _is_composed(plain)
        _SMALL[made] = 1 if odd else ord(small)
        _FORMS[made] = 1 if odd else ord(plain)  # last, since other threads may read the tables
        made = folded_letters(text, _FORMS, _SMALL)
    return made


def _is_composed(char: str) -> bool:
    """Whether a character is composed whatever stands beside it."""
    joins = unicodedata.category(char)[0] == "M" or "\u1100" <= char < "\u1200"
    return not joins and unicodedata.is_normalized("NFC", char)


def fold_each(texts: Sequence[str]) -> list[str]:
    """Return the folded texts in lower case of many short texts, for a fifth of what it takes to fold one after the other."""
    several = fold("\n".join(texts)).text.split("\n")
    return [lower(text) for text in several] if len(several) == len(texts) else [fold(text).lower for text in texts]


def _changed(text: str, changes: Mapping[str, str]) -> str:
    """Return the text with some of its characters replaced; a few replacements are six times as fast as a translation."""
    if len(changes) > _FEW or not changes.keys().isdisjoint(changes.values()):
        return text.translate({ord(char): plain for char, plain in changes.items()})
    for char, plain in changes.items():
        text = text.replace(char, plain)
    return text


def _squeeze(text: str) -> tuple[str, list[int], list[int]]:
    """Drop characters without width, compose what is decomposed; return the text and the pairs of offsets where the two part."""
    pieces, folded_breaks, original_breaks = _drop(text)
    if unicodedata.is_normalized("NFC", pieces):
        return pieces, folded_breaks, original_breaks
    dropped = Folded(pieces, pieces, len(text), folded_breaks, original_breaks)
    out: list[str] = []
    folded, original, at, length = [0], [0], 0, 0
    breaks = list(zip(folded_breaks, original_breaks, strict=True))
    following = 0
    for match in _COMPOSABLE.finditer(pieces):
        composed = unicodedata.normalize("NFC", match[0])
        if composed == match[0]:
            continue
        following = _copy(breaks, following, at, match.start(), length - at, folded, original)
        out.append(pieces[at : match.start()])
        length += match.start() - at
        out.append(composed)
        for offset in range(len(composed)):
            folded.append(length + offset)
            original.append(dropped.origin(match.start() + offset))
        length += len(composed)
        at = match.end()
        folded.append(length)
        original.append(dropped.origin(at))
        while following < len(breaks) and breaks[following][0] <= at:
            following += 1
    _copy(breaks, following, at, len(pieces) + 1, length - at, folded, original)
    out.append(pieces[at:])
    return "".join(out), folded, original


def _copy(breaks: list[tuple[int, int]], following: int, start: int, stop: int, shift: int, folded: list[int], original: list[int]) -> int:
    """Carry the breaks of `[start, stop)` over, moved by `shift`; return the index of the first one not carried."""
    while following < len(breaks) and breaks[following][0] < stop:
        here, origin = breaks[following]
        if here > start and here + shift > folded[-1]:
            folded.append(here + shift)
            original.append(origin)
        following += 1
    return following


def _drop(text: str) -> tuple[str, list[int], list[int]]:
    out: list[str] = []
    folded, original, at, length = [0], [0], 0, 0
    for match in _RUN_OF_VANISHING.finditer(text):
        out.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        if length == folded[-1]:
            original[-1] = at
        else:
            folded.append(length)
            original.append(at)
    out.append(text[at:])
    return "".join(out), folded, original


def lower(text: str) -> str:
    """Return the text in lower case with the same length: a letter whose lower case is longer keeps its first part."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(char.lower()[:1] or char for char in text)
