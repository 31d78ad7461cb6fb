"""Agencies that a page names as its author: alone or beside people in the markup ("Jane Doe, AFP"), and in its by-line."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from provenance.catalog import Catalog, Outlet
from provenance.detectors.attribution.markup_names import AUTHOR_HINTS, is_author_link, is_of_picture
from provenance.expressions import compiled
from provenance.model.evidence import Span, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_SPLIT = compiled(
    r"\s*(?:[,;/|•·&+()\[\]]|\s-{1,2}\s|\s(?:und|and|et|e|mit|with|avec|con|og|och|in|for|für|pour|via)\s|\s(?=\d)|(?<=\p{Lu}{2}|dpa)-(?=\p{Lu}{2}|dpa|sda|infocom))\s*"
)
_FRAME = compiled(
    r"^(?:redazione|agencia de noticias|agencias?|agência|agence(?: de presse)?|agentur|redaktion|redacción|rédaction|nachrichtenagentur|"
    r"news agency|agenzia|agencja|agentura|агентство|вести)\s(?=\p{Lu}|dpa|sda|ats|epd)|"
    r"\s(?:staff|agencia|news|newsroom|agency|wire|agentur|nyhetsbyrån|infocom)$",
    regex.IGNORECASE,
)
_CUE = compiled(
    r"\s*(?:(?:by|von|par|por|da|di|door|av|af|with|mit(?: material von)?|avec|con|con información de|przez)\s"
    r"|(?:quellen?|source|fuente|font|fonte|bron|kilde|källa|kaynak|źródło|zdroj|forrás|sursa|izvori?|vir|burimi|lähde|allikas|avots|"
    r"šaltinis|sumber|nguồn|источник|джерело|извор|източник|πηγή|المصدر|منبع|स्रोत|来源|來源|出典|출처)(?![\p{Latin}\p{M}])\s?[:：]?\s*)",
    regex.IGNORECASE,
)
_SHORT = 60
_SHORTEST = 3
_MOST_PARTS = 8


def agencies_in(words: str, catalog: Catalog) -> list[Outlet]:
    """Return the agencies that words of the markup name, whole or in a part of their own."""
    parts = [words, *_SPLIT.split(words)[:_MOST_PARTS]]
    found = (outlet for part in parts if (outlet := _agency(part, catalog)) is not None)
    return list({outlet.id: outlet for outlet in found}.values())


def _agency(words: str, catalog: Catalog) -> Outlet | None:
    """Return the agency that words name, without a cue before it, the words "agency" or "staff" beside it, or its name twice over."""
    cue = _CUE.match(words)
    bare = words[cue.end() if cue else 0 :].strip(" .:\"'©()[]")
    first, _, rest = bare.partition(" ")
    twice = bool(rest) and catalog.outlets.named(first) == catalog.outlets.named(rest)
    for name in (bare, words.strip(), _FRAME.sub("", bare), first if twice else ""):
        for outlet in catalog.outlets.named(name):
            if outlet.kind == "agency" and not _may_be_given(name, catalog) and not _is_word(name, outlet):
                return outlet
    return None


def _is_word(name: str, outlet: Outlet) -> bool:
    """Whether an agency's short name is written like a word: "Read in app" does not name APP."""
    return len(name) <= _SHORTEST and not name.isupper() and name not in (outlet.name, *outlet.aliases)


def _may_be_given(name: str, catalog: Catalog) -> bool:
    """Whether an agency's short name is written like somebody's first name ("Ana", "Mia")."""
    return name.istitle() and (len(name) <= _SHORTEST or name.casefold() in catalog.people.given)


def shown_agencies(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> Iterator[Attribution]:
    """Yield the agencies of short blocks near the headline that open with a cue or are marked as the by-line."""
    wanted = set(blocks)
    for block in article.blocks:
        if (block.start, block.stop) not in wanted or block.stop - block.start > _SHORT or is_of_picture(block.tag, block.hints):
            continue
        first, last = folded.position(block.start), folded.position(block.stop)
        cue = _CUE.match(folded.text, first, last)
        if cue is None and not AUTHOR_HINTS & set(block.hints):
            continue
        start = cue.end() if cue else first
        for outlet in agencies_in(folded.text[start:last], catalog):
            proof = evidence("markup/agency-line", article.text, *folded.span(start, last))
            said = cue[0].strip(" :：") if cue else None
            yield Attribution("agency", "author", outlet.id, outlet.name, None, None, None, said or None, "certain", proof)


def linked_agencies(article: Article, span: Span, catalog: Catalog) -> Iterator[Attribution]:
    """Yield the agencies whose page a link to the author opens, in a span of the text: the blocks around the headline."""
    for link in article.links:
        if span[0] <= link.start < span[1] and link.stop - link.start <= _SHORT and is_author_link(link):
            for outlet in agencies_in(article.text[link.start : link.stop], catalog):
                proof = evidence("markup/author-link", article.text, link.start, link.stop)
                yield Attribution("agency", "author", outlet.id, outlet.name, None, None, None, None, "certain", proof)
