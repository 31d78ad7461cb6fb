"""Law: the kernels find names, and who shares their places, as the plain versions do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.mentions import places
from provenance.reprints.words import Words, sharing

LETTERS = st.text(alphabet="aAbé 東.", max_size=60)
NAMES = st.lists(st.text(alphabet="aAbé 東.", min_size=1, max_size=4), max_size=6)


@pytest.mark.skipif(find_kernel("_mentions", "places") is None, reason="no compiler was at hand when the package was installed")
@given(LETTERS, NAMES)
def test_places_of_names(text: str, names: list[str]) -> None:
    kernel = find_kernel("_mentions", "places")
    assert kernel is not None
    found = kernel(text, names)
    assert found == places(text, names)
    assert list(found) == sorted(found)  # type: ignore[call-overload]


@pytest.mark.skipif(find_kernel("_mentions", "sharing") is None, reason="no compiler was at hand when the package was installed")
@given(st.lists(st.lists(st.tuples(*[st.integers(0, 30)] * 4), max_size=3), min_size=1, max_size=4), st.data())
def test_who_shares_a_place(meetings: list[list[tuple[int, int, int, int]]], data: st.DataObject) -> None:
    kernel = find_kernel("_mentions", "sharing")
    assert kernel is not None
    every = [span for spans in meetings for span in spans]
    first = [sum(map(len, meetings[:k])) for k in range(len(meetings) + 1)]
    left, left_stop, right, right_stop = ([span[k] for span in every] for k in range(4))
    words = Words((left, right), (left_stop, right_stop), first, [])
    arrows = data.draw(st.lists(st.integers(0, 2 * len(meetings) - 1), max_size=8))
    low, high = data.draw(st.integers(-9, 30)), data.draw(st.integers(0, 40))
    assert kernel(words, arrows, low, high) == sharing(words, arrows, low, high)
