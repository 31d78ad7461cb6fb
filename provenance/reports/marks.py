"""Every span of a record with its reason in words: what a reader of an article sees highlighted, in a report or in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from provenance.model.evidence import Confidence, Evidence
from provenance.model.record import Attribution, Boilerplate, License, ProvenanceRecord

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


@frozen
class Mark:
    """A highlighted span: `[start, stop)` in code points of the text as read, the layer that colours it, and why it is there."""

    start: int
    stop: int
    layer: Layer
    label: str
    confidence: Confidence
    rule: str
    reason: str
    quote: str


def marks(record: ProvenanceRecord) -> tuple[Mark, ...]:
    """Return every span of a record with its reason, in the order of the text."""
    return tuple(sorted(_marks(record), key=lambda mark: (mark.start, -mark.stop, mark.layer, mark.label)))


def licence_reason(found: License) -> str:
    """Return in words what a licence statement says, of what, and who is said to say it."""
    holder = f", licensor {found.holder.name}" if found.holder else ", no licensor named"
    version = "" if found.version else ", no version stated"
    without = f" Exceptions: {'; '.join(item.quote for item in found.exceptions)}." if found.exceptions else ""
    return f"Claims {found.expression} for {_SCOPES[found.scope]}{holder}{version}; found {_CHANNELS[found.channel]}.{without}"


def attribution_reason(found: Attribution) -> str:
    """Return in words who is named, as what, and by which cue."""
    who = ", ".join(part for part in (found.person, found.name, found.place, found.date) if part) or "somebody"
    role = {"author": f"{who} wrote or supplied this text", "source": f"{who} is cited as a source", "conduit": f"{who} was told this"}
    cue = f" (cue: {found.cue})" if found.cue else ""
    return f"{_KINDS[found.kind]}: {role.get(found.role, who)}{cue}."


def boilerplate_reason(found: Boilerplate) -> str:
    """Return in words which piece of furniture it is and whether it may be stripped."""
    kind = found.kind.replace("_", " ")
    fate = "may be stripped" if found.layer == "plain" else f"always kept ({found.layer})"
    return f"{kind[0].upper()}{kind[1:]}: not the article's own words, {fate}."


def _marks(record: ProvenanceRecord) -> Iterator[Mark]:
    if record.title and record.title.stop > record.title.start:
        title = record.title
        yield Mark(title.start, title.stop, "title", "Headline", "certain", "title", "The headline of the article.", title.text)
    if record.published and record.published.evidence.stop > record.published.evidence.start:
        stated = record.published
        reason = f"Published {stated.value}, precise to the {stated.precision}; from the {stated.basis}."
        yield _mark(stated.evidence, "date", stated.value, "certain", reason)
    if record.publisher and record.publisher.evidence:
        reason = f"Names the publisher: {record.publisher.name} ({record.publisher.basis.replace('_', ' ')})."
        yield _mark(record.publisher.evidence, "publisher", record.publisher.name, record.publisher.confidence, reason)
    for licence in record.licenses:
        yield _mark(licence.evidence, "license", licence.expression, licence.confidence, licence_reason(licence))
        for item in licence.exceptions:
            yield _mark(item, "license", "Exception", licence.confidence, f"An exception from {licence.expression}.")
    for opt_out in record.reservations:
        reason = f"A text-and-data-mining opt-out ({opt_out.kind}): {opt_out.value}."
        yield _mark(opt_out.evidence, "reservation", opt_out.kind, "certain", reason)
    for credit in record.attributions:
        label = credit.name or credit.person or credit.place or _KINDS[credit.kind]
        yield _mark(credit.evidence, credit.role, label, credit.confidence, attribution_reason(credit))
    for piece in record.boilerplate:
        yield _mark(piece.evidence, piece.layer, piece.kind.replace("_", " "), piece.confidence, boilerplate_reason(piece))


def _mark(found: Evidence, layer: Layer, label: str, confidence: Confidence, reason: str) -> Mark:
    return Mark(found.start, found.stop, layer, label, confidence, found.rule, reason, found.quote)
