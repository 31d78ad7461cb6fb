"""Law: a kernel gives what the function in whose place it stands gives, to the last bit."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import compiled, find_kernel
from provenance.kernels.trees import sum_leaves

ASKED = 7


@pytest.mark.skipif(find_kernel("_trees", "sum_leaves") is None, reason="no compiler was at hand when the package was installed")
@given(rows=st.integers(0, 1200), levels=st.integers(1, 8), trees=st.integers(1, 40), seed=st.integers(0, 2**32 - 1))
def test_sums_of_trees(rows: int, levels: int, trees: int, seed: int) -> None:
    some = np.random.default_rng(seed)
    numbers = some.choice(np.array([-np.inf, np.nan, 0, 0.5, 1, np.inf], np.float32), (ASKED, rows))
    columns = some.integers(0, ASKED, (levels, trees)).astype(np.int16)
    bounds = some.choice(np.array([-1, 0, 0.5, 1, np.inf], np.float32), (levels, trees))
    leaves = some.normal(size=(trees, 1 << levels)).astype(np.float32)
    kernel = find_kernel("_trees", "sum_leaves")
    assert kernel is not None
    assert np.array_equal(kernel(numbers, columns, bounds, leaves), sum_leaves(numbers, columns, bounds, leaves))


def test_a_kernel_that_was_not_compiled_is_replaced_by_the_function_itself() -> None:
    def plain() -> int:
        return 3

    assert compiled("_of_no_such_name", plain) is plain


def test_the_environment_turns_kernels_off() -> None:
    code = "from provenance.kernels.trees import sum_leaves, sum_trees; print(sum_trees is sum_leaves)"
    ran = subprocess.run([sys.executable, "-c", code], env={"PROVENANCE_KERNELS": "0"}, capture_output=True, text=True, check=True)
    assert ran.stdout == "True\n"
