"""Words in quotation marks were spoken, wherever they stand; words without any were not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.reprints.citations import spoken

_PLAIN = st.text(st.characters(exclude_characters='“„«”»"', exclude_categories=("Cs",)), min_size=8, max_size=120)
_MARKS = ("“”", "„“", "«»", "»«", '""')


@given(_PLAIN, _PLAIN, _PLAIN)
def test_words_in_marks_were_spoken(before: str, words: str, after: str) -> None:
    for opening, closing in _MARKS:
        text = f"{before}{opening}{words}{closing}{after}"
        start = len(before) + 1
        assert spoken(text, start, start + len(words))


@given(_PLAIN, st.integers(0, 40), st.integers(8, 60))
def test_words_without_marks_were_not(text: str, start: int, size: int) -> None:
    start = min(start, len(text) - 8)
    assert not spoken(text, start, min(len(text), start + size))


@pytest.mark.parametrize("marks", _MARKS)
@given(words=_PLAIN)
def test_a_word_in_marks_makes_no_quotation(marks: str, words: str) -> None:
    text = f"{words} {marks[0]}so{marks[1]} {words}"
    assert not spoken(text, 0, len(text))
