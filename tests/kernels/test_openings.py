"""Law: the lines of a text, and the wordings that may open them, are found by each kernel as by the function in whose place it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.detectors.attribution.dateline_slots import JOINS
from provenance.detectors.attribution.initials import find_capitals
from provenance.detectors.attribution.lines import CLOSED, DASHED, PLACED, Line, find_lines
from provenance.detectors.attribution.openings import find_holding
from provenance.kernels import find_kernel

pytestmark = pytest.mark.skipif(
    find_kernel("_openings", "find_lines") is None, reason="no compiler was at hand when the package was installed"
)
PIECES = st.sampled_from(
    (
        "A",
        "b",
        "é",
        "ß",
        "Ж",
        "社",
        "。",
        "7",
        ".",
        "!",
        "-",
        "/",
        "'",
        '"',
        ")",
        "]",
        ",",
        "&",
        "_",
        " de ",
        " ",
        "|",
        "\n",
        "\t",
        "\u2003",
    )
)
LINES = st.lists(st.tuples(PIECES, st.sampled_from((1, 1, 1, 3, 40, 100))), max_size=60).map(
    lambda runs: "".join(one * many for one, many in runs)
)


def kernel(plain: Callable[..., Any]) -> Callable[..., Any]:
    """Return the kernel of the same name as a function."""
    found = find_kernel("_openings", plain.__name__)
    assert found is not None
    return found


@given(st.one_of(LINES, st.text()))
def test_lines(text: str) -> None:
    made = kernel(find_lines)(text, Line, JOINS)
    assert made == find_lines(text, Line, JOINS)
    assert all(type(line) is Line for line in made)


@given(
    st.text("abc1", max_size=8),
    st.lists(st.tuples(st.lists(st.text("abc", max_size=2)).map(tuple), st.integers(), st.booleans()), max_size=6),
)
def test_wordings(words: str, candidates: list[tuple[tuple[str, ...], int, bool]]) -> None:
    assert kernel(find_holding)(words, candidates, "0123") == find_holding(words, candidates, "0123")  # type: ignore[arg-type]


@given(LINES, st.integers(0, 20), st.integers(0, 300))
def test_capitals(text: str, start: int, stop: int) -> None:
    signs = ("/", "de", "é.")
    assert kernel(find_capitals)(text, start, stop, signs) == find_capitals(text, start, stop, signs)


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("LIMA, May 4 - The bridge is open, he said.", PLACED),
        ("Lima, Peru, 4 May - The bridge is open, he said.", PLACED),
        ("LIMA, May 4,2020 - The bridge is open, he said.", PLACED),
        ("In June, sailors said that the bridge is open.", 0),
        ("In 2008, the bridge was open.", 0),
        ("About 50,000 sailors (or more) know that the bridge is open, he said.", 0),
        ('"May 4 - the bridge is open, he said."', 0),
        ("Rio de Janeiro (AFP) - The bridge is open, he said.", PLACED | DASHED),
        ("The harbour master said that the bridge is open, and not for the first time.", 0),
        ("The bridge is open. Reuters", CLOSED),
        ("Reuters", CLOSED),
        ("The bridge is open, the harbour master told the council.", 0),
        ("The bridge is open, he said. - Reuters", DASHED),
        ("-- Reuters", DASHED | PLACED),
        ("The well-known bridge", CLOSED),
        ("The bridge is open. MH/PA", CLOSED),
    ],
)
def test_ends_of_lines(line: str, marks: int) -> None:
    found = find_lines(line, Line, JOINS)[0].marks
    assert found & (CLOSED | DASHED | PLACED) == marks
