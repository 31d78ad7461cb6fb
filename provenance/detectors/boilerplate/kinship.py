"""Which lines speak of what the article speaks of: the words that a line shares with the paragraphs of the text, and with its first.

Words are compared by numbers made of their letters, so that those of many texts are sorted at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.kernels.lines import number, share, usual_powers

Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]
_Numbers = NDArray[np.uint64]
_LONG, _LONG_DENSE = 120, 50
_MOST, _SHORTEST = 4000, 4
_HEAD = 4
"""How many long lines tell what a text is about."""
# A word and its line in one number: 2 ** 20 lines, and of the number of the word the 44 upper digits, in which two words of one text of a
# thousand agree once in thirty million texts.
_ROOM = 20
_ROW = np.uint64((1 << _ROOM) - 1)


def kinship_of(codes: Codes, letters: Flags, starts: Indices, stops: Indices, dense: Flags, texts: Indices) -> NDArray[np.float32]:
    """Return for each line what it shares with others of its text.

    The columns are the share of its words that other long lines know, how many those are (cut at six, in thirds), how many the lines at
    the head of the text know, up to the fourth long one, and how many words it has. `codes` are the characters of the texts in lower
    case, `letters` which of them are letters, `texts` the number of the text of each line, ascending; a word has four letters or more;
    in a `dense` line, of a script without spaces, every pair of characters counts as a word. At most 4,000 characters of a line are read.
    """
    ends = np.minimum(stops, starts + _MOST)
    line, word = number(codes, letters, starts, ends, dense, _SHORTEST)
    if dense.any():
        line, word = (np.concatenate(both) for both in zip((line, word), _pairs(codes, starts, ends, dense), strict=True))
    each = np.sort((word & ~_ROW) | line.astype(np.uint64))
    long: Flags = stops - starts > np.where(dense, _LONG_DENSE, _LONG)
    before: Indices = np.cumsum(long) - long
    head: Flags = before - before[np.searchsorted(texts, texts)] < _HEAD
    return share(each, _ROOM, texts, long, head)


def _pairs(codes: Codes, starts: Indices, ends: Indices, dense: Flags) -> tuple[Indices, _Numbers]:
    """Return the pairs of characters of dense lines, each as the number of its line and a number for both."""
    rows = np.flatnonzero(dense)
    sizes = np.maximum(ends[rows] - starts[rows] - 1, 0)
    at = np.arange(int(sizes.sum())) + np.repeat(starts[rows] - (np.cumsum(sizes) - sizes), sizes)
    power, _ = usual_powers()
    found: _Numbers = codes[at] * power[1] + codes[at + 1] * power[2]
    return np.repeat(rows, sizes), found
