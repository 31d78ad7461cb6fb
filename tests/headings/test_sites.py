"""The table of whole pages holds: the day of publication, what contradicts it, the headline and the authors."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from provenance.catalog import load
from provenance.detectors import dates
from provenance.detectors.attribution.page_authors import find_page_authors
from provenance.model.text import Article, Source
from provenance.normalise import fold
from provenance.readers.html import read_html

ROWS = tomllib.loads((Path(__file__).parents[1] / "cases" / "attribution" / "sites.toml").read_text(encoding="utf-8"))["case"]
PROSE = (
    "<p>The harbour was closed on Monday because of the high waves that have been seen along the whole coast since Friday, the mayor of "
    "the town said in a statement, and it will not open again before the end of the week.</p>"
) * 2


def page(row: dict[str, Any]) -> Article:
    return read_html(row["html"].replace("PROSE", PROSE), id="case", source=Source("case", "html", url=row.get("url")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_day_and_what_contradicts_it(row: dict[str, Any]) -> None:
    article = page(row)
    found = dates.find(article, fold(article.text), load())
    assert (found.published and found.published.value[:10]) == row.get("day")
    said = [problem.detail for problem in found.problems if problem.code == "date-conflict"]
    assert said == ([f"The day of publication is stated in several ways: {row['against']}."] if "against" in row else [])
    if found.published is not None:
        proof = found.published.evidence
        assert article.text[proof.start : proof.stop] == proof.quote


@pytest.mark.parametrize("row", [row for row in ROWS if "title" in row], ids=lambda row: row["name"])
def test_headline(row: dict[str, Any]) -> None:
    article = page(row)
    title = dates.find(article, fold(article.text), load()).title
    assert (title and title.text) == row["title"]


@pytest.mark.parametrize("row", [row for row in ROWS if "authors" in row], ids=lambda row: row["name"])
def test_authors(row: dict[str, Any]) -> None:
    article = page(row)
    found = find_page_authors(article, fold(article.text), load())
    assert [item.person for item in found if item.kind == "byline"] == row["authors"]
    assert [item.outlet for item in found if item.kind == "agency"] == row.get("agencies", [])
