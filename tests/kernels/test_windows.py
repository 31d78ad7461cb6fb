"""Law: the compiled windows around literals are the plain ones, in the same order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.kernels.literals import LiteralScanner
from provenance.kernels.windows import BEFORE, HEAD, NOWHERE, Taker, Takers, close, no_doors, windows_around

LITERALS = ["said", "say", "a", "\u65b0"]
PIECES = st.lists(st.sampled_from([*LITERALS, "by", " ", "IRNA", "\u00e9"]), max_size=60)
TAKERS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 30), st.integers(0, 300), st.integers(0, 2), st.integers(0, 3)),
    max_size=4,
)


class _Takers(dict[str, tuple[Taker, ...]]):
    """The same rules wherever a literal stands but at the beginning."""

    def __init__(self, takers: list[Taker]) -> None:
        super().__init__({"": ()})
        self.takers = tuple(takers)

    def __missing__(self, words: str) -> tuple[Taker, ...]:
        return self.takers


@pytest.mark.skipif(find_kernel("_literals", "windows_around") is None, reason="no compiler was at hand when the package was installed")
@given(
    pieces=PIECES,
    several=st.lists(TAKERS, min_size=4, max_size=4),
    near=st.sets(st.integers(0, 250), max_size=8),
    closed=st.sets(st.tuples(st.integers(0, 3), st.sampled_from(["ds", "As", " s", " a", "\u00e9a", "a\u65b0"]))),
)
def test_the_same_windows(pieces: list[str], several: list[list[Taker]], near: set[int], closed: set[tuple[int, str]]) -> None:
    kernel, scanner = find_kernel("_literals", "windows_around"), find_kernel("_literals", "LiteralScanner")
    assert kernel is not None
    assert scanner is not None
    text, doors = "".join(pieces), no_doors(len(LITERALS))
    takers: list[Takers] = [_Takers(some) if number else tuple(some) for number, some in enumerate(several)]
    for literal, before in closed:
        close(doors, literal, before)
    wanted = windows_around(LiteralScanner(LITERALS), text, text, takers, doors, sorted(near), 2)
    found = kernel(scanner(LITERALS), text, text, takers, doors, sorted(near), 2)
    assert found == wanted
    assert [list(rules) for rules in found] == [list(rules) for rules in wanted]  # type: ignore[attr-defined]


def test_a_window_holds_a_position_on_the_side_that_is_asked_for() -> None:
    text = "the IRNA agency said it, and the head of the IRNA agency said it"
    takers: list[Takers] = [_Takers([(0, 0, 12, 5, 0, BEFORE), (0, 1, 30, 0, HEAD, NOWHERE)])]
    found = windows_around(LiteralScanner(["said"]), text, text, takers, no_doors(1), [4], 1)
    assert found == [{0: [(16, 20, 4, 25)], 1: [(16, 20, 0, 20)]}]


def test_nothing_is_found_behind_a_closed_door() -> None:
    text, doors = "she said it, and Said, 'said the head, usaid", no_doors(1)
    takers: list[Takers] = [((0, 0, 1, 1, 0, NOWHERE),)]
    close(doors, 0, " s")
    close(doors, 0, "us")
    found = windows_around(LiteralScanner(["said"]), text.lower(), text, takers, doors, [], 1)
    assert [text[start:stop] for start, stop, *_ in found[0][0]] == ["Said", "said"]
