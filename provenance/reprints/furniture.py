"""Furniture that no detector knew: stretches that stand in texts which have nothing else in common.

A footer, a banner or a house notice repeats across texts that are not versions of each other; the text of an article repeats across its
versions only. So for every small cell of a text it is counted in how many unrelated groups of texts the same words stand.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from provenance.reprints.letters import Counts, Flags, Ints
from provenance.reprints.meetings import Meetings, Spans
from provenance.reprints.shelf import ranges

CELL = 32
HOMES = 3
"""Words that stand in more unrelated groups than this, outside the text's own, are nobody's article any more."""
_TAIL = 260
"""Code points from the end of the body within which a shared stretch must end to be a tail."""
_TAIL_LENGTH = 420
_EARLY, _LATE = 600, 1200
"""Code points before which the lead of a story begins, and after which a page shows the lead of another one."""
_MOST = 0.6
_REST = 0.15

_AT_ONCE = 1 << 16
"""Spans whose cells are counted at a time."""

Side = tuple[Counts, Counts, Counts]


def homes(meetings: Meetings, spans: Spans, home: Ints, loose: Flags) -> tuple[Ints, Ints]:
    """Return cells and, for each, a group of versions in which its words stand besides: `home` labels groups, `loose` marks the spans
    of pairs that are no versions. Of the groups of one cell there are as many as it takes to be crowded. A text is at home in its own
    lead, however many pages tease it below their articles."""
    sides = _sides(meetings, spans)
    cells, groups = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for side, other in (sides, sides[::-1]):
        every = np.flatnonzero(loose & ~_teased(side, other))
        for low in range(0, len(every), _AT_ONCE):
            rows = every[low : low + _AT_ONCE]
            found, owner = _cells(side, rows)
            cell, group = _few(found, home[other[0][rows[owner]]])
            cells.append(cell)
            groups.append(group)
    return np.concatenate(cells), np.concatenate(groups)


def _few(cell: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Return cells and groups, sorted, each pair once, and no more groups of one cell than it takes to be crowded."""
    order = np.lexsort((group, cell))
    cell, group = cell[order], group[order]
    new = np.ones(len(cell), np.bool_)
    new[1:] = (cell[1:] != cell[:-1]) | (group[1:] != group[:-1])
    cell, group = cell[new], group[new]
    kept = np.ones(len(cell), np.bool_)
    kept[HOMES + 1 :] = cell[HOMES + 1 :] != cell[: -HOMES - 1]
    return cell[kept], group[kept]


def crowded(cell: Ints, group: Ints) -> Ints:
    """Return, sorted, the cells whose words stand in more than `HOMES` groups."""
    found, count = np.unique(_few(cell, group)[0], return_counts=True)
    return found[count > HOMES]


def repeated(meetings: Meetings, spans: Spans, marked: Ints) -> Flags:
    """Return the spans that are furniture: those that marked cells (sorted) cover on either side."""
    flags = np.zeros(len(spans), np.bool_)
    for side in _sides(meetings, spans):
        flags |= _covered(side, marked) >= 0.6
    return flags


def carried(meetings: Meetings, spans: Spans, loose: Flags, marked: Ints) -> Ints:
    """Return the cells of furniture on both sides, sorted: what is furniture in one text is furniture in the other."""
    rows = repeated(meetings, spans, marked) & loose
    sides = _sides(meetings, spans)
    found = [np.empty(0, np.int64)]
    for side, other in (sides, sides[::-1]):
        every = np.flatnonzero(rows & ~_teased(side, other))
        found += [np.unique(_cells(side, every[low : low + _AT_ONCE])[0]) for low in range(0, len(every), _AT_ONCE)]
    return np.unique(np.concatenate(found))


def _teased(side: Side, other: Side) -> Flags:
    """Return the spans that may be the lead of a side's story and stand far below the beginning of the other."""
    out: Flags = (side[1] < _EARLY) & (other[1] > _LATE)
    return out


def _sides(meetings: Meetings, spans: Spans) -> list[Side]:
    return [(meetings.a[spans.row], spans.a_start, spans.a_stop), (meetings.b[spans.row], spans.b_start, spans.b_stop)]


def tails(meetings: Meetings, spans: Spans, a_end: Ints, b_end: Ints) -> Flags:
    """Return the spans of pairs that share the ends of their bodies (`a_end`, `b_end`) and hardly anything else."""
    at_end = (spans.a_stop >= a_end - _TAIL) & (spans.b_stop >= b_end - _TAIL) & (spans.letters <= _TAIL_LENGTH)
    rest = np.bincount(spans.row, np.where(at_end, 0, spans.letters), len(meetings))
    tail = np.bincount(spans.row, np.where(at_end, spans.letters, 0), len(meetings))
    least = np.minimum(meetings.a_size, meetings.b_size) - tail
    most = np.minimum(meetings.a_size, meetings.b_size) * _MOST
    alone = (tail > 0) & (tail < most) & (rest < _REST * np.maximum(least, 1)) & (least > 100)
    out: Flags = at_end & alone[spans.row]
    return out


def _cells(side: Side, rows: Ints) -> tuple[Ints, Ints]:
    """Return the cells, as one number each, that the given spans cover on one side, and the position in `rows` of each."""
    doc, start, stop = side
    cell, owner = ranges(start[rows] // CELL, -(-stop[rows] // CELL))
    return (doc[rows[owner]].astype(np.int64) << 32) | cell, owner


def _covered(side: Side, marked: Ints) -> npt.NDArray[np.float64]:
    """Return for every span the share of its cells that are marked: cells of one span are numbers in a row, and marked ones sorted."""
    share = np.zeros(len(side[0]))
    for low in range(0, len(share) if len(marked) else 0, _AT_ONCE):
        doc, start, stop = (column[low : low + _AT_ONCE].astype(np.int64) for column in side)
        first, last = doc << 32 | start // CELL, doc << 32 | -(-stop // CELL)
        hit = np.searchsorted(marked, last) - np.searchsorted(marked, first)
        share[low : low + _AT_ONCE] = hit / np.maximum(1, last - first)
    return share
