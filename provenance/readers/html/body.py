"""Which blocks of a page are the article's own text."""

from __future__ import annotations

from provenance.readers.html.scan import Scan


def choose_body(scan: Scan) -> tuple[tuple[int, int], ...]:
    """Return the spans of the article's own text, in order and disjoint; blocks that follow each other are one span."""
    chosen = [len(block.text) > 80 and block.linked * 3 < len(block.text) and block.context.place in ("main",) for block in scan.blocks]
    spans: list[tuple[int, int]] = []
    previous = -2
    for at, (block, own) in enumerate(zip(scan.blocks, chosen, strict=True)):
        if not own:
            continue
        stop = block.start + len(block.text)
        if previous == at - 1:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((block.start, stop))
        previous = at
    return tuple(spans)
