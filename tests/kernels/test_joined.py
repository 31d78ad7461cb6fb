"""Law: fingerprints sorted bucket by bucket and counted text by text are those that arrays join."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.reprints.joined import Batch, gathered, met
from provenance.reprints.letters import Counts, Ints

pytestmark = pytest.mark.skipif(find_kernel("_joined", "met") is None, reason="no compiler was at hand when the package was installed")

Written = tuple[list[object], ...]


def batches_of(seed: int, texts: int, known: int, bits: int) -> tuple[list[Batch], Ints]:
    """Return fingerprints of texts in two batches; of few hashes, or hashes of few bits, many stand in more texts than a rare one may."""
    chance = np.random.default_rng(seed)
    hashes = np.unique(chance.integers(0, 1 << bits, known) << (60 - bits))
    rows = [
        (int(one), doc, int(chance.integers(0, 99))) for doc in range(texts) for one in hashes[chance.random(len(hashes)) < chance.random()]
    ]
    chance.shuffle(rows) if seed % 2 else None
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    cut = columns.shape[1] // 3
    batches = [(hash_.copy(), docs.copy(), places.astype(np.int32)) for hash_, docs, places in (columns[:, :cut], columns[:, cut:])]
    return batches, np.bincount(columns[1], minlength=texts)


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 2**32 - 1),
    texts=st.sampled_from([1, 7, 60, 130]),
    known=st.integers(0, 60),
    bits=st.sampled_from([2, 12, 60]),
    part=st.booleans(),
)
def test_pairs(seed: int, texts: int, known: int, bits: int, part: bool) -> None:  # noqa: FBT001 -- a case
    batches, sizes = batches_of(seed, texts, known, bits)
    low, high = (1 << 58, (1 << 60) - 7) if part else (0, (1 << 61) - 1)
    gather, meet = find_kernel("_joined", "gathered"), find_kernel("_joined", "met")
    assert gather is not None
    assert meet is not None
    mine, theirs = tables(sizes), tables(sizes)
    row = gathered(batches, low, high, *theirs, 3)
    assert gather(batches, low, high, *mine, 3) == row
    assert [column[3:row].tolist() for column in mine] == [column[3:row].tolist() for column in theirs]
    asked = [column[3:row] - (column.ndim == 1) * 3 for column in theirs]
    for found, expected in zip(meet(*asked, sizes), met(*asked, sizes), strict=True):  # type: ignore[call-overload]  # three arrays
        assert found.dtype == expected.dtype
        assert found.tolist() == expected.tolist()


def tables(sizes: Ints) -> tuple[Counts, Counts, Counts]:
    """Return room for the fingerprints of some texts."""
    rows = int(sizes.sum()) + 3
    return np.zeros((rows, 2), np.int32), np.zeros(rows, np.int32), np.zeros(rows, np.int32)
