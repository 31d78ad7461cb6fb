"""Moments as machines write them, in the calendar of machines: "2022-06-08T18:42:57Z"; most inputs state their days so."""

from __future__ import annotations

import re
from datetime import date

from provenance.catalog.calendar import DateReading

_MOMENT = re.compile(
    r"((?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[Tt ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:(?<=:\d\d:\d\d)\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)


def read_moment(words: str) -> DateReading | None:
    """Return what `Calendar.read` reads at the beginning of some words that are such a moment, ten times as fast; None for all others."""
    match = _MOMENT.fullmatch(words)
    if match is None:
        return None
    day, clock, zone = match.groups("")
    try:
        date.fromisoformat(day)
    except ValueError:
        return None
    if not clock:
        return DateReading(0, len(words), day, "day", has_year=True)
    value = f"{day}T{clock}{'+00:00' if zone in ('Z', 'z') else zone}"
    return DateReading(0, len(words), value, "second" if clock.count(":") > 1 else "minute", has_year=True)
