"""Who published, and how much of the body is credited to somebody else."""

from __future__ import annotations

import pytest
from records.made import CATALOG

from provenance.model.evidence import evidence
from provenance.model.record import Attribution, Boilerplate, Holder, License, Published, Title
from provenance.model.text import Article, Markup, Source
from provenance.records.body import body_of
from provenance.records.coverage import coverage_of, sentence
from provenance.records.furniture import furniture
from provenance.records.houses import host, resolve, same_house
from provenance.records.publisher import find_publisher

STORY = "TEHRAN — It rained all night. “The road is closed,” IRNA reported on Monday. Nobody was hurt.\n\nThe bridge stands.\n\n(Source: Reuters)"


def credit(text: str, words: str, outlet: str, kind: str = "source_line", role: str = "author") -> Attribution:
    """Return an attribution of the words."""
    at = text.index(words)
    return Attribution(kind, role, outlet, outlet.title(), None, None, None, None, "certain", evidence("test", text, at, at + len(words)))  # type: ignore[arg-type]


def claim(text: str, words: str, holder: Holder | None, expression: str = "CC-BY-4.0", scope: str = "site") -> License:
    """Return a licence statement with those words as evidence."""
    at = text.index(words)
    return License(expression, "CC-BY", "4.0", None, holder, scope, "text", (), "certain", evidence("test", text, at, at + len(words)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("article", "outlet", "name", "basis", "confidence"),
    [
        (Article("a", "", Source("p", "jsonl"), publisher="Tehran Times"), "tehran-times", "Tehran Times", "metadata", "certain"),
        (Article("a", "", Source("p", "jsonl"), publisher="www.tehrantimes.com"), "tehran-times", "Tehran Times", "metadata", "certain"),
        (Article("a", "", Source("p", "jsonl"), publisher="crawl 7"), None, "crawl 7", "metadata", "likely"),
        (Article("a", "", Source("p", "jsonl", url="https://www.tehrantimes.com/news/1"), publisher="crawl 7"), "tehran-times", "Tehran Times", "url", "certain"),
        (Article("a", "", Source("p", "jsonl", url="https://edition.theguardian.com/x")), "guardian", "The Guardian", "url", "certain"),
        (Article("a", "", Source("p", "jsonl", url="https://blog.example.org/x")), None, "blog.example.org", "url", "likely"),
        (Article("a", "", Source("p", "jsonl", url="https://shared.example/x")), None, "shared.example", "url", "likely"),
        (Article("a", "og", Source("p", "html"), markup=(Markup("meta", "og:site_name", "Reuters", 0, 2),)), "reuters", "Reuters", "markup", "certain"),
    ],
)  # fmt: skip
def test_publishers(article: Article, outlet: str | None, name: str, basis: str, confidence: str) -> None:
    found = find_publisher(article, CATALOG, (), ())
    assert found
    assert (found.outlet, found.name, found.basis, found.confidence) == (outlet, name, basis, confidence)


def test_publishers_out_of_the_text() -> None:
    article = Article("a", STORY, Source("p", "text"))
    agency = find_publisher(article, CATALOG, (), (credit(STORY, "(Source: Reuters)", "reuters"),))
    paper = find_publisher(article, CATALOG, (), (credit(STORY, "(Source: Reuters)", "guardian"),))
    holder = find_publisher(article, CATALOG, (claim(STORY, "bridge", Holder("mehr-news", "Mehr")),), ())
    assert [(item.outlet, item.confidence) for item in (agency, paper, holder) if item] == [
        ("reuters", "possible"), ("guardian", "likely"), ("mehr-news", "possible"),
    ]  # fmt: skip
    assert find_publisher(article, CATALOG, (), ()) is None


def test_houses() -> None:
    assert same_house(CATALOG, ("mehr-news", "Mehr"), ("tehran-times", "Tehran Times"))
    assert same_house(CATALOG, (None, "The Example"), (None, "Example"))
    assert not same_house(CATALOG, ("reuters", "Reuters"), ("guardian", "The Guardian"))
    assert not same_house(CATALOG, (None, ""), (None, ""))
    assert resolve(CATALOG, "Times") is None
    assert (host("https://www.Example.org:80/a?b"), host("example.org"), host("no host"), host("http://[broken")) == (
        "example.org", "example.org", None, None,
    )  # fmt: skip


def test_a_sentence_covers_itself_and_a_sign_off_the_whole() -> None:
    body = ((0, STORY.index("\n\n(Source")),)
    cited = credit(STORY, "IRNA reported", "irna", "cited", "source")
    start, stop = sentence(STORY, cited.evidence.start, cited.evidence.stop)
    assert STORY[start:stop] == "“The road is closed,” IRNA reported on Monday."
    mehr = (claim(STORY, "bridge", Holder("mehr-news", "Mehr")),)
    part = coverage_of(STORY, body, [cited], mehr, None, CATALOG)
    assert part.third_party == round((stop - start) / body[0][1], 4)
    assert part.own == round(1 - part.third_party, 4)
    whole = coverage_of(STORY, body, [credit(STORY, "(Source: Reuters)", "reuters")], mehr, None, CATALOG)
    assert (whole.own, whole.third_party) == (0.0, 1.0)
    sister = coverage_of(STORY, body, [credit(STORY, "(Source: Reuters)", "tehran-times")], mehr, None, CATALOG)
    assert (sister.own, sister.third_party) == (1.0, 0.0)
    assert coverage_of("", (), [], (), None, CATALOG).own == 1.0


def test_the_body_is_what_is_left() -> None:
    text = f"Rain\n\nJanuary 2, 2020\n\n{STORY}\n\nAll content is licensed under CC BY 4.0.\n\nLeave a comment"
    article = Article("a", text, Source("p", "text"))
    at = text.index("January"), text.index("\n\nTEHRAN")
    published = Published("2020-01-02", "day", "text", evidence("test", text, *at))
    form = Boilerplate("comment_form", "plain", "likely", evidence("test", text, text.index("Leave"), len(text)))
    notice = claim(text, "All content is licensed under CC BY 4.0.", None)
    source, inside = credit(text, "(Source: Reuters)", "reuters"), credit(text, "IRNA reported", "irna", "agency")
    found = furniture(article, (form,), (notice,), (), (source, inside))
    assert [(item.kind, item.layer) for item in found] == [("credit", "provenance"), ("license", "rights"), ("comment_form", "plain")]
    spans = body_of(article, Title("Rain", 0, 4), published, found)
    assert [text[start:stop] for start, stop in spans] == [STORY.removesuffix("\n\n(Source: Reuters)")]


def test_a_text_without_furniture_is_all_body() -> None:
    text = "  It rained.\n\nThe road is closed.\n"
    assert body_of(Article("a", text, Source("p", "text")), None, None, ()) == ((0, len(text)),)


def test_a_date_inside_a_sentence_stays() -> None:
    text = "On January 2, 2020 the council met for the last time."
    published = Published("2020-01-02", "day", "text", evidence("test", text, 3, 18))
    assert body_of(Article("a", text, Source("p", "text")), None, published, ()) == ((0, len(text)),)


def test_what_is_possible_is_not_cut() -> None:
    text = "It rained.\n\nLeave a comment"
    form = Boilerplate("comment_form", "plain", "possible", evidence("test", text, 12, len(text)))
    assert body_of(Article("a", text, Source("p", "text")), None, None, (form,)) == ((0, len(text)),)


def test_the_markup_appendix_is_never_body() -> None:
    text = "It rained.\n\n<meta name='license' content='x'>"
    article = Article("a", text, Source("p", "html"), markup=(Markup("meta", "license", "x", 12, len(text)),))
    assert body_of(article, None, None, ())[-1][1] <= 12
