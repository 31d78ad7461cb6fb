"""Paragraphs that ask the reader for something, and the lines about an author, are furniture; they hide no credit above them."""

from __future__ import annotations

import pytest

import provenance

STORY = (
    "The ferry between the two towns will sail again from Monday, the harbour office said, after a pause of three months for repairs of it.",
    "Its engine was taken apart in a yard up the river, where workers found that two of the four pistons of the old engine had to be replaced.",
    "Fares stay as they were: two pounds for adults, one pound for children, and nothing for bicycles until the season ends in the autumn.",
)
BOXES = {
    "newsletter": "Our journalism is free to read. Sign up for our newsletter, get the stories of the day in your inbox, and unsubscribe at any time.",
    "paywall": "Subscribe now for unlimited digital access. Cancel anytime. A subscription costs three pounds per month and supports our work.",
    "byline": "Jane Roe is a senior reporter for The Example Herald. She covers ferries and the people who use them, and lives by the river.",
}


@pytest.mark.parametrize("kind", BOXES)
def test_a_box_below_a_story_is_furniture_and_the_credit_above_it_is_found(kind: str) -> None:
    text = "\n\n".join((*STORY, "Source: Reuters", BOXES[kind]))
    record = provenance.record(text)
    assert all(text[start:stop] not in BOXES[kind] for start, stop in record.body)
    assert [item.kind for item in record.boilerplate if item.evidence.quote == "Source: Reuters" and item.confidence != "possible"] == [
        "credit"
    ]
    assert [item.outlet for item in record.attributions if item.kind == "source_line"] == ["reuters"]


def test_a_story_of_subscribers_is_a_story() -> None:
    last = "The paper's subscribers pay nine pounds per month for a subscription, and the owner said that he would not ask for more before spring."
    assert not provenance.record("\n\n".join((*STORY, last))).boilerplate
