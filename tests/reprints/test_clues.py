"""Clues about who was first: what days a text bears, and which names are its own."""

from __future__ import annotations

import pytest

from provenance.reprints.clues import interval, moment, order_of_dates
from provenance.reprints.signals import Date, Signals

COLUMN = Date("2024-03-20T10:00:00+00:00", "second", "metadata")
STAMP = Date("2024-03-05T08:30", "minute", "text")
ADDRESS = Date("2024-03", "month", "url")
EARLIER = Date("2024-02", "month", "url")


@pytest.mark.parametrize(
    ("dates", "held"),
    [
        ((COLUMN,), COLUMN),
        ((COLUMN, ADDRESS), COLUMN),
        ((COLUMN, STAMP), STAMP),  # of two that differ, what the text shows
        ((COLUMN, STAMP, ADDRESS), STAMP),
        ((COLUMN, EARLIER), EARLIER),  # a day that the address denies is no day
        ((Date("2024-03-05", "day", "metadata"), STAMP), STAMP),  # the hour makes the day more exact
    ],
)
def test_the_day_that_holds(dates: tuple[Date, ...], held: Date) -> None:
    assert moment(dates) == interval(held)


def test_no_day_no_order() -> None:
    assert moment(()) is None
    assert order_of_dates(Signals("a", ()), Signals("b", (), dates=(COLUMN,))) == ""


@pytest.mark.parametrize(
    ("copy", "order"),
    [
        ("2024-03-20T12:00:00+00:00", "later_hours"),
        ("2024-03-23T12:00:00+00:00", "later_days"),
        ("2024-04-10T12:00:00+00:00", "later_weeks"),
        ("2025-04-10T12:00:00+00:00", "later_far"),
        ("2024-03-20T09:00:00+00:00", "earlier_hours"),
    ],
)
def test_how_much_later(copy: str, order: str) -> None:
    texts = Signals("a", (), dates=(Date(copy, "second", "metadata"),)), Signals("b", (), dates=(COLUMN,))
    assert order_of_dates(*texts) == order
