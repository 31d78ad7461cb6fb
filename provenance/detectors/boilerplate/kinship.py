"""Which lines speak of what the article speaks of: the words that a line shares with the paragraphs of the text, and with its first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LONG, _LONG_DENSE = 120, 50
_MOST, _SHORT = 4000, 3
_HEAD = 4
"""How many long lines tell what a text is about."""


def kinship_of(text: str, letters: str, starts: Sequence[int], stops: Sequence[int], dense: Sequence[bool]) -> NDArray[np.float32]:
    """Return for each line what it shares with others.

    The columns are the share of its words that other long lines know, how many those are (cut at six, in thirds), how many the lines at
    the head of the text know, up to the fourth long one, and how many words it has. `text` is in lower case, `letters` the same with
    blanks for all that is no letter; a word has four letters or more; in a `dense` line, of a script without spaces, every pair of
    characters counts as a word. At most 4,000 characters of a line are read.
    """
    once, twice, early, again = set[str](), set[str](), set[str](), set[str]()
    several: list[tuple[set[str], bool]] = []
    head = longs = 0
    for start, stop, packed in zip(starts, stops, dense, strict=True):
        end = min(stop, start + _MOST)
        if packed:
            words = {text[at : at + 2] for at in range(start, end - 1)}
        else:
            words = {word for word in set(letters[start:end].split()) if len(word) > _SHORT}
        long = stop - start > (_LONG_DENSE if packed else _LONG)
        several.append((words, long))
        if longs < _HEAD:
            again |= words & early
            early |= words
            head += 1
        if long:
            twice |= words & once
            once |= words
            longs += 1
    found = np.zeros((len(several), 4), dtype=np.float32)
    for row, (words, long) in enumerate(several):
        if words:
            shared = len(words & (twice if long else once))
            found[row] = shared / len(words), min(shared, 6) / 3, len(words & (again if row < head else early)), len(words)
    return found
