"""Names of people in a line: "Jane Doe, John Q. Roe and María de la Cruz in Washington", split, cleaned and told from houses and jobs."""

from __future__ import annotations

import re

import regex
from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.attribution.name_ends import is_house, own_words
from provenance.detectors.attribution.name_signs import parted
from provenance.detectors.attribution.persons import ABBREVIATED, INITIAL, SHORT_MONTH, is_day, is_person
from provenance.expressions import compiled

_SPLIT = compiled(
    r"\s*(?:[,;|/•·、，()\[\]>*]| - |\s\+\s|\s-{1,2}\s|\n|\t| {3,}|:(?=\s)|\s&\s|(?<=\p{Lo})・"
    r"|\s(?:im Gespräch mit|in conversation with|avec la collaboration de)\s"
    r"|\s(?:By|Von|Par|Por)\s(?=\p{Lu})|\s(?=(?:[Ff]oto(?:s|'s|grafie|grafia)?|[Pp]hotos?|Beeld|Bild(?:er)?|Illustrations?|Grafik|Video|Kamera|Kuvat?"
    r"|Zdjęcia|Фото)\s?:|FOTOS? |BILD(?:ER)? |PHOTOS? ))\s*"
)
TOKEN = compiled(r"[\p{L}\p{M}\d.'&@+-]+")
_TOKEN = re.compile(r"[A-Za-z\d.'&@+-]+", re.ASCII)
_AFTER = compiled(
    r"\s(?:(?i:in|for|from|at|of|with|on|special to|special for)|am|aus|für|bei|à|pour|en|para|desde|da|per|em|i|på|w|z|v|в|для|с|на"
    r"|از|من|via|@)\s.*$|[ \t](?:(?:c\.|il|le|el|am|vom|den|d\.|on|em|dnia) ?)?\d.*$"
)
_SURNAME_ON = compiled(r"\s(?:da|i)\s\p{Lu}[\p{L}'-]+(?:\s(?:e\s)?\p{Lu}[\p{L}'-]+)?$")
_JOB_SIGNS = compiled(r"(?:本报|本報)?(?:记者|記者|通讯员|通訊員|特派员|特派員)(?=\p{Han}{2,4}$)")
_OF = compiled(
    r"(?:da|do|de|del|della|dell'|du|d'|der|vom|von|aus|für|for|from|of|at|with|z|ze|w|från|fra|van|voor|из|з|для|para|em|en)[ ']?\b"
)
_CLOCK = compiled(
    r"[\s,]{0,2}(?:(?:um|at|à|alle|às|a las|kl\.?|klo|om|-)\s)?\d{1,2}[:.hH]\d\d(?:\s?(?:[Uu]hr|h|[ap]\.?m\.?)(?!\p{L}))?[\s,]{0,2}"
)
_HOUR = compiled(r"\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|[Uu]hr|h|Z|WI(?:B|TA?)|[A-Z]{1,3}T|[A-Z]{2}ST|UTC|MSK))?[\s,]{1,3}(?=\p{L}{2})")
_BY = compiled(r"\s(?i:by|von|par|por|di|av|af|door)\s")
_MAIL = compiled(r"\S{1,64}@\S{1,64}\.\p{L}{2,}|https?:\S{1,200}|www\.\S{1,200}|@\w{1,40}")

_NAME_WORDS = 2
_FEW = 6
_SIGNED, _LONGEST_SIGNED = 2, 6


@frozen
class Name:
    """A person's name as it stands in a folded text, `[start, stop)`."""

    start: int
    stop: int


@frozen
class Names:
    """The people of a line. `clean` says that nothing but names, jobs, houses, places and days stands there; `known` that at least one
    given name is in the dictionary; `aside` that a job, house, place or day stands beside the names; `desk` is the span of a desk.
    """

    people: tuple[Name, ...]
    clean: bool
    known: bool
    aside: bool
    desk: Name | None = None


def tokens_of(words: str) -> list[str]:
    """Return the words of a line, without the marks between them."""
    found: list[str] = _TOKEN.findall(words) if words.isascii() else TOKEN.findall(words)
    return found


def read_names(text: str, start: int, stop: int, catalog: Catalog) -> Names:
    """Return the names of the folded `text[start:stop]`, which should be a line or the rest of one after "By"."""
    people: list[Name] = []
    clean, known, aside, desk = True, False, False, None
    for first, last in _segments(text, start, stop, catalog):
        if _first_word(text, first, last) in catalog.people.stops:
            if text[first - 1 : first] != "(" or _BY.search(text, first, last):  # "(photos by John Roe)"
                break
            people = people[:-1]  # "Jane Doe (photos)"
            continue
        found, what = _classify(text, first, last, catalog)
        if found is not None:
            people.append(found)
            known = known or _is_known(text[found.start : found.stop], catalog)
        elif what == "desk" and desk is None:
            desk = Name(first, last)
        elif what == "prose":
            clean = False
            break
        aside = aside or what in ("beside", "aside", "desk")
    return Names(tuple(people), clean, known, aside, desk)


def _is_known(name: str, catalog: Catalog) -> bool:
    """Whether a name begins with a given name or a Japanese family name of the dictionary."""
    if name.lower().split()[0].strip(".") in catalog.people.given:
        return True
    return _SIGNED < len(name) <= _LONGEST_SIGNED and any(name[:length] in catalog.people.family_signs for length in (2, 3))


def _segments(text: str, start: int, stop: int, catalog: Catalog) -> list[tuple[int, int]]:
    """Split at commas, strokes and joining words; return the spans without white space around them, empty ones left out."""
    cuts, at = [], start
    for match in _SPLIT.finditer(text, start, stop):
        cuts.append((at, match.start()))
        at = match.end()
    cuts.append((at, stop))
    return [part for first, last in cuts for piece in _joined(text, first, last, catalog) for part in parted(text, *piece)]


def _joined(text: str, start: int, stop: int, catalog: Catalog) -> list[tuple[int, int]]:
    """Split one segment at joining words ("and", "und") that stand between two words."""
    pieces, at, end = [], start, start
    for token in TOKEN.finditer(text, start, stop):
        word = token[0].lower()
        if word in catalog.people.joins and not _inner(text, token, stop):
            if token.start() > at:
                pieces.append((at, end))
            elif token[0][0].isupper():
                continue
            at = token.end() + 1
        end = token.end()
    pieces.append((min(at, stop), stop))
    spans = [
        (first + len(text[first:last]) - len(text[first:last].lstrip()), first + len(text[first:last].rstrip())) for first, last in pieces
    ]
    return [(first, last) for first, last in spans if last > first]


def _inner(text: str, token: regex.Match[str], stop: int) -> bool:
    """Whether a joining word stands inside one name: "José Ortega y Gasset" has one word after it, two names have two each."""
    if token[0].lower() not in ("y", "e", "i") or token[0] != token[0].lower():
        return False
    before, after = text[: token.start()].rsplit(",", 1)[-1].split()[-3:], text[token.end() : stop].split()
    return len(after) == 1 and len(before) >= 2


def _classify(text: str, start: int, stop: int, catalog: Catalog) -> tuple[Name | None, str]:
    """Return the name that a segment holds and what the segment is: name, aside (name and job), beside (no name), desk or prose."""
    words = text[start:stop]
    if mail := _MAIL.search(words):
        if mail.start() < 4:
            return None, "beside"
        stop = start + mail.start()
        words = text[start:stop]
    if hour := _HOUR.match(words):
        start += hour.end()
        words = text[start:stop]
    if words[:1].isdigit() and (day := catalog.calendar.read(text[start:stop].lower(), 0, day_first=True)) and day.stop < len(words) - 3:
        start += day.stop
        start = clock.end() if (clock := _CLOCK.match(text, start, stop)) else start
        words = text[start:stop]
    if job := _JOB_SIGNS.match(words):
        start += job.end()
        words = text[start:stop]
    tokens = [(token.start(), token.end()) for token in TOKEN.finditer(text, start, stop)]
    lower = words.lower().strip(" .:")
    if lower in catalog.people.desks or lower.removeprefix("the ") in catalog.people.desks:
        return None, "desk"
    if not tokens or lower in catalog.people.roles or is_day(lower, catalog) or (len(tokens) > 1 and catalog.outlets.named(lower)):
        return None, "beside"
    after = _AFTER.search(words)
    if after is not None and _SURNAME_ON.fullmatch(after[0]) and after[0].split()[-1].lower() not in catalog.places:
        after = None
    kept = [(first, last) for first, last in tokens if after is None or last <= start + after.start()]
    return _person(text, kept, after is not None, catalog)


def _person(text: str, tokens: list[tuple[int, int]], more: bool, catalog: Catalog) -> tuple[Name | None, str]:  # noqa: FBT001
    """Return the name that the tokens make once titles and jobs around it are left out."""
    before = len(tokens)
    tokens = _without_jobs(text, tokens, catalog)
    if not tokens:
        return None, "beside"
    name = (
        text[tokens[0][0] : tokens[-1][1]].rstrip(".-")
        if not INITIAL.match(text[tokens[-1][0] : tokens[-1][1]])
        else text[tokens[0][0] : tokens[-1][1]]
    )
    if more and len(tokens) > 2 and catalog.calendar.month(_bare(text, tokens[-1])):
        tokens = _without_jobs(text, tokens[:-1], catalog)
    tokens = own_words(text, tokens, catalog)
    name = text[tokens[0][0] : tokens[-1][1]] if len(tokens) < before or len(name) > tokens[-1][1] - tokens[0][0] else name
    aside = more or len(tokens) < before
    if is_person(name, catalog):
        return Name(tokens[0][0], tokens[0][0] + len(name)), "aside" if aside else "name"
    return None, _otherwise(text, tokens, catalog)


def _without_jobs(text: str, tokens: list[tuple[int, int]], catalog: Catalog) -> list[tuple[int, int]]:
    """Leave out titles and jobs before and after a name: "Business Reporter Jane Doe", "Jane Doe Business Reporter"."""
    people = catalog.people
    tokens = _without_house(text, tokens, catalog)
    words = [_bare(text, token) for token in tokens]
    jobs = [number for number, word in enumerate(words) if word in people.roles]
    if jobs and jobs[-1] == len(words) - 1:
        first = jobs[0]
        while first > 0 and (
            words[first - 1] in people.organisations
            or words[first - 1] in people.roles
            or (first > _NAME_WORDS and (words[first - 1] in people.beats or words[first - 1] in catalog.places))
        ):
            first -= 1
        tokens, words = tokens[:first], words[:first]
    elif jobs:
        tokens, words = tokens[jobs[-1] + 1 :], words[jobs[-1] + 1 :]
    while tokens and (words[0] in people.titles or (words[0] in people.short_titles and text[tokens[0][1] - 1] == ".")):
        tokens, words = tokens[1:], words[1:]
    while tokens and (words[-1] in people.titles or (len(words) > 2 and _is_loose(text, tokens[-1], words[-1], catalog))):
        tokens, words = tokens[:-1], words[:-1]
    return tokens


def _without_house(text: str, tokens: list[tuple[int, int]], catalog: Catalog) -> list[tuple[int, int]]:
    """Leave out an outlet of two words or more after the name ("Jane Doe Fox News"), or of one before it ("Ouest-France Anne Dupont").

    What follows a word such as "Published" is no name either.
    """
    if len(tokens) > _NAME_WORDS and is_house(text[slice(*tokens[0])], catalog):
        tokens = tokens[1:]
    for kept in range(len(tokens) - _NAME_WORDS, 1, -1):
        if catalog.outlets.named(text[tokens[0][0] : tokens[kept - 1][1]]):
            tokens = tokens[kept:]  # "Associated Press Jane Doe"
            break
    for kept in range(_NAME_WORDS, len(tokens)):
        word = _bare(text, tokens[kept])
        two = f"{word} {_bare(text, tokens[kept + 1])}" if kept + 1 < len(tokens) else word
        if len(word) > ABBREVIATED and (catalog.calendar.label(word) or catalog.calendar.label(two)):
            return tokens[:kept]  # "Anne Dupont Publié hier"
    for kept in range(2, len(tokens) - 1):
        if catalog.outlets.named(text[tokens[kept][0] : tokens[-1][1]]):
            return tokens[:kept]
    return tokens


def _is_loose(text: str, token: tuple[int, int], word: str, catalog: Catalog) -> bool:
    """Whether the last word belongs to what follows the name: a house, a label, a particle ("Jane Doe Reuters", "Jane Doe Categories")."""
    return (
        word in catalog.people.organisations
        or catalog.calendar.label(word) is not None
        or (len(word) <= SHORT_MONTH and text[slice(*token)].isupper() and bool(catalog.outlets.named(word)))
        or (word in catalog.people.particles and text[token[0]].islower())
    )


def _otherwise(text: str, tokens: list[tuple[int, int]], catalog: Catalog) -> str:
    """Return what a segment without a name is: a house, a place, a job, a few words beside a name, or prose."""
    words = [_bare(text, token) for token in tokens]
    joined = " ".join(words)
    if any(word in catalog.people.roles or word in catalog.people.organisations for word in words) and len(words) <= 8:
        return "beside"
    if joined in catalog.places or catalog.places.is_region(joined) or catalog.outlets.named(joined):
        return "beside"
    return "beside" if len(words) <= 2 or (len(words) <= _FEW and _OF.match(text, tokens[0][0])) else "prose"


def _first_word(text: str, start: int, stop: int) -> str:
    token = TOKEN.search(text, start, stop)
    return token[0].lower().strip(".'-") if token else ""


def _bare(text: str, token: tuple[int, int]) -> str:
    return text[token[0] : token[1]].lower().strip(".'-")
