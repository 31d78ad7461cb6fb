"""Which words of a copy its source has not, although others have them: who copies takes over what his source changed, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log1p

import numpy as np
import numpy.typing as npt

from provenance.reprints.letters import BREAK, Page, grams, lay, letters_of
from provenance.reprints.mentions import Member
from provenance.reprints.trees import Floats

LARGEST = 30
"""Larger families are not read word by word."""
_LETTERS, _BITS = 16, 2
"""Letters of a reading, some three words; one in four is looked at."""
_LONGEST = 50_000
"""Code points of a text that are read."""


def readings(members: Sequence[Member], back: Floats) -> Iterator[tuple[tuple[int, int], dict[str, float]]]:
    """Yield, with the places of p and c among some members, what the words of c say about "c was copied from p".

    `back[p, c]` is how likely c goes back to p: whoever was copied from c has its words from it, and is no witness against its source.
    """
    table = _table(members)
    sizes, several = table.sum(axis=1), table.sum(axis=0)
    table = table[:, (several > 1) & (several < len(members))]  # what one has alone, or all have, tells nothing
    for copy in range(len(members)):
        here = table[:, table[copy]].astype(np.float64)
        witness = here * (1 - back[copy])[:, None]
        witness[copy] = 0
        missing = 1 - here
        elsewhere = missing @ (1 - np.prod(1 - witness, axis=0))
        one = (missing @ witness.T).max(axis=1)
        whole = max(1, int(sizes[copy]))
        for source, (some, most) in enumerate(zip(elsewhere.tolist(), one.tolist(), strict=True)):
            if some:
                yield (source, copy), {"elsewhere": log1p(some), "elsewhere_one": log1p(most), "elsewhere_rate": some / whole}


def _table(members: Sequence[Member]) -> npt.NDArray[np.bool_]:
    """Return which member (row) has which reading (column)."""
    pages = [Page(member.text[:_LONGEST], member.signals.body, member.signals.furniture) for member in members]
    line = lay(letters_of(pages))
    runs, owner, place = grams(line, _LETTERS, _BITS)
    breaks = np.cumsum(line.codes == BREAK)
    start = line.base[owner] + place
    whole = breaks[start + _LETTERS - 1] == breaks[start] - (line.codes[start] == BREAK)  # where furniture stood, nobody's words are
    runs, owner = runs[whole], owner[whole]
    every, column = np.unique(runs, return_inverse=True)
    table = np.zeros((len(members), len(every)), np.bool_)
    table[owner, column] = True
    return table
