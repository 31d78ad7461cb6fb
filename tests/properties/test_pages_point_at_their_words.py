"""Whatever a page holds, its blocks are ordered and disjoint, and every span, link and statement lies where it says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model.text import Source
from provenance.readers.html import read_html

PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class='content'>", "</div>", "<a href=u rel=license>", "</a>", "<br>", "<li>", "<b>", "</b>", "<img alt=y src=cc0>", "word ",
     "Two words. ", "\n", "&nbsp;", "<pre>", "<!--", "-->", "<meta name=author content=Ann>", "<time datetime=2020-01-01>", "\u200b", "<", "\ud800", "漢字。"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_of_a_page_hold(page: str) -> None:
    article = read_html(page, id="page", source=Source("page", "html"))
    edges = [edge for block in article.blocks for edge in (block.start, block.stop)]
    assert edges == sorted(edges)
    for block in article.blocks:
        words = article.text[block.start : block.stop]
        assert words == words.strip()
        assert words
        assert 0 <= block.link_density <= 1
    for link in article.links:
        words = article.text[link.start : link.stop]
        assert words == words.strip()
        assert words
    for line in article.markup:
        assert "\n" not in article.text[line.start : line.stop]
    assert article.body is not None
    bounds = [edge for span in article.body for edge in span]
    assert bounds == sorted(set(bounds))
