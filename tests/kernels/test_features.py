"""Law: what stands in the blocks of a page and around them is counted by each kernel as by the function in whose place it stands, to the last bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.readers.html.alike import describe_groups, describe_opinions, group_blocks
from provenance.readers.html.characters import character_classes, count_characters
from provenance.readers.html.containers import describe_containers
from provenance.readers.html.features import (
    count_steps,
    describe_neighbours,
    describe_own,
    describe_places,
    describe_position,
    weigh_likely,
)
from provenance.readers.html.outline import Outline, find_stops
from provenance.readers.html.scanned import Blocks, Contexts
from provenance.readers.html.titles import mark_words, weigh_marks

pytestmark = pytest.mark.skipif(
    find_kernel("_features", "count_characters") is None, reason="no compiler was at hand when the package was installed"
)
SEEDS = st.integers(0, 2**32 - 1)


def kernel(plain: Callable[..., Any]) -> Callable[..., Any]:
    """Return the kernel of the same name as a function."""
    found = find_kernel("_features", plain.__name__)
    assert found is not None
    return found


def page(seed: int, blocks: int) -> tuple[Outline, np.random.Generator]:
    """Return a page of some elements in one another and in a row, and of blocks in them."""
    some = np.random.default_rng(seed)
    way, parents, depths = [0], [0], [0]
    for at in range(1, int(some.integers(1, 40))):
        del way[int(some.integers(1, len(way) + 1)) :]
        parents.append(way[-1])
        depths.append(len(way))
        way.append(at)
    count = len(parents)
    tags = some.choice(["p", "article", "main", "div", "h1"], count).tolist()
    rest = [some.integers(0, most, count) for most in (1 << 20, 2, 6, 5)]
    contexts = Contexts(tags, [None] * count, np.array(parents), np.array(depths), *rest)
    return Outline(contexts, np.sort(some.integers(0, count, blocks))), some


@given(st.lists(st.text(min_size=1, max_size=40), max_size=20))
def test_characters(texts: list[str]) -> None:
    known = character_classes()
    assert np.array_equal(kernel(count_characters)(texts, *known), count_characters(texts, *known))


@given(seed=SEEDS, blocks=st.integers(1, 60), most=st.integers(1, 12))
def test_outlines_and_families(seed: int, blocks: int, most: int) -> None:
    outline, _ = page(seed, blocks)
    assert np.array_equal(kernel(find_stops)(outline.parents), find_stops(outline.parents))
    asked = outline.contexts.families, outline.parents, outline.number, 20, most
    assert np.array_equal(kernel(count_steps)(*asked), count_steps(*asked))


@given(seed=SEEDS, small=st.lists(st.text("ab cß漢", min_size=1, max_size=12), min_size=1, max_size=12), words=st.lists(
    st.text("abcß漢", min_size=2, max_size=3), min_size=1, max_size=32))  # fmt: skip
def test_words_of_titles(seed: int, small: list[str], words: list[str]) -> None:
    marks = mark_words(words, small)
    assert np.array_equal(kernel(mark_words)(words, small), marks)
    outline, some = page(seed, len(small))
    weight = some.random(len(words))
    assert np.array_equal(kernel(weigh_marks)(marks, weight, outline), weigh_marks(marks, weight, outline))


@settings(deadline=None)
@given(seed=SEEDS, blocks=st.integers(1, 200))
def test_blocks_themselves_and_their_neighbours(seed: int, blocks: int) -> None:
    outline, some = page(seed, blocks)
    texts = ["x" * int(size) for size in some.integers(1, 90, blocks)]
    told = Blocks(texts, outline.number, *(some.integers(0, 60, blocks) for _ in range(5)))
    counts = some.integers(0, 50, (blocks, 9)).astype(np.float64)
    own = describe_own(told, counts)
    assert np.array_equal(kernel(describe_own)(told, counts), own)
    size = np.expm1(own[:, 0])
    tags = {"p": 1, "article": 2}
    places = describe_places(outline, tags, 6, 3)
    assert np.array_equal(kernel(describe_places)(outline, tags, 6, 3), places)
    assert np.array_equal(kernel(describe_neighbours)(own, size), describe_neighbours(own, size))
    assert np.array_equal(kernel(describe_position)(outline, size), describe_position(outline, size))
    asked = places, some.integers(0, 10, (blocks, 4)).astype(np.float64), some.random((blocks, 5)), [0, 2], [1, 5]
    assert np.array_equal(kernel(weigh_likely)(*asked), weigh_likely(*asked))


@settings(deadline=None)
@given(seed=SEEDS, blocks=st.integers(1, 200))
def test_containers_groups_and_opinions(seed: int, blocks: int) -> None:
    outline, some = page(seed, blocks)
    size, linked, upper = some.integers(1, 900, blocks) * 1.1, some.random(blocks), some.random(blocks)
    prose, likely = size * some.integers(0, 2, blocks), some.random(blocks)
    asked: tuple[Any, ...] = outline, size, prose, linked, likely, 3
    assert np.array_equal(kernel(describe_containers)(*asked), describe_containers(*asked))
    groups = group_blocks(outline)
    asked = groups, size, prose, (linked, likely, upper)
    assert np.array_equal(kernel(describe_groups)(*asked), describe_groups(*asked))
    asked = likely.astype(np.float32), size, groups[0], outline
    assert np.array_equal(kernel(describe_opinions)(*asked), describe_opinions(*asked))
