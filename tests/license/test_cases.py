"""The case tables of the licence room: what a text or a page states, and what it does not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from license_expression import get_spdx_licensing

from provenance.catalog import load
from provenance.detectors import license as room
from provenance.detectors.license.verdict import verdict
from provenance.model.text import Article, Source
from provenance.normalise import fold
from provenance.readers.html import read_html

CASES = Path(__file__).parent.parent / "cases" / "license"


def table(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"])


def article_of(case: dict[str, Any]) -> Article:
    if "html" in case:
        return read_html(case["html"], id="case", source=Source("case", "html"))
    return Article("case", case["text"], Source("case", "text"))


def findings(case: dict[str, Any]) -> tuple[Article, room.LicenseFindings]:
    article = article_of(case)
    found = room.find(article, fold(article.text), load())
    for item in (*found.licenses, *found.reservations):
        assert article.text[item.evidence.start : item.evidence.stop] == item.evidence.quote
    for license_ in found.licenses:
        assert get_spdx_licensing().parse(license_.expression)
    return article, found


def spoken(found: room.LicenseFindings) -> list[str]:
    return [" ".join((item.expression, item.scope, *(("possible",) if item.confidence == "possible" else ()))) for item in found.licenses]


@pytest.mark.parametrize("case", table("statements"), ids=lambda case: case["text"][:60])
def test_text_states(case: dict[str, Any]) -> None:
    _, found = findings(case)
    assert spoken(found) == case["licenses"]
    if "holder" in case:
        holder = found.licenses[0].holder
        assert (holder.name if holder else "") == case["holder"]
    if "exceptions" in case:
        assert [item.quote for item in found.licenses[0].exceptions] == case["exceptions"]


@pytest.mark.parametrize("case", table("known-failures"), ids=lambda case: case["text"][:60])
@pytest.mark.xfail(strict=True, reason="a known failure of the detector, described in its case")
def test_known_failure(case: dict[str, Any]) -> None:
    assert spoken(findings(case)[1]) == case["licenses"]


@pytest.mark.parametrize("case", table("pages"), ids=lambda case: case["name"])
def test_page_states(case: dict[str, Any]) -> None:
    _, found = findings(case)
    assert sorted(f"{item.expression} {item.scope} {item.channel}" for item in found.licenses) == sorted(case["licenses"])
    assert verdict(found.licenses)[0] == case["status"]


@pytest.mark.parametrize("case", table("reservations"), ids=lambda case: case.get("text", case.get("html", ""))[:60])
def test_reservations(case: dict[str, Any]) -> None:
    _, found = findings(case)
    assert [item.kind for item in found.reservations] == case["kinds"]


STORY = "The council met on Tuesday evening to talk about the bridge and the two schools in the north of the town. "


@pytest.mark.parametrize("story", ["", STORY * 6], ids=["alone", "inside a story"])
@pytest.mark.parametrize("case", table("not-this-text"), ids=lambda case: case["text"][:60])
def test_other_works_and_talk_do_not_license_the_text(case: dict[str, Any], story: str) -> None:
    _, found = findings({"text": f"{story}{case['text']} {story}".strip()})
    assert not [item for item in found.licenses if item.scope in ("site", "article") and item.confidence != "possible"]
