"""Year, month and day as a date states them, and how figures that leave something open are read: "4/5/23", "4 May '23"."""

from __future__ import annotations

from datetime import date

import regex

from provenance.catalog.eras import System, system_of, to_gregorian

Parts = tuple[int | None, int, int, int, System]
"""Year, month and day as written, where the date ends, and the calendar it is written in."""


_BUDDHIST = 2443
"""From this year on, years are counted as in Thailand."""


def century(year: int) -> int:
    """Return a year of which the last two figures may be all that is written."""
    return year + (0 if year > 99 else 1900 if year > 68 else 2000)


def stated_year(match: regex.Match[str] | None) -> int | None:
    """Return the year behind a day and a month, "2023" or "'23", None where none stands there."""
    return None if match is None else int(match["y"]) if match["y"] else century(int(match["short"]))


def weekday_of(parts: Parts | None) -> int | None:
    """Return the day of the week of a day with a year, 1 for Monday."""
    day = to_gregorian(parts[4], *parts[:3]) if parts else None
    return date(day[0], day[1], day[2]).isoweekday() if day and day[0] is not None else None


def read_figures(match: regex.Match[str], day_first: bool | None) -> Parts | None:  # noqa: FBT001 -- three states
    """Return the parts of a day of figures, None where nothing says whether the day comes first (`day_first`)."""
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    year = century(year)
    if match["s"] == "." or one > 12 or one == two or year >= _BUDDHIST:
        day_first = True
    elif two > 12:
        day_first = False
    if day_first is None:
        return None
    return (year, two, one, match.end(), system_of(year)) if day_first else (year, one, two, match.end(), system_of(year))
