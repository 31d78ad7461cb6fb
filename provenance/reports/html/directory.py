"""Who is who in an audit: every record's number, and the few words about it that lists and graphs show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from attrs import Factory, define

from provenance.views.article import Notes

_CREDITS = 12


class Entry(NamedTuple):
    """One article in a list: `status` and `licence` are its verdict, `findings` how many name it, `credits` the houses credited."""

    id: str
    title: str
    outlet: str
    published: str
    status: str
    licence: str
    findings: int
    credits: tuple[str, ...]


@define
class Directory:
    """The articles in the order of the records; `number[id]` is the row of an article in every collection."""

    entries: list[Entry] = Factory(list)
    number: dict[str, int] = Factory(dict)

    def add(self, notes: Notes, findings: int, houses: tuple[str, ...]) -> None:
        """Append what lists say about the next article; `findings` name it, `houses` are the keys of those that it credits."""
        self.entries.append(Entry(*notes[:6], findings, houses[:_CREDITS]))


@define
class Tally:
    """Sums over all records, for the summary: licences, credits, verdicts."""

    verdicts: Counter[tuple[str, str]] = Factory(Counter)
    statements: Counter[tuple[str, str, str]] = Factory(Counter)
    credits: Counter[tuple[str, str]] = Factory(Counter)
    credited: Counter[str] = Factory(Counter)
    spellings: dict[str, Counter[str]] = Factory(dict)
    languages: Counter[str] = Factory(Counter)

    def add(self, notes: Notes) -> tuple[str, ...]:
        """Count one record and return the keys of the houses that it credits; every sum counts articles, not mentions."""
        self.verdicts[notes.status, notes.licence] += 1
        self.languages[notes.language] += 1
        for statement in {(licence, self._house(outlet, name), scope) for licence, outlet, name, scope in notes.statements}:
            self.statements[statement] += 1
        named = {(self._house(outlet, name), role) for outlet, name, role in notes.credits}
        for credit in named:
            self.credits[credit] += 1
        houses = sorted({house for house, _ in named})
        for house in houses:
            self.credited[house] += 1
        return tuple(houses)

    def name(self, house: str) -> str:
        """Return the spelling that articles use most for a house."""
        spellings = self.spellings.get(house)
        return min(spellings.items(), key=lambda item: (-item[1], item[0]))[0] if spellings else house

    def _house(self, outlet: str | None, name: str) -> str:
        """Return one key for all spellings of a house: the outlet's id, or the name of one that the catalog does not know."""
        spelled = _spelled(name)
        house = outlet or spelled
        if spelled:
            self.spellings.setdefault(house, Counter())[spelled] += 1
        return house


@lru_cache(1 << 12)
def _spelled(name: str) -> str:
    """Return a name on one line."""
    return " ".join(name.split())


def register(ids: Iterable[str]) -> Directory:
    """Return the directory of these records, with their numbers and no words about them yet."""
    directory = Directory()
    for number, name in enumerate(ids):
        directory.number.setdefault(name, number)
    return directory
