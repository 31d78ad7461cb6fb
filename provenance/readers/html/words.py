"""The words in class, id and role attributes, and the place on the page that they name."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from attrs import frozen

from provenance.model.text import Place

_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_JOINTS = re.compile(r"[^a-z]+")
_MAX_ATTRIBUTE = 400

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


@frozen
class Families:
    """The families of words that words.toml names: whole words and parts of words, each with the bits of its families."""

    names: tuple[str, ...]
    whole: dict[str, int]
    parts: tuple[tuple[str, int], ...]


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
    return Families(tuple(table), whole, tuple(parts.items()))


@lru_cache(maxsize=16_384)
def split_words(value: str) -> tuple[tuple[str, ...], int]:
    """Return the lower-case words of an attribute value ("articleBody main-text_2" -> article, body, main, text; at most twelve) and the
    bits of their families."""
    known = load_families()
    short = value[:_MAX_ATTRIBUTE]
    found = tuple(dict.fromkeys(word.lower() for word in _SPLIT.split(short) if len(word) > 1))[:12]
    bits = 0
    for word in found:
        bits |= known.whole.get(word, 0)
    for joined in short.lower().split():
        bare = _JOINTS.sub("", joined)
        for part, families in known.parts:
            if part in bare:
                bits |= families
    return found, bits
