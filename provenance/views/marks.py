"""Every span of a record with its reason in words: what a reader of an article sees highlighted, in a report or in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from provenance.model.evidence import Confidence, Evidence
from provenance.model.record import Attribution, License, ProvenanceRecord

Layer = Literal[
    "license", "reservation", "author", "source", "conduit", "other", "publisher", "rights", "provenance", "plain", "title", "date"
]

LAYERS: tuple[tuple[Layer, str], ...] = (
    ("license", "Licence statement"),
    ("reservation", "Opt-out"),
    ("author", "Credited as author"),
    ("source", "Cited as source"),
    ("conduit", "Told to"),
    ("other", "Dateline, photo, contact"),
    ("publisher", "Publisher"),
    ("title", "Headline"),
    ("date", "Date"),
    ("rights", "Boilerplate: rights"),
    ("provenance", "Boilerplate: provenance"),
    ("plain", "Boilerplate: furniture"),
)

_SCOPES = {"site": "the whole site", "article": "this article", "part": "a part only", "mention": "only talked about"}
_CHANNELS = {
    "text": "in the text",
    "link": "in a link",
    "meta": "in a meta tag",
    "json-ld": "in JSON-LD",
    "rdf": "in RDF",
    "metadata": "in the metadata",
}
_KINDS = {
    "dateline": "Dateline",
    "byline": "Byline",
    "desk_initials": "Desk initials",
    "agency": "Agency credit",
    "source_line": "Source line",
    "cited": "Quoted source",
    "told": "Told to",
    "via": "Passed on by",
    "adapted": "Adapted from",
    "photo": "Photo credit",
    "contact": "Contact",
}
_ROLES = {"author": " wrote or supplied this text", "source": " is cited as a source", "conduit": " was told this"}


class Mark(NamedTuple):
    """A highlighted span: `[start, stop)` in code points of the text as read, the layer that colours it, and why it is there."""

    start: int
    stop: int
    layer: Layer
    label: str
    confidence: Confidence
    rule: str
    reason: str
    quote: str


Members = tuple[int, int, Layer, str, Confidence, str, str, str]
"""The members of a mark."""


def marks(record: ProvenanceRecord) -> list[Mark]:
    """Return every span of a record with its reason, in the order of the text."""
    return [Mark(*members) for members in members_of_marks(record)]


def members_of_marks(record: ProvenanceRecord) -> list[Members]:
    """Return what `marks` returns as plain tuples: a report makes ten an article."""
    return sorted(_marks(record), key=lambda mark: (mark[0], -mark[1], mark[2], mark[3]))


def _licence_reason(found: License) -> str:
    """Return in words what a licence statement says, of what, and who is said to say it."""
    holder = f", licensor {found.holder.name}" if found.holder else ", no licensor named"
    version = "" if found.version else ", no version stated"
    without = f" Exceptions: {'; '.join([item.quote for item in found.exceptions])}." if found.exceptions else ""
    return f"Claims {found.expression} for {_SCOPES[found.scope]}{holder}{version}; found {_CHANNELS[found.channel]}.{without}"


def _credit_reason(found: Attribution) -> str:
    """Return in words who is named, as what, and by which cue."""
    who = ", ".join([part for part in (found.person, found.name, found.place, found.date) if part]) or "somebody"
    cue = f" (cue: {found.cue})" if found.cue else ""
    return f"{_KINDS[found.kind]}: {who}{_ROLES.get(found.role, '')}{cue}."


@cache
def _furniture(kind: str, layer: str) -> tuple[str, str]:
    """Return what a piece of furniture is called, and in words whether it may be stripped."""
    name = kind.replace("_", " ")
    fate = "may be stripped" if layer == "plain" else f"always kept ({layer})"
    return name, f"{name[0].upper()}{name[1:]}: not the article's own words, {fate}."


def _marks(record: ProvenanceRecord) -> Iterator[Members]:
    yield from _facts(record)
    for licence in record.licenses:
        yield _mark(licence.evidence, "license", licence.expression, licence.confidence, _licence_reason(licence))
        for item in licence.exceptions:
            yield _mark(item, "license", "Exception", licence.confidence, f"An exception from {licence.expression}.")
    for opted in record.reservations:
        reason = f"A text-and-data-mining opt-out ({opted.kind}): {opted.value}."
        yield _mark(opted.evidence, "reservation", opted.kind, "certain", reason)
    for credit in record.attributions:
        label = credit.name or credit.person or credit.place or _KINDS[credit.kind]
        yield _mark(credit.evidence, credit.role, label, credit.confidence, _credit_reason(credit))
    for piece in record.boilerplate:
        label, reason = _furniture(piece.kind, piece.layer)
        yield _mark(piece.evidence, piece.layer, label, piece.confidence, reason)


def _facts(record: ProvenanceRecord) -> Iterator[Members]:
    """Yield where the headline, the date and the publisher stand."""
    title, stated, publisher = record.title, record.published, record.publisher
    if title and title.stop > title.start:
        yield title.start, title.stop, "title", "Headline", "certain", "title", "The headline of the article.", title.text
    if stated and stated.evidence.stop > stated.evidence.start:
        reason = f"Published {stated.value}, precise to the {stated.precision}; from the {stated.basis}."
        yield _mark(stated.evidence, "date", stated.value, "certain", reason)
    if publisher and publisher.evidence:
        reason = f"Names the publisher: {publisher.name} ({publisher.basis.replace('_', ' ')})."
        yield _mark(publisher.evidence, "publisher", publisher.name, publisher.confidence, reason)


def _mark(found: Evidence, layer: Layer, label: str, confidence: Confidence, reason: str) -> Members:
    return found.start, found.stop, layer, label, confidence, found.rule, reason, found.quote
