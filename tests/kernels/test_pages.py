"""Law: the compiled walk over a page that the parser has written down again finds what the walk over its nodes finds, to the last character.

Where it is not certain what was meant it gives up; it never reads past the end of what is written, whatever that is.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import asdict
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import WANTED, find_kernel
from provenance.readers.html.scan import Scanner
from provenance.readers.html.scanned import Scan
from provenance.readers.html.tree import count_tags, parse_tree
from provenance.readers.html.words import read_name
from provenance.readers.html.written import load_names, load_walk, scan_written

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "cases/html/reading.toml").read_text(encoding="utf-8"))["case"]
TAGS = (
    "p", "div", "li", "ul", "h1", "td", "tr", "table", "a", "b", "i", "span", "em", "button", "label", "select", "option", "form",
    "pre", "listing", "article", "main", "section", "header", "footer", "aside", "nav", "dialog", "svg", "math", "style", "script",
    "xmp", "iframe", "noscript", "noembed", "noframes", "title", "textarea", "template", "head", "body", "html", "frameset", "object",
    "video", "ruby", "rt", "time", "x-y", "center", "details", "nobr", "amp-img", "plaintext", "mi", "foreignObject", "desc",
)  # fmt: skip
ATTRIBUTES = (
    "class=nav", "class='has-sidebar Main-ContentBody'", "id=story_text", "class='subscr\u0130 f\u00f6oter'", "role=navigation", "role=form",
    "hidden", "hidden=until-found", "style='display : NONE'", "style=v\u0131sibility:hidden", "style='vis\u0131bility:h\u0131dden'", "open",
    "itemprop=author content='A &quot;B&quot; &amp;lt; \u00a0'", "datetime=2020-01-01", "property=x:y content=", "data-type=Comment a\"b=c",
    "href=u", "href='/licenses/by/4.0' rel='License NoFollow'", "href=//creativecommons.org/x", "rel=license", "=odd", "lang=de", "type=submit value='Go &amp; on'",
    "src=cc0 alt='by &lt; x'", "alt=y src=z", "type=application/ld+json", "name=author content=Ann",
)  # fmt: skip
VOID = ("br", "br", "img", "input", "meta", "link", "hr", "wbr", "param", "col", "frame")
REST = (
    "word ", " Two\nwords. ", "x", "漢字", "ก", "\u00a0", "&nbsp;", "&lt;", "&gt;", "&amp;amp;", "\n", "\r", "&#13;", "\u2028", "\x85", "\u200b", "\x00", "\U0001f600",
    "<!--", "-->", "--!>", "<!-->", "<!--->", "<!x>", "<?php a ?>", "<?>", "<![CDATA[", "]]>", "</script >", "<script><!--", "<!--<script>",
    "<svg><style>&lt;/style>&lt;/svg>&lt;p>a", "<style>a{}</style>", "</", "<", "<a\"b c'd>",
)  # fmt: skip
STARTS = st.tuples(st.sampled_from((*TAGS, *VOID)), st.lists(st.sampled_from(ATTRIBUTES), max_size=2)).map(
    lambda made: f"<{' '.join((made[0], *made[1]))}>"
)
PIECES = st.one_of(STARTS, st.sampled_from([f"</{tag}>" for tag in TAGS]), st.sampled_from(REST))
PAGES = st.lists(PIECES, max_size=40).map("".join)
compiled_only = pytest.mark.skipif(
    find_kernel("_pages", "walk_page") is None or not WANTED, reason="no compiler was at hand when the package was installed, or it is off"
)


def told(scan: Scan) -> dict[str, Any]:
    """Return all that a scan says; an empty value of an attribute is as good as none."""
    machine = [(tag, {key: value or None for key, value in attributes.items()}, text) for tag, attributes, text in scan.machine]
    return {
        **{f"blocks {name}": list(column) for name, column in asdict(scan.blocks, recurse=False).items()},
        **{f"contexts {name}": list(column) for name, column in asdict(scan.contexts, recurse=False).items()}, "links": scan.links, "machine": machine, "articles": scan.articles,
        "language": scan.language, "title": scan.title, "heading": scan.heading, "length": scan.length,
    }  # fmt: skip


def agree(page: str) -> bool:
    """Check that both walks find the same; return whether the compiled one was certain."""
    root = parse_tree(page)
    if root is None:
        return False
    sure = True
    for show_hidden in (False, True):
        found = scan_written(root, show_hidden=show_hidden)
        sure = sure and found is not None
        if found is not None:
            assert told(found) == told(Scanner(show_hidden=show_hidden).walk(root))
    return sure


@compiled_only
@settings(deadline=None, max_examples=300)
@given(PAGES)
def test_both_walks_find_the_same(page: str) -> None:
    agree(page)


@compiled_only
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_both_walks_find_the_same_on_every_page_of_the_table(case: dict[str, Any]) -> None:
    agree(case["html"])


@compiled_only
@pytest.mark.parametrize(
    "page",
    [
        "<p>a<?php x ?>b",
        "<script><!-- document.write('<script src=x><\\/script>') //--></script><p>a",
        "<script><!--<script>x</script>--></script><p>a",
        "<svg><style>a{}</style><g><title>t</title></g></svg><p>a",
        "<div>" * 3_000 + "deep",
        "<xmp>a &lt; <b></xmp>b",
        "<iframe><p>x</iframe><noscript><p>y</noscript><p>a",
        "<p>\U0001f600 &amp; <a href='?a=1&amp;b=\u00a0'>漢字</a>",
    ],
)
def test_pages_that_are_written_down_clearly_are_not_given_up(page: str) -> None:
    assert agree(page)


@compiled_only
@pytest.mark.parametrize(
    "page",
    [
        "<plaintext></plaintext><p>a",
        "<svg><style>&lt;/style>&lt;/svg>&lt;p>a",
        "<svg><script>a&lt;/script>&lt;/svg>&lt;p>x&lt;svg>&lt;script></svg>",
    ],
)
def test_pages_whose_writing_could_mean_two_things_are_given_up(page: str) -> None:
    assert not agree(page)


@compiled_only
@settings(deadline=None, max_examples=300)
@given(
    PAGES,
    st.lists(
        st.tuples(
            st.integers(0, 10_000),
            st.integers(0, 6),
            st.sampled_from([*'<>"=/!-& x\x00漢\U0001f600', "<!--", "</", "<svg", "<?", "&lt", " a="]),
        ),
        max_size=5,
    ),
)
def test_no_writing_is_read_past_its_end(page: str, changes: list[tuple[int, int, str]]) -> None:
    walk, root = load_walk(), parse_tree(page)
    assert walk is not None
    written = root.html or "" if root is not None else ""
    for where, size, put in changes:
        at = where % (len(written) + 1)
        written = written[:at] + put + written[at + size :]
    for show_hidden in (False, True):
        found = walk(written, show_hidden)
        assert found is None or found[0] == walk(written, show_hidden)[0]  # type: ignore[index]


@compiled_only
@settings(deadline=None)
@given(st.one_of(st.text(st.sampled_from("abcNAVav-_0 \t\x1cİK"), max_size=260), st.text(max_size=40), st.lists(st.sampled_from(
    ["nav", "has-sidebar", "Main", "ArticleBody", "subscribe", "HTMLText", "footer_2", "with", "menu", " ", "-", "commentary", "x"]), max_size=90).map("".join)))  # fmt: skip
def test_names_are_read_alike(value: str) -> None:
    kernel = find_kernel("_pages", "read_name")
    assert kernel is not None
    assert kernel(value, load_names()) == read_name(value)


@compiled_only
@given(st.lists(st.sampled_from([b"<", b"x", b"yy", b"<p>"]), max_size=30).map(b"".join), st.integers(0, 6))
def test_tags_are_counted(data: bytes, longest: int) -> None:
    kernel = find_kernel("_pages", "count_tags")
    assert kernel is not None
    assert kernel(data, longest) == count_tags(data, longest)
    assert count_tags(data, longest) == (data.count(b"<"), any(len(piece) > longest for piece in data.split(b"<")[1:]))
