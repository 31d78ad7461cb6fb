"""Law: letters in common counted by bits are those of the longest common series, in every script and however long the stretches.

Pieces are cut to whole words one by one as they are all at once.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.chain import NEAR, common_letters
from provenance.reprints.letters import BREAK
from provenance.reprints.meetings import snapped

pytestmark = pytest.mark.skipif(
    find_kernel("_common", "common_letters") is None, reason="no compiler was at hand when the package was installed"
)

SIZES = st.lists(st.tuples(st.integers(0, NEAR), st.integers(0, 70)), max_size=6)


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), signs=st.sampled_from([2, 20, 3000]), sizes=SIZES)
def test_letters_in_common(seed: int, signs: int, sizes: list[tuple[int, int]]) -> None:
    kernel = find_kernel("_common", "common_letters")
    assert kernel is not None
    chance = np.random.default_rng(seed)
    codes = chance.choice(np.array([BREAK, *range(0x61, 0x61 + signs)], np.uint32), 3 * NEAR)
    codes[2 * NEAR :] = codes[:NEAR] * (chance.random(NEAR) < 0.8)  # the same once more, with letters exchanged
    long_, short = np.array([*sizes, (NEAR, NEAR), (64, 65), (128, 1)], np.int64).T.copy()
    a, b = chance.integers(0, NEAR, len(long_)), 2 * NEAR + chance.integers(0, 9, len(long_))
    a[-3], b[-3] = 0, 2 * NEAR
    for asked in ((a, long_, b, np.minimum(short, NEAR - 9)), (b, np.minimum(short, NEAR - 9), a, long_)):
        found, expected = kernel(codes, *asked), common_letters(codes, *asked)
        assert found.dtype == expected.dtype  # type: ignore[attr-defined]  # an array
        assert found.tolist() == expected.tolist()  # type: ignore[attr-defined]  # as above


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), words=st.sampled_from([0.05, 0.3, 0.9]))
def test_whole_words(seed: int, words: float) -> None:
    kernel = find_kernel("_common", "snapped")
    assert kernel is not None
    chance = np.random.default_rng(seed)
    marks = (chance.random(400) < words).astype(np.uint8) * 4 + chance.integers(0, 4, 400, np.uint8)
    a, b = chance.integers(0, 300, (2, 20))
    sizes = chance.integers(0, 99, (2, 20))
    asked = (marks, a, a + sizes[0], b, b + sizes[1])
    for found, expected in zip(kernel(*asked), snapped(*asked), strict=True):  # type: ignore[call-overload]  # two arrays
        assert found.dtype == expected.dtype
        assert found.tolist() == expected.tolist()
