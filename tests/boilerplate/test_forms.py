"""Comment forms and captcha sums, glued and on lines, and the stories that only speak of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import regex

from provenance.catalog import load
from provenance.detectors.boilerplate import find
from provenance.model.text import Article, Source
from provenance.normalise import fold

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/boilerplate/forms.toml").read_text(encoding="utf-8"))["case"]
MARKS = {"[[": "comment_form", "{{": "captcha"}


def read_marks(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, wanted = "", []
    for piece in regex.split(r"(\[\[.*?\]\]|\{\{.*?\}\})", marked, flags=regex.DOTALL):
        if piece[:2] in MARKS:
            wanted.append((MARKS[piece[:2]], len(text), len(text) + len(piece) - 4))
            piece = piece[2:-2]  # noqa: PLW2901 -- the marks go
        text += piece
    return text, wanted


def shared(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    inside = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and 2 * inside > max(one[2] - one[1], other[2] - other[1])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_forms_are_found_where_they_stand_and_nowhere_else(case: dict[str, str]) -> None:
    text, wanted = read_marks(case["text"])
    items = find(Article("case", text, Source("case", "text")), fold(text), load())
    found = [(i.kind, i.evidence.start, i.evidence.stop) for i in items if i.kind in MARKS.values() and i.confidence != "possible"]
    missed = [gold for gold in wanted if not any(shared(gold, item) for item in found)]
    wrong = [text[item[1] : item[2]] for item in found if not any(shared(gold, item) for gold in wanted)]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("before", ["?x" * 900, "x" + "?x" * 900])
def test_a_boundary_without_blanks_right_before_the_place_to_look_at_is_none(before: str) -> None:
    text = f"{before} Text.\n\nYour comment\nName\nEmail\nYou are replying to: .\n3 + 0 ="
    items = find(Article("case", text, Source("case", "text")), fold(text), load())
    assert any(item.kind == "comment_form" for item in items)
