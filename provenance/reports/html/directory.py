"""Who is who in an audit: every record's number, and the few words about it that lists and graphs show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from attrs import Factory, define

from provenance.reports.marks import Row

_TITLE = 110
_HEAD = 400
_CREDITS = 12
_NOBODY = {"outlet": None, "name": ""}


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

    def add(self, record: Row, text: str | None, houses: tuple[str, ...]) -> None:
        """Append what lists say about the next article; `houses` are the keys of those that it credits."""
        publisher, published, verdict = record["publisher"], record["published"], record["license"]
        outlet, day = publisher["name"] if publisher else "", published["value"] if published else ""
        stands = verdict["status"], verdict["expression"], len(record["findings"])
        self.entries.append(Entry(record["id"], headline(record, text), outlet, day, *stands, houses[:_CREDITS]))


@define
class Tally:
    """Sums over all records, for the summary: licences, credits, verdicts."""

    verdicts: Counter[tuple[str, str]] = Factory(Counter)
    statements: Counter[tuple[str, str, str]] = Factory(Counter)
    credits: Counter[tuple[str, str]] = Factory(Counter)
    credited: Counter[str] = Factory(Counter)
    spellings: dict[str, Counter[str]] = Factory(dict)
    languages: Counter[str] = Factory(Counter)

    def add(self, record: Row) -> tuple[str, ...]:
        """Count one record and return the keys of the houses that it credits; every sum counts articles, not mentions."""
        self.verdicts[record["license"]["status"], record["license"]["expression"]] += 1
        self.languages[record["language"] or "unknown"] += 1
        held = [(item, item["holder"] or _NOBODY) for item in record["licenses"]]
        for statement in {(item["expression"], self._house(holder["outlet"], holder["name"]), item["scope"]) for item, holder in held}:
            self.statements[statement] += 1
        named = {(self._house(item["outlet"], item["name"]), item["role"]) for item in record["attributions"] if _credits_house(item)}
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

    def _house(self, outlet: str | None, name: str | None) -> str:
        """Return one key for all spellings of a house: the outlet's id, or the name of one that the catalog does not know."""
        spelled = _spelled(name or "")
        house = outlet or spelled
        if spelled:
            self.spellings.setdefault(house, Counter())[spelled] += 1
        return house


@lru_cache(1 << 12)
def _spelled(name: str) -> str:
    """Return a name on one line."""
    return " ".join(name.split())


def _credits_house(item: Row) -> bool:
    """Whether a credit is more than possible and names an agency or outlet: no person, no desk ("Staff Reporter"), no initials."""
    name = item["name"]
    if not name or item["role"] == "other" or item["confidence"] == "possible" or name == item["person"]:
        return False
    return item["outlet"] is not None or item["kind"] not in {"byline", "desk_initials"}


def headline(record: Row, text: str | None) -> str:
    """Return the title of an article, or its first words where it has none."""
    title, body = record["title"], record["body"]
    if title and title["text"].strip():
        return shorten(title["text"], _TITLE)
    start = body[0][0] if body else 0
    found = [item["evidence"] for item in record["attributions"] if item["kind"] == "dateline"]
    start = max([start, *(item["stop"] for item in found if item["start"] <= start + 2)])
    return shorten((text or "")[start : start + _HEAD], _TITLE) or str(record["id"])


def shorten(text: str, limit: int) -> str:
    """Return a text on one line, cut at a word after at most `limit` code points."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut) + "…"


@lru_cache(1 << 13)
def told(words: str, limit: int) -> str:
    """Return what `shorten` returns, for words that come again and again: reasons, and what findings quote."""
    return shorten(words, limit)


def register(ids: Iterable[str]) -> Directory:
    """Return the directory of these records, with their numbers and no words about them yet."""
    directory = Directory()
    for number, name in enumerate(ids):
        directory.number.setdefault(name, number)
    return directory
