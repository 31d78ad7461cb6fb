"""Month names in many languages and calendars, and dates read out of words: "26 janvier 2022", "۶ بهمن ۱۴۰۰", "5 мар"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal
from unicodedata import normalize

import regex
from attrs import define, evolve, field, frozen

from provenance.catalog import day_forms as forms
from provenance.catalog.day_parts import Parts, century, read_figures, stated_year, weekday_of
from provenance.catalog.eras import ERAS, System, is_lunar, system_of, to_gregorian
from provenance.kernels.words import DayLines

DatePrecision = Literal["year", "month", "day", "minute", "second"]


@frozen
class DateReading:
    """A date as it stands in a text: half-open span, ISO 8601 `value` cut to `precision`, "--MM-DD" when no year is stated.

    A `lunar` day is one of the Islamic calendar, which may be meant a day earlier or later; its time of day is left out.
    """

    start: int
    stop: int
    value: str
    precision: DatePrecision
    has_year: bool
    lunar: bool = False


_COLONS = frozenset((":", "h"))
_GREENWICH = frozenset(("z", "gmt", "utc"))
_ERAS = frozenset("令平昭大民中")
_OF_SIGNS, _YEAR_DIGITS, _REPUBLIC = "年년月월", 4, 150
_LETTERS = {normalize("NFD", letter): letter for letter in "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f\u09dc\u09dd\u09df"}
_DOTS = frozenset(parts[1] for parts in _LETTERS)
"""The second parts of these letters."""

_ONE_SIGN = "月火水木金土日월화수목금토일"


@define
class Calendar:
    """Reads dates in the languages and calendars whose month names it was given.

    `months` is `{calendar: {language: {number: [names]}}}`, `labels` lists the words that stand before a day ("published", "updated", those
    in English apart), `weekdays` is `{language: {number: [names]}}`; all of them folded and in lower case.
    """

    months: Mapping[str, Mapping[str, Mapping[str, Any]]]
    labels: Mapping[str, Sequence[str]]
    weekdays: Mapping[str, Mapping[str, Any]] = field(factory=dict)

    @cached_property
    def _names(self) -> dict[str, tuple[System, int]]:
        found: dict[str, tuple[System, int]] = {}
        systems: tuple[System, ...] = ("gregorian", "jalali", "hijri")
        for system in systems:
            for table in self.months.get(system, {}).values():
                for number, names in table.items():
                    for name in names:
                        found.setdefault(name, (system, int(number)))
                        found.setdefault(_composed(name), (system, int(number)))
                        if system == "jalali":
                            found.setdefault(f"{name}ماه", (system, int(number)))
                            found.setdefault(f"{name} ماه", (system, int(number)))
        return found

    @cached_property
    def _dotted(self) -> dict[str, tuple[System, int]]:
        """Names of another month behind a day with a full stop: "4. listopada" is October in Croatian, "4 listopada" November in Polish."""
        tables = self.months.get("gregorian_dotted", {}).values()
        return {name: ("gregorian", int(number)) for table in tables for number, names in table.items() for name in names}

    @cached_property
    def lines(self) -> DayLines:
        """Finds the lines in which a day may stand that has a year."""
        return DayLines([*(name.split(" ", 1)[0] for name in (*self._names, *self._dotted)), *forms.WORDS])

    @cached_property
    def _labels(self) -> dict[str, Literal["published", "updated"]]:
        kinds: tuple[Literal["published", "updated"], ...] = ("published", "updated")
        return {name.strip(" :"): kind for kind in kinds for key in (kind, f"{kind}_en") for name in self.labels.get(key, ())}

    def label(self, words: str) -> Literal["published", "updated"] | None:
        """Return what the words before a day say about it, given folded and in lower case; None when they say nothing known."""
        return self._labels.get(words.strip(" :"))

    @cached_property
    def _days(self) -> dict[str, tuple[int, bool]]:
        tables = ((language == "en", table) for language, table in self.weekdays.items() if not isinstance(table, str))
        found: dict[str, tuple[int, bool]] = {}
        for english, table in tables:
            for number, names in table.items():
                for name in names:
                    found.setdefault(name, (int(number), english))
        return found

    def weekday_behind(self, lower: str, at: int) -> int | None:
        """Return where a day of the week ends that stands right behind a date: "(木)", "Perşembe"; None when none does."""
        match = forms.BEHIND.match(lower, at)
        if match is None:
            return None
        if match["w"] in self._days or (len(match["w"]) == 1 and match["w"] in _ONE_SIGN and match[0].strip()[-1:] in ")）"):
            return int(match.end())
        first = match["w"].split(" ", 1)[0]
        return int(match.start("w")) + len(first) if first in self._days else None

    def is_weekday(self, words: str) -> bool:
        """Whether words are the name of a day of the week, given folded and in lower case."""
        return words in self._days

    def opens(self, words: str) -> bool:
        """Whether words may be the first of a label or a preposition before a day; without any, a colon may follow."""
        return words.strip(" :") in self._openings

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(["", *(forms.GAP.split(name, 1)[0] for name in (*self._labels, *self._prepositions))])

    def is_preposition(self, words: str) -> bool:
        """Whether words before a day are one that stands before any day: "on", "le", "am"."""
        return words.strip(" :") in self._prepositions

    @cached_property
    def _prepositions(self) -> frozenset[str]:
        return frozenset(name for key in ("prepositions", "prepositions_en") for name in self.labels.get(key, ()))

    def is_foreign(self, words: str) -> bool:
        """Whether words before a day are a label in another language than English: there the day comes before the month."""
        name = words.strip(" :")
        return (name in self._labels or name in self._prepositions) and name not in self._english

    @cached_property
    def _english(self) -> frozenset[str]:
        return frozenset(name.strip(" :") for key in ("published_en", "updated_en", "prepositions_en") for name in self.labels.get(key, ()))

    def month(self, word: str) -> int | None:
        """Return the number of a month of the Gregorian calendar by its name in lower case, else None."""
        system, number = self._names.get(word.strip(" ."), ("jalali", 0))
        return number if system == "gregorian" else None

    def read(self, lower: str, at: int, day_first: bool | None = None) -> DateReading | None:  # noqa: FBT001 -- three states: yes, no, unknown
        """Return the date that begins at `at` of a folded text in lower case, or None.

        `day_first` says how "3/4/2020" is read; None leaves it unread when both readings are possible.
        """
        if not lower[at : at + 1].isdigit():
            return self._reading(lower, at, self._words(lower, at))
        if lower[(sign := at + 1 + lower[at + 1 : at + 2].isdigit()) : sign + 1] in _COLONS:
            return self._after_clock(lower, at, day_first)
        return self._reading(lower, at, self._digits(lower, at, day_first))

    def _reading(self, lower: str, at: int, parts: Parts | None) -> DateReading | None:
        """Return the reading of a date with what follows it: a time of day, behind the day of the week too."""
        if parts is None:
            return None
        year, month, day, stop, system = parts
        found = to_gregorian(system, year, month, day)
        if found is None:
            return None
        if year is None:
            return DateReading(at, stop, f"--{month:02}-{day:02}", "day", has_year=False)
        value = "{:04}-{:02}-{:02}".format(*found)
        stated = DateReading(at, stop, value, "day", has_year=True, lunar=is_lunar(system, year))
        time = forms.TIME.match(lower, stop)
        if time is None and lower[stop : stop + 2].lstrip(" ,(（")[:1].isalpha() and (behind := self.weekday_behind(lower, stop)):
            time = forms.TIME.match(lower, behind)
        return _timed(stated, time, time.end()) if time else stated

    def _after_clock(self, lower: str, at: int, day_first: bool | None) -> DateReading | None:  # noqa: FBT001
        """Return the reading of a date that its time of day opens: "10:15 AM EDT, May 4, 2023"."""
        clock = forms.CLOCK.match(lower, at)
        if clock is None:
            return None
        start = clock.end()
        if not lower[start].isdigit() and (day := forms.BEHIND.match(lower, start)) and day["w"].split(" ", 1)[0] in self._days:
            start += len(day["w"].split(" ", 1)[0])
            start += len(lower[start : start + 3]) - len(lower[start : start + 3].lstrip(" .,"))
        if forms.CLOCK.match(lower, start):
            return None
        reading = self.read(lower, start, day_first)
        if reading is None or not reading.has_year or reading.precision != "day":
            return None
        return _timed(evolve(reading, start=at), clock, reading.stop)

    def _digits(self, lower: str, at: int, day_first: bool | None) -> Parts | None:  # noqa: FBT001
        """Return the parts of a date that begins with a figure; what follows the figure says which forms it may have."""
        stop = at + 1
        while lower[stop : stop + 1].isdigit():
            stop += 1
        if lower[stop : stop + 1] in "-/." and (next_sign := lower[stop + 1 : stop + 3].lstrip()[:1]):
            if next_sign.isdigit():
                return self._figures(lower, at, day_first)
            if (match := forms.JOINED.match(lower, at)) and (known := self._names.get(match["w"])):
                return century(int(match["y"])), known[1], int(match["d"]), match.end(), known[0]
        following = lower[stop : stop + 2].lstrip()[:1]
        if following in _OF_SIGNS and (match := forms.SIGNS.match(lower, at)):
            year = int(match["y"]) if match["y"] else None
            year = year + ERAS["民國"] if year and year < _REPUBLIC else year
            return year, int(match["m"]), int(match["d"]), match.end(), system_of(year)
        if following == "t" and (match := forms.NUMBERED.match(lower, at)):
            return int(match["y"]), int(match["m"]), int(match["d"]), match.end(), "gregorian"
        if stop - at == _YEAR_DIGITS:
            return self._year_first(lower, at)
        return self._thai(lower, at) if "\u0e00" < following < "\u0e80" else self._named(lower, forms.DAY_FIRST.match(lower, at))

    def _thai(self, lower: str, at: int) -> Parts | None:
        """Return the parts of "4 พ.ค. 66": the month is written without a space, the year counted from the death of the Buddha."""
        match = forms.THAI.match(lower, at)
        known = self._names.get(match["w"]) if match else None
        if match is None or known is None:
            return self._named(lower, forms.DAY_FIRST.match(lower, at))
        year = int(match["y"])
        return year + 2500 * (year < 100), known[1], int(match["d"]), match.end(), known[0]

    def _year_first(self, lower: str, at: int) -> Parts | None:
        """Return the parts of "2023 May 4", "2023. május 4.", "2023. gada 4. maijs"."""
        if lower.startswith(" оны", at + _YEAR_DIGITS) and (match := forms.MONGOLIAN.match(lower, at)):
            return int(match["y"]), int(match["m"]), int(match["d"]), match.end(), "gregorian"
        for form in (forms.YEAR_FIRST, forms.YEAR_DAY):
            if (match := form.match(lower, at)) and (known := self._names.get(match["w"])):
                return int(match["y"]), known[1], int(match["d"]), match.end(), known[0]
        return None

    def _figures(self, lower: str, at: int, day_first: bool | None) -> Parts | None:  # noqa: FBT001
        """Return the parts of a date of figures alone."""
        if lower[at + 3 : at + 4] in "/.-" and (match := forms.REPUBLIC.match(lower, at)):
            return int(match["y"]) + ERAS["民國"], int(match["m"]), int(match["d"]), match.end(), "gregorian"
        if match := forms.ISO.match(lower, at) or forms.DOTTED.match(lower, at):
            year = int(match["y"])
            return year, int(match["m"]), int(match["d"]), match.end(), system_of(year)
        if day_first is not False and (match := forms.NUMBERED.match(lower, at)):
            return int(match["y"]), int(match["m"]), int(match["d"]), match.end(), system_of(int(match["y"]))
        match = forms.NUMERIC.match(lower, at)
        return read_figures(match, self._told_by_weekday(lower, at, match) if day_first is None else day_first) if match else None

    def _told_by_weekday(self, lower: str, at: int, match: regex.Match[str]) -> bool | None:
        """Return whether the day comes first in "Thu, 05/04/2023": one of both days is a Thursday, or the name is not English."""
        named = forms.BEFORE.search(lower, max(0, at - forms.BEFORE_REACH), at)
        known = named and (self._days.get(named["w"]) or self._days.get(named["w"].rpartition(" ")[2]))
        if not known:
            return None
        if not known[1]:
            return True
        fits = [weekday_of(read_figures(match, day_first)) == known[0] for day_first in (True, False)]
        return fits[0] if fits[0] != fits[1] else None

    def _named(self, lower: str, match: regex.Match[str] | None) -> Parts | None:
        """Return the parts of "26 january 2022": the month may have two words, the year may be missing."""
        if match is None:
            return None
        known, stop = self._names.get(match["w"]), match.end("w")
        if match["v"] and (longer := self._names.get(match["w"] + match["v"])):
            known, stop = longer, match.end("v")
        if match["s"] == ".":
            known = self._dotted.get(match["w"], known)
        if known is None:
            return None
        if other := forms.BESIDE.match(lower, stop):  # the month has two names in Arabic
            ends = (end for name, end in ((other["w"] + (other["v"] or ""), "v"), (other["w"], "w")) if self._names.get(name) == known)
            stop = next((other.end(end) for end in ends if other[end]), stop)
        year = forms.YEAR.match(lower, stop)
        return stated_year(year), known[1], int(match["d"]), year.end() if year else stop, known[0]

    def _words(self, lower: str, at: int) -> Parts | None:
        if lower[at : at + 1] in _ERAS and (era := forms.ERA.match(lower, at)):
            year = ERAS[era["e"]] + (1 if era["y"] == "元" else int(era["y"]))
            return year, int(era["m"]), int(era["d"]), era.end(), "gregorian"
        if lower.startswith("th", at) and (match := forms.NUMBER_FIRST.match(lower, at)):
            return int(match["y"]), int(match["m"]), int(match["d"]), match.end(), "gregorian"
        match = forms.MONTH_FIRST.match(lower, at)
        known = self._names.get(match["w"]) if match else None
        if match is None or known is None:
            return None
        year = forms.YEAR.match(lower, match.end())
        return stated_year(year), known[1], int(match["d"]), year.end() if year else match.end(), known[0]


def _composed(name: str) -> str:
    """Return a name with the letters of India that Unicode leaves in two parts in one: "ফেব্রুয়ারি" is written both ways."""
    if not _DOTS.isdisjoint(name):
        for parts, one in _LETTERS.items():
            name = name.replace(parts, one)
    return name


def _timed(day: DateReading, time: regex.Match[str], stop: int) -> DateReading:
    """Return the reading of a day and a time of day that ends at `stop`."""
    if day.lunar:
        return evolve(day, stop=stop)
    named = time.groupdict()
    hour = int(time["h"]) % 24
    half = named["half"] or {"前": "a", "전": "a", "上": "a", "後": "p", "후": "p", "下": "p"}.get(_half_sign(named.get("early")))
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = f"{hour:02}:{time['n']}" + (f":{time['s']}" if time["s"] else "")
    zone = (named.get("zone") or "").strip()
    zone = "+00:00" if zone in _GREENWICH else zone
    zone = zone if len(zone) != 5 else f"{zone[:3]}:{zone[3:]}"
    return DateReading(day.start, stop, f"{day.value}T{clock}{zone}", "second" if time["s"] else "minute", has_year=True)


def _half_sign(words: str | None) -> str:
    """Return the sign of "午前", "오후", "上午" that tells the half of the day."""
    return next((sign for sign in words or "" if sign not in "午오 "), "")
