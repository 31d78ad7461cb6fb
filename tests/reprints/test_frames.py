"""Texts cut down to the frame of a form are no copies of each other; reprints of a bulletin are, and so are cut articles."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from attrs import evolve

from provenance.reprints.frames import frames
from provenance.reprints.meetings import Meetings
from provenance.reprints.moulds import Company, moulded
from tests.reprints.newsroom import article, audit

FORM = (
    "The water board reads the gauges along the river every morning before dawn and sends the levels to mills, ferries and fire stations. "
    "Whoever lives below the weir should keep sandbags at hand while the lamps on the bridge burn red, and call the watch if the bank gives way."
)
TOWNS = ("Ashford", "Birling", "Corby", "Dunmow", "Elstree", "Farley", "Goring", "Holt", "Ilkley", "Jarrow")


def _bulletin(number: int) -> str:
    chance = random.Random(number)  # noqa: S311 -- the same bulletins every time
    town, other = TOWNS[number % 10], TOWNS[(number + 3) % 10]
    levels = [chance.randint(1000, 9999) for _ in range(5)]
    return (
        f"{FORM}\n\nAt {town} the gauge stood at {levels[0]} millimetres, at {other} it stood at {levels[1]} after {levels[2]} the day before. "
        f"The mills drew {levels[3]} barrels and the ferries made {levels[4]} crossings."
    )


def test_only_true_reprints_of_a_form_are_families() -> None:
    texts = {f"b{number}": _bulletin(number) for number in range(8)}
    texts |= {f"cut{number}": FORM for number in range(4)}
    texts |= {"copy": texts["b0"]}
    _, found = audit([article(name, text, f"{name.title()} Gazette") for name, text in texts.items()])
    assert [family.members for family in found.families] == [("b0", "copy")]
    assert {edge.copy for edge in found.edges} | {edge.source for edge in found.edges} == {"b0", "copy"}


def test_an_article_cut_by_many_is_no_form() -> None:
    story = _bulletin(1).replace(FORM, f"{FORM} It has done so since the flood, and nobody remembers a quieter spring than this one was.")
    texts = [story, *[story] * 3, *[story.split("\n\n", maxsplit=1)[0]] * 4]
    _, found = audit([article(f"n{number}", text, f"Herald of Town {number}") for number, text in enumerate(texts)])
    assert [len(family.members) for family in found.families] == [len(texts)]


def _met(pairs: list[tuple[int, int]], shared: dict[tuple[int, int], int]) -> Meetings:
    a, b = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    letters = np.array([shared.get(pair, 130) for pair in pairs], np.int64)
    same = np.zeros(len(pairs), np.int64)
    return Meetings(a, b, letters, letters, letters, letters + 1, letters, same, same, same, same, same, same.astype(np.float64))


@pytest.mark.parametrize(
    ("versions", "fillings", "shared", "expected"),
    [
        ([(0, 1), (0, 2), (0, 3)], [(1, 2), (1, 3), (2, 3)], {(0, 3): 190}, {0: 130}),
        ([(0, 1), (0, 2), (0, 3)], [(1, 2), (1, 3)], {}, {}),
        ([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)], [], {}, {}),
        ([(0, 1), (2, 3)], [(1, 2), (1, 3), (0, 2), (0, 3)], {}, {}),
        ([(0, 3), (1, 3), (2, 3)], [(0, 1), (0, 2), (1, 2)], {}, {3: 131}),
    ],
    ids=["fillings of one form", "too few of them", "versions of an article", "two bulletins with a reprint each", "the other side"],
)
def test_a_frame_is_what_fillings_share(
    versions: list[tuple[int, int]], fillings: list[tuple[int, int]], shared: dict[tuple[int, int], int], expected: dict[int, int]
) -> None:
    pairs = sorted(combinations(range(4), 2))
    held, form = (np.array([pair in some for pair in pairs]) for some in (versions, fillings))
    found = frames(_met(pairs, shared), held, form, 4)
    assert {doc: letters for doc, letters in enumerate(found.tolist()) if letters >= 0} == expected


@pytest.mark.parametrize(("letters", "form"), [(300, True), (900, False)])
def test_what_is_longer_than_a_form_is_an_article(letters: int, *, form: bool) -> None:
    met = evolve(_met([(0, 1)], {(0, 1): letters}), mould=np.array([-9.0]))
    known = Company(np.array([0, 0]), np.array([3, 3]), np.array([letters, -1]))
    assert moulded(met, np.array([True]), known).tolist() == [form]
