"""Who is who in an audit: every record's number, and the few words about it that lists and graphs show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import Factory, define, frozen

from provenance.model.record import ProvenanceRecord
from provenance.reports.folder import Texts

_TITLE = 110
_HEAD = 400


@frozen
class Entry:
    """One article in a list: `status` and `licence` are its verdict, `findings` is how many findings name it."""

    id: str
    title: str
    outlet: str
    published: str
    status: str
    licence: str
    findings: int


@define
class Directory:
    """The articles in the order of the records; `number[id]` is the row of an article in every collection."""

    entries: list[Entry] = Factory(list)
    number: dict[str, int] = Factory(dict)

    def add(self, record: ProvenanceRecord, text: str | None) -> None:
        """Append one article."""
        self.number.setdefault(record.id, len(self.entries))
        outlet = record.publisher.name if record.publisher else ""
        published = record.published.value if record.published else ""
        verdict = record.license
        entry = Entry(record.id, headline(record, text), outlet, published, verdict.status, verdict.expression, len(record.findings))
        self.entries.append(entry)


@define
class Tally:
    """Sums over all records, for the summary: licences, credits, verdicts."""

    verdicts: Counter[tuple[str, str]] = Factory(Counter)
    statements: Counter[tuple[str, str, str]] = Factory(Counter)
    credits: Counter[tuple[str, str]] = Factory(Counter)
    credited: Counter[str] = Factory(Counter)
    languages: Counter[str] = Factory(Counter)
    stripped: int = 0

    def add(self, record: ProvenanceRecord) -> None:
        """Count one record; every sum counts articles, not mentions."""
        self.verdicts[record.license.status, record.license.expression] += 1
        self.languages[record.language or "unknown"] += 1
        self.statements.update({(item.expression, item.holder.name if item.holder else "", item.scope) for item in record.licenses})
        named = {
            (item.name, item.role) for item in record.attributions if item.name and item.role != "other" and item.confidence != "possible"
        }
        self.credits.update(named)
        self.credited.update({name for name, _ in named})
        self.stripped += any(item.layer == "plain" for item in record.boilerplate)


def headline(record: ProvenanceRecord, text: str | None) -> str:
    """Return the title of an article, or its first words where it has none."""
    if record.title and record.title.text.strip():
        return shorten(record.title.text, _TITLE)
    start = record.body[0][0] if record.body else 0
    return shorten((text or "")[start : start + _HEAD], _TITLE) or record.id


def shorten(text: str, limit: int) -> str:
    """Return a text on one line, cut at a word after at most `limit` code points."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut) + "…"


def survey(records: Iterable[ProvenanceRecord], texts: Texts) -> tuple[Directory, Tally]:
    """Return the directory and the sums of all records, reading them once."""
    directory, tally = Directory(), Tally()
    for record in records:
        directory.add(record, texts.get(record.id))
        tally.add(record)
    return directory, tally
