"""Where by-lines stand on a page: the blocks around the headline, and those right after the article."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.model.text import Article, Block

_BEFORE = 4
_AFTER = 16
_TAIL = 8
_LAST = 3
_BEYOND = 1500
_PARAGRAPHS = 2
_LONG = 200
_ALIKE = 0.4
_SAME = 0.7
_MISPLACED = 3
_LINKS = 0.5
_OUTSIDE = frozenset({"nav", "form", "footer", "markup"})
_FOOT, _POSTS, _CLOSE = frozenset({"footer"}), frozenset({"post", "entry"}), 7
_MAIN = frozenset({"main", "header"})
_STRANGERS = frozenset(
    (
        "comment",
        "comments",
        "commentlist",
        "bypostauthor",
        "related",
        "recommended",
        "recommendations",
        "popular",
        "trending",
        "recirculation",
        "reply",
        "respond",
        "cookie",
        "consent",
    )
)
_TITLES = ("headline", "og:title", "twitter:title", "dc.title", "title")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_WORDS = compiled(r"[\p{L}\p{N}]{2,}")


@frozen
class Zone:
    """Blocks in which a by-line may stand, as spans of the article's text: `head` around the headline, `tail` at its end and after it.

    `span` is the stretch of text from the first to the last block of the head, `title` the span of the headline, which is the block
    `headline`.
    """

    head: list[Span]
    tail: list[Span]
    span: Span
    title: Span
    headline: Block | None = None


NOWHERE = Zone([], [], (0, 0), (0, 0))
"""The zone of an article without blocks."""


def byline_zone(article: Article) -> Zone:
    """Return the blocks of a page in which its authors may be named."""
    blocks = _candidates(article)
    if not blocks:
        return NOWHERE
    headline = _headline(article, blocks)
    head = [block for block in blocks[max(0, headline - _BEFORE) : headline] if block.stop - block.start < _LONG]
    paragraphs = 0
    for block in blocks[headline : headline + _AFTER]:
        head.append(block)
        paragraphs += block.stop - block.start >= _LONG
        if paragraphs >= _PARAGRAPHS:
            break
    end = article.body[-1][1] if article.body else 0
    last = [block for block in blocks if block.stop <= end and block.stop - block.start < _LONG][-_LAST:]
    tail = [*last, *[block for block in blocks if block.start >= end][:_TAIL]] if end else []
    span = (head[0].start, head[-1].stop)
    known = {block.start for block in head}
    below, title = _own(block for block in tail if block.start not in known), blocks[headline]
    return Zone(_own(head), below, span, (title.start, title.stop), title)


def short_blocks(article: Article) -> list[Span]:
    """Return the short blocks of a page from the headline to a little after the article."""
    blocks = _candidates(article)
    end = article.body[-1][1] if article.body else 0
    return _own(
        block
        for block in blocks[_headline(article, blocks) if blocks else 0 :]
        if block.stop - block.start < _LONG and block.start <= end + _BEYOND
    )


def main_blocks(article: Article) -> list[Block]:
    """Return the blocks of a page outside its menus, side columns, forms and footers, comments and teasers."""
    return [block for block in article.blocks if block.place in _MAIN and _STRANGERS.isdisjoint(block.hints)]


def _candidates(article: Article) -> list[Block]:
    """Return the blocks that may hold a headline or a by-line: all outside menus and footers, and what stands around an h1 in a menu.

    Some pages close an element too late, so that the reader takes the headline and what follows it for a part of a menu.
    """
    ones = [number for number, block in enumerate(article.blocks) if block.tag == "h1" and block.place == "nav"]
    if not ones:
        return [block for block in article.blocks if block.place not in _OUTSIDE or _is_below_post(block)]
    near = {number for one in ones for number in range(one - _MISPLACED, one + 2 * _MISPLACED + 1)}
    return [
        block
        for number, block in enumerate(article.blocks)
        if block.place not in _OUTSIDE or _is_below_post(block) or (block.place == "nav" and number in near and block.link_density < _LINKS)
    ]


def _is_below_post(block: Block) -> bool:
    """Whether a block stands in the footer of the article itself, where Blogger and others name its author: "post-footer"."""
    return block.place == "footer" and _FOOT.issubset(block.hints[:_CLOSE]) and not _POSTS.isdisjoint(block.hints[:_CLOSE])


def is_own(block: Block) -> bool:
    """Whether a block belongs to the article and not to comments or teasers, as far as its class words tell."""
    return _STRANGERS.isdisjoint(block.hints)


def _own(blocks: Iterable[Block]) -> list[Span]:
    """Return the spans of blocks that belong to the article and not to comments or teasers."""
    return [(block.start, block.stop) for block in blocks if is_own(block)]


def _headline(article: Article, blocks: list[Block]) -> int:
    """Return the index of the headline: the heading most like the title that the markup gives, else the h1 before the body."""
    named = _words(stated_title(article) or "")
    headings = [number for number, block in enumerate(blocks) if block.tag in _HEADINGS and (block.tag == "h1" or block.place == "main")]
    scores = {number: _share(named, _words(article.text[blocks[number].start : blocks[number].stop])) for number in headings}
    best = max(headings, key=lambda number: (scores[number], blocks[number].tag == "h1", -number), default=0)
    if scores.get(best, 0.0) >= _ALIKE:
        return best
    same = (number for number, block in enumerate(blocks) if _share(named, _words(article.text[block.start : block.stop])) >= _SAME)
    if (found := next(same, None)) is not None:
        return found
    start = article.body[0][0] if article.body else blocks[0].start
    ones = [number for number in headings if blocks[number].tag == "h1"]
    before = [number for number in ones if blocks[number].start <= start + _LONG]
    if before or ones:
        return before[-1] if before else ones[0]
    return next((number for number, block in enumerate(blocks) if block.stop > start), 0)


def stated_title(article: Article) -> str | None:
    """Return the headline of a page as its reader found it, else as its markup states it; None where nothing says it."""
    if article.title and article.blocks:
        return article.title
    by_name = {item.name.lower(): item.value for item in reversed(article.markup) if item.value.strip()}
    return next((by_name[name] for name in _TITLES if name in by_name), None)


def headline_block(zone: Zone) -> Block | None:
    """Return the block that holds the headline of a page, None when no heading does."""
    block = zone.headline
    return block if block is not None and block.tag in _HEADINGS else None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.casefold()[:400]))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common words among all words of both."""
    return len(one & other) / len(one | other) if one and other else 0.0
