"""Where the words of a page's title stand: headings that repeat it, blocks and elements that are about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from provenance.kernels import compiled
from provenance.readers.html.outline import LEVELS, Column, Numbers, Outline

_WORD = re.compile(r"\w+")
_TOPIC_WORDS = 32
_END = 40
_SHORTEST_HEADING, _LONGEST_HEADING = 10, 300


def match_titles(texts: list[str], small: list[str], titles: list[str], bodies: list[str]) -> Column:
    """Return whether each block repeats the page's title, stands in its `articleBody`, or stands elsewhere on the page again.

    `small` are the case-folded texts.
    """
    names = [" ".join(title.casefold().split()) for title in titles]
    every, longest = "\n".join(names), min(max(map(len, names), default=0), _LONGEST_HEADING - 1)
    table = np.zeros((6, len(texts)))
    met = np.zeros(len(texts), np.bool_)
    for at in [at for at, folded in enumerate(small) if len(folded) <= longest and folded in every]:
        folded = small[at]
        table[0, at] = part = max([len(folded) / len(name) for name in names if folded in name], default=0.0)
        met[at] = part > 0.5
    for name in {name for name in names if len(name) > _SHORTEST_HEADING}:
        for at in [at for at, folded in enumerate(small) if len(name) < len(folded) < _LONGEST_HEADING and name in folded]:
            if table[0, at] < 1:
                table[1, at] = 1
                met[at] = True
    if bodies := ["".join(body.split()) for body in bodies if len(body) > 200]:
        table[2] = 1
        every = "\n".join(bodies)
        table[3] = [_ends_in(text, every) for text in texts]
    seen = Counter(texts)
    if len(seen) < len(texts):
        again = {text: min(times, 4) - 1 for text, times in seen.items() if times > 1}
        table[4] = [again.get(text, 0) for text in texts]
    table[5] = _since(met)
    return table.T


def _since(met: NDArray[np.bool_]) -> Column:
    """Return how many blocks stand between each block and the last one before it that was met, at most 100."""
    at = np.arange(len(met))
    last = np.maximum.accumulate(np.where(met, at, -100 - len(met)))
    return np.minimum(at - last, 100).astype(np.float64)


def _ends_in(text: str, bodies: str) -> int:
    """Return how many of the two ends of a text stand in one of the bodies, each a line of its own, white space apart."""
    bare = text.replace(" ", "").replace("\n", "")
    if len(bare) <= _END:
        return 2 if bare in bodies else 0
    return (bare[:_END] in bodies) + (bare[-_END:] in bodies)


def spread_topic(small: list[str], outline: Outline, titles: list[str]) -> Column:
    """Return how much of the page's title each block and the elements around it take up: words that few blocks have weigh more.

    `small` are the case-folded texts of the blocks.
    """
    words = list(dict.fromkeys(word for title in titles for word in _title_words(title)))[:_TOPIC_WORDS]
    rows = len(small)
    if not words:
        return np.zeros((rows, LEVELS + 3))
    marks = _marked(words, small)
    having = _unpack(marks, len(words)).sum(axis=0)
    weight = np.log((rows + 1) / (having + 1)) * (having > 0)
    weight = weight / max(weight.sum(), 1e-9)
    return np.concatenate([_weighed(marks, weight, outline), np.full((rows, 1), weight.max(initial=0.0))], axis=1)


def mark_words(words: list[str], small: list[str]) -> Numbers:
    """Return for each text which words stand in it, as bits."""
    joined = "\n".join(small)
    starts = list(accumulate([len(text) + 1 for text in small], initial=0))
    marks = [0] * len(small)
    for column, word in enumerate(words):
        at = joined.find(word)
        while at >= 0:
            row = bisect_right(starts, at)
            marks[row - 1] |= 1 << column
            at = joined.find(word, starts[row])
    return np.array(marks, np.int64)


def weigh_marks(marks: Numbers, weight: Column, outline: Outline) -> Column:
    """Return how much of the title each block takes up, how much those near it do, and how much the elements one to four steps up do."""
    rows = len(marks)
    hits = _unpack(marks, len(weight)).astype(np.float64)
    own, share = (np.cumsum(held * weight, axis=1)[:, -1] for held in (hits, outline.sum_up(outline.gather(hits)) > 0))
    total = np.concatenate(([0.0], np.cumsum(own)))
    at = np.arange(rows)
    near = (total[np.minimum(at + 4, rows)] - total[np.maximum(at - 3, 0)]) / 7
    return np.stack([own, near, *(share[level] for level in outline.levels[1:])], axis=1)


_marked, _weighed = compiled("_features", mark_words), compiled("_features", weigh_marks)


def _unpack(marks: Numbers, words: int) -> Numbers:
    """Return 1 for each text and word that stands in it, else 0."""
    found: Numbers = (marks[:, None] >> np.arange(words)) & 1
    return found


def _title_words(title: str) -> list[str]:
    """Return the words of a title of three letters or more; of scripts without spaces, each pair of signs."""
    found = []
    for word in _WORD.findall(title.casefold()):
        if "\u0e00" <= word[0] <= "\u0eff" or "\u3040" <= word[0] <= "\u9fff":
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        elif len(word) > 2:
            found.append(word)
    return found
