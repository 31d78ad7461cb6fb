"""The words in class, id and role attributes, and the place on the page that they name."""

from __future__ import annotations

import re
from functools import lru_cache

from provenance.model.text import Place

_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
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


@lru_cache(maxsize=16_384)
def split_words(value: str) -> tuple[str, ...]:
    """Return the lower-case words of an attribute value ("articleBody main-text_2" -> article, body, main, text), at most twelve."""
    found = dict.fromkeys(word.lower() for word in _SPLIT.split(value[:_MAX_ATTRIBUTE]) if len(word) > 1)
    return tuple(found)[:12]
