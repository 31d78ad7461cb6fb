"""Which blocks of a page are the article's own text.

Trees judge each block by what it says and where it stands (features.py), more trees judge it again knowing what the first said of the
blocks made alike and of those around it (alike.py); then blocks are taken, the likeliest first, as long as the expected F1 of the taken
text grows. So a page of which little is sure still yields its best guess.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.readers.html.features import describe_blocks
from provenance.readers.html.scanned import Scan
from provenance.readers.html.trees import load_trees
from provenance.readers.html.words import PLACES

LEAST = 0.05
"""Blocks that are less likely than this are never taken."""

MANY_BLOCKS = 20_000
"""A page with more blocks than this is no article; all blocks outside navigation, forms and footers that are no links are its body."""

Span = tuple[int, int]
_MAIN = PLACES.index("main")


def choose_body(scan: Scan, titles: list[str], bodies: list[str]) -> tuple[Span, ...]:
    """Return the spans of the article's own text, in order and disjoint; blocks that follow each other are one span.

    `titles` are the headlines that the page states, `bodies` the article texts that its JSON-LD gives.
    """
    if not len(scan.blocks):
        return ()
    if len(scan.blocks) > MANY_BLOCKS:
        lengths = np.fromiter(map(len, scan.blocks.texts), np.int64, len(scan.blocks))
        own = (scan.contexts.places.take(scan.blocks.contexts) == _MAIN) & (3 * scan.blocks.linked < lengths)
    else:
        described = describe_blocks(scan, titles, bodies)
        first, second = load_trees()
        own = take(second.judge(described.add(first.judge(described.rows))), described.size)
    return _join(scan, np.flatnonzero(own).tolist())


def _join(scan: Scan, chosen: list[int]) -> tuple[Span, ...]:
    """Return the spans of the blocks with these numbers, those of neighbours joined."""
    spans: list[Span] = []
    starts = scan.blocks.starts.tolist()
    previous = -2
    for at in chosen:
        start = starts[at]
        stop = start + len(scan.blocks.texts[at])
        if previous == at - 1:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
        previous = at
    return tuple(spans)


def take(likely: NDArray[np.float64], size: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which blocks to take so that the expected F1 of the taken characters is highest."""
    order = np.argsort(-likely, kind="stable")
    right = np.cumsum(size[order] * likely[order])
    expected = right / (np.cumsum(size[order]) + right[-1])
    return likely >= max(float(likely[order[int(np.argmax(expected))]]), LEAST)
