"""Law: the kernel finds the members that hold a family together as the plain version does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.strands import LARGEST, cuts


@pytest.mark.skipif(find_kernel("_strands", "cuts") is None, reason="no compiler was at hand when the package was installed")
@given(st.data(), st.sampled_from([3, 5, 8, LARGEST]))
def test_members_that_hold_a_family_together(data: st.DataObject, count: int) -> None:
    kernel = find_kernel("_strands", "cuts")
    assert kernel is not None
    member = st.integers(0, min(count, 9) - 1) | st.integers(count - 3, count - 1)
    met = data.draw(st.sets(st.tuples(member, member).filter(lambda pair: pair[0] < pair[1]), max_size=20))
    copy, source = np.array([end for a, b in met for end in ((a, b), (b, a))], np.int64).reshape(-1, 2).T.copy()
    length = [data.draw(st.integers(0, 3)) for _ in copy]
    for members in (list(range(count)), list(range(count))[::-2]):
        assert kernel(copy, source, length, members) == cuts(copy, source, length, members)
