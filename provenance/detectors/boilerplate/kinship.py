"""Which lines speak of what the article speaks of: the share of a line's words that the paragraphs of the text know too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LONG, _LONG_DENSE = 120, 50
_MOST, _SHORT = 4000, 3


def kinship_of(text: str, letters: str, starts: Sequence[int], stops: Sequence[int], dense: Sequence[bool]) -> NDArray[np.float32]:
    """Return for each line the share of its words that other long lines know, and how many those are (cut at six, in thirds).

    `text` is in lower case, `letters` the same with blanks for all that is no letter; a word has four letters or more; in a `dense` line,
    of a script without spaces, every pair of characters counts as a word. At most 4,000 characters of a line are read.
    """
    once, twice = set[str](), set[str]()
    several: list[tuple[set[str], bool]] = []
    for start, stop, packed in zip(starts, stops, dense, strict=True):
        end = min(stop, start + _MOST)
        if packed:
            words = {text[at : at + 2] for at in range(start, end - 1)}
        else:
            words = {word for word in set(letters[start:end].split()) if len(word) > _SHORT}
        long = stop - start > (_LONG_DENSE if packed else _LONG)
        several.append((words, long))
        if long:
            twice |= words & once
            once |= words
    found = np.zeros((len(several), 2), dtype=np.float32)
    for row, (words, long) in enumerate(several):
        if words:
            shared = len(words & (twice if long else once))
            found[row] = shared / len(words), min(shared, 6) / 3
    return found
