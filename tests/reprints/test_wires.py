"""A wire story that many houses carry on busy pages: cut short, put together with another, and teased below articles about other things."""

from __future__ import annotations

import random
from itertools import combinations

from provenance.model.text import Article
from provenance.reprints import Reprints
from tests.reprints.newsroom import article, audit

_CHANCE = random.Random(11)  # noqa: S311 -- the same stories every time
_WORDS = ["".join(_CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=_CHANCE.randint(3, 10))) for _ in range(2_000)]


def _story(paragraphs: int) -> list[str]:
    """Return paragraphs of one sentence of 25 words each."""
    return [" ".join(_CHANCE.choices(_WORDS, k=25)).capitalize() + "." for _ in range(paragraphs)]


def _print(name: str, paragraphs: list[str]) -> Article:
    return article(name, "\n".join(paragraphs), f"House {name}")


def _kinds(found: Reprints, one: str, other: str) -> set[str]:
    return {passage.kind for passage in found.passages if {passage.a, passage.b} == {one, other}}


def test_a_short_copy_is_a_copy_although_others_tease_its_lead() -> None:
    wire = _story(12)
    teaser = f"{wire[0]} {wire[1]}"[:240]
    copies = [_print("full-1", wire), _print("full-2", wire), _print("short", wire[:2])]
    teasing = [_print(f"other-{number}", [*_story(10), teaser]) for number in range(6)]
    _, found = audit([*copies, *teasing])
    assert _kinds(found, "full-1", "short") == {"article"}
    assert _kinds(found, "full-2", "short") == {"article"}
    assert not {"article"} & _kinds(found, "other-1", "other-2")
    assert [set(family.members) for family in found.families] == [{"full-1", "full-2", "short"}]


def test_a_story_in_many_round_ups_is_nobodys_furniture() -> None:
    wire = _story(12)
    copies = [_print("full-1", wire), _print("full-2", wire)]
    rounds = [_print(f"round-{number}", [*wire[:4], *_story(6)]) for number in range(6)]
    _, found = audit([*copies, *rounds])
    for one in rounds:
        assert _kinds(found, "full-1", one.id) == {"article"}


def test_every_two_of_seventy_houses_are_compared() -> None:
    wire = _story(10)
    _, found = audit([_print(f"{number:02d}", [*wire, *_story(3)]) for number in range(70)])
    compared = {frozenset((passage.a, passage.b)) for passage in found.passages}
    assert len(compared) == len(list(combinations(range(70), 2)))
