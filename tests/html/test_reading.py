"""Every page of the case table is read as the table says, and every span of it points at its words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from provenance.model.text import Article, Source
from provenance.readers.html import read_html

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "cases" / "html" / "reading.toml").read_text(encoding="utf-8"))[
    "case"
]
SOURCE = Source("page", "html")


def visible(article: Article) -> str:
    """Return the text in front of the markup appendix."""
    return article.text[: max((block.stop for block in article.blocks if block.place != "markup"), default=0)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    article = read_html(case["html"], id="page", source=SOURCE)
    text = article.text
    seen = {
        "text": visible(article),
        "blocks": [[text[block.start : block.stop], block.place] for block in article.blocks if block.place != "markup"],
        "links": [[text[link.start : link.stop], link.href] for link in article.links],
        "markup": [[line.kind, line.name, line.value] for line in article.markup],
    }
    named = {key: case[key] for key in seen if key in case}
    assert named
    assert {key: seen[key] for key in named} == named


def test_title_and_language_are_those_that_the_page_states() -> None:
    page = "<html lang=de_AT><title>Storm trifft Küste – Beispiel</title><h1>Storm trifft Küste</h1><p>Text</p>"
    article = read_html(page, id="page", source=SOURCE)
    assert (article.title, article.language) == ("Storm trifft Küste", "de-AT")


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("<p>Größe</p>".encode(), "Größe"),
        ('<meta charset="windows-1252"><p>Größe</p>'.encode("cp1252"), "Größe"),
        ('<meta charset="utf-8"><p>Größe und Maß, schön übersät</p>'.encode("cp1252"), "Größe und Maß, schön übersät"),
        ('<meta charset="gb2312"><p>新华社北京电</p>'.encode("gb18030"), "新华社北京电"),
        ("<p>Größe</p>".encode("utf-16"), "Größe"),
        ("<p>Größe".encode()[:-3] + "ö".encode()[:1], "Gr"),
    ],
)
def test_bytes_are_read_in_the_encoding_that_they_are_in(data: bytes, wanted: str) -> None:
    assert visible(read_html(data, id="page", source=SOURCE)).startswith(wanted)


def test_http_header_names_the_encoding_and_is_kept_when_it_states_something() -> None:
    headers = {"Content-Type": "text/html; charset=windows-1251", "TDM-Reservation": "1"}
    article = read_html("<p>Новости дня</p>".encode("cp1251"), id="page", source=SOURCE, headers=headers)
    assert visible(article) == "Новости дня"
    assert [(line.kind, line.name, line.value) for line in article.markup] == [("header", "tdm-reservation", "1")]
