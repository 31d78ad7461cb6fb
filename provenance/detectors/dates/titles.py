"""Headlines: the first line of a text, the words after a page stamp, the title that the input or the markup gives."""

from __future__ import annotations

import regex

from provenance.detectors.dates.stamps import Stamp
from provenance.detectors.page_zone import Zone, headline_block, stated_title
from provenance.expressions import compiled
from provenance.model.record import Title
from provenance.model.text import Article
from provenance.normalise import Folded

_HEAD, _MOST_WORDS = 6_000, 80
"""Code points of a text in which a given title is looked for, and how many of its words."""

_HEADINGS = frozenset(("h1", "h2", "h3"))
_LONGEST = 180
"""A headline is no longer; a first line of more characters is prose."""

_FOLLOWING = 200
"""How much text must follow a first line before it may be called a headline."""

_PROSE_END = compiled(r"[.,;:]$")
_OPENS_PROSE = compiled(
    r"(?:by|von|par|por|di|автор|source|photo|image|file photo|on \p{L}{3,9} \d{1,2}, \d{4})\b|"
    r"(?:posted|published|updated)(?: (?:on|by|at)\b| ?:)|authors? ?:|本报记者|记者 |来源|作者|编辑|"
    r"[\p{Lu}][\p{Lu}.' ]{2,40} ?(?:\([^)]{2,30}\) ?)?-{1,2}\s",
    regex.IGNORECASE,
)
_PATH = compiled(r"\S{2,20} ?(?:>{1,2}|»|›|/) ?\S{2,20}")
"""The path to a page: "News >> Health"."""

_PLACE_FIRST = compiled(r"\p{Lu}[\p{Lu}\p{M}.'/ -]{2,40}(?:, [\p{L}. ]{2,20})?(?: ?\([^)\n]{2,30}\))? ?-{1,2}(?=[\s\p{Lu}])")
_WORDS = compiled(r"[\p{L}\p{N}]+")
_SIGNS = compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]{6}")


def find_title(article: Article, folded: Folded, stamps: list[Stamp], zone: Zone) -> Title | None:
    """Return the headline of an article, None when nothing clearly is one."""
    if article.title and (given := _of_heading(article, article.title) or _located(article, article.title, folded)):
        return given
    if article.markup or article.blocks:
        return _of_page(article, folded, zone)
    return _of_text(article, folded, stamps)


def _of_heading(article: Article, words: str) -> Title | None:
    """Return the given title where a heading of the page consists of it."""
    shown = words.strip()
    for block in article.blocks:
        if block.tag in _HEADINGS and block.stop - block.start == len(shown) and article.text.startswith(shown, block.start):
            return Title(shown, block.start, block.stop)
    return None


def _located(article: Article, words: str, folded: Folded) -> Title | None:
    """Return the given title with its place in the head of the text; an empty span at 0 when it does not stand there."""
    shown = " ".join(words.split())
    if not shown:
        return None
    head, parts = article.text[:_HEAD], shown.split()[:_MOST_WORDS]
    if len(parts) < _MOST_WORDS and head.startswith(shown):
        return Title(shown, 0, len(shown))
    if _lacks_word(folded, parts):
        return Title(shown, 0, 0)
    small, given = _small(head), _small(" ".join(parts))
    at = small.find(given)
    start, stop = (at, at + len(given)) if at >= 0 else _across_breaks(given, small)
    return Title(head[start:stop] or shown, start, stop)


def _small(words: str) -> str:
    """Return words in small letters, as many as they were."""
    return words.replace("\u0130", "i").lower()


def _across_breaks(words: str, text: str) -> tuple[int, int]:
    """Return where words stand in a text with any white space between them, an empty span at 0 when they do not."""
    at = -1
    if all(word in text for word in words.split()):
        joined = " ".join(text.split())
        at = joined.find(words)
    if at < 0:
        return 0, 0
    letters = [place for place, char in enumerate(text) if not char.isspace()]
    first = at - joined.count(" ", 0, at)
    return letters[first], letters[first + len(words) - words.count(" ") - 1] + 1


def _lacks_word(folded: Folded, words: list[str]) -> bool:
    """Whether a text lacks one of some words for sure, which most titles that do not stand in it tell by the first few.

    Folding leaves plain letters alone, but for some that are composed with what follows them.
    """
    if folded.original_breaks[-1]:
        return False
    return any(word.isalnum() and word.isascii() and folded.lower.find(word.lower(), 0, _HEAD) < 0 for word in words)


def _of_page(article: Article, folded: Folded, zone: Zone) -> Title | None:
    """Return the headline of a page: the heading that its markup also states, its h1, or the title of the markup alone."""
    block = headline_block(zone)
    if block is not None and block.stop - block.start <= _LONGEST * 2:
        return Title(article.text[block.start : block.stop], block.start, block.stop)
    named = stated_title(article)
    return _located(article, named, folded) if named else None


def _of_text(article: Article, folded: Folded, stamps: list[Stamp]) -> Title | None:
    """Return the first line of a plain text when it is built like a headline and a text follows it."""
    text = folded.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    for stamp in stamps:
        if stamp.line[0] == start and not stamp.alone:
            start = stamp.stop + len(text[stamp.stop : end]) - len(text[stamp.stop : end].lstrip(" :|-"))
        elif stamp.line[0] == start:
            return None
    line = text[start:end].rstrip()
    stop = start + len(line)
    if len(text.rstrip()) - stop < _FOLLOWING or not _is_headline(line):
        return None
    first, last = folded.span(start, stop)
    return Title(article.text[first:last], first, last)


def _is_headline(line: str) -> bool:
    if (
        not line
        or len(line) > _LONGEST
        or _PROSE_END.search(line)
        or _PLACE_FIRST.match(line)
        or _OPENS_PROSE.match(line)
        or _PATH.fullmatch(line)
    ):
        return False
    return len(_WORDS.findall(line)) >= 3 or bool(_SIGNS.search(line))
