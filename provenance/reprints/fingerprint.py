"""Fingerprints: the few hashes by which two texts that share a passage are sure to meet.

Of all runs of 20 letters one in eight is kept, chosen by its own hash, so that every copy keeps the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from provenance.reprints.letters import Hashes, Ints, Letters, grams, lay, letters_of
from provenance.reprints.signals import Signals

SIZE = 20
_BITS = 3
ONE_IN = 1 << _BITS
HIGHEST = (1 << 64 - _BITS) - 1
"""Hashes run from 0 to this."""
_AT_ONCE = 1 << 16
"""Code points that are hashed together: few enough for the cache of a processor."""
_NONE = (np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))

SCHEMA = pa.schema([("hash", pa.int64()), ("doc", pa.int64()), ("pos", pa.int32())])


def fingerprint_batch(texts: Sequence[str], signals: Sequence[Signals], docs: Sequence[int]) -> pa.RecordBatch:
    """Return the fingerprints `(hash, doc, pos)` of a batch of texts; `docs` are the numbers of the texts in the order of article ids.

    A hash stands once however often the run of letters comes in its text; `pos` counts letters of the body, not code points.
    Pure: the same text gives the same hashes anywhere.
    """
    found: list[tuple[Hashes, Ints, Ints]] = []
    first, room = 0, _AT_ONCE
    for number, text in enumerate(texts):
        room -= len(text)
        if room < 0 or number + 1 == len(texts):
            some = [(signal.body, signal.furniture) for signal in signals[first : number + 1]]
            found.append(_chosen(letters_of(texts[first : number + 1], some), first))
            first, room = number + 1, _AT_ONCE
    hashes, owners, places = (np.concatenate(part) for part in zip(_NONE, *found, strict=True))
    columns = (hashes.view(np.int64), np.asarray(docs, np.int64)[owners], places.astype(np.int32))
    return pa.record_batch([pa.array(column) for column in columns], schema=SCHEMA)


def _chosen(texts: Sequence[Letters], number: int) -> tuple[Hashes, Ints, Ints]:
    """Return the fingerprints of a few texts that are counted from `number`: hashes, numbers of the texts, places."""
    hashes, owners, at = grams(lay(texts), SIZE, _BITS)
    order = np.lexsort((hashes, owners))  # stable: of equal runs the first in the text comes first
    hashes, owners, at = hashes[order], owners[order], at[order]
    new = np.ones(len(at), np.bool_)
    new[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return hashes[new], owners[new] + number, at[new]
