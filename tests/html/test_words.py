"""Class words say what their classes say, in any order of attributes and however often."""

from __future__ import annotations

import pytest

from provenance.readers.html.words import load_families, read_name


def families(value: str) -> set[str]:
    bits = read_name(value)[1]
    return {name for at, name in enumerate(load_families().names) if bits >> at & 1}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("articleBody main-text_2", ("article", "body", "main", "text")),
        ("x y z", ()),
        ("Story story STORY", ("story",)),
        ("  ", ()),
    ],
)
def test_words_of_an_attribute(value: str, words: tuple[str, ...]) -> None:
    assert read_name(value)[0] == words


@pytest.mark.parametrize(
    ("value", "family"),
    [("sitecommentslist", "comment"), ("onetrust-banner", "consent"), ("entry-content", "content"), ("js-related", "related")],
)
def test_families_of_an_attribute(value: str, family: str) -> None:
    assert family in families(value)


def test_classes_together_say_what_each_says() -> None:
    assert families("entry-content comments") == families("entry-content") | families("comments")
    assert len(read_name(" ".join(f"word{chr(97 + at)}" for at in range(26)))[0]) <= 12


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("sidebar", "aside"),
        ("main sidebar-left", "aside"),
        ("site-content has-sidebar", None),
        ("section-with-navigation", None),
        ("hasSidebar", None),
        ("no-sidebar", None),
        ("has-image footer", "footer"),
    ],
)
def test_a_place_is_named_by_the_element_itself(value: str, place: str | None) -> None:
    assert read_name(value)[2] == place
