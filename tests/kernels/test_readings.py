"""Law: the kernel finds the same readings, and gives each arrow the same weight to the last bit, as the version in NumPy."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.letters import Page, table
from provenance.reprints.readings import patterns, reading_weights

_CHANCE = random.Random(3)  # noqa: S311 -- the same words every time
PIECES = ["".join(_CHANCE.choices("abcdefghij кита東北 ", k=90)) for _ in range(6)]
SHARES = st.sampled_from([0.0, 1.0]) | st.floats(0, 1)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Draw a text of pieces that others have too, of which some stand outside the body or in furniture."""
    parts = draw(st.lists(st.sampled_from([*PIECES, "!", "a" * 40]), max_size=6))
    places = [sum(map(len, parts[:k])) for k in range(len(parts) + 1)]
    spans = list(pairwise(places))
    body = draw(st.sampled_from([[(0, places[-1])], spans, spans[::2]]))
    hidden = draw(st.lists(st.sampled_from(spans), max_size=2)) if spans else []
    return Page("".join(parts), tuple(body), tuple((start, stop, "footer") for start, stop in hidden))


@pytest.mark.skipif(find_kernel("_readings", "patterns") is None, reason="no compiler was at hand when the package was installed")
@settings(deadline=None)
@given(st.lists(pages(), min_size=1, max_size=9))
def test_patterns_of_readings(some: list[Page]) -> None:
    kernel = find_kernel("_readings", "patterns")
    assert kernel is not None
    for one, other in zip(kernel(some, table()), patterns(some, table()), strict=True):
        assert np.array_equal(one, other)
        assert one.dtype == other.dtype


@pytest.mark.skipif(find_kernel("_readings", "reading_weights") is None, reason="no compiler was at hand when the package was installed")
@settings(deadline=None)
@given(st.data(), st.integers(3, 8))
def test_weights_of_readings(data: st.DataObject, count: int) -> None:
    kernel = find_kernel("_readings", "reading_weights")
    assert kernel is not None
    known = sorted(data.draw(st.sets(st.integers(1, (1 << count) - 1), max_size=12)))
    times = [data.draw(st.integers(1, 90)) for _ in known]
    ends = data.draw(st.lists(st.sampled_from([(a, b) for a in range(count) for b in range(count) if a != b]), unique=True))
    source, child = np.array(ends, np.int64).reshape(-1, 2).T.copy()
    above = np.array([data.draw(SHARES) for _ in ends], np.float64)
    asked = (np.array(known, np.int64), np.array(times, np.int64), source, child, above, count, (-0.64, 0.1, -1.92))
    assert np.array_equal(kernel(*asked), reading_weights(*asked))
