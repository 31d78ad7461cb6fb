"""What one pass over a page found: its blocks and the elements around them as columns, links, and what it says to machines only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import Factory, define, frozen
from numpy.typing import NDArray

from provenance.model.text import Link

Numbers = NDArray[np.int64]
Attributes = dict[str, str | None]
Machine = tuple[str, Attributes, str]


def _none() -> Numbers:
    return np.zeros(0, np.int64)


@frozen(eq=False)
class Blocks:
    """The blocks of visible text in reading order, a column for all that is known of each: its text, the number of its context, where it
    starts, how many of its characters stand in links and in bold, how many links and images it has."""

    texts: list[str] = Factory(list)
    contexts: Numbers = Factory(_none)
    starts: Numbers = Factory(_none)
    linked: Numbers = Factory(_none)
    emphasised: Numbers = Factory(_none)
    links: Numbers = Factory(_none)
    images: Numbers = Factory(_none)

    def __len__(self) -> int:
        return len(self.texts)


@frozen(eq=False)
class Contexts:
    """What the elements that hold blocks say, and those around them, the outer before the inner; a column for all that is known of each.

    `tags` are those of the nearest block elements, `hints` the words of an element that holds a block itself and of those around it,
    nearest first; `parents` are the numbers of the elements around them, `depths` how many those are, `families` bits of their own words,
    `articles` whether they stand in an article, `places` numbers in `PLACES`; elements with the same tag and words are of one of `makes`.
    """

    tags: list[str] = Factory(list)
    hints: Sequence[tuple[str, ...] | None] = ()
    parents: Numbers = Factory(_none)
    depths: Numbers = Factory(_none)
    families: Numbers = Factory(_none)
    articles: Numbers = Factory(_none)
    places: Numbers = Factory(_none)
    makes: Numbers = Factory(_none)

    def __len__(self) -> int:
        return len(self.tags)


@define(eq=False)
class Scan:
    """What one pass over a page found; `machine` holds (tag, attributes, text) of elements that state something without showing it.

    `articles` counts the `article` elements that do not stand directly in another, `heading` is the first `h1`, `length` that of the text,
    `times` the words that elements with a day show.
    """

    blocks: Blocks = Factory(Blocks)
    contexts: Contexts = Factory(Contexts)
    links: list[Link] = Factory(list)
    machine: list[Machine] = Factory(list)
    articles: int = 0
    language: str | None = None
    title: str | None = None
    heading: str | None = None
    length: int = 0
    times: dict[str, str] = Factory(dict)
