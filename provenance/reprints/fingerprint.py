"""Fingerprints: the few hashes by which two texts that share a passage are sure to meet.

Of all runs of 20 letters one in eight is kept, chosen by its own hash, so that every copy keeps the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from provenance.reprints.letters import grams, letters
from provenance.reprints.signals import Signals

SIZE = 20
ONE_IN = 8

SCHEMA = pa.schema([("hash", pa.int64()), ("doc", pa.int64()), ("pos", pa.int32())])


def fingerprint_batch(texts: Sequence[str], signals: Sequence[Signals], docs: Sequence[int]) -> pa.RecordBatch:
    """Return the fingerprints `(hash, doc, pos)` of a batch of texts; `docs` are the numbers of the texts in the order of article ids.

    A hash stands once however often the run of letters comes in its text; `pos` counts letters of the body, not code points.
    Pure: the same text gives the same hashes anywhere.
    """
    hashes, places = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for text, signal in zip(texts, signals, strict=True):
        found = grams(letters(text, signal.body, signal.furniture), SIZE)
        at = np.flatnonzero((found >> np.uint64(61)) == 0)
        chosen, first = np.unique(found[at], return_index=True)
        hashes.append(chosen)
        places.append(at[first])
    owners = np.repeat(np.asarray(docs, np.int64), [len(chosen) for chosen in hashes[1:]])
    columns = (np.concatenate(hashes).view(np.int64), owners, np.concatenate(places).astype(np.int32))
    return pa.record_batch([pa.array(column) for column in columns], schema=SCHEMA)
