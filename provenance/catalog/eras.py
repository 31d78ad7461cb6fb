"""Days of the calendars of the world -> days of the Gregorian one: Iran and Afghanistan, Islam, Thailand, eras of Japan and Taiwan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

System = Literal["gregorian", "jalali", "hijri"]

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
"""The last year before each era: Reiwa 5 is 2023, the year 112 of the Republic of China as well."""

_BUDDHIST, _BUDDHA = range(2443, 2644), 543
"""The years 1900 to 2100 as Thailand counts them, and how many years it is ahead."""

_GREGORIAN = range(1500, 2101)
_LEAP, _LONGEST_MOON = 2000, 30


def system_of(year: int | None) -> System:
    """Return the calendar that a bare year belongs to: 1400 is of our days in the Iranian calendar, 1443 in the Islamic one."""
    if year is not None and 1300 <= year <= 1415:
        return "jalali"
    return "hijri" if year is not None and 1416 <= year <= 1470 else "gregorian"


def is_lunar(system: System, year: int | None) -> bool:
    """Whether a day is counted by the moon: where its month begins when the new moon is seen, it may be a day off."""
    return system == "hijri" and year is not None and year < _GREGORIAN.start


def to_gregorian(system: System, year: int | None, month: int, day: int) -> tuple[int | None, int, int] | None:
    """Return year, month and day in the Gregorian calendar, None when there is no such day."""
    if year is not None and year in _BUDDHIST:
        year -= _BUDDHA
    try:
        if system == "gregorian" or (year is not None and year >= _GREGORIAN.start):
            found = date(_LEAP if year is None else year, month, day)
            return (year, month, day) if found.year in _GREGORIAN else None
        if year is None:
            return None
        found = _from_jalali(year, month, day) if system == "jalali" else _from_hijri(year, month, day)
    except (ValueError, OverflowError):
        return None
    return found.year, found.month, found.day


def _from_jalali(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415 -- few articles need it

    found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]  # the library has no types here
    return found


def _from_hijri(year: int, month: int, day: int) -> date:
    """Return the day by the calendar of Umm al-Qura; the 30th of a month that has 29 days there is the day after them."""
    from hijridate import Hijri  # noqa: PLC0415 -- few articles need it

    if not 1 <= day <= _LONGEST_MOON:
        raise ValueError(day)
    first: date = Hijri(year, month, 1).to_gregorian()
    return first + timedelta(days=day - 1)
