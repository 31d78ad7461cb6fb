"""A record and a finding as one flat row each, for tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from provenance.model.audit import Finding
from provenance.model.record import ProvenanceRecord, Role
from provenance.reports.credit import credit_line, licensors

Cell = str | int | float | None

_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN = " | "


def storable(text: str) -> str:
    """Return a text of the same length that UTF-8 can hold: lone surrogates become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def record_row(record: ProvenanceRecord) -> dict[str, Cell]:
    """Return the columns of a record; several values stand in one cell with " | " between them, shares are 0 to 1."""
    verdict, reprint, published, publisher = record.license, record.reprint, record.published, record.publisher
    return {
        "id": storable(record.id),
        "path": storable(record.source.path),
        "row": record.source.row,
        "url": _text(record.source.url),
        "sha256": record.source.sha256,
        "language": _text(record.language),
        "title": _text(record.title.text if record.title else None),
        "published": published.value if published else None,
        "published_precision": published.precision if published else None,
        "publisher": _text(publisher.name if publisher else None),
        "publisher_outlet": publisher.outlet if publisher else None,
        "license": verdict.expression,
        "license_status": verdict.status,
        "license_reasons": _join(verdict.reasons),
        "own": verdict.coverage.own,
        "third_party": verdict.coverage.third_party,
        "statements": _join(f"{item.expression} ({item.scope}, {item.confidence})" for item in record.licenses),
        "licensors": _join(licensors(record)),
        "authors": _credited(record, "author"),
        "cited": _credited(record, "source"),
        "conduits": _credited(record, "conduit"),
        "reservations": _join(f"{item.kind}: {item.value}" for item in record.reservations),
        "furniture": _join(item.kind for item in record.boilerplate if item.layer == "plain"),
        "body_characters": sum(stop - start for start, stop in record.body),
        "family": reprint.family if reprint else None,
        "family_role": reprint.role if reprint else None,
        "taken_from": _join(reprint.sources if reprint else ()),
        "findings": _join(record.findings),
        "problems": _join(f"{item.stage}/{item.code}: {item.detail}" for item in record.problems),
        "credit_line": storable(credit_line(record)),
    }


COLUMNS = (
    "id",
    "path",
    "row",
    "url",
    "sha256",
    "language",
    "title",
    "published",
    "published_precision",
    "publisher",
    "publisher_outlet",
    "license",
    "license_status",
    "license_reasons",
    "own",
    "third_party",
    "statements",
    "licensors",
    "authors",
    "cited",
    "conduits",
    "reservations",
    "furniture",
    "body_characters",
    "family",
    "family_role",
    "taken_from",
    "findings",
    "problems",
    "credit_line",
)
"""The columns of `record_row`, in order."""

NUMBERS = {"row": int, "body_characters": int, "own": float, "third_party": float}
"""The columns of `record_row` that are not text."""


def finding_row(found: Finding) -> dict[str, Cell]:
    """Return the columns of a finding."""
    return {
        "id": found.id,
        "rule": found.rule,
        "severity": found.severity,
        "confidence": found.confidence,
        "message": storable(found.message),
        "records": _join(found.records),
        "quotes": _join(item.quote for item in found.evidence),
        "rules": _join(item.rule for item in found.evidence),
        "family": found.family,
        "fingerprint": found.fingerprint,
    }


def _credited(record: ProvenanceRecord, role: Role) -> str | None:
    return _join(item.name or item.person or "" for item in record.attributions if item.role == role and item.confidence != "possible")


def _join(values: Iterable[str]) -> str | None:
    """Return the distinct values in their order, None when there are none."""
    kept = dict.fromkeys(storable(value) for value in values if value.strip())
    return _BETWEEN.join(kept) or None


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)
