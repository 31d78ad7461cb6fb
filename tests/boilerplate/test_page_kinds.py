"""Lines of a page outside its article: dates, credits and by-lines are called so, and nothing of a page is left without a label."""

from __future__ import annotations

import pytest

import provenance
from provenance.model.record import ProvenanceRecord
from provenance.model.text import Article, Source
from provenance.readers.html import read_html

STORY = "".join(
    f"<p>The harbour office said on day {day} that the ferry, which had been repaired in the dry dock, would sail again in the morning.</p>"
    for day in range(1, 7)
)
SOURCE = Source("page", "html", sha256="0" * 64)


def read(head: str, tail: str = "") -> tuple[Article, ProvenanceRecord]:
    page = f"<title>Ferry sails again</title><body>{head}<div class=story><h1>Ferry sails again</h1>{STORY}</div>{tail}</body>"
    article = read_html(page, id="page", source=SOURCE)
    return article, provenance.record(article)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2019年5月3日 14:05", "date"),
        ("3 May 2019, 14:05", "date"),
        ("Mon, 03.05.2019 14:05", "date"),
        ("来源：新华社", "credit"),
        ("编辑：王小明", "byline"),
        ("責任編輯：王小明", "byline"),
        ("Harbour Weekly and its partners. Copyright © 2019. No part may be used elsewhere | Imprint", "copyright"),
        ("The harbour seen from above, 2019. Jane Doe/Getty Images", "photo_credit"),
    ],
)
def test_line_at_the_edge_of_a_page_is_called_what_it_is(line: str, kind: str) -> None:
    article, record = read(f"<div class=bar><span>{line}</span></div><ul class=bar><li><a href=/1>More</a></ul>")
    at = article.text.index(line)
    found = [item.kind for item in record.boilerplate if item.evidence.start <= at < item.evidence.stop]
    assert kind in found


def test_sentence_with_a_day_in_it_is_no_date() -> None:
    _, record = read("", "<div class=promo><p>The 3 May 2019 edition of our guide to the islands is out now</p></div>")
    assert "date" not in {item.kind for item in record.boilerplate}


def test_class_word_around_the_whole_page_names_no_paragraph() -> None:
    outer = "<div class='page with ad slots'><div class='grid main col row wide full layout'><p>Harbour Weekly, edition for the islands</p>"
    _, record = read(outer, "</div></div>")
    assert "ad" not in {item.kind for item in record.boilerplate}


def test_furniture_around_the_headline_is_kept_on_both_sides() -> None:
    page = (
        "<title>Ferry sails again</title><body><div class=top><p>Harbour Weekly</p><h1>Ferry sails again</h1><p>Islands</p></div>"
        f"<div class=story>{STORY}</div></body>"
    )
    article = read_html(page, id="page", source=SOURCE)
    record = provenance.record(article)
    spans = [*record.body, *((item.evidence.start, item.evidence.stop) for item in record.boilerplate)]
    assert record.title is not None
    spans.append((record.title.start, record.title.stop))
    for block in article.blocks:
        if block.place != "markup":
            assert any(start < block.stop and block.start < stop for start, stop in spans), article.text[block.start : block.stop]


def test_date_beside_other_words_counts_where_the_page_says_that_it_is_about_the_article() -> None:
    line = "Posted in islands by jdoe on August 3, 2019"
    for name, wanted in (("entry-meta", True), ("promo", False)):
        article, record = read(f"<div class='{name}'>{line}</div>")
        at = article.text.index(line)
        assert any(item.kind == "date" and item.evidence.start <= at < item.evidence.stop for item in record.boilerplate) is wanted
