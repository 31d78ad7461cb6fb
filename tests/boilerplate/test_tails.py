"""Furniture glued to the last sentence is cut off; a story that speaks of it stays whole, and so do credits."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from provenance.catalog import load
from provenance.detectors.boilerplate import find
from provenance.model.text import Article, Source
from provenance.normalise import fold

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/boilerplate/tails.toml").read_text(encoding="utf-8"))["case"]
STORY = "The ferry between the two towns will sail again from Monday, the harbour office said, after a pause of three months for repairs. "


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_glued_furniture_is_labelled(case: dict[str, Any]) -> None:
    text = STORY + case["tail"]
    found = [item for item in find(Article("case", text, Source("case", "text")), fold(text), load()) if item.layer == "plain"]
    assert [[item.kind, item.evidence.quote.strip()] for item in found] == case["found"]


def test_a_text_that_is_furniture_alone_has_no_tail() -> None:
    text = "Share this article Facebook Twitter"
    assert not find(Article("case", text, Source("case", "text")), fold(text), load())
