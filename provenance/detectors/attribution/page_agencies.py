"""Agencies that a page names as its author: alone or beside people in the markup ("Jane Doe, AFP"), and in its by-line."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from provenance.catalog import Catalog, Outlet
from provenance.detectors.attribution.markup_names import AUTHOR_HINTS
from provenance.model.evidence import Span, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_SPLIT = regex.compile(
    r"\s*(?:[,;/|•·&+()\[\]]|\s-{1,2}\s|\s(?:und|and|et|e|mit|with|avec|con|og|och|in|for|für|pour|via)\s|\s(?=\d)|(?<=\p{Lu}{2}|dpa)-(?=\p{Lu}{2}|dpa|sda|infocom))\s*"
)
_DESK = regex.compile(
    r"(?:redazione|agencia de noticias|agencias?|agência|agence|agentur|redaktion|redacción|nachrichtenagentur)\s(?=\p{Lu}|dpa|sda)",
    regex.IGNORECASE,
)
_CUE = regex.compile(
    r"\s*(?:by|von|par|por|da|di|door|av|af|quelle|source|fuente|fonte|bron|kilde|källa|kaynak|источник|джерело|πηγή)\s?:?\s+",
    regex.IGNORECASE,
)
_SHORT = 60
_MOST_PARTS = 8


def agencies_in(words: str, catalog: Catalog) -> list[Outlet]:
    """Return the agencies that words of the markup name, whole or in a part of their own."""
    parts = [words, *_SPLIT.split(words)[:_MOST_PARTS]]
    found = (outlet for part in parts if (outlet := _agency(part, catalog)) is not None)
    return list({outlet.id: outlet for outlet in found}.values())


def _agency(words: str, catalog: Catalog) -> Outlet | None:
    bare = words.strip(" .:\"'")
    named = catalog.outlets.named(bare) or catalog.outlets.named(_DESK.sub("", bare, count=1))
    return next((outlet for outlet in named if outlet.kind == "agency"), None)


def shown_agencies(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> Iterator[Attribution]:
    """Yield the agencies of short blocks near the headline that open with a cue or are marked as the by-line, and begin with an agency."""
    wanted = set(blocks)
    for block in article.blocks:
        if (block.start, block.stop) not in wanted or block.stop - block.start > _SHORT:
            continue
        first, last = folded.position(block.start), folded.position(block.stop)
        cue = _CUE.match(folded.text, first, last)
        if cue is None and not AUTHOR_HINTS & set(block.hints):
            continue
        start = cue.end() if cue else first
        name = _SPLIT.split(folded.text[start:last], maxsplit=1)[0]
        outlet = _agency(name, catalog)
        if outlet is not None:
            span = folded.span(start, start + len(name))
            proof = evidence("markup/agency-line", article.text, *span)
            said = cue[0].strip(" :") if cue else None
            yield Attribution("agency", "author", outlet.id, outlet.name, None, None, None, said, "certain", proof)
