"""The table of pages holds: who is named as author in markup and on the page, and the day of publication."""

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

ROWS = tomllib.loads((Path(__file__).parents[1] / "cases" / "attribution" / "pages.toml").read_text(encoding="utf-8"))["case"]
PROSE = (
    "<p>The harbour was closed on Monday because of the high waves that have been seen along the whole coast since Friday, the mayor of "
    "the town said in a statement, and it will not open again before the end of the week.</p>"
) * 2

TITLE = "Storm closes the harbour"


def page(row: dict[str, Any]) -> Article:
    html = (
        f"<html><head><title>{row.get('title', TITLE)}</title>{row.get('head', '')}</head><body><article><h1>{row.get('title', TITLE)}</h1>"
        f"{row.get('body', '')}{PROSE}</article></body></html>"
    )
    return read_html(html, id="case", source=Source("case", "html", url=row.get("url")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_authors_and_day(row: dict[str, Any]) -> None:
    article = page(row)
    folded = fold(article.text)
    found = find_page_authors(article, folded, load())
    assert [item.person for item in found if item.kind == "byline"] == row["authors"]
    assert [item.outlet for item in found if item.kind == "agency"] == row.get("agencies", [])
    published = dates.find(article, folded, load()).published
    assert (published and published.value[:10]) == row.get("published")
