"""Law: kernels about words give what the classes in whose place they stand give."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.kernels.words import CountedWords, DatedLines, fold_letters, keep_letters

LITTLE = ("a", "about", "the", "which")
MONTHS = ("may", "mai", "rabi'", "novemberofayear", "thang", "\u043c\u0430\u044f")
WORDS = st.sampled_from([*LITTLE, "The", "WHICH", "boo\u212a", "it's", "\u00e9t\u00e9", "\u0130", "averyverylongword"])
BLANKS = st.sampled_from([" ", "  ", "\n", "\t", "\x1c", "\x85", "\u2003", "\u3000", "\ufeff"])
PIECES = st.one_of(
    st.sampled_from([*MONTHS, "may's", "d'mai", "o'novemberofayear", "4th", "4may", "2nd", "\u5143\u5e74", "market", "averyveryverylongword", "\u00e9"]),
    st.text(alphabet="0123 -/.,'\u5e74", max_size=8),
    st.sampled_from([" ", "\n", " words of a sentence "]),
)  # fmt: skip


@pytest.mark.skipif(find_kernel("_words", "CountedWords") is None, reason="no compiler was at hand when the package was installed")
@given(st.lists(st.tuples(WORDS, BLANKS)), st.integers(1, 5))
def test_little_words(words: list[tuple[str, str]], parts: int) -> None:
    text = "".join(word + blank for word, blank in words)
    kernel = find_kernel("_words", "CountedWords")
    assert kernel is not None
    counted: CountedWords = kernel(LITTLE, ("the",))  # type: ignore[assignment]
    assert counted.count(text, parts) == CountedWords(LITTLE, ("the",)).count(text, parts)


@pytest.mark.skipif(find_kernel("_words", "DatedLines") is None, reason="no compiler was at hand when the package was installed")
@given(st.lists(PIECES, max_size=12), st.integers(0, 40), st.integers(2, 30))
@example(["4", "-5, ", "2023"], 40, 30)
@example(["12", "\u5143\u5e74"], 40, 30)
def test_lines_with_days(pieces: list[str], head: int, longest: int) -> None:
    lower, bounds, at = "".join(pieces), [], 0
    for line in lower.split("\n"):
        bounds.append((at, at + len(line)))
        at += len(line) + 1
    kernel = find_kernel("_words", "DatedLines")
    assert kernel is not None
    lines: DatedLines = kernel(MONTHS)  # type: ignore[assignment]
    assert lines.find(lower, bounds, head, longest, longest + 10) == DatedLines(MONTHS).find(lower, bounds, head, longest, longest + 10)


@pytest.mark.skipif(find_kernel("_words", "keep_letters") is None, reason="no compiler was at hand when the package was installed")
@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_kept_letters(lower: str) -> None:
    kernel = find_kernel("_words", "keep_letters")
    assert kernel is not None
    assert kernel(lower) == keep_letters(lower)


@pytest.mark.skipif(find_kernel("_words", "fold_letters") is None, reason="no compiler was at hand when the package was installed")
@given(st.text(alphabet=st.sampled_from("abAB\u00e9\u00c9\u2019\u4e00?!\U0001f600")))
def test_folded_letters(text: str) -> None:
    plain, small = array("H", bytes(1 << 17)), array("H", bytes(1 << 17))
    for letter, form in zip("abAB\u00e9\u00c9\u2019\u4e00!", "abABeE'\u4e00\x01", strict=True):
        plain[ord(letter)], small[ord(letter)] = ord(form), ord(form.lower())
    kernel = find_kernel("_words", "fold_letters")
    assert kernel is not None
    assert kernel(text, plain, small) == fold_letters(text, plain, small)
