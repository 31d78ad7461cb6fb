"""Law: the kernel adds up all forests in the order of the version in NumPy, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.trees import forest_shares, forest_totals

WORTH = st.floats(-60, 60) | st.sampled_from([0.0, -3.0, 50.0])


@pytest.mark.skipif(find_kernel("_forests", "forest_totals") is None, reason="no compiler was at hand when the package was installed")
@settings(deadline=None)
@given(st.data(), st.integers(1, 7), st.integers(1, 3))
def test_sums_and_shares(data: st.DataObject, count: int, rows: int) -> None:
    kernels = find_kernel("_forests", "forest_totals"), find_kernel("_forests", "forest_shares")
    every = [(a, b) for a in range(count) for b in range(count) if a != b]
    ends = data.draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    source, child = np.array(ends, np.int64).reshape(-1, 2).T.copy()
    value = np.array([data.draw(WORTH) for _ in ends], np.float64)
    starts = np.array([[data.draw(WORTH) for _ in range(count)] for _ in range(rows)])
    says = np.array([data.draw(st.sampled_from([0.0, 0.25, 1.0])) for _ in range(rows)])
    for kernel, plain, more in zip(kernels, (forest_totals, forest_shares), ((), (says,)), strict=True):
        assert kernel is not None
        with np.errstate(all="ignore"):
            found, known = kernel(source, child, value, starts, *more), plain(source, child, value, starts, *more)
        for one, other in zip(found, known, strict=True):
            assert np.array_equal(one, other, equal_nan=True)
