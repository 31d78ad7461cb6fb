"""Lines that name authors without a word such as "By": a name beside a day, a job, a read time or an outlet, and the names of desks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Literal

import regex

from provenance.catalog import Catalog
from provenance.detectors.attribution.authors import Name, Names, read_names, tokens_of
from provenance.detectors.attribution.likely_lines import DESKS, LONGEST, LONGEST_HOUSE, nameable, words_of
from provenance.detectors.attribution.lines import Line
from provenance.expressions import compiled
from provenance.normalise import Folded

_LONGEST_CLOSING = 70
_FEW = 3
_LABEL = 4
"""Shorter words before a day ("on", "le") are words of names and sentences as well."""
_FOLLOWING = 3_000
_KEPT = 8_000
"""Lines of which is remembered what they say: heads and furniture come again."""

_MOST_AUTHORS = 6
_TITLE = 10
_BETWEEN = 40
"""A line between the names and the day is no longer: the name of a section."""

_BESIDE = compiled(
    r"(?i)\b(?:min(?:ute)?[ns]?s?\.? (?:read|de lecture|lesezeit|de lectura|de leitura|di lettura|czytania|lugemine)|"
    r"lese(?:zeit|dauer)|reading time|temps de lecture|tiempo de lectura|tempo (?:di lettura|de leitura)|okuma süresi|leestijd|"
    r"updated|published|posted|@\w|follow|email|special (?:to|for))\b|@|^(?:bild|foto|fotos|photos?|images?|picture)\s?:"
)
_NUMBERS = compiled(
    r"(?i)(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)|^\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?|uhr|h)?(?: [A-Z]{2,4})?$|^\d{1,2} ?[hmd]$"
)
_AGO = compiled(
    r"(?i)\b(?:vor|před|il y a|hace|há|fa|för|siden|for|temu|назад|тому)?\s?\d{1,2} "
    r"?(?:min(?:ute|uto|uti|ut|uten|uter)?[ns]?|stunden?|tage[n]?|hours?|days?|heures?|jours?|horas?|d[íi]as?|ore|giorni|tim(?:er|mar)|"
    r"uur|dagen|godzin|dni|hodin(?:ami)?|dny|saat|gün|час[аов]{0,2}|дн[яей]{1,2}|jam|hari)"
    r"(?: (?:ago|fa|atr[áa]s|sedan|siden|geleden|temu|önce|назад|тому|lalu|yang lalu))?$"
)
_PICTURE = compiled(
    r"(?i)/\s?(?:getty(?: ?images)?|shutterstock|alamy|istock|imago|picture|pool|reuters|afp|ap|epa|dpa|xinhua)\b|\bimages\b|\bfile$|"
    r"\((?:left|right|cent(?:re|er)|[lrc])\)|\b1[89]\d\d ?- ?(?:1[89]|20)\d\d\b|"
    r"\bna zdj[ęe]ciu\b|^[(\s]{0,2}(?:©|\(c\))|\((?:symbol)?(?:bild|fotos?|photos?|pictures?|images?|archiv|illustration)\b"
)
_TAKEN = compiled(r"(?<=\p{L})/(?:[Tt]he )?(\p{Lu}[^,(/|)]{2,40})\)?$")
_OF_PLACE = compiled(r"(?:d[eoa]|em|en|in|à|aus) ")
_PARTED = compiled(r" ?[,/|(]")
_EDITED = compiled(
    r"(?i)(?:edit(?:ed|ing|or|ors|ado|ora)?|edici[óo]n|penyunting|redaktur|redaktion|translat\w+|traducción|traduction|illustrations?"
    r"|редакт\w+|монтаж)[ :]"
)
_HANDLE = compiled(r"(?<![\w.])@\w{3,30}$|\p{Ll}@\w{3,30}$")
_WORDS = compiled(r"(?<![\p{L}\d])[\p{L}\d]")
_FIGURE = re.compile(r"\d")
_JOINING = 3
_SIGNS = "\u2e80"
"""From here on letters are signs, which dictionaries of given names do not hold."""
_HOUSE = compiled(r"[,(/|-]\s?([^,(/|]{2,40}?)\)?$")


def likely(rows: Sequence[Line], catalog: Catalog) -> list[int]:
    """Return the numbers of the lines of which `name_line` may have names."""
    return nameable(rows, words_of(catalog))


def name_line(folded: Folded, block: Sequence[Line], number: int, catalog: Catalog, *, named: Collection[int]) -> tuple[Names, str] | None:
    """Return the names of a line without a cue, and which kind of line it is: known given names beside what stands beside authors.

    `named` are the lines that name authors already: beside them only the next line can name one more.
    """
    row = block[number]
    if row.stop - row.start > LONGEST or not _stands_beside(block, number, named, catalog) or not _may_name(block, number, catalog):
        return None
    if row.paragraphs and not _HANDLE.search(row.words) and not _has_day_beside(block, number, catalog):
        return None
    names = read_names(folded.text, row.start, row.stop, catalog)
    if not names.people:
        desk = None if row.paragraphs else desk_of(folded.text, row.start, row.stop, names).desk
        return (Names((), True, False, False, desk), "bylines/desk-line") if desk else None
    if row.first and not names.aside and _is_subject(folded, names, row):
        return None
    if names.clean and len(names.people) <= _MOST_AUTHORS and _begins(folded, row, names.people[0], catalog):
        known = names.known and not _is_prose(row.words, catalog)
        if (
            (known and _is_told_beside(block, number, names, catalog))
            or (known and not row.paragraphs and _opens(folded, block, number, names, catalog))
            or (
                names.aside
                and _names_house(row.words, catalog)
                and number + 1 < len(block)
                and _states_day(block[number + 1].words, catalog)
            )
        ):
            return names, "bylines/name-line"
    return None


def _stands_beside(block: Sequence[Line], number: int, named: Collection[int], catalog: Catalog) -> bool:
    """Whether a line can name one more author: right below a line that does, or with nothing but their job between the two."""
    if not named or number - 1 in named:
        return True
    return any(
        far in named and 0 <= between < len(block) and _is_job(block[between].words, catalog)
        for far, between in ((number - 2, number - 1), (number + 1, number + 1))
    )


def _is_job(words: str, catalog: Catalog) -> bool:
    """Whether a line is a job and nothing else: "Staff Writer"."""
    return len(words) <= _BETWEEN and all(word.strip(".,|") in catalog.people.jobs for word in words.lower().split())


def desk_of(text: str, start: int, stop: int, names: Names) -> Names:
    """Return the desk that the words after a cue name ("Tehran Times Economic Desk"), if they do."""
    words = text[start:stop].strip()
    if names.people or len(words) > 60:
        return Names((), True, False, False)
    if names.desk is not None and names.clean:
        return names
    if _ends_in_desk(words) and len(words.split()) > 1 and all(word[0].isupper() or word in ("of", "and", "the") for word in words.split()):
        return Names((), True, False, False, Name(start, start + len(words)))
    return Names((), True, False, False)


def _ends_in_desk(words: str) -> bool:
    return words.rsplit(maxsplit=1)[-1].lower() in DESKS if words else False


def _is_told_beside(block: Sequence[Line], number: int, names: Names, catalog: Catalog) -> bool:
    """Whether the lines around a name, or its own, say that it is an author's; behind a first paragraph only a day does."""
    row, before, after = block[number], block[max(0, number - 1) : number], block[number + 1 : number + 3]
    job = bool(after) and _is_beside(after[0].words, catalog)
    if (
        _HANDLE.search(row.words)
        or (names.aside and _states_day(row.words, catalog))
        or (after and _states_day(after[0].words, catalog))
        or (len(after) > 1 and after[0].stop - after[0].start <= _BETWEEN and _states_day(after[1].words, catalog))
        or (before and ((job and _states_day(before[0].words, catalog)) or (not names.aside and _is_day(before[0].words, catalog))))
    ):
        return True
    if row.paragraphs or job:
        return job and not row.paragraphs
    if row.first:
        return names.aside and _names_house(row.words, catalog)
    return names.aside or any(_is_beside(other.words, catalog) for other in before)


def _has_day_beside(block: Sequence[Line], number: int, catalog: Catalog) -> bool:
    """Whether a line, or one of those around it, states a day: below a first paragraph no other line names authors without a cue."""
    around = block[max(0, number - 1) : number + 3]
    return any(row.stop - row.start <= LONGEST and _states_day(row.words, catalog) for row in around) or _is_day(around[0].words, catalog)


def _opens(folded: Folded, block: Sequence[Line], number: int, names: Names, catalog: Catalog) -> bool:
    """Whether a name alone stands between a headline and a first paragraph that does not tell of its bearer."""
    before, after = block[max(0, number - 1) : number], block[number + 1 : number + 2]
    if number > 2 or not after or after[0].stop - after[0].start <= LONGEST or _only_names(folded, before, catalog):
        return False
    ordinary = folded.lower[names.people[0].start : names.people[0].stop].split()[0] in catalog.people.ordinary
    return not ordinary and not _is_subject(folded, names, block[number])


def _may_name(block: Sequence[Line], number: int, catalog: Catalog) -> bool:
    """Whether a line holds what names authors; a house alone does so above a day."""
    held = _held(block[number].words, catalog)
    return held == "name" or (held == "house" and number + 1 < len(block) and _states_day(block[number + 1].words, catalog))


@lru_cache(maxsize=_KEPT)
def _held(words: str, catalog: Catalog) -> Literal["name", "house", ""]:
    """Return what names authors in a line that is no caption: "name" for a given name or a word for a desk, "house" for a house alone.

    Signs are looked at more closely.
    """
    people = catalog.people
    tokens = tokens_of(words)
    plain = [token.lower().strip(".") for token in tokens]
    known = (
        not people.desk_words.isdisjoint(plain)
        or (not words.isascii() and max(words) >= _SIGNS)
        or _ends_in_desk(words)
        or (_holds_given(tokens, plain, catalog) and not _is_prose(words, catalog))
    )
    if not (known or _names_house(words, catalog)) or words.split(maxsplit=1)[0] in people.joins:
        return ""
    if _is_credit(words, catalog) or _PICTURE.search(words) or _EDITED.match(words.lstrip("|•- ")):
        return ""
    return "name" if known else "house"


def _holds_given(tokens: Sequence[str], plain: Sequence[str], catalog: Catalog) -> bool:
    """Whether one of some words is a given name that can begin a name: neither is it written small, nor is the word behind it."""
    people = catalog.people
    return not people.given.isdisjoint(plain) and any(
        plain[number] in people.given
        and (not tokens[number].islower() or plain[number] in people.particles)
        and not following[0].isdigit()
        and (not following.islower() or plain[number + 1] in people.particles or plain[number + 1] in people.suffixes)
        for number, following in enumerate(tokens[1:])
    )


def _is_prose(words: str, catalog: Catalog) -> bool:
    """Whether more than two words of a line are neither names nor jobs nor joining words."""
    people = catalog.people
    small = (word.strip(".,;:|") for word in words.split() if word.islower() and len(word) > _JOINING)
    return sum(word not in people.jobs and word not in people.particles and word not in people.joins for word in small) > 2


def _is_day(words: str, catalog: Catalog) -> bool:
    """Whether a line is a day and nothing else."""
    return len(words) <= _BETWEEN and catalog.calendar.read(words.lower(), 0, day_first=True) is not None


def _names_house(words: str, catalog: Catalog) -> bool:
    """Whether a line ends in a known outlet: "Jane Doe, AFP"."""
    house = _HOUSE.search(words, max(0, len(words) - LONGEST_HOUSE))
    return house is not None and bool(catalog.outlets.named(house[1]))


def _begins(folded: Folded, row: Line, name: Name, catalog: Catalog) -> bool:
    """Whether no more than a day or a job stands before the first name: "5 March 2020 | Jane Doe", "Political Correspondent Jane Doe"."""
    if name.start - row.start <= _TITLE:
        return True
    day = catalog.calendar.read(folded.lower, row.start, day_first=True)
    words = folded.lower[row.start : name.start].split()
    jobs = catalog.people.jobs
    before = folded.text[row.start : name.start].strip(" ,|-")
    return (
        (day is not None and day.stop <= name.start)
        or all(word.strip(".,|") in jobs for word in words)
        or bool(catalog.outlets.named(before))
    )


def _is_subject(folded: Folded, names: Names, row: Line) -> bool:
    """Whether the text tells of the person whom a line names: then the line is a headline and no by-line."""
    last = folded.text[names.people[0].start : names.people[0].stop].split()[-1]
    following = folded.text[row.stop : row.stop + _FOLLOWING]
    return regex.search(rf"(?<!\p{{L}}){regex.escape(last)}(?!\p{{L}})", following, regex.IGNORECASE) is not None


def _only_names(folded: Folded, rows: Sequence[Line], catalog: Catalog) -> bool:
    return any(read_names(folded.text, row.start, row.stop, catalog).known for row in rows if row.stop - row.start <= LONGEST)


@lru_cache(maxsize=_KEPT)
def _states_day(words: str, catalog: Catalog) -> bool:
    """Whether a line states when the text was published, or how long it takes to read."""
    if len(words) > LONGEST:
        return False
    dated = _FIGURE.search(words) is not None  # no day is written without one
    if _BESIDE.search(words) or (dated and (_AGO.search(words) or _NUMBERS.search(words))):
        return True
    lower = words.lower()[:80]
    first = lower.split(maxsplit=1)[0]
    if len(first) > _LABEL and catalog.calendar.label(first):
        return True
    return dated and any(catalog.calendar.read(lower, at.start(), day_first=True) for at in _WORDS.finditer(lower))


@lru_cache(maxsize=_KEPT)
def _is_beside(words: str, catalog: Catalog) -> bool:
    """Whether a line states a day, a read time, a job or an address: what stands beside the names of authors."""
    lower = words.lower()
    if len(words) > LONGEST:
        return False
    if _states_day(words, catalog) or any(word.strip(".,|") in catalog.people.roles for word in lower.split()):
        return True
    first = _PARTED.split(_OF_PLACE.sub("", lower, count=1), maxsplit=1)[0]
    known = catalog.outlets.named(lower) or catalog.outlets.named(first) or ("." in first and catalog.outlets.at(first))
    return bool(known) or lower in catalog.places or first in catalog.places


def _is_credit(words: str, catalog: Catalog) -> bool:
    """Whether a line is a photographer's: "Jane Doe/The Herald", without white space around the stroke, of an outlet that is no agency."""
    taken = _TAKEN.search(words, max(0, len(words) - LONGEST_HOUSE)) if "/" in words else None
    return taken is not None and any(outlet.kind != "agency" for outlet in catalog.outlets.named(taken[1]))


def closing_line(folded: Folded, rows: Sequence[Line], catalog: Catalog) -> Names | None:
    """Return the names that stand alone on the last line, right below a paragraph, in a text that does not tell of them."""
    if len(rows) < _FEW or rows[-1].stop - rows[-1].start > _LONGEST_CLOSING:
        return None
    row = rows[-1]
    if rows[-2].stop - rows[-2].start <= LONGEST and not _names_house(row.words, catalog):
        return None
    if row.words[-1] in ".!?:" or _held(row.words, catalog) != "name" or _is_prose(row.words, catalog):
        return None
    names = read_names(folded.text, row.start, row.stop, catalog)
    if not (names.known and names.clean and names.people[0].start == row.start and len(names.people) <= _FEW):
        return None
    words = folded.text[names.people[0].start : names.people[0].stop].split()
    return None if words[0].lower() in catalog.people.ordinary or words[-1] in folded.text[: row.start] else names
