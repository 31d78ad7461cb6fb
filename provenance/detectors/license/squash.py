"""A text without its separators and accents, with the way back: licence names come with every mix of spaces, hyphens and capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from attrs import frozen

from provenance.kernels.words import kept_letters

_SPECIAL = {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "œ": "oe", "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "ә": "а", "ĸ": "k"}
_ARABIC = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
    "ئ": "ی",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ة": "ه",
    "ۀ": "ه",
    "ڪ": "ک",
    "ك": "ک",
    "ي": "ی",
    "ى": "ی",
    "ۍ": "ی",
    "ې": "ی",
}
_DROPPED_CLASSES = (7, 9)  # nukta and virama: volunteers set and leave them out at will


@frozen
class Squashed:
    """Letters and digits of a text in plain form; `origin[i]` is the offset of the character that `text[i]` came from."""

    text: str
    origin: Sequence[int]


@cache
def plain(char: str) -> str:
    """Return the plain form of one lower-case character: no accent, nothing for separators; scripts keep their vowel signs."""
    code = ord(char)
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char in _ARABIC:
        return _ARABIC[char]
    kind = unicodedata.category(char)
    if kind[0] in "ZPSC":
        return ""
    if unicodedata.combining(char) in _DROPPED_CLASSES or (kind == "Mn" and (code < 0x0900 or 0x1AB0 <= code < 0x1B00)):
        return ""
    if code < 0x0600 or 0x0900 <= code < 0x0E00 or 0x1E00 <= code < 0x2000:
        base = unicodedata.normalize("NFD", char)[0]
        return base if base.isalnum() or unicodedata.category(base)[0] == "M" else ""
    return char


def squash(lower: str) -> Squashed:
    """Return the squashed form of a folded lower-case text; linear in its length."""
    if lower.isascii():
        return Squashed(*kept_letters(lower))
    pieces = list(map(plain, lower))
    origin = [at for at, piece in enumerate(pieces) for _ in piece]
    return Squashed("".join(pieces), origin)


def squashed(words: str) -> str:
    """Return the form under which a spelling of the catalog is found."""
    return "".join(map(plain, words))
