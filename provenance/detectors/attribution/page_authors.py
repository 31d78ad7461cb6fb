"""Authors of a page: its visible by-line first, then what its markup says, then author links and boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

import regex
from attrs import evolve

from provenance.catalog import Catalog
from provenance.detectors.attribution.authors import Name, read_names
from provenance.detectors.attribution.cue_lines import read_blocks
from provenance.detectors.attribution.markup_names import (
    HOUSES,
    META,
    META_NAME,
    PICTURE_HINTS,
    PROPERTIES,
    WRITTEN,
    is_author_link,
    is_of_author,
    is_of_picture,
)
from provenance.detectors.attribution.page_agencies import agencies_in, linked_agencies, shown_agencies
from provenance.detectors.attribution.page_owner import owner, signed_off
from provenance.detectors.attribution.page_people import Person, key_of, person_at
from provenance.detectors.attribution.persons import is_person
from provenance.detectors.page_zone import Zone, byline_zone, short_blocks
from provenance.expressions import compiled
from provenance.model.evidence import Span, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article, Block, Markup
from provenance.normalise import Folded, fold

_CUE = compiled(
    r"\s*(?:(?:posted|written|published|reported|story|words|text|veröffentlicht|geschrieben|verfasst|escrito|publicado|écrit|publié|scritto|"
    r"über|about)\s)?(?:by|von|par|por|da|di|door|av|af|om|über|about|the author|"
    r"του|της|από|מאת|بقلم|كتبت?|от|від)?\s?:?\s(?=\p{Lu}|\p{Lo})"
    r"|\s*(?:autor(?:in|en)?|authors?)(?:/in)?\s?:?\s",
    regex.IGNORECASE,
)
_COMPANY = compiled(r'"@type":\s?"(?:\w{0,20}Organization|Corporation|WebSite|Brand|LocalBusiness)"')
_SURNAME_FIRST = compiled(r"(?P<last>[\p{Lu}][\p{L}\p{M}' -]{1,40}), (?P<first>[\p{Lu}][\p{L}\p{M}.' -]{0,40})")
_HANDLE = compiled(r"(?P<first>\p{L}{2,20})\.(?P<last>\p{L}{3,30})")
_SHORT = 160
_NO_LINE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "td", "th"))
_FOLLOWING, _OWN_BLOCKS = 8, 2
_OTHERWISE = compiled(r"©|\(c\)|\p{L} ?: |\b(?:credits?|photos?|fotos?|bild|image|illustration)\b|AP/|AFP/", regex.IGNORECASE)
"""What says that names in a line are of others: a label, a copyright, a picture."""

_TITLE = 10


def find_page_authors(article: Article, folded: Folded, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return the authors of a page in order, each once; agencies that are named as author are of kind agency."""
    zone = byline_zone(article)
    groups = list(_stated(article, catalog))
    houses = {key_of(item.value) for item in article.markup if item.name.lower() in HOUSES}
    people = [[item for item in group if isinstance(item, Person) and not _is_house(item, houses, catalog)] for group in groups]
    out: dict[str, Attribution] = {}
    for person in _choose(article, folded, zone, catalog, people):
        out.setdefault(person.key, _attribution(article.text, person))
    agencies = [item for group in groups for item in group if isinstance(item, Attribution)]
    agencies += [*linked_agencies(article, zone.span, catalog), *shown_agencies(article, folded, zone.head, catalog)]
    return (*out.values(), *{item.outlet: item for item in agencies}.values())


def _choose(article: Article, folded: Folded, zone: Zone, catalog: Catalog, stated: list[list[Person]]) -> list[Person]:
    """Return the people of the most trusted place that names any, and those of further places that name one of them too."""
    said = [person for group in stated for person in group]
    linked = list(_linked(article, folded, zone, catalog))
    cued = list(_confirmed(_cued(article, folded, zone.head, catalog), [*said, *linked]))
    marked = list(_confirmed(_marked(article, folded, [span for span in zone.head if span != zone.title], catalog), [*said, *linked]))
    groups = [group for group in (cued, marked, *stated) if group]
    if groups:
        if any(_known(p, catalog) for p in said) and not any(_known(p, catalog) for p in groups[0]) and not _keys(groups[0]) & _keys(said):
            groups = [group for group in stated if group]
        sure = {key for person in groups[0] for key in [person.key]}
        alike = [group for group in groups if group is groups[0] or sure & _keys(group)]
        often = [person for group in alike for person in group]
        return [
            person for person in often if person.key in sure or _known(person, catalog) or sum(person.key in _keys(g) for g in alike) > 1
        ]
    for later in (
        linked,
        _bare(article, folded, zone, catalog),
        _few(article, folded, zone.tail, catalog),
        _few(article, folded, short_blocks(article), catalog),
        _only_link(article, folded, catalog),
        _marked(article, folded, zone.tail, catalog),
        signed_off(article, folded, catalog),
        owner(article, folded, catalog),
    ):
        if found := list(later):
            return found
    return []


def _keys(people: list[Person]) -> set[str]:
    return {person.key for person in people}


def _known(person: Person, catalog: Catalog) -> bool:
    """Whether the first word of a name is a given name of the dictionary."""
    return person.key.split(" ", 1)[0] in catalog.people.given


def _is_house(person: Person, houses: set[str], catalog: Catalog) -> bool:
    """Whether the markup also calls the name the publisher or the site: "Example Review" beside the publisher "Example Review Ltd"."""
    return not _known(person, catalog) and any(house == person.key or house.startswith(f"{person.key} ") for house in houses)


def _confirmed(shown: Iterable[Person], said: list[Person]) -> Iterator[Person]:
    """Yield the people whom a page shows, a name that runs on past one in the markup ("Jane Doe Example") cut to that."""
    for person in shown:
        short = next((other for other in said if person.key != other.key and person.key.startswith(other.key)), None)
        at = person.name.casefold().find(short.name.casefold()) if short else -1
        if short is None or at != 0 or len(person.name) != person.span[1] - person.span[0]:
            yield person
        else:
            yield evolve(person, name=person.name[: len(short.name)], span=(person.span[0], person.span[0] + len(short.name)))


def _stated(article: Article, catalog: Catalog) -> Iterator[list[Person | Attribution]]:
    """Yield the people and the agencies whom JSON-LD, meta elements, cards and microdata name as authors, one list for each."""
    for kind in ("json-ld", "meta"):
        found = [item for item in article.markup if item.kind == kind and _names_author(item)]
        yield [person for item in found for person in _in_value(article, item, item.value, catalog)]
    labels = {
        item.name.lower().replace("label", "data"): item.value for item in article.markup if item.name.lower().startswith("twitter:label")
    }
    cards = [item for item in article.markup if labels.get(item.name.lower(), "").strip(" :").lower() in WRITTEN]
    yield [person for item in cards for person in _in_value(article, item, item.value, catalog)]
    found = [item for item in article.markup if item.kind == "microdata" and _names_author(item)]
    marked = [list(_in_value(article, item, item.value, catalog)) for item in found]
    many = len({tuple(person.key for person in people if isinstance(person, Person)) for people in marked if people}) > _OWN_BLOCKS
    yield [] if many else [person for people in marked for person in people]


def _names_author(item: Markup) -> bool:
    name = item.name.lower()
    return (item.kind in ("json-ld", "microdata") and name in PROPERTIES) or (
        item.kind == "meta" and (name in META or META_NAME.fullmatch(name) is not None)
    )


def _in_value(article: Article, item: Markup, value: str, catalog: Catalog) -> Iterator[Person | Attribution]:
    """Yield the people whom a value of the markup names, and the agency that it names instead."""
    value = unescape(value)
    if "://" in value or value.startswith(("/", "#", "www.")) or len(value) > 300:
        return
    folded = fold(value)
    cue = _CUE.match(folded.text)
    start = cue.end() if cue else 0
    for agency in agencies_in(folded.text[start:], catalog):
        proof = evidence(f"markup/{item.name.lower()}", article.text, *_quoted(article, item, value))
        yield Attribution("agency", "author", agency.id, agency.name, None, None, None, item.name, "certain", proof)
    if _COMPANY.search(article.text[item.start : item.stop]) and value.split(" ", 1)[0].casefold() not in catalog.people.given:
        return
    if (turned := _SURNAME_FIRST.fullmatch(value)) and turned["first"].split()[0].strip(".").casefold() in catalog.people.given:
        shown, surnames = f"{turned['first']} {turned['last']}", len(turned["last"].split())
        if (surnames == 1 or (surnames == 2 and len(turned["first"].split()) == 1)) and is_person(shown, catalog):
            yield Person(_quoted(article, item, value), shown, f"markup/{item.name.lower()}", "certain", item.name)
            return
    if (handle := _HANDLE.fullmatch(value)) and handle["first"].casefold() in catalog.people.given:  # "jane.doe"
        shown = " ".join(part if part.istitle() else part.title() for part in handle.groups())
        yield Person(_quoted(article, item, value), shown, f"markup/{item.name.lower()}", "likely", item.name)
        return
    names = read_names(folded.text, start, len(folded.text), catalog)
    people = names.people or _plain_name(folded, start, catalog)
    for name in people:
        first, last = folded.span(name.start, name.stop)
        shown = " ".join(value[first:last].split())
        yield Person(_quoted(article, item, value[first:last]), shown, f"markup/{item.name.lower()}", "certain", item.name)


def _plain_name(folded: Folded, start: int, catalog: Catalog) -> tuple[Name, ...]:
    """Return the whole value as a name when only a capital is missing ("jane doe", "Jane doe")."""
    words = folded.lower[start:].split()
    named = bool(words) and (words[0] in catalog.people.given or folded.text[start:][:1].isupper())
    fits = 2 <= len(words) <= 3 and named and all(word.isalpha() and word not in catalog.people.organisations for word in words)
    return (Name(start, start + len(folded.text[start:].rstrip())),) if fits and is_person(folded.text[start:].title(), catalog) else ()


def _quoted(article: Article, item: Markup, words: str) -> Span:
    """Return where the words stand in the quoted markup, or the whole statement."""
    at = article.text.find(words, item.start, item.stop)
    return (at, at + len(words)) if at >= 0 else (item.start, item.stop)


def _cued(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> Iterator[Person]:
    """Yield the people of blocks that open with a wording of the catalog ("Von", "By")."""
    spans = [(folded.position(start), folded.position(stop)) for start, stop in blocks]
    for found in read_blocks(folded, spans, catalog):
        for name in found.names.people:
            yield person_at(article, folded, name.start, name.stop, found.rule, found.confidence, found.cue)


def _few(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> list[Person]:
    """Return the people of blocks away from the headline that open with a wording of the catalog; many such blocks are of other texts."""
    found = list(_cued(article, folded, blocks, catalog))
    lines = [{person.key for person in found if start <= person.span[0] < stop} for start, stop in blocks]
    return found if len({frozenset(line) for line in lines if line}) <= _OWN_BLOCKS else []


def _marked(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> Iterator[Person]:
    """Yield the people of blocks whose markup calls them author or by-line."""
    wanted = set(blocks)
    for block in article.blocks:
        fits = (block.start, block.stop) in wanted and block.stop - block.start <= _SHORT
        if fits and is_of_author(block.hints) and not is_of_picture(block.tag, block.hints):
            yield from _names(article, folded, block.start, block.stop, "markup/author-block", catalog)


def _linked(article: Article, folded: Folded, zone: Zone, catalog: Catalog) -> Iterator[Person]:
    """Yield the people of links to an author's own page near the headline."""
    first, last = zone.span
    for link in article.links:
        if first <= link.start < last and is_author_link(link):
            yield from _names(article, folded, link.start, link.stop, "markup/author-link", catalog)


def _only_link(article: Article, folded: Folded, catalog: Catalog) -> list[Person]:
    """Return the person whom all links of a page that are marked as the author's name."""
    links = [link for link in article.links if "author" in link.rel]
    found = [person for link in links for person in _names(article, folded, link.start, link.stop, "markup/author-link", catalog)]
    return found if len(_keys(found)) == 1 else []


def _bare(article: Article, folded: Folded, zone: Zone, catalog: Catalog) -> Iterator[Person]:
    """Yield the people of short blocks near the headline that hold nothing but known names beside a job or a day, those below it first."""
    below = [span for span in zone.head if span[0] >= zone.title[1]][:_FOLLOWING]
    above = [span for span in zone.head if span[1] <= zone.title[0]]
    lines = {(block.start, block.stop) for block in article.blocks if _may_be_line(article, block)}
    headline = article.text[slice(*zone.title)].casefold()
    for blocks in (below, above):
        found = _in_lines(article, folded, [span for span in blocks if span in lines], catalog)
        if found := [person for person in found if person.name.casefold() not in headline]:
            yield from found
            return


def _may_be_line(article: Article, block: Block) -> bool:
    """Whether a block may be a line of names that nothing calls a by-line: no heading, cell, caption, and no label stands there."""
    if block.place != "main" or block.tag in _NO_LINE or block.tag == "figcaption" or not PICTURE_HINTS.isdisjoint(block.hints):
        return False
    return block.stop - block.start <= _SHORT and not _OTHERWISE.search(article.text, block.start, block.stop)


def _in_lines(article: Article, folded: Folded, blocks: list[Span], catalog: Catalog) -> list[Person]:
    """Return the people of the blocks that are lines of names."""
    found: list[Person] = []
    for start, stop in blocks:
        first, last = folded.position(start), folded.position(stop)
        if last - first > _SHORT // 2:
            continue
        names = read_names(folded.text, first, last, catalog)
        if (
            names.clean
            and names.known
            and names.people
            and (
                names.people[0].start - first < _TITLE
                or names.aside
                or catalog.calendar.read(folded.lower, first, day_first=True) is not None
            )
        ):
            found += [person_at(article, folded, name.start, name.stop, "bylines/name-line", "likely", None) for name in names.people]
    return found


def _names(article: Article, folded: Folded, start: int, stop: int, rule: str, catalog: Catalog) -> Iterator[Person]:
    first, last = folded.position(start), folded.position(stop)
    cue = _CUE.match(folded.text, first, last)
    names = read_names(folded.text, cue.end() if cue else first, last, catalog)
    if names.clean:
        for name in names.people:
            yield person_at(article, folded, name.start, name.stop, rule, "certain" if names.known else "likely", None)


def _attribution(text: str, person: Person) -> Attribution:
    proof = evidence(person.rule, text, *person.span)
    return Attribution("byline", "author", None, person.name, person.name, None, None, person.cue, person.confidence, proof)
