"""Blocks made alike: those whose elements, and the elements around them, have the same tags and class words.

The paragraphs of an article are made alike, so are the teasers of a list and the comments of readers; what most of them are, each is.
A second judgement sees for each block what the first one said of those made alike, of its neighbours and of what the same elements hold.
"""

from __future__ import annotations

import numpy as np

from provenance.readers.html.outline import Column, Numbers, Outline

OWN_KINDS = ("blocks", "text", "text_share", "prose_share", "linked", "topic", "upper", "mean_text")
WINDOWS = (1, 2, 5)


def group_blocks(outline: Outline) -> tuple[Numbers, Numbers]:
    """Return for each block the number of its group: made alike in three elements, the block's own and two around it, and in two."""
    makes = outline.contexts.makes
    known = len(makes)
    block, above, top = (makes.take(level) for level in outline.levels[:3])
    two = _number(block * known + above)
    return _number(two * known + top), two


def _number(kinds: Numbers) -> Numbers:
    """Return the numbers of kinds in the order in which they come."""
    known: dict[int, int] = {}
    return np.array([known.setdefault(kind, len(known)) for kind in kinds.tolist()], np.int64)


def describe_groups(groups: tuple[Numbers, Numbers], size: Column, prose: Column, each: tuple[Column, Column, Column]) -> Column:
    """Return what the blocks of the same group hold together, for both ways of grouping: the columns of `OWN_KINDS` twice.

    `each` are linked share, topic and share of capitals of each block.
    """
    linked, topic, upper = each
    columns = []
    for group in groups:
        blocks, text = np.bincount(group), np.bincount(group, size)
        columns += [column.take(group) for column in (
            np.log1p(blocks), np.log1p(text), text / size.sum(), np.bincount(group, prose) / max(prose.sum(), 1.0),
            np.bincount(group, size * linked) / text, np.bincount(group, size * topic) / text, np.bincount(group, upper) / blocks,
            np.log1p(text / blocks),
        )]  # fmt: skip
    return np.stack(columns, axis=1)


def describe_opinions(likely: Column, size: Column, group: Numbers, outline: Outline) -> Column:
    """Return what a first judgement says of each block and of those around it; the columns are those of `opinion_names`."""
    likely = np.asarray(likely, np.float32)
    mass = likely * size
    columns = [likely]
    for held in (group, *outline.levels[:4]):
        weight = np.bincount(held, size)
        columns.append((np.bincount(held, mass) / np.maximum(weight, 1e-9)).take(held))
    whole = max(float(mass.sum()), 1e-9)
    columns.append((np.bincount(group, mass) / whole).take(group))
    rows = len(likely)
    at = np.arange(rows)
    likely_sum, size_sum = (np.concatenate(([0.0], np.cumsum(amount))) for amount in (mass, size))
    for reach in WINDOWS:
        for start, stop in ((np.maximum(at - reach, 0), at), (at + 1, np.minimum(at + 1 + reach, rows))):
            columns.append((likely_sum[stop] - likely_sum[start]) / np.maximum(size_sum[stop] - size_sum[start], 1e-9))
    best = float(likely.max())
    padded = np.zeros(rows + 4)
    padded[2:-2] = likely
    columns += [likely_sum[1:] / whole, np.full(rows, best), np.full(rows, np.log1p(whole)), likely / max(best, 1e-9)]
    columns += [padded[shift : shift + rows] for shift in (0, 1, 3, 4)]
    return np.stack(columns, axis=1)


def group_names() -> list[str]:
    """Return the names of the columns of `describe_groups`."""
    return [f"{name}_alike{deep}" for deep in (3, 2) for name in OWN_KINDS]


def opinion_names() -> list[str]:
    """Return the names of the columns of `describe_opinions`."""
    held = ["likely", "likely_alike", *(f"likely^{level}" for level in range(4)), "likely_share"]
    near = [f"likely_{side}{reach}" for reach in WINDOWS for side in ("before", "after")]
    return [*held, *near, "likely_so_far", "likely_most", "likely_text", "likely_of_most", *(f"likely{at:+d}" for at in (-2, -1, 1, 2))]
