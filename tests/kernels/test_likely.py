"""Law: the lines that may name authors are those that the plain functions find; and a line that is left out names none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.catalog import load
from provenance.detectors.attribution.cue_lines import likely, worded
from provenance.detectors.attribution.likely_lines import (
    DESKS,
    Literals,
    Words,
    find_breaks,
    find_cued,
    find_nameable,
    pairs_of,
)
from provenance.detectors.attribution.lines import Line
from provenance.detectors.attribution.own_lines import find_own
from provenance.kernels import find_kernel

needs_kernels = pytest.mark.skipif(
    find_kernel("_openings", "find_cued") is None, reason="no compiler was at hand when the package was installed"
)
PIECES = (
    "By",
    "by",
    " by ",
    "ed ",
    "Von ",
    "Posted",
    "Jane",
    "Doe",
    "de",
    "staff",
    " ",
    " ",
    " - ",
    "|",
    "7",
    ",",
    ".",
    "(",
    "[",
    "/",
    ": ",
)
ODD = ("é", "社", "记者", "•", "Ж", "٣", "\u2003", "pm ", "Uhr", "report", "-", "x" * 50)
LINES = st.lists(st.sampled_from((*PIECES, *ODD)), min_size=1, max_size=12).map("".join).filter(str.strip)
ROWS = st.lists(st.tuples(LINES, st.integers(0, 2), st.booleans(), st.sampled_from((0, 0, 300))), max_size=6).map(
    lambda several: [
        Line(0, len(words.strip()) + more, words.strip(), paragraphs, head, first=False) for words, paragraphs, head, more in several
    ]
)
WORDS = Words(frozenset(("jane", "de", "é")), frozenset(("de",)), frozenset(("de", "by")), DESKS)


class _Literals(dict[str, Literals]):
    """Literals that depend on the first letter."""

    def __missing__(self, letters: str) -> Literals:
        found = ("by", ":", "社", "an") if letters[0] in "BJ社" else ("von", "-") if letters[0] == "V" else ()
        return found, pairs_of(found)


def kernel(plain: Callable[..., Any]) -> Callable[..., Any]:
    """Return the kernel of the same name as a function."""
    found = find_kernel("_openings", plain.__name__)
    assert found is not None
    return found


@needs_kernels
@given(ROWS, st.integers(0, 3), st.integers(0, 5))
def test_cued_lines(rows: list[Line], first: int, late: int) -> None:
    asked = rows, first, late, 220, _Literals(), _Literals()
    assert kernel(find_cued)(*asked) == find_cued(*asked)


@needs_kernels
@given(st.one_of(LINES, st.text()))
def test_breaks(words: str) -> None:
    assert kernel(find_breaks)(words) == find_breaks(words)


@needs_kernels
@given(ROWS)
def test_nameable_lines(rows: list[Line]) -> None:
    assert kernel(find_nameable)(rows, WORDS) == find_nameable(rows, WORDS)


EXAMPLES = [
    example.replace("[[", "").replace("]]", "") for entry in load().rules["credits"] if entry.kind == "byline" for example in entry.examples
]


@pytest.mark.parametrize("before", ["", "Posted on May 4 | ", "4 May 2020, 10:15 am, "])
def test_no_line_of_an_example_is_left_out(before: str) -> None:
    catalog = load()
    rows = [
        Line(0, len(words), words, 1, True, first=False) for example in EXAMPLES for line in example.split("\n") if (words := before + line)
    ]
    kept = likely(rows, 0, 0, 400, catalog)
    following = [*rows[1:], None]
    told = [number for number, row in enumerate(rows) if worded(row, following[number], catalog)]
    assert told
    assert set(told) <= set(kept)


@needs_kernels
@given(ROWS, st.frozensets(LINES.map(str.lower)), st.frozensets(LINES.map(str.lower)), st.lists(st.integers(0, 3), max_size=6))
def test_own_lines(rows: list[Line], comments: frozenset[str], offers: frozenset[str], marks: list[int]) -> None:
    several = [row._replace(marks=given) for row, given in zip(rows, [*marks, *[3] * 6], strict=False)]
    headings = comments | {row.words.lower().strip(" :") for row in several[3:4]}
    assert kernel(find_own)(several, headings, offers) == find_own(several, headings, offers)
