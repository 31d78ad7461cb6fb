"""Expressions that are asked only where a word stands without which they cannot match: most texts are done with a look for the words."""

from __future__ import annotations

import regex

from provenance.expressions import compiled


class Guarded:
    """A regular expression and the words, in the letters that it reads, of which one stands in every match."""

    def __init__(self, pattern: str, *words: str) -> None:
        """Compile the expression."""
        self.expression = compiled(pattern)
        self.words = words

    def search(self, text: str) -> regex.Match[str] | None:
        """Return the first match in a text."""
        return self.expression.search(text) if any(word in text for word in self.words) else None
