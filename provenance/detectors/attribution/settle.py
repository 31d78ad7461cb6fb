"""Settling overlaps: certain beats likely, an author beats a source, longer beats shorter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from provenance.model.record import Attribution

_SURE = {"certain": 0, "likely": 1, "possible": 2}
_ROLE = {"conduit": 0, "author": 1, "source": 2, "other": 3}
_NAMING = frozenset({"agency", "source_line", "cited", "told", "via", "adapted"})


STRETCH = 256  # code points


def settle(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions in the order of the text, of those that name an outlet with the same words only the best."""
    several = list(found)
    ordered = sorted(several, key=_place)
    return tuple(ordered if _are_apart(ordered) else sorted(dict.fromkeys(_best(several)), key=_place))


def _are_apart(ordered: Sequence[Attribution]) -> bool:
    """Return whether no two attributions stand at one place, and those that name outlets share no word."""
    place, reach = None, 0
    for item in ordered:
        before, place = place, _place(item)
        if before == place:
            return False
        if item.kind in _NAMING:
            if item.evidence.start < reach:
                return False
            reach = item.evidence.stop
    return True


def _place(item: Attribution) -> tuple[int, int, str, str]:
    return item.evidence.start, item.evidence.stop, item.kind, item.name or ""


def _best(found: Iterable[Attribution]) -> list[Attribution]:
    """Return the attributions without those that a better one clashes with."""
    kept: list[Attribution] = []
    rooms: dict[int, list[Attribution]] = {}
    for item in sorted(found, key=_rank):
        if item.kind in _NAMING:
            if any(_clash(item, other) for room in _rooms(item) for other in rooms.get(room, ())):
                continue
            for room in _rooms(item):
                rooms.setdefault(room, []).append(item)
        kept.append(item)
    return kept


def _rooms(item: Attribution) -> range:
    """Return the stretches of the text that an attribution touches: only what shares one of them can overlap it."""
    return range(item.evidence.start // STRETCH, max(item.evidence.stop - 1, item.evidence.start) // STRETCH + 1)


def _rank(item: Attribution) -> tuple[int, int, int, int, str]:
    width = item.evidence.stop - item.evidence.start
    return (_SURE[item.confidence], _ROLE[item.role], -width, item.evidence.start, item.evidence.rule)


def _clash(item: Attribution, other: Attribution) -> bool:
    if not (item.evidence.start < other.evidence.stop and other.evidence.start < item.evidence.stop):
        return False
    return (item.name or "") in (other.name or "") if item.outlet is None else item.outlet == other.outlet
