"""Law: what all clues to an arrow are worth together is the sum of what each is worth by its name."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.clues import Overlap, Pair, headline, moment, order_of_moments
from provenance.reprints.odds import arrow_weights
from provenance.reprints.signals import Date, Notice, Signals
from provenance.reprints.weights import WEIGHTS

HOUSES = st.sampled_from(["", "irna", "reuters", "the-post"])
COUNTS = st.tuples(st.integers(0, 9), st.integers(0, 9))
HOW = st.sampled_from(["", "author", "mention"])
TEXTS = st.builds(
    lambda outlet, title, dates, holders: Signals(
        "x",
        (),
        outlet=outlet,
        title=title,
        dates=tuple(Date(f"2024-03-{day:02}", "day", "text") for day in dates),
        notices=tuple(Notice("CC-BY-4.0", holder, "article", 0, 1) for holder in holders),
    ),
    HOUSES,
    st.sampled_from(["", "Bridge opens", "LIVE: Bridge opens", "Bridge opens in May", "Rain"]),
    st.lists(st.integers(1, 28), max_size=2),
    st.lists(HOUSES, max_size=2),
)
SIZES = st.integers(0, 3000)
OVERLAPS = st.builds(Overlap, SIZES, SIZES, SIZES, SIZES, SIZES, *[st.integers(0, 40)] * 4)
SHARES = st.sampled_from([0.0, 0.01, 0.02, 0.3, 1.0]) | st.floats(0, 1)
PAIRS = st.builds(Pair, TEXTS, TEXTS, OVERLAPS, HOW, HOW, SHARES, SHARES, *[st.booleans()] * 7, others=COUNTS, others_back=COUNTS)
ENDS = st.tuples(st.integers(0, 5), st.integers(0, 5))


@pytest.mark.skipif(find_kernel("_clues", "arrow_weights") is None, reason="no compiler was at hand when the package was installed")
@settings(deadline=None)
@given(st.dictionaries(ENDS, PAIRS, max_size=8), st.lists(TEXTS, min_size=6, max_size=6))
def test_weights_of_arrows(pairs: dict[tuple[int, int], Pair], texts: list[Signals]) -> None:
    kernel = find_kernel("_clues", "arrow_weights")
    assert kernel is not None
    odd = {name: 0.1 + k / 7 for k, name in enumerate(WEIGHTS)}  # so that no clue is left out or put in another's place
    for weights in (WEIGHTS, odd):
        asked = ([(ends, evolve(pair, copy=texts[ends[0]], source=texts[ends[1]])) for ends, pair in pairs.items()], weights)
        assert kernel(*asked, moment, order_of_moments, headline) == arrow_weights(*asked, moment, order_of_moments, headline)
