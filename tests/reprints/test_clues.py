"""Clues about who was first: what days a text bears, and which names are its own."""

from __future__ import annotations

import pytest

from provenance.reprints.clues import interval, moment, order_of_dates
from provenance.reprints.mentions import Member, Partners, members, own_credits
from provenance.reprints.signals import Credit, Date, Signals
from provenance.reprints.words import Words

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
        ("2024-03-20T12:00:00+00:00", "later_soon"),
        ("2024-03-20T20:00:00+00:00", "later_hours"),
        ("2024-03-22T12:00:00+00:00", "later_days"),
        ("2024-04-10T12:00:00+00:00", "later_weeks"),
        ("2025-04-10T12:00:00+00:00", "later_far"),
        ("2024-03-20T09:00:00+00:00", "earlier_soon"),
    ],
)
def test_how_much_later(copy: str, order: str) -> None:
    texts = Signals("a", (), dates=(Date(copy, "second", "metadata"),)), Signals("b", (), dates=(COLUMN,))
    assert order_of_dates(*texts) == order


def _naming(words: str, outlet: str) -> Member:
    """Return a text in which somebody names Reuters in these words, between words that all members share."""
    text = f"The bridge was closed on Monday. {words} Engineers measured the damage by sonar."
    start = text.find("Reuters")
    named = (Credit("reuters", "source", "cited", start, start + 7, "reuters"),) if start >= 0 else ()
    (member,) = members([Signals(outlet, ((0, len(text)),), outlet=outlet, credits=named)], [text])
    return member


def _sharing(others: list[Member], spans: list[tuple[int, int]]) -> Partners:
    """Return others that share the same places with a text, which are the same in theirs."""
    start, stop = ([span[side] for _ in others for span in spans] for side in (0, 1))
    first = [len(spans) * k for k in range(len(others) + 1)]
    return Partners(others, Words((start, start), (stop, stop), first, []), [2 * k for k in range(len(others))])


@pytest.mark.parametrize(
    ("others", "own"),
    [
        (("", ""), True),
        (("The remarks were first carried by Reuters.", "That is what the agency Reuters says of it."), True),  # three writers, one source
        (("Nobody was hurt, Reuters has said on Monday.", "No-one was hurt, Reuters said Monday."), False),  # the words came with the text
    ],
)
def test_a_name_that_most_others_have_in_like_words_came_with_the_text(others: tuple[str, ...], *, own: bool) -> None:
    one = _naming("Nobody was hurt, Reuters said on Monday.", "a")
    shared = [(0, 32)]
    found = own_credits(one, _sharing([_naming(words, name) for words, name in zip(others, "bc", strict=True)], shared))
    assert found == ({"reuters": "mention"} if own else {})


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("That is according to Reuters.", "author"),
        ("The remarks were first carried by Reuters.", "author"),
        ("Reuters reported.", "author"),
        ("The agency paid. Reuters reported on Monday.", "author"),
        ("Nobody was hurt, Reuters said on Monday.", "mention"),
        ("Reuters said that nobody was hurt.", "mention"),
        ("A bus was hit on Monday (Reuters).", "mention"),
        ("The rail was sold in the spring to friends of Reuters.", "mention"),
    ],
)
def test_a_sentence_that_says_no_more_than_who_reported_it_is_a_credit(words: str, how: str) -> None:
    shared = [(0, 32)]
    assert own_credits(_naming(words, "a"), _sharing([_naming("", "b")], shared)) == {"reuters": how}


def test_a_sentence_that_all_have_is_nobodys_credit() -> None:
    words, shared = "That is according to Reuters.", [(0, 60)]
    assert own_credits(_naming(words, "a"), _sharing([_naming(words, name) for name in "bc"], shared)) == {}


def test_who_was_told_something_is_not_credited() -> None:
    (member,) = members(
        [Signals("a", ((0, 90),), credits=(Credit("reuters", "conduit", "told", 7, 19, "reuters"),))], ["He has told Reuters."]
    )
    assert own_credits(member, _sharing([], [])) == {"reuters": "mention"}
