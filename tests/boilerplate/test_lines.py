"""Furniture on lines above and below a story is labelled with its kind, and the story stays whole."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from provenance.catalog import load
from provenance.detectors.boilerplate import find
from provenance.model.record import Boilerplate
from provenance.model.text import Article, Source
from provenance.normalise import fold

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/boilerplate/lines.toml").read_text(encoding="utf-8"))["case"]
STORY = (
    "The ferry between the two towns will sail again from Monday, the harbour office said, after a pause of three months for repairs.",
    "Its engine was taken apart in a yard up the river, where workers found that two of the four pistons had to be replaced.",
    "“We know that many people could not get to work in time, and we are sorry for that,” the head of the office told reporters at the pier.",
    "Fares stay as they were: two pounds for adults, one pound for children, and nothing for bicycles until the end of the season.",
    "A bridge has been talked about since the war, but neither town has the money for it, and the owners of the ferry do not mind.",
)


def labels(text: str) -> list[Boilerplate]:
    return [item for item in find(Article("case", text, Source("case", "text")), fold(text), load()) if item.confidence != "possible"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_furniture_is_labelled_with_its_kind(case: dict[str, list[list[str]]]) -> None:
    lines = [*case["above"], *(["", paragraph] for paragraph in STORY), *case["below"]]
    text = "\n".join(line for _, line in lines)
    found = labels(text)
    for kind, line in lines:
        start = text.index(line)
        kinds = {item.kind for item in found if item.evidence.start < start + len(line) and start < item.evidence.stop}
        assert (kind in kinds) if kind else not kinds, (line, kinds)


@pytest.mark.parametrize("joint", ["\n", "\n\n", " "])
def test_a_story_alone_is_not_touched(joint: str) -> None:
    assert labels(joint.join(STORY)) == []


def test_the_headline_of_a_story_is_not_furniture() -> None:
    assert labels("\n".join(("Ferry between the towns will sail again after repairs of its engine", *STORY))) == []


def test_one_line_may_state_a_copyright_a_ban_and_a_credit() -> None:
    line = "© 2012 Example Inc. All rights reserved. This material may not be published, broadcast or rewritten. Jane Roe contributed to this report."
    found = labels("\n".join((*STORY, line)))
    assert {"copyright", "license", "credit"} <= {item.kind for item in found}
    assert {item.layer for item in found} == {"rights", "provenance"}


def test_rights_and_credits_are_never_plain() -> None:
    text = "\n".join((*STORY, "Source: Reuters", "© 2012 Example Inc.", "Photo: Jane Roe"))
    assert all(item.layer != "plain" for item in labels(text))


@pytest.mark.parametrize("line", ["(Northern Press Agency)", "(Lakeland Herald)", "[Ostsee-Kurier]", "(\u65b0\u5cf6\u901a\u4fe1)"])
@pytest.mark.parametrize("at", [0, 1, 5])
def test_a_name_in_brackets_is_never_plain(line: str, at: int) -> None:
    text = "\n".join((*STORY[:at], line, *STORY[at:]))
    assert all(item.layer != "plain" for item in labels(text))


@pytest.mark.parametrize("line", ["Karimi agreed.", "It was painful.", "He declined.\nShe did not."])
@pytest.mark.parametrize("at", range(1, 5))
def test_a_short_sentence_between_paragraphs_is_no_furniture(line: str, at: int) -> None:
    assert labels("\n\n".join((*STORY[:at], line, *STORY[at:]))) == []


@pytest.mark.parametrize(
    "end", ["(Northern Press)", "Copyright Northern Press. All rights reserved.", "Text by Northern Press: CC BY-SA 4.0"]
)
def test_a_short_sentence_that_ends_a_story_is_no_furniture(end: str) -> None:
    text = "\n\n".join((*STORY, "Karimi agreed.", end))
    assert "Karimi agreed." not in {item.evidence.quote for item in labels(text)}


@pytest.mark.parametrize("at", range(1, 6))
def test_lines_that_end_in_half_a_word_are_no_furniture(at: int) -> None:
    """A column of print keeps its broken words when it is scanned: whatever else is furniture there, such lines are not."""
    column = "Pet-\nersen agreed with the ministry ann-\nouncement on Monday. These art-\nifacts came from the hills."
    assert labels("\n".join((*STORY[:at], column, *STORY[at:]))) == []
