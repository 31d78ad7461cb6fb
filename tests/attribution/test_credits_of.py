"""A few words say the same about who supplied a text whether all attributions are asked for or its credits alone."""

from __future__ import annotations

from provenance.catalog import load
from provenance.detectors.attribution import credits_of, credits_of_all, find
from provenance.model.text import Article, Source
from provenance.normalise import fold


def test_credits_are_those_that_a_full_reading_finds() -> None:
    texts = {text.replace("[[", "").replace("]]", "") for entry in load().rules["credits"] for text in (*entry.examples, *entry.counter)}
    found = 0
    for text in sorted(texts):
        full = find(Article("", text, Source("", "text")), fold(text), load())
        wanted = tuple(item for item in full if item.role == "author" and item.kind in ("agency", "source_line"))
        assert credits_of(text, load()) == wanted, text
        found += len(wanted)
    assert found


def test_many_are_read_as_each_alone() -> None:
    words = ["(Reuters)", "The bridge is open.", "Source: AFP", "OSLO, May 3 (Reuters) - The bridge is open.", "", "By Jane Doe, Reuters"]
    assert credits_of_all(words, load()) == [credits_of(some, load()) for some in words]
    assert any(credits_of_all(words, load()))
