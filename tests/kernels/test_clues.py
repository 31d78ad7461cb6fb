"""Law: what all clues to an arrow are worth together is the sum of what each is worth by its name."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.arrows import Arrows, houses
from provenance.reprints.clues import HOURS, ORDERS
from provenance.reprints.mentions import Member
from provenance.reprints.odds import arrow_weights
from provenance.reprints.signals import Date, Notice, Signals
from provenance.reprints.weights import WEIGHTS

HOUSES = st.sampled_from(["", "irna", "reuters", "the-post"])
NAMED = st.dictionaries(st.sampled_from(["irna", "reuters", "the-post"]), st.sampled_from(["author", "mention"]), max_size=2)
TEXTS = st.builds(
    lambda outlet, title, dates, holders: Signals(
        "x",
        ((0, 12),),
        outlet=outlet,
        title=title,
        dates=tuple(Date(f"2024-03-{day:02}", "day", "text") for day in dates),
        notices=tuple(Notice("CC-BY-4.0", holder, "article", 0, 1) for holder in holders),
    ),
    HOUSES,
    st.sampled_from(["", "Bridge opens", "LIVE: Bridge opens", "Bridge opens in May", "Now: Bridge opens", "Rain falls on the coast"]),
    st.lists(st.integers(1, 28), max_size=2),
    st.lists(HOUSES, max_size=2),
)
SHARES = st.sampled_from([0.0, 0.01, 0.02, 0.3, 1.0]) | st.floats(0, 1)
COUNT = 5


@st.composite
def arrow_tables(draw: st.DrawFn) -> Arrows:
    """Draw the arrows between five texts, of which some meet."""
    members = tuple(Member(signals, "Rain falls on the coast tonight.") for signals in draw(st.tuples(*[TEXTS] * COUNT)))
    every = [(a, b) for a in range(COUNT) for b in range(a + 1, COUNT)]
    met = draw(st.lists(st.sampled_from(every), unique=True, max_size=6))
    ends = [end for a, b in met for end in ((a, b), (b, a))]
    copy, source = np.array(ends, np.int64).reshape(-1, 2).T.copy()
    sizes = draw(st.lists(st.tuples(*[st.integers(0, 3000)] * 5, *[st.integers(0, 40)] * 4), min_size=len(met), max_size=len(met)))
    overlap = np.array([side for one in sizes for side in (one, _turned(one))], np.int32).reshape(-1, 9).T.copy()
    own = draw(st.tuples(*[NAMED] * COUNT))
    known = houses(members, own, draw(st.tuples(*[st.booleans()] * COUNT)))
    outlets = known.outlet
    said = np.array([("", "author", "mention").index(own[a].get(outlets[b], "")) for a, b in ends], np.int8)
    foreign, named = (draw(st.lists(kind, min_size=len(ends), max_size=len(ends))) for kind in (SHARES, st.integers(0, 2)))
    place = {end: k for k, end in enumerate(ends)}
    return Arrows(members, known, copy, source, overlap, np.array(foreign, np.float64), np.array(named, np.int8), said, place)


def _turned(counts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the counts of a meeting as seen from its other side."""
    return (counts[1], counts[0], counts[3], counts[2], counts[4], counts[5], counts[7], counts[6], counts[8])


@pytest.mark.skipif(find_kernel("_clues", "arrow_weights") is None, reason="no compiler was at hand when the package was installed")
@settings(deadline=None)
@given(arrow_tables(), st.sets(st.integers(0, COUNT - 1)), st.sets(st.integers(0, COUNT - 1)))
def test_weights_of_arrows(arrows: Arrows, part: set[int], merged: set[int]) -> None:
    kernel = find_kernel("_clues", "arrow_weights")
    assert kernel is not None
    odd = {name: 0.1 + k / 7 for k, name in enumerate(WEIGHTS)}  # so that no clue is left out or put in another's place
    leads = evolve(arrows.houses, lead=np.arange(COUNT) % 2 == 0)
    for weights in (WEIGHTS, odd):
        for table in (arrows, evolve(arrows, houses=leads)):
            asked = (table, table.inside(part), merged, weights, HOURS, ORDERS)
            assert np.array_equal(kernel(*asked), arrow_weights(*asked))
