"""Clues to who copied whom, read off two records and their meeting."""

from __future__ import annotations

import datetime
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


def credit_to(copy: Signals, source: Signals) -> str:
    """Return the role in which the copy names the publisher of the source ("author", "source" ...), or ""."""
    if not source.outlet or source.outlet == copy.outlet:
        return ""
    roles = {credit.role for credit in copy.credits if credit.outlet == source.outlet}
    return "author" if "author" in roles else min(roles, default="")


def credits_others(signals: Signals) -> bool:
    """Tell whether the text names somebody else than its publisher as its author."""
    return any(credit.role == "author" and credit.outlet != signals.outlet for credit in signals.credits)


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


_DATES = {"later": 0.96, "earlier": -2.42, "same": 0.81, "far_later": 0.39, "far_earlier": -0.6, "": 0.0}
_HEADLINES = {"same": 1.5, "prefixed": 2.3, "cut": 1.5, "unprefixed": -2.3, "uncut": -1.5, "": 0.0}


def arrow_weight(copy: Signals, source: Signals, overlap: Overlap, *, agency: bool) -> float:
    """Return the log weight of "the copy was taken from the source"; `agency`: the source's publisher supplies others.

    Weights fitted by conditional logit on generated newsrooms; see the docs page on order for what each is worth.
    """
    credit = credit_to(copy, source)
    return (
        -0.68 * log1p(overlap.copy_own)
        - 0.53 * log1p(overlap.source_own)
        - 1.59 * (1 - overlap.copy_shared / max(1, overlap.copy_size))
        + 0.72 * (1 - overlap.source_shared / max(1, overlap.source_size))
        - 0.21 * min(5.0, 100 * overlap.differences / max(1, overlap.equal))
        - 0.25 * log1p(overlap.differences)
        - 0.29 * log1p(overlap.moved)
        + 0.68 * log(max(1, overlap.equal) / max(1, overlap.copy_size))
        + _DATES[order_of_dates(copy, source)]
        + (4.9 if credit else 0.0)
        - (2.4 if credit_to(source, copy) else 0.0)
        - (1.0 if credits_others(source) else 0.0)
        + (0.85 if agency else 0.0)
        + _HEADLINES[headline(copy.title, source.title)]
        + 0.19 * log(max(1, overlap.source_size) / max(1, overlap.copy_size))
    )


def root_weight(signals: Signals, size: int, members: int, *, agency: bool) -> float:
    """Return the log weight of "taken from no member"; `size` in letters."""
    return (
        -0.62 + (0.36 if signals.credits else 0.0) + (1.0 if agency else 0.0) + 0.07 * log(max(1, members)) - 0.35 * (log(max(1, size)) - 7)
    )


def reasons(copy: Signals, source: Signals, overlap: Overlap) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what speaks for "the copy was taken from the source" and what speaks against it, as words of the contract."""
    grounds, against = [], []
    dates = order_of_dates(copy, source)
    if dates in ("later", "far_later"):
        grounds.append("published")
    elif dates in ("earlier", "far_earlier"):
        against.append("published")
    if credit_to(copy, source):
        grounds.append("credit")
    if credit_to(source, copy):
        against.append("credit")
    title = headline(copy.title, source.title)
    if title in ("prefixed", "cut"):
        grounds.append("headline")
    elif title in ("unprefixed", "uncut"):
        against.append("headline")
    mine, theirs = {item.holder for item in copy.notices}, {item.holder for item in source.notices}
    if source.outlet and source.outlet != copy.outlet and source.outlet in mine:
        grounds.append("license_line")
    if copy.outlet and source.outlet != copy.outlet and copy.outlet in theirs:
        against.append("license_line")
    if any(line.outlet == source.outlet != copy.outlet for line in copy.datelines):
        grounds.append("dateline")
    rest_copy = 1 - overlap.copy_shared / max(1, overlap.copy_size)
    rest_source = 1 - overlap.source_shared / max(1, overlap.source_size)
    if rest_source > rest_copy + 0.05:
        grounds.append("completeness")
    elif rest_copy > rest_source + 0.05:
        against.append("completeness")
    return tuple(grounds), tuple(against)
