"""Where on a page a day stands: beside the headline, below the article, in a teaser of another article or a comment."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from provenance.detectors.page_zone import Zone, is_own
from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.model.text import Article, Block

Where = Literal["head", "above", "tail", "beyond", "stranger"]

_ASIDE = frozenset(("aside", "nav", "form"))
_LINKED, _WORDS = 0.8, 4
"""A block of so many words, so much of which is one link, is the headline of another article."""

_NOW = frozenset(("today", "now", "current", "clock", "weather", "topbar", "hoy", "oggi", "heute"))
_CLOSE, _NEAR = 6, 6
"""Class words of what shows the time of day; so many of the nearest count, and so many blocks between a day and the headline."""

_SITE, _OWN = frozenset(("nav", "header")), frozenset(("entry", "post", "article"))
_WORD = compiled(r"[\p{L}\p{N}]{2,}|[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")


def where(article: Article, zone: Zone, at: int) -> Where:
    """Return where on its page a place of the text lies; a stranger's is that of a teaser, a comment or a side column."""
    if _holds(zone.head, at):
        return "head"
    number = bisect_right(article.blocks, at, key=_start) - 1
    block = article.blocks[number] if number >= 0 else None
    if block is None or block.place in _ASIDE or not is_own(block) or is_teaser(article, number):
        return "stranger"
    if _holds(zone.tail, at):
        return "tail"
    return "above" if at < zone.span[0] else "beyond"


def is_teaser(article: Article, number: int) -> bool:
    """Whether a block stands in a teaser: the one before it is the linked headline of another article, or it is one itself."""
    return any(_is_linked(article, block) for block in article.blocks[max(0, number - 1) : number + 1])


def is_todays(article: Article, at: int, title: int) -> bool:
    """Whether a day above the headline is that on which the page was sent: a menu or the name of the site stands between them."""
    number = bisect_right(article.blocks, at, key=_start) - 1
    if not _NOW.isdisjoint(article.blocks[number].hints[:_CLOSE]):
        return True
    between = [block for block in article.blocks[number + 1 : number + _NEAR] if block.start < title]
    return any(block.place in _SITE and block.link_density >= _LINKED and _OWN.isdisjoint(block.hints) for block in between)


def teased(article: Article, span: Span) -> bool:
    """Whether the block at a span of the text stands in a teaser."""
    return is_teaser(article, bisect_right(article.blocks, span[0], key=_start) - 1)


def _is_linked(article: Article, block: Block) -> bool:
    words = _WORD.findall(article.text, block.start, block.stop) if block.link_density >= _LINKED else ()
    return len(words) >= _WORDS


def _start(block: Block) -> int:
    return block.start


def _holds(spans: list[Span], at: int) -> bool:
    return any(start <= at < stop for start, stop in spans)
