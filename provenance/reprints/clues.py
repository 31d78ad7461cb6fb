"""Clues to who copied whom, read off two records and their meeting."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from math import log, log1p

from attrs import frozen

from provenance.reprints.signals import Date, Signals

_HOUR = 3600.0
_FAR = 40 * 24.0
"""Hours after which a reprint is rare, so that a date further off is more likely wrong."""
_LENGTHS = {"year": 366 * 24.0, "month": 31 * 24.0, "day": 24.0, "minute": 1 / 60, "second": 1 / 3600}


@frozen
class Overlap:
    """One meeting seen from the copy's side: letters, counts of differences, shares; see `Meetings`."""

    copy_size: int
    source_size: int
    copy_shared: int
    source_shared: int
    equal: int
    differences: int
    copy_own: int
    source_own: int
    moved: int


@lru_cache(4096)
def interval(date: Date) -> tuple[float, float] | None:
    """Return the hours (since 1970) within which a stated date lies, or None when it cannot be read."""
    value = date.value.replace("Z", "+00:00")
    parts = value.split("T")[0].split("-")
    try:
        day = datetime.date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
        start = (day.toordinal() - 719163) * 24.0
        if "T" in value and date.precision in ("minute", "second"):
            moment = datetime.datetime.fromisoformat(value)
            start = moment.replace(tzinfo=moment.tzinfo or datetime.UTC).timestamp() / _HOUR
    except (ValueError, OverflowError):
        return None
    return start, start + _LENGTHS.get(date.precision, 24.0)


def order_of_dates(copy: Signals, source: Signals) -> str:
    """Return how the dates stand: later (the copy is), earlier, far_later, far_earlier, same or "" (one has none)."""
    left = interval(copy.dates[0]) if copy.dates else None
    right = interval(source.dates[0]) if source.dates else None
    if left is None or right is None:
        return ""
    if left[0] >= right[1]:
        return "later" if left[0] - right[1] <= _FAR else "far_later"
    if right[0] >= left[1]:
        return "earlier" if right[0] - left[1] <= _FAR else "far_earlier"
    return "same"


def headline(copy: str, source: str) -> str:
    """Return what the copy's headline is to the source's: same, longer (words put before), shorter (cut), their reverse, or ""."""
    left, right = copy.casefold().strip(), source.casefold().strip()
    if not left or not right:
        return ""
    if left == right:
        return "same"
    for one, other, names in ((left, right, ("prefixed", "cut")), (right, left, ("unprefixed", "uncut"))):
        if one.endswith(other):
            return names[0]
        if other.startswith(one):
            return names[1]
    return ""


@frozen
class Pair:
    """Everything that is known about "the copy was taken from the source".

    `named`, `named_back`: how each names the other's publisher in its own words ("author", "mention", ""); `foreign`: share of what the
    copy shares with anybody of the family that it does not share with the source; `source_borrows`: the source credits somebody else.
    """

    copy: Signals
    source: Signals
    overlap: Overlap
    named: str = ""
    named_back: str = ""
    foreign: float = 0.0
    foreign_back: float = 0.0
    source_borrows: bool = False
    source_supplies: bool = False
    copy_supplies: bool = False


def features(pair: Pair) -> dict[str, float]:
    """Return the clues as numbers by name; a clue that does not hold is left out."""
    over = pair.overlap
    found = {
        "copy_own": log1p(over.copy_own),
        "source_own": log1p(over.source_own),
        "copy_rest": 1 - over.copy_shared / max(1, over.copy_size),
        "source_rest": 1 - over.source_shared / max(1, over.source_size),
        "differences": log1p(over.differences),
        "difference_rate": min(5.0, 100 * over.differences / max(1, over.equal)),
        "moved": log1p(over.moved),
        "equal": log(max(1, over.equal) / max(1, over.copy_size)),
        "apart": log1p(max(0, over.copy_size + over.source_size - 2 * over.equal) / 20),
        "longer": log(max(1, over.source_size) / max(1, over.copy_size)),
        "foreign": pair.foreign,
        "foreign_any": float(pair.foreign > 0.02),
        "foreign_back": pair.foreign_back,
    }
    found.update((name, 1.0) for name in _facts(pair))
    return found


def _facts(pair: Pair) -> Iterator[str]:
    """Yield the names of the clues that hold or do not hold."""
    copy, source = pair.copy, pair.source
    if pair.named:
        yield pair.named
    if pair.named_back:
        yield f"{pair.named_back}_back"
    if pair.source_borrows:
        yield "source_borrows"
    if pair.source_supplies:
        yield "source_supplies"
    if pair.copy_supplies:
        yield "copy_supplies"
    if copy.outlet != source.outlet:
        if source.outlet and any(item.holder == source.outlet for item in copy.notices):
            yield "notice"
        if copy.outlet and any(item.holder == copy.outlet for item in source.notices):
            yield "notice_back"
    if dates := order_of_dates(copy, source):
        yield f"date_{dates}"
    if title := headline(copy.title, source.title):
        yield f"title_{title}"


def root_features(signals: Signals, size: int, members: int, *, borrows: bool, supplies: bool) -> dict[str, float]:
    """Return the clues for "taken from no member" as numbers by name; `size` in letters."""
    return {
        "root": 1.0,
        "root_borrows": float(borrows),
        "root_supplies": float(supplies),
        "root_members": log(max(1, members)),
        "root_size": log(max(1, size)) - 7,
        "root_dateline": float(bool(signals.datelines)),
    }


def weight(found: dict[str, float]) -> float:
    """Return the log weight of clues."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items() if value)


WEIGHTS: dict[str, float] = {
    "copy_own": 0.24,
    "source_own": -0.45,
    "copy_rest": -3.36,
    "source_rest": 0.69,
    "differences": -0.47,
    "difference_rate": -0.06,
    "moved": -0.56,
    "equal": 0.30,
    "apart": 0.06,
    "longer": -0.86,
    "foreign": -2.35,
    "foreign_any": -1.13,
    "foreign_back": 0.99,
    "author": 5.05,
    "mention": 3.84,
    "author_back": -3.64,
    "mention_back": -2.39,
    "source_borrows": -1.08,
    "source_supplies": 1.00,
    "copy_supplies": -0.35,
    "notice": 1.34,
    "notice_back": -0.80,
    "date_later": 0.96,
    "date_earlier": -2.47,
    "date_same": 0.40,
    "date_far_later": 0.08,
    "date_far_earlier": -0.61,
    "title_same": 1.24,
    "title_prefixed": 2.30,
    "title_cut": 1.43,
    "title_unprefixed": -2.94,
    "title_uncut": -2.55,
    "root": -0.33,
    "root_borrows": 0.69,
    "root_supplies": 0.35,
    "root_members": -0.10,
    "root_size": -0.01,
    "root_dateline": -0.00,
}


def reasons(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what speaks for "the copy was taken from the source" and what speaks against it, as words of the contract."""
    found, facts = features(pair), set(_facts(pair))
    line = any(item.outlet == pair.source.outlet != pair.copy.outlet for item in pair.copy.datelines)
    line_back = any(item.outlet == pair.copy.outlet != pair.source.outlet for item in pair.source.datelines)
    kept, rest = found["copy_rest"] + 0.05 < found["source_rest"], found["source_rest"] + 0.05 < found["copy_rest"]
    table = (
        ("published", not facts.isdisjoint(("date_later", "date_far_later")), not facts.isdisjoint(("date_earlier", "date_far_earlier"))),
        ("credit", bool(pair.named), bool(pair.named_back)),
        ("headline", not facts.isdisjoint(("title_prefixed", "title_cut")), not facts.isdisjoint(("title_unprefixed", "title_uncut"))),
        ("license_line", "notice" in facts, "notice_back" in facts),
        ("dateline", line, line_back),
        ("agency", pair.source_supplies and not pair.copy_supplies, pair.copy_supplies and not pair.source_supplies),
        ("inherited_edit", pair.foreign_back > pair.foreign + 0.02, pair.foreign > pair.foreign_back + 0.02),
        ("completeness", kept, rest),
    )
    return tuple(name for name, speaks, _ in table if speaks), tuple(name for name, _, speaks in table if speaks)
