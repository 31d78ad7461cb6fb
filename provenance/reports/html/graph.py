"""The picture of a reprint family: sources left, copies right, the same picture for the same family every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from provenance.reports.folder import Row

WIDTH, HEIGHT, COLUMN, ROW = 216, 60, 316, 82
_SWEEPS = 4
_BOW = 16
"""How much further a line between two articles of one column bows out for each row between them."""


@frozen
class Drawing:
    """Where every node stands (top left corner, in pixels) and how large the picture is."""

    places: Mapping[str, tuple[int, int]]
    width: int
    height: int


def draw(members: Sequence[str], edges: Sequence[Row], roots_at: int = 0) -> Drawing:
    """Return the layout of a family: column by the longest way from a source, row by the neighbours' rows.

    `members` gives the order in which ties are broken; `roots_at` leaves that many columns free at the left. Edges without a known
    direction move nothing. Cycles are cut at the edge that closes them.
    """
    sources: dict[str, list[str]] = {member: [] for member in members}
    for edge in edges:
        if edge["order"]["confidence"] != "unknown" and edge["copy"] in sources and edge["source"] in sources:
            sources[edge["copy"]].append(edge["source"])
    level = _levels(members, sources)
    columns: dict[int, list[str]] = {}
    for member in members:
        columns.setdefault(level[member], []).append(member)
    _untangle(columns, edges)
    tallest = max((len(column) for column in columns.values()), default=0)
    places = {}
    for column, names in columns.items():
        top = (tallest - len(names)) * ROW // 2
        for row, name in enumerate(names):
            places[name] = ((column + roots_at) * COLUMN + 12, top + row * ROW + 12)
    bow = 40 + _BOW * min(6, max((len(column) for column in columns.values()), default=1))
    return Drawing(places, (max(columns, default=0) + roots_at) * COLUMN + WIDTH + 24 + bow, tallest * ROW + 12)


def _levels(members: Sequence[str], sources: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the length of the longest way from a source for each member, walking without recursion."""
    level: dict[str, int] = {}
    for start in members:
        stack, path = [start], set[str]()
        while stack:
            here = stack[-1]
            waiting = [name for name in sources[here] if name not in level and name not in path and name != here]
            if here not in level and waiting:
                path.add(here)
                stack.append(waiting[0])
                continue
            stack.pop()
            path.discard(here)
            if here not in level:
                level[here] = 1 + max((level[name] for name in sources[here] if name in level), default=-1)
    return level


def _untangle(columns: dict[int, list[str]], edges: Sequence[Row]) -> None:
    """Order each column by the mean row of the neighbours in others, a few times, so that fewer edges cross."""
    home = {name: column for column, names in columns.items() for name in names}
    near: dict[str, list[str]] = {name: [] for name in home}
    for edge in edges:
        copy, source = edge["copy"], edge["source"]
        if copy in home and source in home and home[copy] != home[source]:
            near[copy].append(source)
            near[source].append(copy)
    row = {name: index for names in columns.values() for index, name in enumerate(names)}
    several = sorted(column for column, names in columns.items() if len(names) > 1)
    for sweep in range(_SWEEPS):
        for column in reversed(several) if sweep % 2 else several:
            names = columns[column]
            mean = {name: _mean([row[other] for other in near[name]], row[name]) for name in names}
            names.sort(key=lambda name: (mean[name], row[name]))
            row.update({name: index for index, name in enumerate(names)})


def _mean(rows: Sequence[int], otherwise: int) -> float:
    return sum(rows) / len(rows) if rows else float(otherwise)
