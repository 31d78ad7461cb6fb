"""Folding twice changes nothing more, and every span of the folded text leads back to the original."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_text

from provenance.normalise import fold, fold_any, fold_each, lower


@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once.text).text == once.text
    assert len(once.lower) == len(once.text)


@given(any_text)
@example("\u0130stanbul, \u039f\u0394\u039f\u03a3, \u212a, \u1112\u1161\u11ab, \ufb01, e\u0301, \u00ad, \U0001f600")
def test_letters_folded_one_by_one_are_folded_like_all_others(text: str) -> None:
    assert fold(text) == fold_any(text)


@given(any_text, st.data())
def test_every_span_leads_back(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    stop = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, stop)
    assert 0 <= first <= last <= len(text)
    assert fold(text[first:last]).text == folded.text[start:stop]


@given(any_text)
def test_origins_never_run_backwards(text: str) -> None:
    folded = fold(text)
    origins = [folded.origin(at) for at in range(len(folded.text) + 1)]
    assert origins == sorted(origins)
    assert all(folded.position(origin) <= at for at, origin in enumerate(origins))


@given(any_text)
@example("\u200b\u200bOslo, \u200bMay 3")
def test_positions_never_run_backwards(text: str) -> None:
    folded = fold(text)
    positions = [folded.position(origin) for origin in range(len(text) + 1)]
    assert positions == sorted(positions)
    assert positions[0] == 0
    assert positions[-1] == len(folded.text)


@given(any_text)
def test_lower_case_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Tehran”—٢٠٢٢", '"Tehran"-2022'),
        ("cafe\u0301 nai\u0308ve", "café naïve"),
        ("علي كتاب", "علی کتاب"),
        ("co\u00adoperation\u200b", "cooperation"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "Full width"),
        ("10\u208b3 \u1fef", "10-3 '"),
        ("", ""),
    ],
)
def test_typography_becomes_plain(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.lists(any_text, max_size=4))
def test_texts_folded_together_are_as_each_alone(texts: list[str]) -> None:
    assert fold_each(texts) == [fold(text).lower for text in texts]
