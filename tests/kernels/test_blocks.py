"""Law: equal stretches found pair by pair are those found for many pairs at once, also in texts that say the same again and again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.blocks import equal_stretches
from provenance.reprints.chain import tidy
from provenance.reprints.fill import with_short_ones
from provenance.reprints.letters import Ints, Page
from provenance.reprints.repeats import Blocks
from provenance.reprints.shelf import Shelf

PHRASES = 40
Columns = tuple[Ints, Ints, Ints, Ints]


def texts_of(seed: int, count: int, length: int, many: int) -> list[Page]:
    """Return texts made of phrases of a few, with words exchanged, cut and hidden; in the fewest phrases most is repeated."""
    some = np.random.default_rng(seed)
    words = ["".join(some.choice(list("abcde"), some.integers(1, 9))) for _ in range(60)]
    phrases = [[words[k] for k in some.integers(0, 60, some.integers(1, 30))] for _ in range(many)]
    out = []
    for _ in range(count):
        told = [word for k in some.integers(0, many, length) for word in phrases[k]]
        for k in some.integers(0, max(1, len(told)), len(told) // 12):
            told[k] = some.choice(["", "Xe", words[k % 60], "7"])
        text = " ".join(told)
        start = int(some.integers(0, len(text) + 1))
        out.append(Page(text, ((0, len(text)),), ((start, min(len(text), start + int(some.integers(0, 80))), "related"),)))
    return out


@pytest.mark.skipif(find_kernel("_blocks", "equal_stretches") is None, reason="no compiler was at hand when the package was installed")
@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), length=st.integers(0, 60), many=st.integers(1, PHRASES))
def test_equal_stretches(seed: int, length: int, many: int) -> None:
    shelf = Shelf(texts_of(seed, 4, length, many))
    pairs = np.array([(0, 1), (2, 0), (1, 3), (3, 3), (2, 1)], np.int64)
    found, fill = find_kernel("_blocks", "equal_stretches"), find_kernel("_blocks", "with_short_ones")
    assert found is not None
    assert fill is not None
    expected = equal_stretches(shelf, pairs)
    same(found(shelf, pairs), expected)
    for blocks in (Blocks(*expected), tidy(Blocks(*expected))):
        if len(blocks):
            same(fill(shelf, pairs, *blocks.columns()), with_short_ones(shelf, pairs, *blocks.columns()))


def same(found: object, expected: Columns) -> None:
    assert isinstance(found, tuple)
    for mine, theirs in zip(found, expected, strict=True):
        assert mine.dtype == theirs.dtype
        assert mine.tolist() == theirs.tolist()
