"""Where a name ends whose next words are glued to it or follow it without a mark: a job, a day, a house, a city, the name again."""

from __future__ import annotations

from provenance.catalog import Catalog
from provenance.expressions import compiled

_GLUED = compiled(r"(?!Fitz)(\p{Lu}\p{Ll}{3,})(?=\p{Lu}\p{L}{1,})")
_GLUED_WORD = compiled(r"(\p{Lu}\p{Ll}+)(?:(\p{Lu}\p{L}+?)\d{0,2}$|\d)")
_SHORT = 2


def own_words(text: str, tokens: list[tuple[int, int]], catalog: Catalog) -> list[tuple[int, int]]:
    """Return the words of a name without a city after it, the name a second time, and what is glued to its end."""
    return _unglued(text, _once(text, _without_place(text, tokens, catalog)), catalog)


def _once(text: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the first half of a name that stands there twice ("Jane Doe Jane Doe")."""
    half = len(tokens) // 2
    words = [text[first:last] for first, last in tokens]
    return tokens[:half] if len(tokens) >= 4 and words[:half] == words[half:] else tokens


def _unglued(text: str, tokens: list[tuple[int, int]], catalog: Catalog) -> list[tuple[int, int]]:
    """Cut a name where the space before the next words was lost ("Jane RoeStaff Writer", "Jane Roe10:00")."""
    for number, (first, last) in enumerate(tokens[1:], 1):
        glued = _GLUED_WORD.match(text, first, last)
        if (glued and _goes_on(glued[1], glued[2], catalog)) or (glued := _GLUED.match(text, first, last)):
            return [*tokens[:number], (first, glued.end(1))]
    return tokens


def _goes_on(name: str, word: str | None, catalog: Catalog) -> bool:
    """Whether a word glued to the end of a name is a job, a house, a month or a label of a day; None stands for a figure."""
    if word is None or word.lower() in catalog.people.jobs or (word.isupper() and is_house(word, catalog)):
        return True
    return len(name) > _SHORT and bool(catalog.calendar.month(word.lower()) or catalog.calendar.label(word.lower()))


def is_house(word: str, catalog: Catalog) -> bool:
    """Whether one word is an outlet's name and nobody's given name."""
    return len(word) > _SHORT and bool(catalog.outlets.named(word)) and word.lower() not in catalog.people.given


def _without_place(text: str, tokens: list[tuple[int, int]], catalog: Catalog) -> list[tuple[int, int]]:
    """Leave out a city in capitals after the name: the dateline that follows when a line end was lost."""
    for kept in range(2, len(tokens)):
        rest = text[tokens[kept][0] : tokens[-1][1]]
        if rest.isupper() and not text[tokens[0][0] : tokens[kept - 1][1]].isupper() and rest.lower() in catalog.places:
            return tokens[:kept]
    return tokens
