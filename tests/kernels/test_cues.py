"""Law: the compiled question which lines the catalog may know has the answer of the plain one, and leaves out no line that it knows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.catalog import load
from provenance.detectors.boilerplate.cues import _SIGNS, cue_of, find_known
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.kernels import find_kernel

LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "* ", "(", "\u2022 ", "- ", "12 ", "\uff08"]),
        st.sampled_from(
            [
                "share this",
                "read more",
                "home",
                "ad",
                "x",
                "the pier",
                "\u5206\u4eab",
                "\u0442\u0435\u043a\u0441\u0442",
                "subscribe",
                "a" * 299,
            ]
        ),
        st.sampled_from(["", " | home", " (3)", " >>", ": the council met again", "\u3002"]),
    ).map("".join),
    max_size=30,
)


@settings(deadline=None)
@given(lines=LINES)
def test_no_known_line_is_left_out(lines: list[str]) -> None:
    book, text = phrase_book(load()), "\n".join(lines)
    stops = np.cumsum([len(line) + 1 for line in lines], dtype=np.int64) - 1
    starts = stops - np.array([len(line) for line in lines], np.int64)
    rows = find_known(text, starts, stops, book, _SIGNS)
    assert {row for row, line in enumerate(lines) if len(line) <= 300 and cue_of(book, line)} <= set(rows)
    kernel = find_kernel("_cues", "find_known")
    if kernel is None:
        pytest.skip("no compiler was at hand when the package was installed")
    assert kernel(text, starts, stops, book, _SIGNS) == rows
