"""Where the words of a page's title stand: headings that repeat it, blocks and elements that are about it."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_TOPIC_WORDS = 32


def match_titles(texts: list[str], small: list[str], titles: list[str], bodies: list[str]) -> NDArray[np.float64]:
    """Return whether each block repeats the page's title, stands in its `articleBody`, or stands elsewhere on the page again.

    `small` are the case-folded texts.
    """
    names = [(len(name), name) for name in (" ".join(title.casefold().split()) for title in titles)]
    bodies = ["".join(body.split()) for body in bodies if len(body) > 200]
    seen = Counter(texts)
    rows, since, page_body = [], 100, float(bool(bodies))
    for text, folded in zip(texts, small, strict=True):
        size = len(text)
        part, whole = 0.0, False
        if size < 300:
            for length, name in names:
                if size <= length and folded in name:
                    part = max(part, size / length)
                elif length > 10 and name in folded:
                    whole = True
                    part = max(part, size / length) if size == length else part
        found = _ends_in(text, bodies) if bodies else 0
        since = 0 if part > 0.5 or whole else since + 1 if since < 100 else 100
        rows.append((part, whole, page_body, found, min(seen[text], 4) - 1, since))
    return np.array(rows, np.float64)


def _ends_in(text: str, bodies: list[str]) -> int:
    """Return how many of the two ends of a text stand in one of the bodies, white space apart."""
    bare = "".join(text.split())
    return sum(any(end in body for body in bodies) for end in (bare[:40], bare[-40:]))


def spread_topic(small: list[str], number: NDArray[np.int64], parents: list[int], titles: list[str]) -> NDArray[np.float64]:
    """Return how much of the page's title each block and the elements around it take up: words that few blocks have weigh more.

    `small` are the case-folded texts of the blocks.
    """
    words = list(dict.fromkeys(word for title in titles for word in _title_words(title)))[:_TOPIC_WORDS]
    if not words:
        return np.zeros((len(small), 7))
    hits = np.array([[word in text for word in words] for text in small])
    weight = np.log((len(small) + 1) / (hits.sum(axis=0) + 1)) * (hits.any(axis=0))
    weight = weight / max(weight.sum(), 1e-9)
    packed = np.zeros((len(small), _TOPIC_WORDS // 8), np.uint8)
    packed[:, : -(-len(words) // 8)] = np.packbits(hits, axis=1)
    bits = [0] * len(parents)
    for at, held in zip(number.tolist(), packed.view("<u4")[:, 0].tolist(), strict=True):
        bits[at] |= held
    for at in range(len(bits) - 1, 0, -1):
        if bits[at]:
            bits[parents[at]] |= bits[at]
    share = np.unpackbits(np.array(bits, "<u4").view(np.uint8).reshape(len(bits), -1), axis=1)[:, : len(words)]
    share = (share * weight).sum(axis=1)
    own = (hits * weight).sum(axis=1)  # no matrix product: so small a one is not worth the threads that it wakes
    columns = [own]
    total = np.concatenate(([0.0], np.cumsum(own)))
    rows = np.arange(len(small))
    columns.append((total[np.minimum(rows + 4, len(small))] - total[np.maximum(rows - 3, 0)]) / 7)
    above, level = np.array(parents), number
    for _ in range(4):
        level = above[level]
        columns.append(share[level])
    columns.append(np.full(len(small), weight.max(initial=0.0)))
    return np.stack(columns, axis=1)


def _title_words(title: str) -> list[str]:
    """Return the words of a title of three letters or more; of scripts without spaces, each pair of signs."""
    found = []
    for word in _WORD.findall(title.casefold()):
        if "\u0e00" <= word[0] <= "\u0eff" or "\u3040" <= word[0] <= "\u9fff":
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        elif len(word) > 2:
            found.append(word)
    return found
