"""Cells of furniture are counted some spans at a time, and no more groups of one cell are kept than it takes to be crowded."""

from __future__ import annotations

import numpy as np
import pytest

from provenance.reprints import furniture
from provenance.reprints.furniture import CELL, HOMES, carried, crowded, homes, repeated
from provenance.reprints.letters import Counts, Ints
from provenance.reprints.meetings import Meetings, Spans

_FAR = 3_000_000
"""A document number that has no room beside a cell in 32 bits."""


def _tables(chance: np.random.Generator) -> tuple[Meetings, Spans]:
    """Return 200 meetings of few documents with two spans each."""
    ends = np.sort(chance.integers(0, 12, (200, 2)), axis=1) + _FAR
    none = np.zeros(200, np.int64)
    meetings = Meetings(ends[:, 0], ends[:, 1], *[none] * 10, none.astype(np.float64))
    row = np.repeat(np.arange(200), 2)
    a, b, size = chance.integers(0, 30, 400) * 10, chance.integers(0, 30, 400) * 10, chance.integers(20, 200, 400)
    spans = Spans(row, a, a + size, b, b + size, np.ones(400, np.float32), size, size)
    return meetings, spans


def _counted(meetings: Meetings, spans: Spans, home: Ints, loose: np.ndarray) -> list[int]:
    """Return the crowded cells, counted one by one."""
    groups: dict[int, set[int]] = {}
    for k in np.flatnonzero(loose).tolist():
        ends: tuple[Counts, Counts] = meetings.a, meetings.b
        places = ((spans.a_start, spans.a_stop), (spans.b_start, spans.b_stop))
        for side in (0, 1):
            mine, other = (int(ends[one][spans.row[k]]) for one in (side, 1 - side))
            for cell in range(int(places[side][0][k]) // CELL, -(-int(places[side][1][k]) // CELL)):
                groups.setdefault(mine << 32 | cell, set()).add(int(home[other]))
    return sorted(cell for cell, several in groups.items() if len(several) > HOMES)


@pytest.mark.parametrize("lot", [1, 7, 1 << 16])
@pytest.mark.parametrize("seed", range(3))
def test_lots_of_any_size_count_the_same(monkeypatch: pytest.MonkeyPatch, seed: int, lot: int) -> None:
    chance = np.random.default_rng(seed)
    meetings, spans = _tables(chance)
    home = np.arange(_FAR + 12) // 2
    loose = chance.random(400) < 0.5
    monkeypatch.setattr(furniture, "_AT_ONCE", lot)
    marked = crowded(*homes(meetings, spans, home, loose))
    assert marked.tolist() == _counted(meetings, spans, home, loose)
    flags, cells = repeated(meetings, spans, marked), carried(meetings, spans, loose, marked)
    monkeypatch.setattr(furniture, "_AT_ONCE", 10**6)
    assert np.array_equal(flags, repeated(meetings, spans, marked))
    assert np.array_equal(cells, carried(meetings, spans, loose, marked))
    assert 0 < flags.sum() < len(flags)
