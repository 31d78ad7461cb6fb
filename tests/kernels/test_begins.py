"""Law: where a name can begin is found by each kernel as by the function in whose place it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.detectors.attribution import name_begins
from provenance.detectors.attribution.name_begins import find_begin, find_earliest
from provenance.kernels import find_kernel

pytestmark = pytest.mark.skipif(
    find_kernel("_begins", "find_begin") is None, reason="no compiler was at hand when the package was installed"
)
PIECES = (
    *("A", "b", "é", "É", "ß", "ǅ", "Ж", "ж", "社", "²", "٣", "7", "Ⅷ", "'", "\u0301"),
    *(".", ",", ")", "(", ":", ";", "?", "!", '"', "-", "--", "---", "----", "|", "/", "*", "·", "•", ">", "<", "=", "~", "://"),
    *(" ", " ", "\n", "\n\n", "\t", "\u2003", " of ", " the ", " on ", " he ", " Monday ", " dpa ", "n-tv", "franceinfo", "eBay", "i24"),
    *("Sept.", "Oslo.", "U.S.", "St.", "example.com", "a" * 60, " newspaper "),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TEXTS, st.integers(0, 60), st.integers(0, 120))
def test_where_a_name_can_begin_is_found_by_the_kernel_as_by_the_function(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    stop = min(start + size, len(text))
    small = name_begins._SMALL
    for plain, args in ((find_begin, (text, start, stop)), (find_earliest, (text, start, stop, small))):
        kernel = find_kernel("_begins", plain.__name__)
        assert kernel is not None
        assert kernel(*args) == plain(*args)
