"""Where by-lines stand on a page: the blocks around the headline, and those right after the article."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from provenance.model.evidence import Span
from provenance.model.text import Article, Block

_BEFORE = 4
_AFTER = 16
_TAIL = 8
_PARAGRAPHS = 2
_LONG = 200
_OUTSIDE = frozenset({"nav", "form", "footer", "markup"})
_STRANGERS = frozenset(
    "comment comments commentlist bypostauthor related recommended sidebar teaser teasers widget popular trending newsletter latest "
    "recirculation card carousel reply respond".split()
)


@frozen
class Zone:
    """Blocks in which a by-line may stand, as spans of the article's text: `head` around the headline, `tail` after the article.

    `span` is the stretch of text from the first to the last block of the head.
    """

    head: list[Span]
    tail: list[Span]
    span: Span


def byline_zone(article: Article) -> Zone:
    """Return the blocks of a page in which its authors may be named."""
    blocks = [block for block in article.blocks if block.place not in _OUTSIDE]
    if not blocks:
        return Zone([], [], (0, 0))
    headline = _headline(article, blocks)
    head = [block for block in blocks[max(0, headline - _BEFORE) : headline] if block.stop - block.start < _LONG]
    paragraphs = 0
    for block in blocks[headline : headline + _AFTER]:
        head.append(block)
        paragraphs += block.stop - block.start >= _LONG
        if paragraphs >= _PARAGRAPHS:
            break
    end = article.body[-1][1] if article.body else 0
    tail = [block for block in blocks if block.start >= end][:_TAIL] if end else []
    span = (head[0].start, head[-1].stop)
    return Zone(_own(head), _own(block for block in tail if block not in head), span)


def _own(blocks: Iterable[Block]) -> list[Span]:
    """Return the spans of blocks that belong to the article and not to comments or teasers."""
    return [(block.start, block.stop) for block in blocks if not _STRANGERS & set(block.hints)]


def _headline(article: Article, blocks: list[Block]) -> int:
    """Return the index of the block that holds the headline: the last h1 before the body begins, else the first block of the body."""
    start = article.body[0][0] if article.body else blocks[0].start
    before = [number for number, block in enumerate(blocks) if block.tag == "h1" and block.start <= start + _LONG]
    if before:
        return before[-1]
    return next((number for number, block in enumerate(blocks) if block.stop > start), 0)
