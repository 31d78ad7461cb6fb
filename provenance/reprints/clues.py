"""Clues to who copied whom, read off two records and their meeting."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log, log1p

from attrs import field, frozen

from provenance.expressions import compiled
from provenance.reprints.signals import Date, Signals

_HOUR = 3600.0
HOURS = (3.0, 24.0, 72.0, 960.0)
_LATER, _EARLIER = (tuple(f"{way}_{step}" for step in ("soon", "hours", "days", "weeks", "far")) for way in ("later", "earlier"))
"""How far apart in hours; after the last step a reprint is rare, so that a date further off is more likely wrong."""
ORDERS = ("", *_LATER, *_EARLIER, "same")
"""All ways in which the dates of two texts may stand."""
_DOUBT = 36.0
"""Hours by which two statements of one day may differ: time zones, and a night at the press."""
_SHOWN = {"text": 2, "url": 1}
_LABEL = compiled(r"^(?:breaking(?:\snews)?|live(?:\supdates?)?|watch|videos?|photos|in pictures)\s*[:|\p{Pd}]\s*")
"""What any house puts before a headline at any time: no sign of who was first."""
_LABELS = frozenset("blwvpi")
"""With what such a label begins."""
_LENGTHS = {"year": 366 * 24.0, "month": 31 * 24.0, "about": 72.0, "day": 24.0, "minute": 1 / 60, "second": 1 / 3600}


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
    return _interval(date.value, date.precision)


@lru_cache(4096)
def _interval(stated: str, precision: str) -> tuple[float, float] | None:
    value = stated.replace("Z", "+00:00")
    parts = value.split("T")[0].split("-")
    try:
        day = datetime.date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
        start = (day.toordinal() - 719163) * 24.0
        if precision == "about":  # a day earlier or later
            start -= 24.0
        if "T" in value and precision in ("minute", "second"):
            moment = datetime.datetime.fromisoformat(value)
            start = moment.replace(tzinfo=moment.tzinfo or datetime.UTC).timestamp() / _HOUR
    except (ValueError, OverflowError):
        return None
    return start, start + _LENGTHS.get(precision, 24.0)


def moment(dates: tuple[Date, ...]) -> tuple[float, float] | None:
    """Return the hours within which a text was published, from all days that it bears, or None when it bears none that can be read.

    The first date holds, made more exact by others that agree. Where others contradict it by more than a day and a half, the one that
    most of them bear out holds, and of two the one that the text or its address shows: what a column says may be the day of a crawl.
    """
    known = [(spread, date.basis) for date in dates if (spread := _interval(date.value, date.precision))]
    if len(known) < 2:
        return known[0][0] if known else None
    first = known[0][0]
    if any(_apart(first, spread) for spread, _ in known):
        exact = [item for item in known if not any(_within(other, item[0]) for other, _ in known if other != item[0])]
        first = max(exact, key=lambda item: (sum(not _apart(item[0], other) for other, _ in known), _SHOWN.get(item[1], 0)))[0]
    low, high = first
    for (start, stop), _ in known:
        if _within((start, stop), (low, high)):
            low, high = start, stop
    return low, high


def _within(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] > other[1] + _DOUBT or other[0] > one[1] + _DOUBT


def order_of_dates(copy: Signals, source: Signals) -> str:
    """Return how the dates stand, "" when one has none: same, or when the copy is later or earlier by hours, days, weeks or far."""
    return order_of_moments(moment(copy.dates), moment(source.dates))


def order_of_moments(copy: tuple[float, float] | None, source: tuple[float, float] | None) -> str:
    """Return what `order_of_dates` returns for the hours within which two texts were published."""
    if copy is None or source is None:
        return ""
    if copy[0] >= source[1]:
        return _LATER[bisect_left(HOURS, copy[0] - source[1])]
    if source[0] >= copy[1]:
        return _EARLIER[bisect_left(HOURS, source[0] - copy[1])]
    return "same"


@lru_cache(4096)
def bare(title: str) -> str:
    """Return a headline in lower case, without what any house puts before one."""
    small = title.casefold().strip()
    return str(_LABEL.sub("", small)) if small[:1] in _LABELS else small


def headline(copy: str, source: str) -> str:
    """Return what the copy's headline is to the source's: same, longer (words put before), shorter (cut), their reverse, or ""."""
    left, right = bare(copy), bare(source)
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
    copy shares with anybody of the family that it does not share with the source; `source_borrows`: the source credits somebody else;
    `copy_lead`, `source_lead`: the headline is no more than the first words of the text; `copy_merged`, `source_merged`: it joins texts
    that share nothing else, and is looked at beside those that share one part of it; `others`, `others_back`: how many members beside
    these two name the publisher of the source, and that of the copy, as author and otherwise; `dates`, `title`: how the dates of the two
    stand, and what the copy's headline is to the source's.
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
    copy_lead: bool = False
    source_lead: bool = False
    copy_merged: bool = False
    source_merged: bool = False
    others: tuple[int, int] = (0, 0)
    others_back: tuple[int, int] = (0, 0)
    dates: str = ""
    title: str = ""


def _licensed(copy: Signals, source: Signals) -> bool:
    """Tell whether a licence statement of the copy names the publisher of the source, who is another."""
    return bool(copy.notices) and copy.outlet != source.outlet != "" and any(item.holder == source.outlet for item in copy.notices)


def features(pair: Pair) -> dict[str, float]:
    """Return the clues as numbers by name; a clue that does not hold is left out."""
    over = pair.overlap
    rest = 1 - over.copy_shared / max(1, over.copy_size)
    found = {
        "copy_own": log1p(over.copy_own),
        "source_own": log1p(over.source_own),
        "copy_rest": 0.0 if pair.copy_merged else rest,
        "merged": float(pair.copy_merged),
        "merged_back": float(pair.source_merged),
        "merged_rest": rest if pair.copy_merged else 0.0,
        "source_rest": 1 - over.source_shared / max(1, over.source_size),
        "source_left": log1p(max(0, over.source_size - over.source_shared) / 20),
        "differences": log1p(over.differences),
        "difference_rate": min(5.0, 100 * over.differences / max(1, over.equal)),
        "unchanged": float(not over.differences),
        "moved": log1p(over.moved),
        "moved_any": float(over.moved > 0),
        "equal": log(max(1, over.equal) / max(1, over.copy_size)),
        "apart": log1p(max(0, over.copy_size + over.source_size - 2 * over.equal) / 20),
        "longer": log(max(1, over.source_size) / max(1, over.copy_size)),
        "foreign": 0.0 if pair.copy_merged else pair.foreign,
        "foreign_any": float(pair.foreign > 0.02 and not pair.copy_merged),
        "foreign_back": pair.foreign_back,
        "others_author": log1p(pair.others[0]),
        "others_mention": log1p(pair.others[1]),
        "others_author_back": log1p(pair.others_back[0]),
        "others_mention_back": log1p(pair.others_back[1]),
    }
    found.update(dict.fromkeys(_facts(pair), 1.0))
    return found


def _facts(pair: Pair) -> Iterator[str]:
    """Yield the names of the clues that hold or do not hold."""
    copy, source = pair.copy, pair.source
    if pair.named:
        yield pair.named
    if pair.named_back:
        yield f"{pair.named_back}_back"
    yield from (name for name in ("source_borrows", "source_supplies", "copy_supplies") if getattr(pair, name))
    if _licensed(copy, source):
        yield "notice"
    if _licensed(source, copy):
        yield "notice_back"
    if pair.dates:
        yield f"date_{pair.dates}"
        if copy.outlet == source.outlet != "" and pair.dates != "same":
            yield f"version_{pair.dates.split('_')[0]}"
    if pair.title:
        yield f"title_{pair.title}"
    if pair.title != "same":
        if pair.copy_lead:
            yield "lead"
        if pair.source_lead:
            yield "lead_back"


@frozen
class Root:
    """What is known about "taken from no member": letters of the text and of the longest member, how many members there are and how
    many of them are dated before it; whether its publisher supplies others, whether its headline is its lead; how many others name its
    publisher as author and otherwise, and how it names that of a member, or somebody outside, itself.
    """

    size: int
    longest: int
    members: int
    earlier: int = 0
    dated: bool = False
    supplies: bool = False
    dateline: bool = False
    lead: bool = False
    named_author: int = 0
    named_mention: int = 0
    inside: frozenset[str] = frozenset()
    outside: Mapping[str, str] = field(factory=dict)


def root_features(root: Root) -> dict[str, float]:
    """Return the clues for "taken from no member" as numbers by name."""
    return {
        "root_supplies": float(root.supplies),
        "root_members": log(max(1, root.members)),
        "root_shorter": log(max(1, root.longest) / max(1, root.size)),
        "root_first": float(root.dated and not root.earlier),
        "root_earlier": log1p(root.earlier),
        "root_dateline": float(root.dateline),
        "root_lead": float(root.lead),
        "root_named_author": log1p(root.named_author),
        "root_named_mention": log1p(root.named_mention),
        "root_author": float("author" in root.inside),
        "root_mention": float("mention" in root.inside),
    }


def reasons(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what speaks for "the copy was taken from the source" and what speaks against it, as words of the contract."""
    over, copy, source = pair.overlap, pair.copy, pair.source
    line = any(item.outlet == source.outlet != copy.outlet for item in copy.datelines)
    line_back = any(item.outlet == copy.outlet != source.outlet for item in source.datelines)
    mine, theirs = (
        1 - part / max(1, whole) for part, whole in ((over.copy_shared, over.copy_size), (over.source_shared, over.source_size))
    )
    table = (
        ("published", pair.dates.startswith("later"), pair.dates.startswith("earlier")),
        ("credit", bool(pair.named), bool(pair.named_back)),
        ("headline", pair.title in ("prefixed", "cut"), pair.title in ("unprefixed", "uncut")),
        ("license_line", _licensed(copy, source), _licensed(source, copy)),
        ("dateline", line, line_back),
        ("agency", pair.source_supplies and not pair.copy_supplies, pair.copy_supplies and not pair.source_supplies),
        ("inherited_edit", pair.foreign_back > pair.foreign + 0.02, pair.foreign > pair.foreign_back + 0.02),
        ("completeness", mine + 0.05 < theirs, theirs + 0.05 < mine),
    )
    return tuple(name for name, speaks, _ in table if speaks), tuple(name for name, _, speaks in table if speaks)
