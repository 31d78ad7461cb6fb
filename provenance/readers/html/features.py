"""Blocks of a page -> one row of numbers each: what it says, where it stands, what stands around it.

Nothing here knows a language: letters, punctuation and links are counted alike in every script.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from provenance.readers.html.scan import Scan
from provenance.readers.html.titles import match_titles, spread_topic
from provenance.readers.html.words import load_families

Matrix = NDArray[np.float32]
_PLACES = ("header", "nav", "main", "aside", "footer", "form")
_TAGS = (
    "other", "p", "h1", "h2", "h3", "h4 h5 h6", "li", "td th caption", "div section article main center", "blockquote",
    "figcaption figure", "pre", "dt dd", "label legend fieldset form", "body",
)  # fmt: skip
LETTER, DIGIT, UPPER, SENTENCE, COMMA, SPACE, WIDE, MARK = range(8)


@cache
def _classes() -> NDArray[np.uint8]:
    """Return the class bits of every character of the basic plane."""
    table = np.zeros(65_536, np.uint8)
    for code in range(65_536):
        char = chr(code)
        bits = 0
        if char.isalpha():
            bits |= 1 << LETTER
            bits |= (1 << UPPER) if char.isupper() else 0
        elif char.isdigit():
            bits |= 1 << DIGIT
        elif char.isspace():
            bits |= 1 << SPACE
        if 0x0E00 <= code <= 0x0E7F or 0x1000 <= code <= 0x109F or 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF:
            bits |= 1 << WIDE
        table[code] = bits
    for signs, bit in ((".!?…。！？؟۔।॥։።", SENTENCE), (",;:，、；：،؛፣", COMMA), ("|»«›‹>/·•→©®#*@+", MARK)):
        for sign in signs:
            table[ord(sign)] |= 1 << bit
    return table


def count_characters(texts: list[str]) -> NDArray[np.float64]:
    """Return for each text how many of its characters are of each class, and what class its last one has: (n, 9)."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
    bits = _classes()[np.minimum(codes, 65_535)]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    columns = [np.add.reduceat((bits >> bit) & 1, starts, dtype=np.int64) for bit in range(8)]
    columns.append((bits[np.minimum(starts + lengths - 1, len(bits) - 1)] >> SENTENCE) & 1)
    return np.stack(columns, axis=1).astype(np.float64)


def describe_blocks(scan: Scan, titles: list[str], bodies: list[str]) -> Matrix:
    """Return one row of numbers for each block; the columns are those of `feature_names`.

    `titles` are the headlines that the page states, `bodies` the article texts that its JSON-LD gives.
    """
    texts = [block.text for block in scan.blocks]
    small = [text.casefold() for text in texts]
    number = np.fromiter((block.context.number for block in scan.blocks), np.int64, len(texts))
    parents = [context.parent.number if context.parent is not None else 0 for context in scan.contexts]
    above = np.array(parents)
    own = _own(scan, texts)
    places, families, topic = _places(scan), _families(scan, number, above), spread_topic(small, number, parents, titles)
    likely = _likely(places, families, topic)
    tables = (
        own, places, families, _around(own), _containers(scan, own, likely, number, parents), _position(scan, own),
        match_titles(texts, small, titles, bodies), topic,
    )  # fmt: skip
    return np.concatenate(tables, axis=1, dtype=np.float32)


def _own(scan: Scan, texts: list[str]) -> NDArray[np.float64]:
    """Return what each block says: length, characters of each class, links, emphasis, images, lines."""
    counts = count_characters(texts)
    length = np.fromiter(map(len, texts), np.float64, len(texts))
    linked = np.fromiter((block.linked for block in scan.blocks), np.float64, len(texts)) / length
    strong = np.fromiter((block.emphasised for block in scan.blocks), np.float64, len(texts)) / length
    links = np.fromiter((block.links for block in scan.blocks), np.float64, len(texts))
    images = np.fromiter((block.images for block in scan.blocks), np.float64, len(texts))
    letters = np.maximum(counts[:, LETTER], 1)
    size = np.log1p(length + 2 * counts[:, WIDE])
    return np.stack(
        [
            size, np.minimum(linked, 1), np.minimum(strong, 1), np.log1p(links), np.log1p(images),
            np.log1p(counts[:, SENTENCE]), np.log1p(counts[:, COMMA]), counts[:, 8], counts[:, DIGIT] / length, counts[:, UPPER] / letters,
            counts[:, SPACE] / length, counts[:, WIDE] / length, counts[:, MARK], counts[:, SENTENCE] / length, counts[:, COMMA] / length,
        ],
        axis=1,
    )  # fmt: skip


OWN_NAMES = ("size", "linked", "strong", "links", "images", "sentences", "commas", "ends", "digits", "upper", "spaces", "wide", "marks",
             "sentence_rate", "comma_rate")  # fmt: skip


def _places(scan: Scan) -> NDArray[np.float64]:
    """Return place, kind of tag and nesting of each block."""
    codes = np.array(
        [
            (_PLACE_AT[block.context.place], _TAG_AT.get(block.context.tag, 0), block.context.article, block.context.depth)
            for block in scan.blocks
        ],
        np.int64,
    )
    return np.concatenate([codes[:, :1] == np.arange(len(_PLACES)), codes[:, 1:2] == np.arange(len(_TAGS)), codes[:, 2:]], axis=1)


_PLACE_AT = {name: at for at, name in enumerate(_PLACES)}
_TAG_AT = {name: at for at, names in enumerate(_TAGS) for name in names.split()}
_ARTICLES = frozenset(("article", "main"))
_LEVELS = 10


def _families(scan: Scan, number: NDArray[np.int64], parents: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return for each family of class words how many steps up an element of that family stands (0: the block's own; 10: none)."""
    bits = np.fromiter((context.families for context in scan.contexts), np.int64, len(scan.contexts))
    level, met = number, np.zeros((_LEVELS, len(number)), np.int64)
    for step in range(_LEVELS):
        met[step] = bits[level]
        level = parents[level]
    np.bitwise_or.accumulate(met, axis=0, out=met)
    flags = (met[:, :, None] >> np.arange(len(load_families().names))) & 1
    return np.asarray(_LEVELS - flags.sum(axis=0), np.float64)


_NEAR = (0, 1, 5, 7)


def _around(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return size, links and punctuation of the two blocks before and after, and the mean of five on each side."""
    rows = len(own)
    padded = np.zeros((rows + 4, len(_NEAR)))
    padded[2:-2] = own[:, _NEAR]
    shifted = [padded[at : at + rows] for at in (0, 1, 3, 4)]
    prose = np.concatenate(([0.0], np.cumsum(np.where((own[:, 1] < 0.3) & (own[:, 5] > 0), np.expm1(own[:, 0]), 0))))
    at = np.arange(rows)
    before = prose[at] - prose[np.maximum(at - 5, 0)]
    after = prose[np.minimum(at + 6, rows)] - prose[at + 1]
    return np.concatenate([*shifted, np.log1p(np.stack([before, after], axis=1))], axis=1)


_UNLIKELY = ("comment", "subscribe", "chrome", "about", "related", "advert", "aside")
_UNLIKELY_PLACES = ("nav", "aside", "footer", "form")


def _likely(places: NDArray[np.float64], families: NDArray[np.float64], topic: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much the prose of each block counts when the article is looked for: more where the words of the page's title stand close,
    less in comments, footers, forms and side columns."""
    names = load_families().names
    steps = families[:, [names.index(name) for name in _UNLIKELY]].min(axis=1)
    outside = places[:, [_PLACES.index(name) for name in _UNLIKELY_PLACES]].any(axis=1)
    near = np.where((steps <= 2) | outside, 0.15, 1.0)
    return near * (0.05 + topic[:, 3] ** 2)


def _containers(
    scan: Scan, own: NDArray[np.float64], likely: NDArray[np.float64], number: NDArray[np.int64], parents: list[int]
) -> NDArray[np.float64]:
    """Return what the elements around each block hold: text, prose, links, blocks; and how far the block is from where the prose is."""
    total = np.zeros((len(parents), 5))
    size = np.expm1(own[:, 0])
    prose = np.where((own[:, 1] < 0.3) & (own[:, 5] > 0) & (size > 40), size, 0)
    for column, amount in enumerate((size, prose, size * own[:, 1], None, prose * likely)):
        total[:, column] = np.bincount(number, amount, len(parents))
    held = np.array(_sums(parents, total))
    score = _scores(parents, total[:, 4].tolist())
    up_half, up_most, top, near_top = _distances(parents, held[:, 4].tolist(), score)
    whole = np.maximum(held[0], 1e-3)
    text = np.maximum(held[:, 0], 1)
    about = np.stack([np.log1p(held[:, 0]), held[:, 0] / whole[0], held[:, 1] / whole[1], held[:, 1] / text, held[:, 2] / text,
                      np.log1p(held[:, 3]), held[:, 4] / whole[4]], axis=1)  # fmt: skip
    columns = []
    above_at = np.array(parents)
    level = number
    for _ in range(4):
        level = above_at[level]
        columns.append(about[level])
    best = max(*score, 1e-3)
    scores = np.array(score) / best
    steps = np.array([up_half, up_most, top, near_top])[:, number]
    above = above_at[number]
    last = [steps[0], steps[1], scores[above], scores[above_at[above]], steps[2], steps[3], *_articles(scan, number, about[:, 6])]
    return np.concatenate([*columns, np.stack(last, axis=1)], axis=1)


def _sums(parents: list[int], total: NDArray[np.float64]) -> list[list[float]]:
    """Return what each element and all elements in it hold together."""
    sums: list[list[float]] = total.tolist()
    for at in range(len(sums) - 1, 0, -1):
        text, prose, linked, blocks, likely = sums[at]
        above = sums[parents[at]]
        above[0] += text
        above[1] += prose
        above[2] += linked
        above[3] += blocks
        above[4] += likely
    return sums


def _articles(scan: Scan, number: NDArray[np.int64], share: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return what share of the page's prose the nearest `article` and `main` of each block hold, and how many `article` there are."""
    inside: list[tuple[float, float]] = [(0.0, 0.0)]
    for at, context in enumerate(scan.contexts):
        above = context.parent
        if above is None:
            continue
        held = inside[above.number]
        if context.tag in _ARTICLES:
            if context.tag == "main":
                held = (held[0], float(share[at]))
            elif above.tag != "article":
                held = (float(share[at]), held[1])
        inside.append(held)
    table = np.array(inside)[number]
    return [table[:, 0], table[:, 1], np.full(len(number), np.log1p(scan.articles))]


def _scores(parents: list[int], prose: list[float]) -> list[float]:
    """Return how much prose stands close below each element: all of a child's, half of a grandchild's, a third of the next."""
    score = [0.0] * len(parents)
    for at, amount in enumerate(prose):
        if amount:
            above = parents[at]
            score[above] += amount
            above = parents[above]
            score[above] += amount / 2
            score[parents[above]] += amount / 3
    return score


def _distances(parents: list[int], prose: list[float], score: list[float]) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return for each element how many steps up hold half and nine tenths of the prose, whether it lies in the element with the best
    score, and how many steps up hold that one."""
    whole = prose[0]
    best = score.index(max(score))
    path = {best}
    at = best
    while at:
        at = parents[at]
        path.add(at)
    up_half, up_most, top, near = [0], [0], [0], [0]
    half, most = whole / 2, 9 * whole
    for at in range(1, len(parents)):
        above = parents[at]
        amount = prose[at]
        up_half.append(0 if amount >= half else up_half[above] + 1)
        up_most.append(0 if 10 * amount >= most else up_most[above] + 1)
        top.append(1 if at == best else top[above])
        near.append(0 if at in path else near[above] + 1)
    return up_half, up_most, top, near


def _position(scan: Scan, own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where each block stands on the page: share of blocks and of text before it, distance from the main heading."""
    rows = len(own)
    at = np.arange(rows)
    size = np.cumsum(np.expm1(own[:, 0]))
    heading = next((row for row, block in enumerate(scan.blocks) if block.context.tag == "h1"), -1)
    since = np.clip(at - heading, -50, 200) if heading >= 0 else np.full(rows, -100)
    return np.stack([at / rows, size / size[-1], since, np.full(rows, np.log1p(rows)), np.full(rows, np.log1p(size[-1]))], axis=1)


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
        *OWN_NAMES, *(f"in_{name}" for name in _PLACES), *(f"tag_{name.split()[0]}" for name in _TAGS), "article", "depth",
        *(f"{name}_steps" for name in families), *near, *held, "up_half", "up_most", "score^1", "score^2",
        "in_top", "near_top", "article_share", "main_share", "articles", "before", "text_before", "since_heading", "page_blocks",
        "page_text", "in_title", "has_title", "page_body", "in_body", "repeats", "since_title", *topic,
    )  # fmt: skip
