"""Law: the compiled pieces of texts that may repeat are the plain ones, with the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.detectors.boilerplate.pieces import find_pieces, number_pieces
from provenance.kernels import find_kernel

WORDS = [
    "Ships",
    "by",
    "von",
    "a",
    "(",
    ")",
    "]",
    ":",
    ".",
    "!?",
    "\u3002",
    "\u0964 ",
    "12",
    "007",
    "\u00e9",
    "\u65b0",
    "\U0001f600",
    "\ud800",
]
BLANKS = [" ", " ", " ", "\n", "\t", "\u00a0", "\x1c", "  "]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(1, 9), st.sampled_from(BLANKS)), max_size=60).map(
    lambda pieces: "".join([word * times + blank for word, times, blank in pieces]) * 3
)
pytestmark = pytest.mark.skipif(
    find_kernel("_pieces", "find_pieces") is None, reason="no compiler was at hand when the package was installed"
)


def _behind(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    return [(start, stop)] if ":" in text[start:stop] else []


@given(text=TEXTS, salt=st.binary(max_size=300))
def test_pieces_and_their_numbers(text: str, salt: bytes) -> None:
    asked = text, frozenset({"by", "von"}), _behind
    wanted = find_pieces(*asked)
    got = find_kernel("_pieces", "find_pieces")(*asked)
    assert got.dtype == wanted.dtype
    assert np.array_equal(got, wanted)
    for mine, plain in zip(find_kernel("_pieces", "number_pieces")(salt, text, wanted), number_pieces(salt, text, wanted), strict=True):
        assert mine.dtype == plain.dtype
        assert np.array_equal(mine, plain)
