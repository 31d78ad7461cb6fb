"""Law: a kernel gives what the function in whose place it stands gives, to the last bit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.kernels.cells import two_sided, write_cells

FIXED = (b"<", b"=%s,", b"", b";", b">\n")
SOME = st.lists(st.tuples(*[st.integers(-(2**31), 2**31 - 1), st.integers(0, 2), st.integers(-9, 10), st.integers(0, 1)]), max_size=8)
PLACES = st.integers(0, 4)
PASSAGES = st.lists(st.tuples(*[PLACES] * 7), max_size=30)


def kernel(name: str) -> Callable[..., object]:
    found = find_kernel("_cells", name)
    if found is None:
        pytest.skip("no compiler was at hand when the package was installed")
    return found


@given(SOME, st.lists(st.integers(0, 8), max_size=3), st.sampled_from([b"", b", "]))
def test_text(rows: list[tuple[int, ...]], cuts: list[int], between: bytes) -> None:
    cells = np.array(rows, np.int32).reshape(-1, 4)
    words = (None, [b"one", b"", b"three"], None, [b"%d", "ö".encode()])
    ends = [*sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    for used in (4, 3):
        given = (cells, (*FIXED[:used], FIXED[-1]), words[:used], ends, between)
        assert kernel("write_cells")(*given) == write_cells(*given)


@given(PASSAGES)
def test_sides(rows: list[tuple[int, ...]]) -> None:
    table = np.array(rows, np.int32).reshape(-1, 7)
    made, plain = kernel("two_sided")(table, 5), two_sided(table, 5)
    assert isinstance(made, tuple)
    assert all(np.array_equal(one, other) and one.dtype == other.dtype for one, other in zip(made, plain, strict=True))


def test_a_cell_without_a_word_is_refused() -> None:
    for number in (-1, 1):
        with pytest.raises(IndexError):
            kernel("write_cells")(np.array([[number]], np.int32), (b"", b""), ([b"one"],), [1])


def test_a_passage_of_an_article_that_is_not_there_is_refused() -> None:
    for owner in (-1, 5):
        with pytest.raises(IndexError):
            kernel("two_sided")(np.array([[owner, 0, 1, 2, 0, 1, 0]], np.int32), 5)


def test_pieces_beyond_the_table_are_refused() -> None:
    for ends in ([2], [1, 0]):
        with pytest.raises(IndexError):
            kernel("write_cells")(np.array([[1]], np.int32), (b"", b""), (None,), ends)
