"""Readers' comments and galleries below a story are furniture down to their end, and a story that counts or quotes stays whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from provenance.catalog import load
from provenance.detectors.boilerplate.below import gallery
from provenance.detectors.boilerplate.lines import table_of
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.detectors.boilerplate.sheet import sheet_of
from provenance.normalise import fold
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


def test_a_notice_about_cookies_is_furniture_to_its_last_word_of_them() -> None:
    notice = (
        "Cookie Notice",
        "This notice explains how the harbour office and its partners store small files on your device when you visit our pages.",
        "Strictly necessary cookies: without them the timetable cannot be shown, and they cannot be switched off in our systems.",
        "You may turn them off in your browser, but then parts of the timetable will not work as they should on your device.",
        "Other cookies: with your consent we count visits, so that we know which crossings people look for most in the summer.",
    )
    assert taken((*STORY, *notice)) == list(notice)


def test_a_story_about_cookies_has_no_notice_below() -> None:
    story = (
        "Browsers will block third-party cookies from next year, and the firms that live on them look for something else to sell.",
        "A cookie is a small file that a site leaves on a computer, invented in 1994 to remember what was in a shopping basket.",
        "Readers are asked to accept cookies on every site, and most of them click on the big button without reading a single word.",
        "The regulator wants the second button to be as large as the first, and cookies to be gone after a year at the latest.",
    )
    below = (
        "The first browser to do so lost nobody, its makers say, and one visitor in three has since looked at what it stores about them.",
        "Shops fear for their baskets. Without cookies a shop would forget who came in by the time they reach the till, one of them says.",
        "Lawyers have found other names for the same thing, and some of the new files are larger than any cookie has ever been, they warn.",
    )
    assert set(taken((*story, "How we use cookies", *below))) <= {"How we use cookies"}


def test_a_list_that_a_line_of_the_story_announces_is_part_of_it() -> None:
    sailings = (
        "June 9 -- Old Pier, Northford, FL",
        "June 10 -- Ferry House, Eastby, FL",
        "June 14 -- The Lock, Westport, GA",
        "June 17 -- River Arena, TN",
    )
    lines = (
        *STORY,
        "The ferry will carry a brass band on the evenings of these days in summer:",
        *sailings,
        "Share this article",
        "Related articles",
    )
    assert taken(lines) == ["Share this article", "Related articles"]


def test_answers_to_a_question_are_no_comments() -> None:
    assert not set(taken((*STORY, "12 responses to the question", *COMMENTS[1:]))) & set(COMMENTS[1:])


@pytest.mark.parametrize(("marks", "expected"), [(range(1, 10), 9), ((8, 9, 6, 5, 7, 4, 3, 2, 10), 0), ((1, 2, 3), 0)])
def test_a_gallery_counts_upwards(marks: Sequence[int], expected: int) -> None:
    text = fold("\n".join((*STORY, *(f"{mark}/10 The harbour choir" for mark in marks))))
    book = phrase_book(load())
    lines = table_of(text, book, book.hits(text))
    size = len(lines)
    assert len(gallery(lines, sheet_of(lines).mass[0, :size].tolist(), [False] * size)) == expected


def test_a_story_goes_on_below_an_advertisement_or_a_link() -> None:
    lines = (
        STORY[0],
        "Advertisement",
        "The new engine came by train on Sunday morning and was lifted into the hull.",
        "Read more",
        "Why the ferry stopped in May",
        *STORY[1:],
    )
    assert not set(taken(lines)) & {lines[0], lines[2], *STORY}


PACKED = (
    'function countClick(obj){var url=obj.href;var name=obj.getAttribute("data-name");window.open(url,name);return false}',
    'document.querySelectorAll("[data-slot]").forEach(function(slot){var frame=document.createElement("div");slot.append(frame)})',
)


def test_packed_scripts_are_furniture_and_a_lesson_in_code_is_none() -> None:
    assert taken((*STORY[:3], *PACKED, *STORY[3:])) == list(PACKED)
    lesson = ("function sail(boat) {", "var pier = boat.pier; // where it lies", "return pier.name + '!';", "}")
    assert not set(
        taken((*STORY, "The timetable of the ferry is made by four lines of code, which the pupils of the school wrote:", *lesson))
    ) & {
        *STORY,
        *lesson[:3],
    }


def test_a_mark_of_an_advertisement_is_furniture_wherever_it_stands() -> None:
    lines = [line for at in range(30) for line in ("Advertisement", STORY[at % len(STORY)])]
    found = labels("\n".join(lines))
    assert [item.evidence.quote for item in found] == ["Advertisement"] * 30
