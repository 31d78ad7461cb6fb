"""Recipes, poems, results, programmes and other articles of short lines stay whole, alone or in a story."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import provenance

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/boilerplate/short_lines.toml").read_text(encoding="utf-8"))["text"]


FAILING = pytest.mark.xfail(strict=True, reason="the line model takes a heading, a greeting or a name for a link")
PARAMETERS = [pytest.param(case, id=case["name"], marks=[FAILING] if case.get("known") else []) for case in CASES]


@pytest.mark.parametrize("case", PARAMETERS)
def test_nothing_is_taken_of_an_article_of_short_lines(case: dict[str, str]) -> None:
    record = provenance.record(case["lines"].strip("\n"))
    assert [item.evidence.quote for item in record.boilerplate if item.layer == "plain" and item.confidence != "possible"] == []
