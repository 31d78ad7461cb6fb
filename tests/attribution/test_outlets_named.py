"""The tables of cases: each text with the attributions that name an outlet, in order."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from provenance.catalog import load
from provenance.detectors.attribution import find
from provenance.detectors.attribution.wordings import KINDS
from provenance.model.text import Article, Source
from provenance.normalise import fold

CASES = Path(__file__).parent.parent / "cases" / "attribution"


def cases() -> list[Any]:
    return [
        pytest.param(case["text"], case["want"], id=f"{path.stem}: {case.get('name', case['text'][:50])}")
        for name in ("citations", "credits")
        for path in sorted(CASES.glob(f"{name}*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


@pytest.mark.parametrize(("text", "want"), cases())
def test_outlets_are_found_with_kind_and_role(text: str, want: list[str]) -> None:
    found = [
        item
        for item in find(Article("case", text, Source("case", "text")), fold(text), load())
        if item.kind in KINDS or item.evidence.rule.endswith("copyright-line")
    ]
    assert sorted(f"{item.kind} {item.role} {item.outlet or '-'}" for item in found) == sorted(want)
    assert all(text[item.evidence.start : item.evidence.stop] == item.evidence.quote for item in found)
