"""Fingerprints: the few hashes by which two texts that share a passage are sure to meet.

Of all runs of 20 letters one in eight is kept, chosen by its own hash, so that every copy keeps the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa

from provenance.kernels import compiled
from provenance.reprints.columns import column_of
from provenance.reprints.letters import Hashes, Ints, Page, Table, grams, line_of, shares, table
from provenance.reprints.signals import Signals

SIZE = 20
_BITS = 3
HIGHEST = (1 << 64 - _BITS) - 1
"""Hashes run from 0 to this."""
_NONE = (np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))

SCHEMA = pa.schema([("hash", pa.int64()), ("doc", pa.int64()), ("pos", pa.int32())])


def fingerprint_batch(texts: Sequence[str], signals: Sequence[Signals], docs: Sequence[int]) -> pa.RecordBatch:
    """Return the fingerprints `(hash, doc, pos)` of a batch of texts; `docs` are the numbers of the texts in the order of article ids.

    A hash stands once however often the run of letters comes in its text; `pos` counts letters of the body, not code points.
    Pure: the same text gives the same hashes anywhere.
    """
    pages = [Page(text, signal.body, signal.furniture) for text, signal in zip(texts, signals, strict=True)]
    hashes, owners, places = _choose(pages, table(), SIZE, _BITS)
    columns = (hashes.view(np.int64), np.asarray(docs, np.int64)[owners], places.astype(np.int32))
    return pa.record_batch([column_of(column) for column in columns], schema=SCHEMA)


def choose(pages: Sequence[Page], known: Table, length: int, bits: int) -> tuple[Hashes, Ints, Ints]:
    """Return the fingerprints of some texts: hashes in the order of each text, numbers of the texts, and where each run stands first."""
    found = [_chosen(pages[some.start : some.stop], some.start, known, length, bits) for some in shares(pages)]
    hashes, owners, places = (np.concatenate(part) for part in zip(_NONE, *found, strict=True))
    return hashes, owners, places


_choose = compiled("_letters", choose)


def _chosen(pages: Sequence[Page], number: int, known: Table, length: int, bits: int) -> tuple[Hashes, Ints, Ints]:
    """Return the fingerprints of a few texts that are counted from `number`."""
    hashes, owners, at = grams(line_of(pages, known), length, bits)
    edges = np.searchsorted(owners, np.arange(len(pages) + 1)).tolist()
    parts = [hashes[low:high].argsort(kind="stable") + low for low, high in pairwise(edges)]
    order = np.concatenate(parts)  # of equal runs the first in the text comes first
    hashes, owners, at = hashes[order], owners[order], at[order]
    new = np.ones(len(at), np.bool_)
    new[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return hashes[new], owners[new] + number, at[new]
