"""A line that nobody knows and that stands alone inside a text must be surer to be furniture: the headings of a story stand so."""

from __future__ import annotations

import numpy as np
import pytest

from provenance.catalog import load
from provenance.detectors.boilerplate.labels import least_of, taken_of
from provenance.detectors.boilerplate.lines import table_of
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.detectors.boilerplate.sheet import sheet_of
from provenance.normalise import fold

LONG = "The ferry between the two towns will sail again from Monday, the harbour office said, after a pause of three months for repairs."
HEADING, OTHER, KNOWN = "What stood in the yard", "Two of the four pistons", "Read more"
NEVER = -9.0


def taken(*lines: tuple[str, float]) -> list[bool]:
    """Return which lines are furniture, given how far each is above what makes it so."""
    folded, book = fold("\n".join(line for line, _ in lines)), phrase_book(load())
    sheet = sheet_of(table_of(folded, book, book.hits(folded)))
    least = least_of(sheet)
    over = np.array([score for _, score in lines], dtype=np.float32)
    found: list[bool] = taken_of(sheet, sheet.spread(over) + least, least)[0, : len(lines)].tolist()
    return found


@pytest.mark.parametrize(("score", "expected"), [(0.1, False), (1.4, False), (1.6, True)])
def test_between_two_paragraphs(score: float, expected: bool) -> None:  # noqa: FBT001 -- a column of a table
    assert taken((LONG, NEVER), (LONG, NEVER), (HEADING, score), (LONG, NEVER))[2] is expected


@pytest.mark.parametrize(("score", "expected"), [(0.1, False), (0.7, False), (0.8, True)])
def test_beside_a_short_line_of_the_story(score: float, expected: bool) -> None:  # noqa: FBT001 -- a column of a table
    assert taken((LONG, NEVER), (OTHER, NEVER), (HEADING, score), (LONG, NEVER))[2] is expected


def test_two_lines_are_not_alone() -> None:
    assert taken((LONG, NEVER), (OTHER, 0.1), (HEADING, 0.1), (LONG, NEVER)) == [False, True, True, False]


def test_the_first_line_and_the_last_are_at_the_edges_of_the_story() -> None:
    assert taken((HEADING, 0.1), (LONG, NEVER), (LONG, NEVER), (OTHER, 0.1)) == [True, False, False, True]


def test_a_known_line_may_stand_alone() -> None:
    assert taken((LONG, NEVER), (LONG, NEVER), (KNOWN, 0.1), (LONG, NEVER)) == [False, False, True, False]
