"""Attribution never raises, quotes what stands there, repeats itself, and knows every outlet that it names."""

from __future__ import annotations

from hypothesis import given, settings

from provenance.catalog import load
from provenance.detectors.attribution import find
from provenance.model.text import Article, Source
from provenance.normalise import fold
from tests.strategies import any_text


@settings(max_examples=150, deadline=None)
@given(any_text)
def test_attributions_hold_for_any_text(text: str) -> None:
    article = Article("any", text, Source("any", "text"))
    found = find(article, fold(text), load())
    assert all(text[item.evidence.start : item.evidence.stop] == item.evidence.quote for item in found)
    assert all(item.outlet is None or item.outlet in load().outlets.by_id for item in found)
    assert [(item.evidence.start, item.evidence.stop) for item in found] == sorted(
        (item.evidence.start, item.evidence.stop) for item in found
    )
    assert find(article, fold(text), load()) == found
