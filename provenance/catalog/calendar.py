"""Month names in many languages and calendars, and dates read out of words: "26 janvier 2022", "۶ بهمن ۱۴۰۰", "5 мар"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

import regex
from attrs import define, frozen
from persiantools.jdatetime import JalaliDate

from provenance.expressions import compiled

System = Literal["gregorian", "jalali", "hijri"]
DatePrecision = Literal["year", "month", "day", "minute", "second"]

_WORD = r"\p{L}[\p{L}\p{M}']{1,17}"
_ISO = compiled(r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)")
_DOTTED = compiled(r"(?P<y>\d{4})\. ?(?P<m>\d{1,2})\. ?(?P<d>\d{1,2})(?!\d)\.?")  # "2024. 5. 13." in Korea, "2024. 05. 13." in Hungary
_SIGNS = compiled(r"(?:(?P<y>\d{4}) ?[年년][ ,]*)?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日号號일]")
_DAY_FIRST = compiled(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°|ª|-?го|-?a)?[.,]? ?(?:de |of |del |d'|di |ng )?(?P<w>{_WORD})(?P<v> {_WORD})?"
)
_MONTH_FIRST = compiled(rf"(?P<w>{_WORD})\.? ?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?! ?[ap]\.?m)")
_YEAR_FIRST = compiled(rf"(?P<y>\d{{4}})(?:\. ?| m\. | ,? ?)(?P<w>{_WORD}) (?P<d>\d{{1,2}})(?!\d)")
_NUMBERED = compiled(r"(?P<d>\d{1,2})(?: th(?:á|a)ng | thg\.? ?|-)(?P<m>\d{1,2})(?:,? n(?:ă|a)m |, ?|-| )(?P<y>\d{4})")
_NUMBER_FIRST = compiled(r"th(?:g\.? ?|(?:á|a)ng )(?P<m>\d{1,2}) (?P<d>\d{1,2}),? (?P<y>\d{4})")
_THAI = compiled(
    r"(?P<d>\d{1,2}) ?(?P<w>\p{Thai}{1,4}\.\p{Thai}{1,2}\.|\p{Thai}{4,10}) ?(?:พ\.ศ\. ?)?(?P<y>2[45]\d\d|(?:19|20)\d\d|[4-9]\d)(?![\d:./])"
)
_GREENWICH = frozenset(("z", "gmt", "utc"))
_OF_SIGNS, _YEAR_DIGITS = "年년月월", 4
_BESIDE = compiled(rf" ?[/(-] ?(?P<w>{_WORD})(?P<v> {_WORD})?")
_NUMERIC = compiled(r"(?P<a>\d{1,2})(?P<s>[./-]) ?(?P<b>\d{1,2})(?P=s) ?(?P<y>\d{4}|\d{2})(?!\d)")
_YEAR = compiled(r"\.?,? ?(?:de |del |of |thn )?(?P<y>\d{4})(?![\d:])(?: ?г\.| ?р\.)?")
_TIME = compiled(
    r"(?:t|[ ,|·•/-]{0,4}(?:at |um |à |a las |às |alle |ore |kl\.? |saat |klo |в |о |ساعت )? ?)"
    r"(?P<h>[01]?\d|2[0-4])(?:[:.h]|시 ?|時|点)(?P<n>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d{1,9})?)?(?!\d)"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?P<zone>z\b|(?(s) ?)[+-]\d\d:?\d\d(?!\d)| (?:gmt|utc)\b(?! ?[+-]))?"
)


@frozen
class DateReading:
    """A date as it stands in a text: half-open span, ISO 8601 `value` cut to `precision`, "--MM-DD" when no year is stated."""

    start: int
    stop: int
    value: str
    precision: DatePrecision
    has_year: bool


@define
class Calendar:
    """Reads dates in the languages and calendars whose month names it was given.

    `months` is `{calendar: {language: {number: [names]}}}`, `labels` lists the words that stand before a day ("published", "updated");
    all of them folded and in lower case.
    """

    months: Mapping[str, Mapping[str, Mapping[str, Any]]]
    labels: Mapping[str, Sequence[str]]

    @cached_property
    def _names(self) -> dict[str, tuple[System, int]]:
        found: dict[str, tuple[System, int]] = {}
        systems: tuple[System, ...] = ("gregorian", "jalali", "hijri")
        for system in systems:
            for table in self.months.get(system, {}).values():
                for number, names in table.items():
                    for name in names:
                        found.setdefault(name, (system, int(number)))
        return found

    @cached_property
    def _labels(self) -> dict[str, Literal["published", "updated"]]:
        kinds: tuple[Literal["published", "updated"], ...] = ("published", "updated")
        return {name.strip(" :"): kind for kind in kinds for name in self.labels.get(kind, ())}

    def label(self, words: str) -> Literal["published", "updated"] | None:
        """Return what the words before a day say about it, given folded and in lower case; None when they say nothing known."""
        return self._labels.get(words.strip(" :"))

    def month(self, word: str) -> int | None:
        """Return the number of a month of the Gregorian calendar by its name in lower case, else None."""
        system, number = self._names.get(word.strip(" ."), ("jalali", 0))
        return number if system == "gregorian" else None

    def read(self, lower: str, at: int, day_first: bool | None = None) -> DateReading | None:  # noqa: FBT001 -- three states: yes, no, unknown
        """Return the date that begins at `at` of a folded text in lower case, or None.

        `day_first` says how "3/4/2020" is read; None leaves it unread when both readings are possible.
        """
        parts = self._digits(lower, at, day_first) if lower[at : at + 1].isdigit() else self._words(lower, at)
        if parts is None:
            return None
        year, month, day, stop, system = parts
        date = _gregorian(system, year, month, day)
        if date is None:
            return None
        return _timed(lower, at, stop, date, year is not None)

    def _digits(self, lower: str, at: int, day_first: bool | None) -> _Parts | None:  # noqa: FBT001
        """Return the parts of a date that begins with a figure; what follows the figure says which forms it may have."""
        stop = at + 1
        while lower[stop : stop + 1].isdigit():
            stop += 1
        if lower[stop : stop + 1] in "-/." and lower[stop + 1 : stop + 3].lstrip()[:1].isdigit():
            return self._figures(lower, at, day_first)
        following = lower[stop : stop + 2].lstrip()[:1]
        if following in _OF_SIGNS and (match := _SIGNS.match(lower, at)):
            year = int(match["y"]) if match["y"] else None
            return year, int(match["m"]), int(match["d"]), match.end(), _system(year)
        if following == "t" and (match := _NUMBERED.match(lower, at)):
            return int(match["y"]), int(match["m"]), int(match["d"]), match.end(), "gregorian"
        years = stop - at == _YEAR_DIGITS
        match = _YEAR_FIRST.match(lower, at) if years else _THAI.match(lower, at) if "\u0e00" < following < "\u0e80" else None
        if match:
            known, year = self._names.get(match["w"]), int(match["y"])
            return (year + 2500 * (year < 100), known[1], int(match["d"]), match.end(), known[0]) if known else None
        match = None if years else _DAY_FIRST.match(lower, at)
        return self._named(lower, match) if match else None

    def _figures(self, lower: str, at: int, day_first: bool | None) -> _Parts | None:  # noqa: FBT001
        """Return the parts of a date of figures alone."""
        if match := _ISO.match(lower, at) or _DOTTED.match(lower, at):
            year = int(match["y"])
            return year, int(match["m"]), int(match["d"]), match.end(), _system(year)
        if match := _NUMBERED.match(lower, at):
            return int(match["y"]), int(match["m"]), int(match["d"]), match.end(), "gregorian"
        match = _NUMERIC.match(lower, at)
        return _numeric(match, day_first) if match else None

    def _named(self, lower: str, match: regex.Match[str]) -> _Parts | None:
        """Return the parts of "26 january 2022": the month may have two words, the year may be missing."""
        known, stop = self._names.get(match["w"]), match.end("w")
        if match["v"] and (longer := self._names.get(match["w"] + match["v"])):
            known, stop = longer, match.end("v")
        if known is None:
            return None
        if other := _BESIDE.match(lower, stop):  # the month has two names in Arabic
            ends = (end for name, end in ((other["w"] + (other["v"] or ""), "v"), (other["w"], "w")) if self._names.get(name) == known)
            stop = next((other.end(end) for end in ends if other[end]), stop)
        year = _YEAR.match(lower, stop)
        return int(year["y"]) if year else None, known[1], int(match["d"]), year.end() if year else stop, known[0]

    def _words(self, lower: str, at: int) -> _Parts | None:
        if lower.startswith("th", at) and (match := _NUMBER_FIRST.match(lower, at)):
            return int(match["y"]), int(match["m"]), int(match["d"]), match.end(), "gregorian"
        match = _MONTH_FIRST.match(lower, at)
        known = self._names.get(match["w"]) if match else None
        if match is None or known is None:
            return None
        year = _YEAR.match(lower, match.end())
        return int(year["y"]) if year else None, known[1], int(match["d"]), year.end() if year else match.end(), known[0]


_Parts = tuple[int | None, int, int, int, System]
"""Year, month and day as written, where the date ends, and the calendar it is written in."""


def _numeric(match: regex.Match[str], day_first: bool | None) -> _Parts | None:  # noqa: FBT001
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 0 if year > 99 else 1900 if year > 68 else 2000
    if match["s"] == "." or one > 12 or one == two:
        day_first = True
    elif two > 12:
        day_first = False
    if day_first is None:
        return None
    return (year, two, one, match.end(), _system(year)) if day_first else (year, one, two, match.end(), _system(year))


def _system(year: int | None) -> System:
    """Return the calendar that a bare year belongs to: 1400 is of our days in the Iranian calendar, 1443 in the Islamic one."""
    if year is not None and 1300 <= year <= 1415:
        return "jalali"
    return "hijri" if year is not None and 1416 <= year <= 1470 else "gregorian"


def _gregorian(system: System, year: int | None, month: int, day: int) -> tuple[int | None, int, int] | None:
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


def _timed(lower: str, at: int, stop: int, date: tuple[int | None, int, int], has_year: bool) -> DateReading:  # noqa: FBT001
    """Return the reading with the time of day that follows the date, if one does."""
    year, month, day = date
    value = f"{year:04}-{month:02}-{day:02}" if year is not None else f"--{month:02}-{day:02}"
    time = _TIME.match(lower, stop) if year is not None else None
    if time is None:
        return DateReading(at, stop, value, "day", has_year)
    hour = int(time["h"]) % 24
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] == "p" else 0)
    clock = f"{hour:02}:{time['n']}" + (f":{time['s']}" if time["s"] else "")
    zone = (time["zone"] or "").strip()
    zone = "+00:00" if zone in _GREENWICH else zone
    zone = zone if len(zone) != 5 else f"{zone[:3]}:{zone[3:]}"
    return DateReading(at, time.end(), f"{value}T{clock}{zone}", "second" if time["s"] else "minute", has_year)
