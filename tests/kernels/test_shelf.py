"""Law: letters, hashes, anchors and slots counted letter by letter are those that arrays give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.blocks import equal_stretches
from provenance.reprints.fingerprint import choose
from provenance.reprints.letters import LIMIT, Page, Table, grams, laid, line_of, prefixes, runs
from provenance.reprints.shelf import Shelf, order_anchors
from provenance.reprints.slots import slot_letters

pytestmark = pytest.mark.skipif(find_kernel("_letters", "laid") is None, reason="no compiler was at hand when the package was installed")

CHARS = st.sampled_from("aabbcdE ..12É\n語\ud800𝐀ﬁ")
TEXTS = st.lists(st.text(CHARS, max_size=120).map(lambda text: text * 4), min_size=1, max_size=5)


@st.composite
def pages(draw: st.DrawFn) -> list[Page]:
    """Return texts with bodies and hidden stretches of any kind, some beyond the end."""
    out = []
    for text in draw(TEXTS):
        place = st.integers(0, len(text) + 3)
        body = tuple(draw(st.lists(st.tuples(place, place), max_size=3))) or ((0, len(text)),)
        out.append(Page(text, body, tuple((*span, "related") for span in draw(st.lists(st.tuples(place, place), max_size=2)))))
    return out


def same(found: object, expected: tuple[np.ndarray, ...]) -> None:  # type: ignore[type-arg]  # of any kind
    assert isinstance(found, tuple)
    for mine, theirs in zip(found, expected, strict=True):
        assert mine.dtype == theirs.dtype
        assert mine.tolist() == theirs.tolist()


@settings(deadline=None)
@given(pages())
def test_letters(some: list[Page]) -> None:
    kernel = find_kernel("_letters", "laid")
    assert kernel is not None
    same(kernel(some, Table()), laid(some, Table()))


@settings(deadline=None)
@given(pages(), st.integers(1, 6), st.integers(0, 3))
def test_fingerprints(some: list[Page], length: int, bits: int) -> None:
    kernel = find_kernel("_letters", "choose")
    assert kernel is not None
    same(kernel(some, Table(), length, bits), choose(some, Table(), length, bits))


@pytest.mark.parametrize("text", ["ab" * 3_000, "abc def ghi " * 400, " ".join(map(str, range(4_000))), "", "a" * 19])
def test_fingerprints_of_long_and_of_repeated_texts(text: str) -> None:
    kernel = find_kernel("_letters", "choose")
    assert kernel is not None
    some = [Page(text, ((0, len(text)),)), Page(text[5:], ((3, len(text) // 2), (len(text) // 2 + 4, len(text))))]
    same(kernel(some, Table(), 20, 3), choose(some, Table(), 20, 3))


def test_letters_beyond_the_limit_are_not_read() -> None:
    kernel = find_kernel("_letters", "laid")
    assert kernel is not None
    page = Page("ab " * (LIMIT // 3 + 9), ((5, LIMIT + 20),))
    same(kernel([page, page], Table()), laid([page, page], Table()))


@settings(deadline=None)
@given(pages(), st.integers(0, 3), st.integers(1, 20))
def test_hashes(some: list[Page], bits: int, length: int) -> None:
    line = line_of(some)
    prefix, run = find_kernel("_letters", "prefixes"), find_kernel("_letters", "runs")
    assert prefix is not None
    assert run is not None
    same((prefix(line.codes, line.at, line.base, line.size),), (prefixes(line.codes, line.at, line.base, line.size),))
    asked = (line.prefix, line.down, line.base, line.size, length, bits)
    same(run(*asked), runs(*asked))


@settings(deadline=None)
@given(pages(), st.integers(2, 12))
def test_anchors(some: list[Page], length: int) -> None:
    kernel = find_kernel("_shelf", "order_anchors")
    assert kernel is not None
    hashes, owners, places = grams(line_of(some), length)
    asked = (hashes >> np.uint64(20), owners, places, len(some))
    same(kernel(*asked), order_anchors(*asked))


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=1), st.integers(1, 12))
def test_slots(seeds: list[int], many: int) -> None:
    kernel = find_kernel("_slots", "slot_letters")
    assert kernel is not None
    some = np.random.default_rng(seeds[0])
    words = ["Paris", "the", "bridge", "opens", "12", "3.4", "in", "May", "x7", "Oslo2", "and", "closes"]
    lines = [" ".join(words[k] for k in some.integers(0, 12, 12)) for _ in range(many)]
    texts = [" ".join(str(some.integers(0, 99)) + lines[k] for k in some.integers(0, many, 12)) for _ in range(3)]
    shelf = Shelf([Page(text, ((0, len(text)),)) for text in texts])
    pairs = np.array([(0, 1), (2, 0), (1, 2)], np.int64)
    asked = (shelf.marks, shelf.base, shelf.size, pairs, *equal_stretches(shelf, pairs))
    same((kernel(*asked),), (slot_letters(*asked),))
