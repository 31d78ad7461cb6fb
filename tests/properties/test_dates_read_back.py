"""A day that is written out in any known way is read as that day, and no text makes the reader of dates fail."""

from __future__ import annotations

import datetime

from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from provenance.catalog import load
from provenance.catalog.moments import read_moment
from provenance.normalise import fold

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2080, 12, 31))
FORMS = ("{m} {d}, {y}", "{d} {m} {y}", "{y}-{n:02}-{d:02}", "{y}年{n}月{d}日", "{d}. {m} {y}", "{d}th {m} {y}", "{y}/{n}/{d}")


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_is_read_as_it_was_written(day: datetime.date, form: str) -> None:
    words = form.format(y=day.year, n=day.month, d=day.day, m=MONTHS[day.month - 1])
    reading = load().calendar.read(fold(words).lower, 0)
    assert reading is not None
    assert (reading.value, reading.start, reading.stop) == (day.isoformat(), 0, len(words))


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1)))
def test_an_iranian_day_is_read_as_the_same_day(day: datetime.date) -> None:
    jalali = JalaliDate(day)
    reading = load().calendar.read(f"{jalali.year}/{jalali.month:02}/{jalali.day:02}", 0)
    assert reading is not None
    assert reading.value == day.isoformat()


@given(st.dates(datetime.date(1996, 1, 1), datetime.date(2030, 1, 1)), st.sampled_from(["{y}/{m:02}/{d:02}", "{y}-{m}-{d} 10:15"]))
def test_a_day_of_the_islamic_calendar_is_read_as_the_same_day_without_an_hour(day: datetime.date, form: str) -> None:
    moon = Gregorian.fromdate(day).to_hijri()
    reading = load().calendar.read(form.format(y=moon.year, m=moon.month, d=moon.day), 0)
    assert reading is not None
    assert (reading.value, reading.precision, reading.lunar) == (day.isoformat(), "day", True)


@given(
    st.datetimes(datetime.datetime(1890, 1, 1), datetime.datetime(2105, 12, 31)),
    st.sampled_from(
        ["%Y-%m-%d", "%Y-%m-31", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT24:%M", "%Y-%m-%dt%H:%M.5"]
    ),
    st.sampled_from(["", "Z", "+00:00", "-03:30", "+0530", " +01:00", " UTC"]),
)
def test_a_moment_of_a_machine_is_read_as_any_day(moment: datetime.datetime, form: str, zone: str) -> None:
    words = moment.strftime(form) + zone
    quick = read_moment(words)
    assert quick is None or quick == load().calendar.read(words.lower(), 0)
    usual = "." not in form and "24" not in form and "31" not in form and zone in ("", "Z", "-03:30") and (not zone or "H" in form)
    assert quick is not None or not (usual and moment.year in range(1900, 2100))


@given(st.text(max_size=60), st.sampled_from([True, False, None]))
@settings(max_examples=200)
def test_no_text_makes_the_reader_fail(text: str, day_first: bool | None) -> None:  # noqa: FBT001 -- three states
    lower = fold(text).lower
    for at in range(len(lower)):
        reading = load().calendar.read(lower, at, day_first)
        assert reading is None or at < reading.stop <= len(lower)
