"""The words in class, id and role attributes, the families that they belong to, and the place on the page that they name."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick
from attrs import frozen

from provenance.model.text import Place

_WORDS = re.compile(r"[A-Z]+[a-z]*|[a-z]+")
_MAX_ATTRIBUTE = 200
_MAX_WORDS = 12

PLACES: tuple[Place, ...] = ("header", "nav", "main", "aside", "footer", "form")
TAG_PLACES: dict[str, Place] = {
    "header": "header", "nav": "nav", "main": "main", "article": "main", "aside": "aside", "footer": "footer", "form": "form"
}  # fmt: skip
ROLE_PLACES: dict[str, Place] = {
    "banner": "header", "navigation": "nav", "menu": "nav", "menubar": "nav", "main": "main", "article": "main",
    "complementary": "aside", "contentinfo": "footer", "form": "form", "search": "form",
}  # fmt: skip
WORD_PLACES: dict[str, Place] = {
    "footer": "footer", "colophon": "footer", "masthead": "header", "nav": "nav", "navbar": "nav", "navigation": "nav", "menu": "nav",
    "breadcrumb": "nav", "breadcrumbs": "nav", "sidebar": "aside",
}  # fmt: skip

BESIDE = frozenset(("with", "has", "have", "no", "without", "not", "non"))
"""Words before the name of a place that make it another element's."""

Name = tuple[tuple[str, ...], int, Place | None]
"""What an attribute value says: its lower-case words, the bits of their families, the place that they name."""


@frozen(eq=False)
class Families:
    """The families of words that words.toml names: whole words, and parts of words with the scan that finds them."""

    names: tuple[str, ...]
    whole: dict[str, int]
    part_bits: dict[str, int]
    parts: tuple[int, ...]
    finder: AhoCorasick


@cache
def load_families() -> Families:
    """Return the families of class words; family number n has bit `1 << n`."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    whole: dict[str, int] = {}
    parts: dict[str, int] = {}
    for bit, family in enumerate(table.values()):
        for given, known in ((family["words"], whole), (family["parts"], parts)):
            for word in given:
                known[word] = known.get(word, 0) | 1 << bit
    return Families(tuple(table), whole, parts, tuple(parts.values()), AhoCorasick(list(parts)))


@lru_cache(maxsize=16_384)
def read_name(value: str) -> Name:
    """Return what an attribute value says ("articleBody main-text_2" -> article, body, main, text; at most twelve words)."""
    known = load_families()
    found: dict[str, None] = {}
    bits, place = 0, None
    for token in value[:_MAX_ATTRIBUTE].split():
        words, held, named = _read_token(token)
        bits |= held
        found.update(words)
        place = place or named
    several = tuple(found)[:_MAX_WORDS]
    for word in several:
        if word in known.whole:
            bits |= known.whole[word]
    return several, bits, place


@lru_cache(maxsize=65_536)
def _read_token(token: str) -> tuple[dict[str, None], int, Place | None]:
    """Return the words of one class or id, the bits of the families of which a part stands in it, and the place that it names.

    "has-sidebar" and "with-navigation" name what stands somewhere in an element or beside it.
    """
    known = load_families()
    bits = 0
    for part, _, _ in known.finder.find_matches_as_indexes(token.lower(), overlapping=True):
        bits |= known.parts[part]
    words = [word.lower() for word in _WORDS.findall(token) if len(word) > 1]
    named = (WORD_PLACES[word] for before, word in zip(["", *words], words, strict=False) if word in WORD_PLACES and before not in BESIDE)
    return dict.fromkeys(words), bits, next(named, None)
