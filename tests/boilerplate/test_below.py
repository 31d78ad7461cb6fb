"""Readers' comments and galleries below a story are furniture down to their end, and a story that counts or quotes stays whole."""

from __future__ import annotations

import pytest

from tests.boilerplate.test_lines import STORY, labels

COMMENTS = (
    "oldtimer63",
    "The ferry never ran on time before the repairs, and I see no reason to think that two new pistons will change anything about it.",
    "Well said. My brother worked on that boat for nineteen years and he told us all along what was coming, but who listens to a sailor.",
    "Thank you for the report, I have waited for this news since the spring and will be on the first boat with my bicycle and my dog.",
)
HEADINGS = ("4 Comments", "Comments (4)", "4 thoughts on “Ferry will sail again”", "There are 4 comments", "3 Kommentare", "Yorumlar (4)")
PICTURES = [line for at in range(1, 10) for line in (f"{at}/9", "Workers of the yard lift the old engine out of the hull in the rain.")]


def taken(lines: tuple[str, ...]) -> list[str]:
    text = "\n".join(lines)
    spans = [(item.evidence.start, item.evidence.stop) for item in labels(text)]
    return [line for line in lines if any(start <= text.index(line) < stop for start, stop in spans)]


@pytest.mark.parametrize("heading", HEADINGS)
def test_all_that_stands_below_a_heading_of_comments_is_furniture(heading: str) -> None:
    assert taken((*STORY, heading, *COMMENTS)) == [heading, *COMMENTS]


@pytest.mark.parametrize("line", [
    "He had two thoughts on “Ferry will sail again”, a song that he wrote in a night.",
    "Asked for a comment, four of them said no.",
    "4 comments on “the ferry” were read out in the council, and all of them asked for a bridge.",
])  # fmt: skip
def test_a_sentence_about_comments_heads_none(line: str) -> None:
    assert set(taken((*STORY[:4], line, STORY[4], *COMMENTS[1:]))) <= {line}


def test_a_heading_of_comments_above_the_story_takes_nothing_of_it() -> None:
    assert set(taken(("4 Comments", *STORY))) <= {"4 Comments"}


def test_a_heading_that_comes_again_closes_one_of_several_stories() -> None:
    several = ("Comments (5)", STORY[0], STORY[1], "Comments (2)")
    assert set(taken((*STORY[2:], *several))) <= {"Comments (5)", "Comments (2)"}


def test_a_list_that_counts_by_itself_is_no_gallery() -> None:
    steps = tuple(f"{at}. Turn the wheel by {at} marks and read what the pointer of the old clock says." for at in range(1, 10))
    assert taken((*STORY, *steps, STORY[0].replace("ferry", "boat"))) == []


def test_the_pictures_of_a_gallery_are_furniture_with_their_counters() -> None:
    assert set(taken((*STORY, *PICTURES))) == set(PICTURES)
