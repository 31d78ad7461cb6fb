"""However pairs are cut into batches and whoever aligns them, the same is found."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import numpy as np
import pytest
from attrs import fields

from provenance.reprints import meetings as room
from provenance.reprints.blocks import _contested, _fight
from provenance.reprints.letters import Page
from provenance.reprints.meetings import Meetings, Spans, meet_all
from provenance.reprints.repeats import Blocks, _series
from provenance.reprints.walk import together
from provenance.workers import workers


def _texts() -> list[Page]:
    """Return a dozen texts that share some paragraphs, one of them twice in one text."""
    chance = random.Random(7)  # noqa: S311 -- the same texts every time
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 9))) for _ in range(400)]
    paragraphs = [" ".join(chance.choices(words, k=40)) for _ in range(20)]
    texts = ["\n".join(chance.sample(paragraphs, 6)) for _ in range(11)]
    texts.append("\n".join([paragraphs[0], paragraphs[1], paragraphs[0]]))
    return [Page(text, ((0, len(text)),)) for text in texts]


def _found(jobs: int, batch: int) -> tuple[Meetings, Spans]:
    texts = _texts()
    pairs = np.array(list(combinations(range(len(texts)), 2)), np.int64)
    with workers(jobs) as pool:
        return meet_all(pairs, texts.__getitem__, pool, batch)


def _same(one: Meetings | Spans, other: Meetings | Spans) -> bool:
    return all(np.array_equal(getattr(one, item.name), getattr(other, item.name)) for item in fields(type(one)))


@pytest.mark.parametrize(("jobs", "batch", "most"), [(1, 1, 10**9), (1, 7, 10**9), (1, 400, 3000), (2, 5, 10**9)])
def test_batches_and_processes_change_nothing(monkeypatch: pytest.MonkeyPatch, jobs: int, batch: int, most: int) -> None:
    meetings, spans = _found(1, 400)
    assert len(spans) > 20
    monkeypatch.setattr(room, "LETTERS", most)
    other, others = _found(jobs, batch)
    assert _same(meetings, other)
    assert _same(spans, others)


def test_no_pairs_give_empty_tables() -> None:
    with workers(1) as pool:
        meetings, spans = meet_all(np.empty((0, 2), np.int64), _texts().__getitem__, pool)
    assert (len(meetings), len(spans)) == (0, 0)


@pytest.mark.parametrize("seed", range(20))
def test_only_stretches_that_overlap_fight_for_letters(seed: int) -> None:
    chance = np.random.default_rng(seed)
    start, length = chance.integers(0, 400, 30), chance.integers(1, 40, 30)
    owner = np.full(500, -1)
    for number, (begin, size) in enumerate(zip(start.tolist(), length.tolist(), strict=True)):
        owner[begin : begin + size] = number
    rivals = _contested(start, length)
    for number in set(range(30)) - set(rivals.tolist()):
        assert np.count_nonzero(owner == number) == length[number]
    low, high, kept = _fight(start[rivals], length[rivals])
    for number, first, last, count in zip(rivals.tolist(), low, high, kept, strict=True):
        places = np.flatnonzero(owner == number)
        assert count == len(places)
        if len(places):
            assert (first, last) == (places[0] - start[number], places[-1] + 1 - start[number])


def test_a_family_is_aligned_before_the_next_one() -> None:
    families = [list(range(first, 60, 10)) for first in range(10)]  # ten families of six, their numbers mixed
    inside = [pair for family in families for pair in combinations(family, 2)]
    bridges = [(first, first + 1) for first in range(9)]
    pairs = np.array(sorted(inside + bridges), np.int64)
    order = together(pairs)
    assert sorted(order.tolist()) == list(range(len(pairs)))
    read = sum(len(np.unique(pairs[order[low : low + 16]])) for low in range(0, len(pairs), 16))
    assert read < 100  # 60 texts; in the order of their numbers they are read 206 times


@pytest.mark.parametrize("seed", range(20))
def test_the_heaviest_series_of_all_pairs_at_once_is_that_of_each(seed: int) -> None:
    chance = np.random.default_rng(seed)
    count = chance.integers(1, 25, 6)
    pair = np.repeat(np.arange(6) * 2, count)
    a = np.concatenate([np.sort(chance.integers(0, 400, size)) for size in count])
    blocks = Blocks(pair, a, np.abs(a + chance.integers(-80, 80, len(a))), chance.integers(28, 90, len(a)))
    found = np.sort(_series(blocks))
    for number in np.unique(pair):
        rows = np.flatnonzero(pair == number)
        weight = _heaviest(blocks.take(rows))
        chosen = found[np.isin(found, rows)]
        assert blocks.length[chosen].sum() == weight
        for one, other in pairwise(chosen.tolist()):
            assert _follows(blocks, one, other)


def _follows(blocks: Blocks, one: int, other: int) -> bool:
    slack = blocks.length[other] // 4
    return all(side[one] + blocks.length[one] <= side[other] + slack for side in (blocks.a, blocks.b))


def _heaviest(blocks: Blocks) -> int:
    best: list[int] = []
    for place, length in enumerate(blocks.length.tolist()):
        best.append(length + max((best[before] for before in range(place) if _follows(blocks, before, place)), default=0))
    return max(best)
