"""Tickers and interviews stay whole, though their lines are short."""

from __future__ import annotations

import pytest

from tests.boilerplate.test_below import taken

TICKER = (
    "9.05am",
    "The vote begins at ten, and the chamber is full already. We will bring you every speech that is made in it.",
    "9.40am",
    "The prime minister has arrived. She said nothing to the reporters at the door.",
    "10.02am",
    "The session is open. The speaker has asked members to be short.",
    "11.30am",
    "The bill is passed by 212 votes to 188. There is applause in the galleries.",
)
INTERVIEW = (
    "You have written about the sea for thirty years. Are you not tired of it?",
    "No. The sea is never the same, and I am not the same either. When I began I wrote about storms; now I write about mud.",
    "Why mud?",
    "Because everything that matters happens there. Look at the birds, look at the worms, look at the people who dig for them.",
    "Do you swim?",
    "Every morning. In winter I stay in for two minutes.",
    "What are you working on now?",
    "A book about a single mile of coast, over ten thousand years. It will be short.",
    "And after that?",
    "Sleep.",
)
LETTERS = (
    "The newsletter has become the newspaper of people who no longer read one. Half a million subscribe to the largest of them.",
    "Its author writes from a kitchen table, and sends it at five in the morning. “If I miss a day, they write to me,” she said.",
    "To subscribe costs five pounds a month; one reader in twenty pays. That is enough to live on.",
    "Other writers have followed, and some have given up the safety of a job for it.",
    "Not all of them are happy. “You are never off,” one of them said. “The inbox is always there.”",
)


@pytest.mark.parametrize("story", [TICKER, INTERVIEW, LETTERS], ids=["ticker", "interview", "letters"])
def test_a_story_told_in_short_lines_stays_whole(story: tuple[str, ...]) -> None:
    assert taken(story) == []


def test_times_in_no_order_make_no_ticker() -> None:
    videos = ("02:11", "Storm over the harbour", "02:56", "Ten dishes with eggs", "01:58", "Dog swims across the river")
    assert set(taken((*INTERVIEW[:4], *videos))) >= {"02:56", "01:58"}
