"""Pages made to break a reader are read all the same: deep, endless, cut off, full of what does not belong there."""

from __future__ import annotations

import pytest

from provenance.model.text import Source
from provenance.readers.html import read_html

HOSTILE = {
    "deep": "<div>" * 100_000 + "x",
    "an attribute of fifty million signs": '<p title="' + "a" * 50_000_000 + '">x',
    "a comment of ten million signs": "x<!--" + "-" * 10_000_000,
    "a script that nothing closes": "<p>x</p><script>" + "if (a < b && '<p>') " * 20_000,
    "a style and a title that nothing closes": "x<style>" + "p{} " * 20_000 + "<title>" + "y" * 100_000,
    "JSON-LD cut off": '<p>x</p><script type="application/ld+json">{"@type": "Article", "articleBody": "' + "y" * 100_000,
    "tables in tables": "<table><tr><td>" * 3_000 + "x",
    "lists in lists": "<ul><li>" * 3_000 + "x",
    "class words without end": "<p class='" + "comment " * 50_000 + "'>x</p>",
    "one block with very many sentences": "<p>" + "x. " * 300_000,
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


@pytest.mark.parametrize(
    "data",
    [
        b"x" + bytes(range(256)) * 40,
        b"<p>x\x00\x00\x00</p>" * 300,
        b"\xff\xfe<\x00p\x00>\x00x\x00\x00\xd8",
        b"\xef\xbb\xbf<p>x\xff\xc3",
        b'<meta charset="utf-7"><p>+ADw-script+AD4- x',
        b'<meta charset="no such thing"><p>x \xe9',
        b'<?xml version="1.0" encoding="iso-2022-jp"?><p>x \x1b$B',
        ("<meta charset=utf-16><p>x gr\u00f6\u00dfer").encode(),
    ],
)
def test_broken_bytes_are_read(data: bytes) -> None:
    article = read_html(data, id="page", source=Source("page", "html"))
    assert "x" in article.text
    assert article.text.encode("utf-8").decode("utf-8") == article.text
