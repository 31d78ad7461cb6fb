"""The parts of the machine, each by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from provenance.reprints import Signals, candidates, fingerprint_batch
from provenance.reprints.clues import headline, interval
from provenance.reprints.components import components
from provenance.reprints.fingerprint import SCHEMA
from provenance.reprints.letters import grams, lay, letters
from provenance.reprints.signals import Date, outlet_key
from provenance.reprints.trees import choose, forest, tops


def _codes(text: str) -> list[int]:
    return letters(text, ((0, len(text)),)).codes.tolist()


def test_two_settings_of_one_text_have_the_same_letters() -> None:
    assert _codes("The minis-\nter’s “plan” – Café") == _codes("the ministers plan\tcafe")


def test_hidden_spans_leave_a_break_that_equals_nothing() -> None:
    one = letters("alpha HIDDEN beta", ((0, 17),), ((6, 12, "credit"),))
    two = letters("alpha beta", ((0, 10),))
    assert len(one.codes) == len(two.codes) + 1
    assert not set(grams(lay([one]), 8)[0].tolist()) & set(grams(lay([two]), 8)[0].tolist())


def test_letters_know_where_they_stood() -> None:
    text = "Zwölf — Boxkämpfer"
    found = letters(text, ((0, len(text)),))
    assert "".join(text[at] for at in found.at) == "ZwölfBoxkämpfer"


@pytest.mark.parametrize(
    ("outlet", "name"), [("tasnim-news", None), (None, "Tasnim News Agency"), (None, "TASNIM"), (None, "The Tasnim News")]
)
def test_one_outlet_has_one_key(outlet: str | None, name: str | None) -> None:
    assert outlet_key(outlet, name) == "tasnim"


@pytest.mark.parametrize(
    ("copy", "source", "relation"),
    [
        ("Update: Bridge closed", "Bridge closed", "prefixed"),
        ("Bridge closed", "Bridge closed for weeks", "cut"),
        ("Bridge closed for weeks", "Bridge closed", "uncut"),
        ("Bridge closed", "bridge CLOSED", "same"),
        ("Bridge closed", "Honey is dear", ""),
        ("", "Honey is dear", ""),
    ],
)
def test_headlines(copy: str, source: str, relation: str) -> None:
    assert headline(copy, source) == relation


def test_a_day_lasts_a_day_and_nonsense_has_no_time() -> None:
    day = interval(Date("2024-02-29", "day", "metadata"))
    assert day is not None
    assert day[1] - day[0] == 24
    assert interval(Date("2024-02-31", "day", "text")) is None
    assert interval(Date("soon", "day", "text")) is None


def test_every_member_is_a_copy_or_a_first_text() -> None:
    rng = np.random.default_rng(1)
    found = forest({(p, c): float(rng.normal()) for p in range(7) for c in range(7) if p != c}, rng.normal(size=7))
    whole = [sum(share for (_, child), share in found.arrow.items() if child == c) + found.root[c] for c in range(7)]
    assert np.allclose(whole, 1)


@pytest.mark.parametrize("count", [3, 500])
def test_arrows_never_run_in_a_circle(count: int) -> None:
    parent = choose(forest({(k, (k + 1) % count): 9.0 for k in range(count)}, np.zeros(count)))
    assert parent.count(-1) >= 1
    for node, top in enumerate(tops(parent)):
        assert parent[top] == -1
        assert (top == node) == (parent[node] == -1)


def test_candidates_are_the_same_by_ranges_of_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    words = ["".join(rng.choice(list("abcdefghijklmnopqrstuvwxyz"), 7)) for _ in range(4000)]
    texts = [" ".join(words[k * 40 : k * 40 + 200]) for k in range(60)]
    batch = fingerprint_batch(texts, [Signals(str(k), ((0, len(text)),)) for k, text in enumerate(texts)], range(len(texts)))
    path = tmp_path / "prints.arrow"
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, SCHEMA) as out:
        out.write_batch(batch)
    whole = candidates.candidates([path], tmp_path)
    monkeypatch.setattr(candidates, "ROWS_AT_ONCE", batch.num_rows // 5)
    assert whole.tolist() == candidates.candidates([path], tmp_path).tolist()
    assert {(0, 1), (0, 2), (10, 13)} <= {(a, b) for a, b in whole.tolist()}
    assert (0, 30) not in {(a, b) for a, b in whole.tolist()}


@pytest.mark.parametrize("pairs", [0, 40, 150])
def test_components_bear_the_number_of_their_first_text(pairs: int) -> None:
    rng = np.random.default_rng(pairs)
    ends = rng.integers(0, 200, (pairs, 2))
    first = list(range(200))
    for a, b in ends.tolist():
        low, high = sorted((first[a], first[b]))
        first = [low if name == high else name for name in first]
    assert components(200, ends[:, 0], ends[:, 1]).tolist() == first


def test_a_long_chain_is_one_component() -> None:
    order = np.random.default_rng(1).permutation(5000)
    assert not components(5000, order[:-1], order[1:]).any()
