"""What articles share is found from either side, in the order of the first text."""

from __future__ import annotations

from provenance.audits.shared import Shared
from provenance.model.reprint import Passage

TABLE = Shared.of(
    [
        Passage("b", 5, 9, "c", 50, 54, 1.0, "quote"),
        Passage("a", 0, 10, "b", 100, 110, 0.9, "article"),
        Passage("a", 20, 50, "b", 0, 30, 0.9, "article"),
        Passage("a", 60, 90, "b", 40, 70, 0.9, "article"),
    ]
)


def test_a_pair_is_found_from_either_side() -> None:
    assert TABLE.first("a", "b") == TABLE.first("b", "a") == {"a": (0, 10), "b": (100, 110)}
    assert TABLE.first("a", "c") is None
    assert (TABLE.within("a", "b"), TABLE.within("b", "a")) == ([(0, 10), (20, 50), (60, 90)], [(100, 110), (0, 30), (40, 70)])
    assert (TABLE.within("c", "b"), TABLE.within("c", "a")) == ([(50, 54)], [])


def test_quotations_are_no_article_pieces() -> None:
    assert TABLE.pieces() == {"a": [(0, 10), (20, 50), (60, 90)], "b": [(100, 110), (0, 30), (40, 70)], "c": []}


def test_of_passages_of_one_length_the_first_is_the_longest() -> None:
    (longest,) = TABLE.longest({"b", "c"})
    assert longest[:3] == (30, "a", "b")
    assert TABLE.sides(*longest[1:]) == {"a": (20, 50), "b": (0, 30)}
    assert [found[1:3] for found in TABLE.longest({"a"})] == [("b", "a")]
