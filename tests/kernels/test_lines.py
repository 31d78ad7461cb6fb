"""Law: what is compiled for the letters of lines gives what the versions in NumPy give, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.kernels.lines import bound_lines, classify_letters, codes_of, count_classes, number_words, share_words

BLANKS, SIGNS, OTHERS = 6, 4, 0
TABLE = np.arange(0x3400, dtype=np.uint8) % 6
TABLE[[0x20, 0x09]], TABLE[0x0A] = BLANKS, BLANKS + 1
LINES = st.lists(st.text(st.sampled_from("abcdeEF.  \t\u00e9\u0431\u65b0\uac00\ufffd\U0001f600"), max_size=30), max_size=12)
pytestmark = pytest.mark.skipif(
    find_kernel("_lines", "number_words") is None, reason="no compiler was at hand when the package was installed"
)


def _bounds(lines: list[str]) -> tuple[np.ndarray, np.ndarray]:
    found, at = [], 0
    for line in lines:
        if line.strip(" \t"):
            start = at + len(line) - len(line.lstrip(" \t"))
            found.append((start, start + len(line.strip(" \t"))))
        at += len(line) + 1
    bounds = np.array(found, np.int64).reshape(-1, 2)
    return bounds[:, 0].copy(), bounds[:, 1].copy()


@given(st.text(st.sampled_from("a\n \t\u3000\u65b0\U0001f600")))
def test_bounds_of_lines(text: str) -> None:
    assert find_kernel("_lines", "bound_lines")(text) == bound_lines(text)


@given(words=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 11)), max_size=40), seed=st.integers(0, 2**32 - 1))
def test_words_that_lines_share(words: list[tuple[int, int]], seed: int) -> None:
    some = np.random.default_rng(seed)
    each = np.sort(np.array([(word << 20) | line for word, line in words], np.uint64))
    asked = each, 20, np.sort(some.integers(0, 3, 12)), some.random(12) < 0.5, some.random(12) < 0.5
    got, wanted = find_kernel("_lines", "share_words")(*asked), share_words(*asked)
    assert got.dtype == wanted.dtype
    assert np.array_equal(got, wanted)


@given(lines=LINES, seed=st.integers(0, 2**32 - 1))
def test_letters_of_lines(lines: list[str], seed: int) -> None:
    text = "\n".join(lines)
    starts, stops = _bounds(lines)
    classes = classify_letters(text, TABLE, SIGNS, OTHERS)
    assert np.array_equal(find_kernel("_lines", "classify_letters")(text, TABLE, SIGNS, OTHERS), classes)
    for got, wanted in zip(
        find_kernel("_lines", "count_classes")(classes, starts, BLANKS), count_classes(classes, starts, BLANKS), strict=True
    ):
        assert got.dtype == wanted.dtype
        assert np.array_equal(got, wanted)
    dense = np.random.default_rng(seed).random(len(starts)) < 0.3
    asked = (codes_of(text), (classes < BLANKS) & (classes > 0), starts, np.minimum(stops, starts + 9), dense, 4)
    if len(starts):
        for got, wanted in zip(find_kernel("_lines", "number_words")(*asked), number_words(*asked), strict=True):
            assert got.dtype == wanted.dtype
            assert np.array_equal(got, wanted)
