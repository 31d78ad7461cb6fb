"""Who quoted whom: the words beside a quotation say it, and without them nobody knows."""

from __future__ import annotations

import random

import pytest

from provenance.reprints import Reprints
from tests.reprints.newsroom import article, audit

_CHANCE = random.Random(8)  # noqa: S311 -- the same stories every time
_WORDS = ["".join(_CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=_CHANCE.randint(3, 10))) for _ in range(2_000)]
HOUSE, OTHER = "Coast Courier", "Inland Observer"


def _sentence(words: int = 25) -> str:
    return " ".join(_CHANCE.choices(_WORDS, k=words)).capitalize() + "."


def _quoted(before: str, day: str, later: str) -> Reprints:
    """Return what is found where an article of one house shares a sentence with one of another, behind some words."""
    shared = _sentence(28)
    first = "\n\n".join([_sentence(), _sentence(), shared, *(_sentence() for _ in range(6))])
    second = "\n\n".join([*(_sentence() for _ in range(4)), f"{before}{shared}", *(_sentence() for _ in range(5))])
    return audit([article("a", first, HOUSE, day), article("b", second, OTHER, later)])[1]


@pytest.mark.parametrize("before", [f"As first reported by {HOUSE}: ", f"According to {HOUSE}: ", f"{HOUSE} reported: "])
@pytest.mark.parametrize(("day", "later"), [("", ""), ("2024-03-01", "2024-03-05"), ("2024-03-05", "2024-03-01")])
def test_who_says_whom_he_quotes_is_the_copy(before: str, day: str, later: str) -> None:
    (edge,) = _quoted(before, day, later).edges
    assert (edge.copy, edge.source, edge.kind) == ("b", "a", "quote")
    assert edge.order.confidence != "unknown"
    assert "credit" in edge.order.basis


@pytest.mark.parametrize(("day", "later"), [("", ""), ("2024-03-01", "2024-03-20")])
def test_where_nobody_is_named_a_day_alone_tells_nothing(day: str, later: str) -> None:
    (edge,) = _quoted("The minister said: ", day, later).edges
    assert (edge.kind, edge.order.confidence) == ("quote", "unknown")
