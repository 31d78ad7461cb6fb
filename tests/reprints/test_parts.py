"""The parts of the machine, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from provenance.reprints import Signals, candidates, fingerprint_batch
from provenance.reprints.clues import headline, interval
from provenance.reprints.components import components
from provenance.reprints.fingerprint import SCHEMA
from provenance.reprints.letters import Line, Page, grams, line_of
from provenance.reprints.signals import Date, outlet_key
from provenance.reprints.trees import Paths, choose, tops


def _read(text: str, *hidden: tuple[int, int, str]) -> Line:
    return line_of([Page(text, ((0, len(text)),), hidden)])


def _codes(text: str) -> list[int]:
    return _read(text).codes.tolist()


def test_two_settings_of_one_text_have_the_same_letters() -> None:
    assert _codes("The minis-\nter’s “plan” – Café") == _codes("the ministers plan\tcafe")


def test_hidden_spans_leave_a_break_that_equals_nothing() -> None:
    one = _read("alpha HIDDEN beta", (6, 12, "credit"))
    two = _read("alpha beta")
    assert len(one.codes) == len(two.codes) + 1
    assert not set(grams(one, 8)[0].tolist()) & set(grams(two, 8)[0].tolist())


def test_letters_know_where_they_stood() -> None:
    text = "Zwölf — Boxkämpfer"
    found = _read(text)
    assert "".join(text[at] for at in found.at[:-1]) == "ZwölfBoxkämpfer"


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
        ("Bridge closed", "BREAKING: Bridge closed", "same"),
        ("Live: Bridge closed for weeks", "Breaking news – Bridge closed", "uncut"),
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
    moon = interval(Date("2024-02-29", "about", "text"))  # of the Islamic calendar, a day more or less
    assert moon == (day[0] - 24, day[1] + 24)
    assert interval(Date("2024-02-31", "day", "text")) is None
    assert interval(Date("soon", "day", "text")) is None


def _forests(arrows: dict[tuple[int, int], float], roots: list[float]) -> list[tuple[float, list[int]]]:
    """Return every forest as its weight and the parent of each member (-1: none), by trying all."""
    found = []
    for parent in product(range(-1, len(roots)), repeat=len(roots)):
        if all(p != c for c, p in enumerate(parent)) and not any(c in _line(parent, c) for c in range(len(roots))):
            logs = [roots[c] if p < 0 else arrows[p, c] for c, p in enumerate(parent)]
            found.append((float(np.exp(sum(logs))), list(parent)))
    return found


def _line(parent: Sequence[int], child: int) -> list[int]:
    """Return the members that one goes back to, nearest first; a circle is followed once."""
    out: list[int] = []
    node = parent[child]
    while node >= 0 and node not in out:
        out.append(node)
        node = parent[node]
    return out


def _paths(arrows: dict[tuple[int, int], float]) -> Paths:
    source, child = np.array(list(arrows), np.int64).reshape(-1, 2).T.copy()
    return Paths(source, child, np.array(list(arrows.values())))


@pytest.mark.parametrize(("count", "exact"), [(2, True), (3, True), (4, False)])
def test_the_shares_are_those_of_all_forests(count: int, *, exact: bool) -> None:
    rng = np.random.default_rng(count)
    arrows = {(p, c): float(rng.normal()) for p in range(count) for c in range(count) if p != c}
    roots = rng.normal(size=count)
    paths, every = _paths(arrows), _forests(arrows, roots.tolist())
    found = paths.forest([roots])
    whole = sum(weight for weight, _ in every)
    assert paths.totals([roots]).tolist() == pytest.approx([np.log(whole)])
    for c in range(count):
        assert found.root[c] == pytest.approx(sum(weight for weight, parent in every if parent[c] < 0) / whole)
    for k, (p, c) in enumerate(arrows):
        assert found.direct[k] == pytest.approx(sum(weight for weight, parent in every if parent[c] == p) / whole)
        assert found.first[k] == pytest.approx(sum(weight for weight, parent in every if _line(parent, c)[-1:] == [p]) / whole)
        above = sum(weight for weight, parent in every if p in _line(parent, c)) / whole
        assert found.above[k] == pytest.approx(above) if exact else found.direct[k] < found.above[k] <= above + 1e-9


def test_a_mean_of_forests_is_between_them() -> None:
    paths, roots = _paths({(0, 1): 1.0, (1, 0): 0.0}), [np.array([0.0, -9.0]), np.array([0.0, 9.0])]
    one, other = (paths.forest([some]) for some in roots)
    both = paths.forest(roots, [0.25, 0.75])
    assert both.direct.tolist() == pytest.approx((0.25 * one.direct + 0.75 * other.direct).tolist())


@pytest.mark.parametrize("count", [3, 500])
def test_arrows_never_run_in_a_circle(count: int) -> None:
    found = _paths({(k, (k + 1) % count): 9.0 for k in range(count)}).forest([np.zeros(count)])
    parent = [-1 if arrow < 0 else int(found.source[arrow]) for arrow in choose(found)]
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
    monkeypatch.setattr(candidates, "FEW", 0)
    assert whole.tolist() == candidates.candidates([path], tmp_path).tolist()
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
