"""The seed articles: 001 and 002 are one text, 000 shares passages with both, and nothing tells who was first."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.reprints import Reprints
from tests.reprints.newsroom import article, audit

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("00*.txt"))


@pytest.fixture(scope="module")
def found() -> Reprints:
    return audit([article(path.stem[:3], path.read_text(encoding="utf-8")) for path in SEEDS])[1]


def test_one_family(found: Reprints) -> None:
    assert [family.members for family in found.families] == [("000", "001", "002")]
    assert found.families[0].origin is None


def test_near_verbatim_passage(found: Reprints) -> None:
    long = [item for item in found.passages if (item.a, item.b) == ("001", "002") and item.a_stop - item.a_start > 5000]
    assert [(item.kind, item.similarity) for item in long] == [("article", 1.0)]


def test_direction_is_not_claimed(found: Reprints) -> None:
    assert {edge.order.confidence for edge in found.edges} == {"unknown"}
    assert {frozenset((edge.copy, edge.source)) for edge in found.edges} >= {frozenset(("001", "002"))}


def test_the_licence_notice_is_no_passage(found: Reprints) -> None:
    texts = {path.stem[:3]: path.read_text(encoding="utf-8") for path in SEEDS}
    assert not [item for item in found.passages if "Creative Commons" in texts[item.a][item.a_start : item.a_stop]]
