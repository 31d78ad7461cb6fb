"""A text copied hundreds of times: one family joins all copies, and the work grows with the number of copies, not with its square."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest

from provenance.reprints import find_in_memory, fingerprint_batch
from provenance.reprints.candidates import candidates_of
from provenance.reprints.fingerprint import HIGHEST, SCHEMA
from provenance.reprints.letters import Ints
from provenance.reprints.signals import Signals
from tests.reprints.newsroom import article, audit


def _copies(count: int) -> list[str]:
    """Return copies of one text, each with a few words changed, some cut short."""
    chance = random.Random(3)  # noqa: S311 -- the same copies every time
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9))) for _ in range(300)]
    words = chance.choices(vocabulary, k=220)
    out = []
    for number in range(count):
        changed = list(words)
        for _ in range(chance.randrange(6)):
            changed[chance.randrange(len(changed))] = chance.choice(vocabulary)
        out.append(" ".join(changed[: 150 if number % 5 == 0 else None]) + ".")
    return out


def test_three_hundred_copies_are_one_family_with_an_edge_for_each() -> None:
    texts = _copies(300)
    records, found = audit([article(f"{number:03d}", text, f"Gazette of Town {number % 70}") for number, text in enumerate(texts)])
    assert [len(family.members) for family in found.families] == [len(texts)]
    assert {edge.copy for edge in found.edges} | {edge.source for edge in found.edges} == {record.id for record in records}
    assert len(found.edges) == len(texts) - 1
    assert len(found.passages) < 20 * len(texts)


def test_twice_the_copies_are_twice_the_pairs() -> None:
    texts = _copies(400)
    sizes = []
    for count in (200, 400):
        known = [Signals(str(number), ((0, len(text)),)) for number, text in enumerate(texts[:count])]
        sizes.append(len(candidates_of(fingerprint_batch(texts[:count], known, range(count)))))
    assert 199 <= sizes[0] <= 12 * 200
    assert sizes[1] <= 2.3 * sizes[0]


def _prints(holders: list[Ints]) -> pa.RecordBatch:
    """Return fingerprints: `holders[k]` are the texts that hold the k-th hash."""
    step = HIGHEST // (len(holders) + 1)
    rows = [(step * (number + 1), int(doc), 40 * number) for number, docs in enumerate(holders) for doc in docs]
    return pa.record_batch([pa.array(column) for column in zip(*rows, strict=True)], schema=SCHEMA)


@pytest.mark.parametrize(
    ("texts", "hashes", "holders", "least", "most"),
    [(200, 300, 40, 12, 12 * 200), (24, 60, 18, 23, 276), (90, 60, 80, 89, 90 * 89 // 2), (210, 300, 99, 12, 12 * 210)],
    ids=["a crowd keeps the nearest", "a family keeps all", "so do close copies", "but not a crowd of them"],
)
def test_only_a_crowd_loses_pairs(texts: int, hashes: int, holders: int, least: int, most: int) -> None:
    chance = np.random.default_rng(2)
    found = candidates_of(_prints([np.sort(chance.choice(texts, holders, replace=False)) for _ in range(hashes)]))
    assert len(found) <= most
    assert np.bincount(found.ravel(), minlength=texts).min() >= least


def test_nothing_in_common_is_nothing_found() -> None:
    assert find_in_memory([], []).families == ()
