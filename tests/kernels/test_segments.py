"""Law: the compiled segments of a stretch of text are the plain ones, worth the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.catalog import load
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.detectors.boilerplate.segments import FIELD_STAR, Segment, find_segments, segments_of
from provenance.kernels import find_kernel
from provenance.normalise import fold

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "Leave a Reply",
                "leave a comment",
                "Your email address will not be published.",
                "Required fields are marked *",
                "Name *",
                "Email",
            ),
            *(
                "The pier is closed",
                ".",
                '."',
                "!)",
                "?",
                "\u3002",
                "\uff01'",
                "\u06d4",
                " ",
                " ",
                "  \t",
                "\n",
                "\n\n",
                "*",
                "\u65b0\u805e",
                "]",
            ),
        ]
    ),
    max_size=60,
)


@pytest.mark.skipif(find_kernel("_segments", "find_segments") is None, reason="no compiler was at hand when the package was installed")
@settings(deadline=None)
@given(pieces=PIECES, share=st.tuples(st.floats(0, 1), st.floats(0, 1)), sums=st.lists(st.integers(0, 400), max_size=3))
def test_the_same_segments(pieces: list[str], share: tuple[float, float], sums: list[int]) -> None:
    folded = fold("".join(pieces))
    first, last = sorted(int(part * len(folded.text)) for part in share)
    hits = [hit for hit in phrase_book(load()).hits(folded).forms if first <= hit.start < last]
    asked = folded.text, hits, sums, first, last, Segment, FIELD_STAR.findall, FIELD_STAR.findall
    assert find_kernel("_segments", "find_segments")(*asked) == find_segments(*asked)


def test_a_segment_ends_before_the_blanks_that_end_it() -> None:
    text = "It is closed.  Leave a Reply\nName"
    assert [text[part.start : part.stop] for part in segments_of(text, [], [], 0, len(text))] == ["It is closed.", "Leave a Reply", "Name"]
