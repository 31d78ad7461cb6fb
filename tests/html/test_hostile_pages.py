"""Pages made to break a reader are read all the same: deep, endless, cut off, full of what does not belong there."""

from __future__ import annotations

import pytest

from provenance.model.text import Source
from provenance.readers.html import read_html

HOSTILE = {
    "deep": "<div>" * 30_000 + "x",
    "deep, with closing tags that close nothing": "<div></x>" * 30_000 + "x",
    "deep, with a quoted sign in each tag": '<div a="<">' * 15_000 + "x",
    "many attributes": "<p " + " ".join(f"a{at}=1" for at in range(20_000)) + ">x</p>",
    "links never closed": "<a href=u><b>" * 10_000 + "x",
    "many links in one block": "<p>" + "<a href=u>x</a> " * 10_000,
    "comments never closed": "x<!--" * 20_000,
    "RDF never closed": "x<!-- <rdf:RDF " * 20_000,
    "quotes never closed": "x" + '<a b="' * 20_000,
    "JSON-LD as deep as it gets": '<script type="application/ld+json">' + "[" * 50_000 + "</script>x",
    "signs only": "x" + "<" * 100_000,
    "entities": "&amp;" * 50_000 + "x",
    "formatting never closed": "<b><i><u>" * 2_000 + "<p>x" * 300,
    "cut off in a tag": '<p>x</p><a href="',
    "zeros and half characters": "x<p>\0\ud800\udfff</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_read(name: str) -> None:
    article = read_html(HOSTILE[name], id="page", source=Source("page", "html"))
    assert article.text.encode("utf-8").decode("utf-8") == article.text
    for span in (*article.blocks, *article.links, *article.markup):
        assert 0 <= span.start < span.stop <= len(article.text)
    assert "x" in article.text or "&" in article.text


def test_paragraphs_that_nothing_closes_are_all_read() -> None:
    article = read_html("<p>word" * 12_000, id="page", source=Source("page", "html"))
    assert article.text.count("word") == 12_000
