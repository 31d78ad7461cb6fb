"""The table of page dates holds: pages of many publishers and content systems state the day of publication that is read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from provenance.catalog import load
from provenance.detectors import dates
from provenance.model.text import Article, Source
from provenance.normalise import fold
from provenance.readers.html import read_html

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "attribution" / "page_dates.toml").read_text(encoding="utf-8"))
PROSE = (
    "<p>The harbour was closed on Monday because of the high waves that have been seen along the whole coast since Friday, the mayor of "
    "the town said in a statement, and it will not open again before the end of the week.</p>"
) * 2


def page(row: dict[str, Any]) -> Article:
    title = row.get("title", "Storm closes the harbour")
    html = row.get("page") or (
        f'<!doctype html><html lang="{row.get("language", "en")}"><head><meta charset="utf-8"><title>{title} - Harbour Gazette</title>'
        f'{row.get("head", "")}</head><body><header><a href="/">Harbour Gazette</a><nav><a href="/n">News</a><a href="/s">Sport</a></nav>'
        f"</header><main><article><h1>{title}</h1>{row.get('above', '')}PROSE</article></main>{row.get('below', '')}</body></html>"
    )
    for name, piece in sorted(TABLE["pieces"].items(), key=lambda item: -len(item[0])):
        html = html.replace(name, piece)
    return read_html(html.replace("PROSE", PROSE), id="case", source=Source("case", "html", url=row.get("url")))


@pytest.mark.parametrize("row", TABLE["case"], ids=lambda row: row["name"])
def test_day_of_publication(row: dict[str, Any]) -> None:
    article = page(row)
    found = dates.find(article, fold(article.text), load())
    assert (found.published and found.published.value[:10]) == row.get("day")
    if "page" not in row:
        assert found.title is not None
        assert found.title.text == row.get("title", "Storm closes the harbour")
