"""Paragraphs about rights that are read by themselves state what they state when the whole text is read."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from provenance.catalog import load
from provenance.detectors.license.apart import in_pieces
from provenance.detectors.license.statements import in_text
from provenance.model.text import Article, Source
from provenance.normalise import fold

NOTICES = st.sampled_from(
    [
        "\u00a9 2020 Harbour Mail. All rights reserved.",
        "All rights reserved by Harbour Mail Media.",
        "This article is licensed under a Creative Commons Attribution 4.0 International License.",
        "Content of the Harbour Mail: CC BY-SA 4.0, except photos",
        "Photo: Jane Doe / Wikimedia Commons (CC BY 2.0)",
        "The text is in the public domain.",
        "The text is available under the GNU Free Documentation License 1.3.",
        "Republish our articles for free, online or in print, under a Creative Commons licence.",
        "Texts on this site must not be used to train models of artificial intelligence.",
        "Some said that Creative Commons licences help; the court ruled that they hold.",
        *(words.replace("[[", "").replace("]]", "") for entry in load().rules["statements"] for words in entry.examples),
    ]
)
OTHERS = st.sampled_from(
    [
        "The bridge is open again, the city said on Monday.",
        "The bridge is open again, the city said on Monday; drivers had taken another way for a week. " * 5,
        "\u00a9 2020 Example Inc.",
        "Copyright Example Daily.",
        "He met J. R.",
        "Credit: Jane Doe",
        "Attribute to Jane Doe and link back.",
        "Apache, MIT and BSD are names of licences.",
        "A report by NIST, an employee said.",
        "With no Invariant Sections and no Front-Cover Texts.",
        "Comments (7)",
        "CC",
        "2019 Example News.",
        "News | 2019 Example News.",
        "Photo: Jane Doe / Flickr.",
        "This story first appeared in the Hill Post.",
        "He flew to Saudi Arabia on Monday.",
    ]
)


@given(st.lists(st.one_of(OTHERS, OTHERS, NOTICES), min_size=1, max_size=6), st.sampled_from(["\n\n", "\n\n", "\n", " "]))
@example(["\u00a9 2020 Example Inc.", "All rights reserved."], "\n\n")
@example(["The bridge is open.", "The text is CC BY 4.0.", "Credit: Jane Doe"], "\n\n")
@example(["Apache, MIT and BSD are names of licences.", "The text is CC BY 4.0."], "\n\n")
def test_paragraphs_apart_state_what_the_whole_text_states(paragraphs: list[str], between: str) -> None:
    text = between.join(paragraphs)
    article, folded = Article("a", text, Source("a", "text")), fold(text)
    apart = in_pieces(article, folded, load())
    assert apart is None or apart == in_text(article, folded, load())


def test_a_notice_below_an_article_is_read_by_itself() -> None:
    notice = "This article is licensed under a Creative Commons Attribution 4.0 International License."
    text = f"The bridge is open again, the city said on Monday.\n\n{notice}\n\nShare this"
    found = in_pieces(Article("a", text, Source("a", "text")), fold(text), load())
    assert found is not None
    assert [(item.expression, text[item.evidence.start : item.evidence.stop]) for item in found.licenses] == [("CC-BY-4.0", notice)]
