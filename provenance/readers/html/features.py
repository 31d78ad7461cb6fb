"""Blocks of a page -> one row of numbers each: what it says, where it stands, what stands around it.

Nothing here knows a language: letters, punctuation and links are counted alike in every script.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.kernels import compiled
from provenance.readers.html.alike import describe_groups, describe_opinions, group_blocks, group_names
from provenance.readers.html.characters import (
    COMMA,
    DIGIT,
    ENDS,
    LETTER,
    MARK,
    SENTENCE,
    SPACE,
    UPPER,
    WIDE,
    character_classes,
    count_characters,
)
from provenance.readers.html.containers import describe_containers
from provenance.readers.html.outline import Numbers, Outline
from provenance.readers.html.scanned import Blocks, Scan
from provenance.readers.html.titles import match_titles, spread_topic
from provenance.readers.html.words import PLACES, load_families

Matrix = NDArray[np.float32]
_TAGS = (
    "other", "p", "h1", "h2", "h3", "h4 h5 h6", "li", "td th caption", "div section article main center", "blockquote",
    "figcaption figure", "pre", "dt dd", "label legend fieldset form", "body",
)  # fmt: skip


@frozen(eq=False)
class Described:
    """The blocks of a page in numbers: a row for each, its size, its group of blocks made alike, the elements around it."""

    rows: Matrix
    size: NDArray[np.float64]
    group: NDArray[np.int64]
    outline: Outline

    def add(self, likely: NDArray[np.float64]) -> Matrix:
        """Return the rows with what a first judgement says of each block and of those around it."""
        told = _opinions(likely, self.size, self.group, self.outline)
        return np.concatenate([self.rows, told], axis=1, dtype=np.float32)


def describe_blocks(scan: Scan, titles: list[str], bodies: list[str]) -> Described:
    """Return one row of numbers for each block; the columns are those of `feature_names`.

    `titles` are the headlines that the page states, `bodies` the article texts that its JSON-LD gives.
    """
    texts = scan.blocks.texts
    small = [text.casefold() for text in texts]
    outline = Outline(scan.contexts, scan.blocks.contexts)
    own = _own(scan.blocks, _characters(texts, *character_classes()))
    families = _steps(outline.contexts.families, outline.parents, outline.number, len(load_families().names), _LEVELS)
    places, topic = _places(outline, _TAG_AT, len(PLACES), len(_TAGS)), spread_topic(small, outline, titles)
    likely = _likely(places, families, topic, *_unlikely())
    size = np.expm1(own[:, 0])
    prose = np.where((own[:, 1] < 0.3) & (own[:, 5] > 0) & (size > 40), size, 0)
    groups = group_blocks(outline)
    tables = (
        own, places, families, _around(own, size), _contained(outline, size, prose, own[:, 1], likely, scan.articles),
        _position(outline, size), match_titles(texts, small, titles, bodies), topic,
        _grouped(groups, size, prose, (own[:, 1], topic[:, 0], own[:, 9])),
    )  # fmt: skip
    return Described(np.concatenate(tables, axis=1, dtype=np.float32), size, groups[0], outline)


def describe_own(blocks: Blocks, counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what each block says: length, characters of each class, links, emphasis, images, lines."""
    length = np.fromiter(map(len, blocks.texts), np.float64, len(blocks))
    linked, strong, links, images = np.array([blocks.linked, blocks.emphasised, blocks.links, blocks.images], np.float64)
    letters = np.maximum(counts[:, LETTER], 1)
    size = np.log1p(length + 2 * counts[:, WIDE])
    return np.array([
        size, np.minimum(linked / length, 1), np.minimum(strong / length, 1), np.log1p(links), np.log1p(images),
        np.log1p(counts[:, SENTENCE]), np.log1p(counts[:, COMMA]), counts[:, ENDS], counts[:, DIGIT] / length, counts[:, UPPER] / letters,
        counts[:, SPACE] / length, counts[:, WIDE] / length, counts[:, MARK], counts[:, SENTENCE] / length, counts[:, COMMA] / length,
    ]).T  # fmt: skip


OWN_NAMES = ("size", "linked", "strong", "links", "images", "sentences", "commas", "ends", "digits", "upper", "spaces", "wide", "marks",
             "sentence_rate", "comma_rate")  # fmt: skip


def describe_places(outline: Outline, tags: dict[str, int], places: int, kinds: int) -> NDArray[np.float64]:
    """Return place, kind of tag and nesting of each block; `tags` are the kinds of tags."""
    held, contexts = outline.number, outline.contexts
    columns = np.zeros((len(held), places + kinds + 2))
    at = np.arange(len(held))
    columns[at, contexts.places.take(held)] = 1
    columns[at, [places + tags.get(contexts.tags[number], 0) for number in held.tolist()]] = 1
    columns[:, -2] = contexts.articles.take(held)
    columns[:, -1] = contexts.depths.take(held)
    return columns


_TAG_AT = {name: at for at, names in enumerate(_TAGS) for name in names.split()}
_LEVELS = 10


def count_steps(bits: Numbers, parents: Numbers, number: Numbers, names: int, most: int) -> NDArray[np.float64]:
    """Return for each family of class words how many steps up an element of that family stands (0: the block's own; `most`: none).

    `bits` are the families of each element, `number` the elements of the blocks.
    """
    level, met = number, np.zeros((most, len(number)), "<u4")
    for step in range(most):
        met[step] = bits.take(level)
        level = parents.take(level)
    np.bitwise_or.accumulate(met, axis=0, out=met)
    flags = np.unpackbits(met.view(np.uint8).reshape(most, -1, 4), axis=2, bitorder="little", count=names)
    steps: NDArray[np.float64] = np.subtract(most, flags.sum(axis=0), dtype=np.float64)
    return steps


_NEAR = (0, 1, 5, 7)


def describe_neighbours(own: NDArray[np.float64], size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return size, links and punctuation of the two blocks before and after, and the prose of five on each side."""
    rows = len(own)
    padded = np.zeros((rows + 4, len(_NEAR)))
    padded[2:-2] = own[:, _NEAR]
    shifted = [padded[at : at + rows] for at in (0, 1, 3, 4)]
    prose = np.concatenate(([0.0], np.cumsum(np.where((own[:, 1] < 0.3) & (own[:, 5] > 0), size, 0))))
    at = np.arange(rows)
    before = prose[at] - prose[np.maximum(at - 5, 0)]
    after = prose[np.minimum(at + 6, rows)] - prose[at + 1]
    return np.concatenate([*shifted, np.log1p(np.stack([before, after], axis=1))], axis=1)


@cache
def _unlikely() -> tuple[list[int], list[int]]:
    """Return the families of class words and the places in which prose is seldom the article's."""
    names = load_families().names
    words = ("comment", "subscribe", "chrome", "about", "related", "advert", "aside")
    return [names.index(name) for name in words], [PLACES.index(place) for place in ("nav", "aside", "footer", "form")]


def weigh_likely(
    places: NDArray[np.float64], families: NDArray[np.float64], topic: NDArray[np.float64], unlikely: list[int], outside: list[int]
) -> NDArray[np.float64]:
    """Return how much the prose of each block counts when the article is looked for: more where the words of the page's title stand close,
    less in comments, footers, forms and side columns."""
    beside = places[:, outside].any(axis=1)
    near = np.where((families[:, unlikely].min(axis=1) <= 2) | beside, 0.15, 1.0)
    return near * (0.05 + topic[:, 3] ** 2)


def describe_position(outline: Outline, size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where each block stands on the page: share of blocks and of text before it, distance from the main heading."""
    rows = len(size)
    at = np.arange(rows)
    size = np.cumsum(size)
    heading = next((row for row, number in enumerate(outline.number.tolist()) if outline.contexts.tags[number] == "h1"), -1)
    since = np.clip(at - heading, -50, 200) if heading >= 0 else np.full(rows, -100)
    return np.stack([at / rows, size / size[-1], since, np.full(rows, np.log1p(rows)), np.full(rows, np.log1p(size[-1]))], axis=1)


_characters, _steps = compiled("_features", count_characters), compiled("_features", count_steps)
_own, _places = compiled("_features", describe_own), compiled("_features", describe_places)
_around, _position = compiled("_features", describe_neighbours), compiled("_features", describe_position)
_likely, _contained = compiled("_features", weigh_likely), compiled("_features", describe_containers)
_grouped, _opinions = compiled("_features", describe_groups), compiled("_features", describe_opinions)


@cache
def feature_names() -> tuple[str, ...]:
    """Return the names of the columns of `describe_blocks`."""
    families = load_families().names
    near = [f"{OWN_NAMES[column]}{at:+d}" for at in (-2, -1, 1, 2) for column in _NEAR] + ["prose_before", "prose_after"]
    held = [
        f"{name}^{level}"
        for level in range(1, 5)
        for name in ("text", "text_share", "prose_share", "prose_rate", "link_rate", "blocks", "likely_share")
    ]
    topic = ("topic", "topic_near", *(f"topic^{level}" for level in range(1, 5)), "topic_peak")
    return (
        *OWN_NAMES, *(f"in_{name}" for name in PLACES), *(f"tag_{name.split()[0]}" for name in _TAGS), "article", "depth",
        *(f"{name}_steps" for name in families), *near, *held, "up_half", "up_most", "score^1", "score^2",
        "in_top", "near_top", "article_share", "main_share", "articles", "before", "text_before", "since_heading", "page_blocks",
        "page_text", "in_title", "has_title", "page_body", "in_body", "repeats", "since_title", *topic, *group_names(),
    )  # fmt: skip
