"""Which licence gives more."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.audits.rights import freer, rights

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/audits/rights.toml").read_text(encoding="utf-8"))["case"]
NAMES = sorted({case[side] for case in CASES for side in ("one", "other")})


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one']} | {case['other']}")
def test_two_licences_compare(case: dict[str, str]) -> None:
    mine, theirs = rights(case["one"]), rights(case["other"])
    unknown = mine is None or theirs is None
    found = (
        "unknown"
        if unknown
        else "same"
        if mine == theirs
        else "freer"
        if freer(case["one"], case["other"])
        else "less"
        if freer(case["other"], case["one"])
        else "apart"
    )
    assert found == case["is"]


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_freer_is_a_strict_order(one: str, two: str, three: str) -> None:
    assert not freer(one, one)
    assert not (freer(one, two) and freer(two, one))
    if freer(one, two) and freer(two, three):
        assert freer(one, three)


@given(st.text(max_size=40))
def test_rights_never_raise(expression: str) -> None:
    assert rights(expression) is None or isinstance(rights(expression), frozenset)
