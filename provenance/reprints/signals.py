"""What ordering, families and furniture need to know about one record: small enough to keep a million of them on disk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import field, frozen

from provenance.catalog import load
from provenance.catalog.outlets import key
from provenance.detectors.dates import day_or_month, precision_of, stamped
from provenance.model.evidence import Span
from provenance.model.record import Attribution, License, ProvenanceRecord

_OUTLETS = frozenset({"dateline", "agency", "source_line", "cited", "told", "via", "adapted"})
_DATED = frozenset({"date", "page_stamp"})
_LINE = 160
"""Code points of a date line at most."""
_GENERIC = frozenset({"news", "agency", "the", "newspaper", "online", "press"})


@frozen
class Credit:
    """Somebody named in the text as author or source: `outlet` is a name as `outlet_key` writes it, `[start, stop)` the words."""

    outlet: str
    role: str
    kind: str
    start: int
    stop: int
    name: str = ""


@frozen
class Date:
    """A day or moment that the record states: ISO 8601 `value` cut to `precision` ("about" a day), and on what it rests."""

    value: str
    precision: str
    basis: str


@frozen
class Notice:
    """A licence statement: SPDX expression, holder as `outlet_key` writes it ("" when unnamed), scope and span."""

    expression: str
    holder: str
    scope: str
    start: int
    stop: int


@frozen
class Signals:
    """Everything that the corpus level asks of one record. Spans are half-open, in code points of the article's text as read.

    `body` is the article's own text, `furniture` are the spans that never join articles; `outlet` is the publisher and `names` all
    forms under which a credit may mean it; `agency` says that the publisher supplies others; `url` is the address as given.
    """

    id: str
    body: tuple[Span, ...]
    furniture: tuple[tuple[int, int, str], ...] = ()
    outlet: str = ""
    outlet_name: str = ""
    title: str = ""
    title_span: Span | None = None
    dates: tuple[Date, ...] = ()
    credits: tuple[Credit, ...] = ()
    datelines: tuple[Credit, ...] = ()
    notices: tuple[Notice, ...] = ()
    url: str = ""
    language: str = field(default="", kw_only=True)

    @property
    def end(self) -> int:
        """Return where the body ends."""
        return max((stop for _, stop in self.body), default=0)


@lru_cache(1 << 14)
def outlet_key(outlet: str | None, name: str | None) -> str:
    """Return one word for an outlet, the same for its catalog id and its name ("tasnim-news", "Tasnim News Agency" -> "tasnim")."""
    words = key((outlet or "").replace("-", " ") or name or "").split()
    core = [word for word in words if word not in _GENERIC] or words
    return "".join(char for char in "".join(core) if char.isalnum())


def signals(record: ProvenanceRecord) -> Signals:
    """Return what the corpus level needs of a record; pure, so that it may run wherever the record is made."""
    named = [_credit(item) for item in record.attributions if item.confidence != "possible" and _names_outlet(item)]
    publisher = record.publisher
    return Signals(
        id=record.id,
        body=record.body,
        furniture=tuple([(item.evidence.start, item.evidence.stop, item.kind) for item in record.boilerplate]),
        outlet=outlet_key(publisher.outlet, publisher.name) if publisher else "",
        outlet_name=publisher.name if publisher else "",
        title=record.title.text if record.title else "",
        title_span=(record.title.start, record.title.stop) if record.title else None,
        dates=tuple(dict.fromkeys(_dates(record))),
        credits=tuple([credit for credit in named if credit.kind != "dateline" and credit.outlet]),
        datelines=tuple([credit for credit in named if credit.kind == "dateline"]),
        notices=tuple([_notice(item) for item in record.licenses if item.confidence != "possible"]),
        url=record.source.url or "",
        language=record.language or "",
    )


def _notice(item: License) -> Notice:
    holder = outlet_key(item.holder.outlet, item.holder.name) if item.holder else ""
    return Notice(item.expression, holder, item.scope, item.evidence.start, item.evidence.stop)


def _names_outlet(item: Attribution) -> bool:
    """Tell whether an attribution names an outlet, and not a person or a desk."""
    return bool(item.outlet) or (bool(item.name) and item.kind in _OUTLETS)


def _credit(item: Attribution) -> Credit:
    return Credit(
        outlet_key(item.outlet, item.name), item.role, item.kind, item.evidence.start, item.evidence.stop, item.outlet or item.name or ""
    )


def _dates(record: ProvenanceRecord) -> Iterator[Date]:
    """Yield every day that a record bears: as published, then in the date lines of its text, then in its address."""
    if record.published:
        yield Date(record.published.value, precision_of(record.published), record.published.basis)
    for line in record.boilerplate:
        if line.kind in _DATED and line.evidence.stop - line.evidence.start <= _LINE:
            yield from (Date(value, precision, "text") for value, precision in stamped(line.evidence.quote, load()))
    if record.source.url and (stated := day_or_month(record.source.url)):
        yield Date(*stated, "url")
