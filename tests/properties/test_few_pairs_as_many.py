"""Pairs that are joined in memory are those that the SQL finds, whatever texts hold which fingerprints."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from provenance.reprints.candidates import candidates_of
from provenance.reprints.columns import numbers_of
from provenance.reprints.fingerprint import HIGHEST, SCHEMA
from provenance.reprints.joined import gathered, joined, met
from provenance.reprints.letters import Flags, Ints


def _prints(texts: int, families: int, hashes: int, seed: int) -> pa.RecordBatch:
    """Return fingerprints: texts of a family share many, all texts a few, and some hold none that another text holds."""
    chance = np.random.default_rng(seed)
    known = np.sort(chance.choice(HIGHEST, 4_000, replace=False))
    rows = []
    for doc in range(texts):
        own = chance.integers(0, 3_000, chance.integers(0, hashes) // 3)
        kin = 3_000 + doc % families * 3 + chance.integers(0, hashes, chance.integers(0, hashes))
        held = np.unique(np.concatenate([own, np.minimum(kin, 3_990), 3_991 + chance.integers(0, 9, chance.integers(0, 4))]))
        rows += [(int(known[number]), doc * 3, int(chance.integers(0, 400))) for number in held]
    return pa.record_batch(
        [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), SCHEMA.types, strict=True)], schema=SCHEMA
    )


def _in_memory(*prints: pa.RecordBatch) -> tuple[Ints, Flags]:
    batches = [tuple(numbers_of(column) for column in some.columns) for some in prints]
    sizes = np.bincount(np.concatenate([docs for _, docs, _ in batches]))
    return joined(batches, sizes)  # type: ignore[arg-type]  # three columns each


def _pairs(prints: pa.RecordBatch) -> list[list[int]]:
    return sorted(candidates_of(prints).tolist())


@pytest.mark.parametrize(
    ("texts", "families", "hashes", "seed"),
    [(2, 1, 40, 1), (30, 9, 12, 2), (60, 4, 30, 3), (150, 2, 20, 4), (260, 90, 30, 5), (320, 1, 25, 6), (450, 150, 9, 7)],
)
def test_pairs_in_memory_are_those_of_the_database(texts: int, families: int, hashes: int, seed: int) -> None:
    prints = _prints(texts, families, hashes, seed)
    pairs, _ = _in_memory(prints)
    assert pairs.tolist() == _pairs(prints)


def test_no_fingerprints_are_no_pairs() -> None:
    pairs, strong = _in_memory(pa.record_batch([pa.array([], kind) for kind in SCHEMA.types], schema=SCHEMA))
    assert (pairs.shape, len(strong)) == ((0, 2), 0)


@pytest.mark.parametrize("plain", [False, True])
def test_fingerprints_may_be_joined_a_few_at_a_time_and_in_any_order(plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 -- a case
    prints = _prints(320, 3, 25, 8)
    one, other = prints.slice(0, prints.num_rows // 3), prints.slice(prints.num_rows // 3)
    expected, strong = _in_memory(prints)
    monkeypatch.setattr("provenance.reprints.joined.AT_ONCE", prints.num_rows // 5)
    monkeypatch.setattr("provenance.reprints.joined.MEETINGS", 1_000)
    if plain:
        monkeypatch.setattr("provenance.reprints.joined._gathered", gathered)
        monkeypatch.setattr("provenance.reprints.joined._met", met)
    pairs, kin = _in_memory(other, one)
    assert pairs.tolist() == expected.tolist() == _pairs(prints)
    assert kin.tolist() == strong.tolist()
