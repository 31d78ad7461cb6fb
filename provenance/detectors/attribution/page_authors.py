"""Authors of a page: its visible by-line first, then what its markup says, then author links and boxes."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from attrs import frozen

from provenance.catalog import Catalog, Outlet
from provenance.detectors.attribution.authors import Name, is_person, read_names
from provenance.detectors.attribution.bylines import read_blocks
from provenance.detectors.page_zone import Zone, byline_zone
from provenance.model.evidence import Confidence, Span, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article, Markup
from provenance.normalise import Folded, fold

_META = frozenset(
    (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "sailthru.byline_name",
        "byl",
        "dc.creator",
        "dcterms.creator",
        "dc.creator.name",
        "og:author",
        "og:article:author",
        "vr:author",
        "citation_author",
        "dc:creator",
        "cxenseparse:author",
        "article:author_name",
        "creator",
        "author_name",
        "authors",
        "article.author",
        "book:author",
        "news:author",
        "sailthru.authors",
        "parsely-authors",
        "cxenseparse:recs:author",
        "article:authors",
    )
)
_JSON = frozenset({"author", "creator"})
_WRITTEN = frozenset(
    (
        "written by",
        "verfasst von",
        "écrit par",
        "escrito por",
        "scritto da",
        "geschreven door",
        "skriven av",
        "skrevet av",
        "geschrieben von",
        "napisane przez",
        "написано автором",
        "yazan",
        "kirjoittanut",
        "autor",
        "author",
        "von",
        "by",
        "publié par",
    )
)
_CUE = regex.compile(
    r"\s*(?:(?:posted|written|published|reported|story|words|text|veröffentlicht|geschrieben|verfasst|escrito|publicado|écrit|publié|scritto|"
    r"über|about)\s)?(?:by|von|par|por|da|di|door|av|af|om|über|about|the author)?\s?:?\s(?=\p{Lu}|\p{Lo})"
    r"|\s*(?:autor(?:in|en)?|authors?)(?:/in)?\s?:?\s",
    regex.IGNORECASE,
)
_PROFILE = regex.compile(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|autori|profiles?|people|person|journalist|staff|by|team|redaktion|contributors?|reporter|periodista|columnists?)/",
    regex.IGNORECASE,
)
_AUTHOR_HINTS = frozenset(
    (
        "author",
        "authors",
        "byline",
        "bylines",
        "autor",
        "autoren",
        "authorname",
        "author-name",
        "bylineauthor",
        "writer",
        "verfasser",
        "auteur",
        "signature",
        "firma",
        "autore",
        "credits-author",
        "authorlink",
        "contributor",
    )
)
_HOUSES = frozenset(
    {"og:site_name", "publisher", "application-name", "article:publisher", "og:sitename", "dc.publisher", "copyrightholder"}
)
_SHORT = 160
_TITLE = 10


@frozen
class _Person:
    """A person named on a page: the span of the name in the article's text, the name, and the rule that found it."""

    span: Span
    name: str
    rule: str
    confidence: Confidence
    cue: str | None = None

    @property
    def key(self) -> str:
        """The name as it is compared: letters alone, lower case."""
        return _key(self.name)


def _key(name: str) -> str:
    return " ".join(regex.findall(r"[\p{L}\p{M}]+", name.casefold()))


def find_page_authors(article: Article, folded: Folded, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return the authors of a page in order, each once; agencies that are named as author are of kind agency."""
    zone = byline_zone(article)
    groups = list(_stated(article, catalog))
    houses = {_key(item.value) for item in article.markup if item.name.lower() in _HOUSES}
    people = [
        [item for item in group if isinstance(item, _Person) and (item.key not in houses or item.key.split()[0] in catalog.people.given)]
        for group in groups
    ]
    out: dict[str, Attribution] = {}
    for person in _choose(article, folded, zone, catalog, people):
        out.setdefault(person.key, _attribution(article.text, person))
    agencies = [item for group in groups for item in group if isinstance(item, Attribution)]
    return (*out.values(), *{item.outlet: item for item in agencies}.values())


def _choose(article: Article, folded: Folded, zone: Zone, catalog: Catalog, stated: list[list[_Person]]) -> list[_Person]:
    """Return the people of the most trusted place that names any, and those of further places that name one of them too."""
    cued = list(_cued(article, folded, zone.head, catalog))
    marked = list(_marked(article, folded, [span for span in zone.head if span != zone.title], catalog))
    groups = [group for group in (cued, marked, *stated) if group]
    if groups:
        keys = {person.key for person in groups[0]}
        return [person for group in groups if group is groups[0] or keys & {person.key for person in group} for person in group]
    for later in (
        _linked(article, folded, zone, catalog),
        _bare(article, folded, zone.head, catalog),
        _cued(article, folded, zone.tail, catalog),
        _cued(article, folded, zone.short, catalog),
    ):
        if found := list(later):
            return found
    return list(_marked(article, folded, zone.tail, catalog))


def _stated(article: Article, catalog: Catalog) -> Iterator[list[_Person | Attribution]]:
    """Yield the people and the agencies whom JSON-LD, meta elements, cards and microdata name as authors, one list for each."""
    for kind in ("json-ld", "meta"):
        found = [item for item in article.markup if item.kind == kind and _names_author(item)]
        yield [person for item in found for person in _in_value(article, item, item.value, catalog)]
    labels = {
        item.name.lower().replace("label", "data"): item.value for item in article.markup if item.name.lower().startswith("twitter:label")
    }
    cards = [item for item in article.markup if labels.get(item.name.lower(), "").strip(" :").lower() in _WRITTEN]
    yield [person for item in cards for person in _in_value(article, item, item.value, catalog)]
    found = [item for item in article.markup if item.kind == "microdata" and _names_author(item)]
    yield [person for item in found for person in _in_value(article, item, item.value, catalog)]


def _names_author(item: Markup) -> bool:
    name = item.name.lower()
    return (item.kind in ("json-ld", "microdata") and name in _JSON) or (item.kind == "meta" and name in _META)


def _in_value(article: Article, item: Markup, value: str, catalog: Catalog) -> Iterator[_Person | Attribution]:
    """Yield the people whom a value of the markup names, and the agency that it names instead."""
    if "://" in value or value.startswith(("/", "#", "www.")) or len(value) > 300:
        return
    folded = fold(value)
    cue = _CUE.match(folded.text)
    start = cue.end() if cue else 0
    agencies: list[Outlet] = [outlet for outlet in catalog.outlets.named(folded.text[start:].strip()) if outlet.kind == "agency"]
    if agencies:
        span = _quoted(article, item, value)
        proof = evidence(f"markup/{item.name.lower()}", article.text, *span)
        yield Attribution("agency", "author", agencies[0].id, agencies[0].name, None, None, None, item.name, "certain", proof)
        return
    names = read_names(folded.text, start, len(folded.text), catalog)
    people = names.people or _plain_name(folded, start, catalog)
    for name in people:
        first, last = folded.span(name.start, name.stop)
        shown = " ".join(value[first:last].split())
        yield _Person(_quoted(article, item, value[first:last]), shown, f"markup/{item.name.lower()}", "certain", item.name)


def _plain_name(folded: Folded, start: int, catalog: Catalog) -> tuple[Name, ...]:
    """Return the whole value as a name when only a capital is missing ("jane doe") and its first word is a given name."""
    words = folded.lower[start:].split()
    fits = 2 <= len(words) <= 3 and words[0] in catalog.people.given and all(word.isalpha() for word in words)
    return (Name(start, start + len(folded.text[start:].rstrip())),) if fits and is_person(folded.text[start:].title(), catalog) else ()


def _quoted(article: Article, item: Markup, words: str) -> Span:
    """Return where the words stand in the quoted markup, or the whole statement."""
    at = article.text.find(words, item.start, item.stop)
    return (at, at + len(words)) if at >= 0 else (item.start, item.stop)


def _cued(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> Iterator[_Person]:
    """Yield the people of blocks that open with a wording of the catalog ("Von", "By")."""
    spans = [(folded.position(start), folded.position(stop)) for start, stop in blocks]
    for found in read_blocks(folded, spans, catalog):
        for name in found.names.people:
            yield _person(article, folded, name.start, name.stop, found.rule, found.confidence, found.cue)


def _marked(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> Iterator[_Person]:
    """Yield the people of blocks whose markup calls them author or by-line."""
    wanted = set(blocks)
    for block in article.blocks:
        if (block.start, block.stop) in wanted and _AUTHOR_HINTS & set(block.hints) and block.stop - block.start <= _SHORT:
            yield from _names(article, folded, block.start, block.stop, "markup/author-block", catalog)


def _linked(article: Article, folded: Folded, zone: Zone, catalog: Catalog) -> Iterator[_Person]:
    """Yield the people of links to an author's own page near the headline."""
    first, last = zone.span
    for link in article.links:
        if first <= link.start < last and ("author" in link.rel or _PROFILE.search(link.href)):
            yield from _names(article, folded, link.start, link.stop, "markup/author-link", catalog)


def _bare(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> Iterator[_Person]:
    """Yield the people of short blocks near the headline that hold nothing but known names beside a job or a day."""
    for start, stop in blocks:
        first, last = folded.position(start), folded.position(stop)
        if last - first > _SHORT // 2:
            continue
        names = read_names(folded.text, first, last, catalog)
        if names.clean and names.known and names.people and (names.people[0].start - first < _TITLE or names.aside):
            for name in names.people:
                yield _person(article, folded, name.start, name.stop, "bylines/name-line", "likely", None)


def _names(article: Article, folded: Folded, start: int, stop: int, rule: str, catalog: Catalog) -> Iterator[_Person]:
    first, last = folded.position(start), folded.position(stop)
    cue = _CUE.match(folded.text, first, last)
    names = read_names(folded.text, cue.end() if cue else first, last, catalog)
    if names.clean:
        for name in names.people:
            yield _person(article, folded, name.start, name.stop, rule, "certain" if names.known else "likely", None)


def _person(article: Article, folded: Folded, start: int, stop: int, rule: str, confidence: Confidence, cue: str | None) -> _Person:
    span = folded.span(start, stop)
    return _Person(span, " ".join(article.text[span[0] : span[1]].split()), rule, confidence, cue)


def _attribution(text: str, person: _Person) -> Attribution:
    proof = evidence(person.rule, text, *person.span)
    return Attribution("byline", "author", None, person.name, person.name, None, None, person.cue, person.confidence, proof)
