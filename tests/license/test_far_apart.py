"""Statements that say the same are joined however far apart they stand, without reading what lies between them again and again."""

from __future__ import annotations

from typing import Any, SupportsIndex

from provenance.catalog import load
from provenance.detectors.license import stated
from provenance.detectors.license.compose import compose
from provenance.detectors.license.tokens import tokens
from provenance.detectors.license.vocabulary import vocabulary
from provenance.normalise import fold


class Counted(str):
    """A text that counts the letters that are copied out of it."""

    copied = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        piece = super().__getitem__(key)
        Counted.copied += len(piece)
        return piece


class Page:
    """As much of a folded text as joining looks at."""

    def __init__(self, text: str) -> None:
        self.text = Counted(text)


def test_a_code_that_stands_a_thousand_times_is_one_statement() -> None:
    text = "CC BY-NC and so on " * 1000
    folded, known = fold(text), vocabulary(load())
    found = compose(folded, tokens(folded, 0, len(text), known), known)
    assert len(found) == 1000
    page: Any = Page(text)
    assert len(stated.join(found, page)) == 1
    assert Counted.copied < 10 * len(text)
