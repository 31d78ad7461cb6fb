"""Who has whose words: a copy takes over what its source changed, and what it changed itself speaks against nobody."""

from __future__ import annotations

import random

import numpy as np

from provenance.reprints import Signals
from provenance.reprints.mentions import Member
from provenance.reprints.readings import readings

_CHANCE = random.Random(4)  # noqa: S311 -- the same words every time
_WORDS = ["".join(_CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=_CHANCE.randint(4, 9))) for _ in range(600)]
FIRST, SECOND, THIRD = range(3)


def _member(words: list[str], furniture: str = "") -> Member:
    text = " ".join(words) + furniture
    return Member(Signals("x", ((0, len(text)),), furniture=((len(text) - len(furniture), len(text), "footer"),)), text)


def _changed(words: list[str], first: int) -> list[str]:
    return [word[::-1] + "q" if first <= place < first + 200 and place % 10 == 0 else word for place, word in enumerate(words)]


def _chain() -> list[Member]:
    """Return a text, a copy with changes, and a copy of that with more changes elsewhere."""
    second = _changed(_WORDS, 0)
    return [_member(_WORDS), _member(second), _member(_changed(second, 300))]


def test_what_the_source_changed_speaks_against_those_who_have_it_not() -> None:
    found = readings(_chain(), np.zeros((3, 3)))
    assert found.elsewhere[FIRST, THIRD] > 2
    assert found.most[FIRST, THIRD] > 2
    assert 0 < found.rate[FIRST, THIRD] < 1
    assert not found.elsewhere[SECOND, THIRD]  # all that the last text has from anybody, it has from the second


def test_a_copy_is_no_witness_against_the_source_of_its_source() -> None:
    members = _chain()
    assert readings(members, np.zeros((3, 3))).elsewhere[FIRST, SECOND] > 2
    back = np.zeros((3, 3))
    back[SECOND, THIRD] = back[FIRST, THIRD] = back[FIRST, SECOND] = 1
    assert not readings(members, back).elsewhere[FIRST, SECOND]


def test_furniture_is_no_reading() -> None:
    footer = " " + " ".join(_CHANCE.choices(_WORDS, k=60))
    members = [_member(_WORDS), _member(_WORDS, footer), _member(_WORDS, footer)]
    assert not readings(members, np.zeros((3, 3))).elsewhere.any()
