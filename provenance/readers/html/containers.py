"""What the elements around each block hold, and how far the block is from where the prose of the page is."""

from __future__ import annotations

import numpy as np

from provenance.readers.html.outline import LEVELS, Column, Numbers, Outline

_ARTICLES = frozenset(("article", "main"))


def describe_containers(outline: Outline, size: Column, prose: Column, linked: Column, likely: Column, articles: int) -> Column:
    """Return for each block what the elements one to four steps up hold: text, prose, links, blocks; then the block's distances.

    `size` and `prose` are the characters of each block, `linked` their share in links, `likely` how much the prose of each counts,
    `articles` how many `article` the page has.
    """
    held = outline.gather(np.stack([size, prose, size * linked, np.ones(len(size)), prose * likely], axis=1))
    score = _scores(outline, held[:, 4])
    held = outline.sum_up(held)
    whole = np.maximum(held[0], 1e-3)
    text = np.maximum(held[:, 0], 1)
    about = np.stack([np.log1p(held[:, 0]), held[:, 0] / whole[0], held[:, 1] / whole[1], held[:, 1] / text, held[:, 2] / text,
                      np.log1p(held[:, 3]), held[:, 4] / whole[4]], axis=1)  # fmt: skip
    shares = _articles(outline, about[:, 6])
    share = score / max(score.max(), 1e-3)
    best = int(score.argmax())
    half, most = (_chain(held[:, 4] >= part * held[0, 4]) for part in (0.5, 0.9))
    inside = (outline.number >= best) & (outline.number < outline.stops[best])
    last = [
        outline.steps_to(half)[outline.number], outline.steps_to(most)[outline.number], share[outline.levels[1]], share[outline.levels[2]],
        inside, outline.steps_to(outline.way_to(best))[outline.number], *shares[outline.number].T,
        np.full(len(size), np.log1p(articles)),
    ]  # fmt: skip
    return np.concatenate([*(about.take(level, axis=0) for level in outline.levels[1 : LEVELS + 1]), np.stack(last, axis=1)], axis=1)


def _chain(holding: Numbers) -> list[int]:
    """Return the elements that hold so much that they stand in one another."""
    found: list[int] = np.flatnonzero(holding).tolist()
    return found if found[:1] == [0] else [0, *found]


def _scores(outline: Outline, prose: Column) -> Column:
    """Return how much prose stands close below each element: all of a child's, half of a grandchild's, a third of the next."""
    above = outline.parents
    rows = len(above)
    score = np.bincount(above, prose, rows).astype(np.float64)
    for part in (2, 3):
        above = outline.parents.take(above)
        score += np.bincount(above, prose / part, rows)
    return score


def _articles(outline: Outline, share: Column) -> Column:
    """Return what share of the page's prose the nearest `article` and `main` around each element hold; (0, 0) outside."""
    inside = np.zeros((len(share), 2))
    tags, parents = outline.contexts.tags, outline.parents
    for at in [at for at, tag in enumerate(tags) if tag in _ARTICLES and at]:
        if tags[at] == "main":
            inside[at : outline.stops[at], 1] = share[at]
        elif tags[parents[at]] != "article":
            inside[at : outline.stops[at], 0] = share[at]
    return inside
