"""The table of small newsrooms: who is kin, who took from whom, and what each shared piece is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.reprints.newsroom import article, audit

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "reprints" / "chains.toml").read_text(encoding="utf-8"))


def _written(document: dict[str, Any]) -> str:
    return "\n\n".join(TABLE["texts"].get(part, part) for part in document["parts"])


@pytest.mark.parametrize("chain", TABLE["chain"], ids=lambda chain: chain["name"])
def test_chain(chain: dict[str, Any]) -> None:
    _, found = audit(
        [article(item["id"], _written(item), item["outlet"], item["date"], item.get("title", "")) for item in chain["documents"]]
    )
    assert [list(family.members) for family in found.families] == chain["families"]
    claimed = [
        f"{edge.copy} < {edge.source}" for edge in found.edges if edge.order.confidence != "unknown" and edge.kind != "common_source"
    ]
    assert sorted(claimed) == sorted(chain.get("arrows", claimed))
    kinds = {f"{item.a} {item.b} {item.kind}" for item in found.passages}
    assert kinds == set(chain["kinds"])
    if "origin" in chain:
        assert [family.origin for family in found.families] == [chain["origin"]]
    if "nowhere" in chain:
        assert [family.origin for family in found.families] == [None]
    if "outside" in chain:
        (family,) = found.families
        assert family.origin is None
        assert family.outside_origin is not None
        assert family.outside_origin.outlet == chain["outside"]
