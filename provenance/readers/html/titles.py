"""Where the words of a page's title stand: headings that repeat it, blocks and elements that are about it."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_TOPIC_WORDS = 32


def match_titles(texts: list[str], titles: list[str], bodies: list[str]) -> NDArray[np.float64]:
    """Return whether each block repeats the page's title, stands in its `articleBody`, or stands elsewhere on the page again."""
    names = [" ".join(title.casefold().split()) for title in titles]
    bodies = ["".join(body.split()) for body in bodies if len(body) > 200]
    seen: dict[str, int] = {}
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
    rows, since, page_body = [], 100, float(bool(bodies))
    for text in texts:
        size = len(text)
        part, whole = 0.0, False
        if size < 300:
            small = text.casefold()
            for name in names:
                if size <= len(name) and small in name:
                    part = max(part, size / len(name))
                elif len(name) > 10 and name in small:
                    whole = True
                    part = max(part, size / len(name)) if size == len(name) else part
        found = 0
        if bodies:
            bare = "".join(text.split())
            found = sum(any(end in body for body in bodies) for end in (bare[:40], bare[-40:]))
        since = 0 if part > 0.5 or whole else since + 1
        rows.append((part, whole, page_body, found, min(seen[text], 4) - 1, min(since, 100)))
    return np.array(rows, np.float64)


def spread_topic(texts: list[str], number: NDArray[np.int64], parents: list[int], titles: list[str]) -> NDArray[np.float64]:
    """Return how much of the page's title each block and the elements around it take up: words that few blocks have weigh more."""
    words = list(dict.fromkeys(word for title in titles for word in _title_words(title)))[:_TOPIC_WORDS]
    if not words:
        return np.zeros((len(texts), 7))
    small = [text.casefold() for text in texts]
    hits = np.array([[word in text for word in words] for text in small])
    weight = np.log((len(texts) + 1) / (hits.sum(axis=0) + 1)) * (hits.any(axis=0))
    weight = weight / max(weight.sum(), 1e-9)
    held = np.zeros((len(parents), len(words)), np.bool_)
    np.logical_or.at(held, number, hits)
    bits = [int.from_bytes(row.tobytes(), "little") for row in np.packbits(held, axis=1)]
    for at in range(len(bits) - 1, 0, -1):
        if bits[at]:
            bits[parents[at]] |= bits[at]
    width = held.shape[1]
    packed = np.frombuffer(b"".join(value.to_bytes(-(-width // 8), "little") for value in bits), np.uint8).reshape(len(bits), -1)
    share = np.unpackbits(packed, axis=1)[:, :width] @ weight
    own = hits @ weight
    columns = [own]
    total = np.concatenate(([0.0], np.cumsum(own)))
    rows = np.arange(len(texts))
    columns.append((total[np.minimum(rows + 4, len(texts))] - total[np.maximum(rows - 3, 0)]) / 7)
    above, level = np.array(parents), number
    for _ in range(4):
        level = above[level]
        columns.append(share[level])
    columns.append(np.full(len(texts), weight.max(initial=0.0)))
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
