"""Whatever the text, labels quote it, stay inside it, and one line of prose without neighbours is never judged by the learned model."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.catalog import load
from provenance.detectors.boilerplate import find
from provenance.detectors.boilerplate.labels import LEARNED
from provenance.model.text import Article, Source
from provenance.normalise import fold

PIECES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "Leave a comment",
                "2 + 0 =",
                "\n",
                "Name *",
                "发表评论",
                "© 2019",
                "=",
                "Share",
                "date 2017-04-16 ",
                ". ",
                "نظر شما",
                "*" * 50,
            ]
        ),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_labels_quote_the_text(text: str) -> None:
    items = find(Article("any", text, Source("any", "text")), fold(text), load())
    assert all(
        0 <= i.evidence.start <= i.evidence.stop <= len(text) and text[i.evidence.start : i.evidence.stop] == i.evidence.quote
        for i in items
    )
    assert list(items) == sorted(items, key=lambda i: (i.evidence.start, i.evidence.stop, i.kind))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"), max_size=300))
def test_a_single_line_is_not_judged_by_its_neighbours(text: str) -> None:
    items = find(Article("any", text, Source("any", "text")), fold(text), load())
    assert all(item.evidence.rule != LEARNED for item in items)
