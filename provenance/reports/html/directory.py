"""Who is who in an audit: every record's number, and the few words about it that lists and graphs show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import Factory, define, frozen

from provenance.model.record import Attribution, ProvenanceRecord

_TITLE = 110
_HEAD = 400
_CREDITS = 12


@frozen
class Entry:
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

    def add(self, record: ProvenanceRecord, text: str | None, houses: tuple[str, ...]) -> None:
        """Append what lists say about the next article; `houses` are the keys of those that it credits."""
        outlet = record.publisher.name if record.publisher else ""
        published = record.published.value if record.published else ""
        verdict = record.license
        title = headline(record, text)
        self.entries.append(
            Entry(record.id, title, outlet, published, verdict.status, verdict.expression, len(record.findings), houses[:_CREDITS])
        )


@define
class Tally:
    """Sums over all records, for the summary: licences, credits, verdicts."""

    verdicts: Counter[tuple[str, str]] = Factory(Counter)
    statements: Counter[tuple[str, str, str]] = Factory(Counter)
    credits: Counter[tuple[str, str]] = Factory(Counter)
    credited: Counter[str] = Factory(Counter)
    spellings: dict[str, Counter[str]] = Factory(dict)
    languages: Counter[str] = Factory(Counter)

    def add(self, record: ProvenanceRecord) -> tuple[str, ...]:
        """Count one record and return the keys of the houses that it credits; every sum counts articles, not mentions."""
        self.verdicts[record.license.status, record.license.expression] += 1
        self.languages[record.language or "unknown"] += 1
        held = [(item, (item.holder.outlet, item.holder.name) if item.holder else (None, "")) for item in record.licenses]
        self.statements.update({(item.expression, self._house(*holder), item.scope) for item, holder in held})
        sure = [item for item in record.attributions if item.role != "other" and item.confidence != "possible"]
        named = {(self._house(item.outlet, item.name), item.role) for item in sure if _is_house(item)}
        self.credits.update(named)
        houses = {house for house, _ in named}
        self.credited.update(houses)
        return tuple(sorted(houses))

    def name(self, house: str) -> str:
        """Return the spelling that articles use most for a house."""
        spellings = self.spellings.get(house)
        return min(spellings.items(), key=lambda item: (-item[1], item[0]))[0] if spellings else house

    def _house(self, outlet: str | None, name: str | None) -> str:
        """Return one key for all spellings of a house: the outlet's id, or the name of one that the catalog does not know."""
        spelled = " ".join((name or "").split())
        house = outlet or spelled
        if spelled:
            self.spellings.setdefault(house, Counter())[spelled] += 1
        return house


def _is_house(item: Attribution) -> bool:
    """Whether a credit names an agency or outlet, and no person, no desk ("Staff Reporter") and no editors' initials."""
    return bool(item.name) and item.name != item.person and (item.outlet is not None or item.kind not in {"byline", "desk_initials"})


def headline(record: ProvenanceRecord, text: str | None) -> str:
    """Return the title of an article, or its first words where it has none."""
    if record.title and record.title.text.strip():
        return shorten(record.title.text, _TITLE)
    start = record.body[0][0] if record.body else 0
    start = max(
        [start, *(item.evidence.stop for item in record.attributions if item.kind == "dateline" and item.evidence.start <= start + 2)]
    )
    return shorten((text or "")[start : start + _HEAD], _TITLE) or record.id


def shorten(text: str, limit: int) -> str:
    """Return a text on one line, cut at a word after at most `limit` code points."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut) + "…"


def register(ids: Iterable[str]) -> Directory:
    """Return the directory of these records, with their numbers and no words about them yet."""
    directory = Directory()
    for number, name in enumerate(ids):
        directory.number.setdefault(name, number)
    return directory
