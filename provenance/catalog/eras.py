"""Days of the calendars of the world -> days of the Gregorian one: Iran and Afghanistan, Islam, Thailand, eras of Japan and Taiwan."""

from __future__ import annotations

from typing import Literal

from persiantools.jdatetime import JalaliDate

System = Literal["gregorian", "jalali", "hijri"]

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
"""The last year before each era: Reiwa 5 is 2023, the year 112 of the Republic of China as well."""


def system_of(year: int | None) -> System:
    """Return the calendar that a bare year belongs to: 1400 is of our days in the Iranian calendar, 1443 in the Islamic one."""
    if year is not None and 1300 <= year <= 1415:
        return "jalali"
    return "hijri" if year is not None and 1416 <= year <= 1470 else "gregorian"


def to_gregorian(system: System, year: int | None, month: int, day: int) -> tuple[int | None, int, int] | None:
    """Return year, month and day in the Gregorian calendar, None when there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year is not None and _BUDDHIST[0] <= year <= _BUDDHIST[1]:
        year -= 543
    if system == "gregorian" or (year is not None and year >= 1500):
        return (year, month, day) if (year is None or 1500 <= year <= 2100) and day <= _days(year, month) else None
    if year is None:
        return None
    if system == "jalali":
        return _from_jalali(year, month, day)
    return _from_hijri(year, month, day) if day <= 30 else None


_BUDDHIST = (2443, 2643)
"""The years 1900 to 2100 as Thailand counts them."""


def _days(year: int | None, month: int) -> int:
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _from_jalali(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    try:
        date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]  # the library has no types
    except ValueError:
        return None
    return date.year, date.month, date.day


def _from_hijri(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Return the Gregorian day of a date of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16 ...)."""
    days = day + -(-(59 * (month - 1)) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30 + 1948439
    # Julian day number to the Gregorian calendar (Richards 2013, Explanatory Supplement to the Astronomical Almanac, 15.11.3)
    shifted = days + 1401 + (4 * days + 274277) // 146097 * 3 // 4 - 38
    rest = 4 * shifted + 3
    span = 5 * (rest % 1461 // 4) + 2
    month_of = (span // 153 + 2) % 12 + 1
    return rest // 1461 - 4716 + (14 - month_of) // 12, month_of, span % 153 // 5 + 1
