"""The view of an article, as far as it depends on the article alone: its text with every span, its verdict, what lists say about it."""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

import orjson

from provenance.model.record import Attribution, License, ProvenanceRecord
from provenance.views.marks import Members, members_of_marks
from provenance.views.words import headline, script_bytes, shorten, told

TEXT_LIMIT = 120_000
_SPANS = 1_500
_QUOTE = 600
_SIZES = struct.Struct("<III")


class Notes(NamedTuple):
    """What lists and sums say about an article; `statements` are `expression, outlet, name, scope`, `credits` `outlet, name, role`."""

    id: str
    title: str
    outlet: str
    published: str
    status: str
    licence: str
    language: str
    own: float
    third: float
    statements: list[tuple[str, str | None, str, str]]
    credits: list[tuple[str | None, str, str]]


class View(NamedTuple):
    """Notes on an article, and the members of its view in JSON: those before what the corpus says about it, between, and behind."""

    notes: Notes
    head: bytes
    words: bytes
    tail: bytes


def view_of(record: ProvenanceRecord, text: str | None) -> View:
    """Return the view of an article; without its text each span is shown with its words."""
    verdict, source, made = record.license, record.source, record.made_with
    published, publisher, spans = record.published, record.publisher, members_of_marks(record)
    notes = Notes(
        record.id,
        headline(record, text),
        publisher.name if publisher else "",
        published.value if published else "",
        verdict.status,
        verdict.expression,
        record.language or "unknown",
        verdict.coverage.own,
        verdict.coverage.third_party,
        [_statement(item) for item in record.licenses],
        [(item.outlet, item.name or "", item.role) for item in record.attributions if _credits_house(item)],
    )
    head = {
        "id": record.id,
        "title": notes.title,
        "lang": record.language,
        "source": {"path": source.path, "row": source.row, "url": source.url, "format": source.format, "bytes": source.bytes},
        "published": published.value if published else None,
        "publisher": publisher.name if publisher else None,
        "status": verdict.status,
        "licence": verdict.expression,
        "reasons": verdict.reasons,
    }
    words = {
        "text": None if text is None else text[:TEXT_LIMIT],
        "length": None if text is None else len(text),
        "spans": [_span(mark, quoted=text is None) for mark in spans[:_SPANS]],
        "more_spans": max(0, len(spans) - _SPANS),
    }
    tail = {
        "problems": [f"{problem.stage}: {problem.code}. {problem.detail}" for problem in record.problems],
        "made": f"provenance {made.provenance}, catalog {made.catalog[:23]}",
    }
    return View(notes, *(_members(some) for some in (head, words, tail)))


def packed(view: View) -> bytes:
    """Return a view as one byte string."""
    notes = orjson.dumps(view.notes[:])
    return b"%b%b%b%b%b" % (_SIZES.pack(len(notes), len(view.head), len(view.words)), notes, view.head, view.words, view.tail)


def unpacked(data: bytes) -> View:
    """Return the view that was packed."""
    first, second, third = _SIZES.unpack_from(data)
    first += _SIZES.size
    second += first
    third += second
    return View(Notes(*orjson.loads(data[_SIZES.size : first])), data[first:second], data[second:third], data[third:])


def _members(some: dict[str, Any]) -> bytes:
    return script_bytes(some)[1:-1]


def _span(mark: Members, *, quoted: bool) -> tuple[Any, ...]:
    row = (*mark[:6], told(mark[6], _QUOTE))
    return (*row, shorten(mark[7], _QUOTE)) if quoted or mark[1] > TEXT_LIMIT else row


def _statement(item: License) -> tuple[str, str | None, str, str]:
    outlet, name = (item.holder.outlet, item.holder.name) if item.holder else (None, "")
    return item.expression, outlet, name, item.scope


def _credits_house(item: Attribution) -> bool:
    """Whether a credit is more than possible and names an agency or outlet: no person, no desk ("Staff Reporter"), no initials."""
    name = item.name
    if not name or item.role == "other" or item.confidence == "possible" or name == item.person:
        return False
    return item.outlet is not None or item.kind not in {"byline", "desk_initials"}
