"""Model <-> JSON. The only module that says Any."""

from __future__ import annotations

from typing import Any

import cattrs
import orjson

from provenance.model.record import ProvenanceRecord

_CONVERTER = cattrs.Converter()


def plain(value: Any) -> Any:
    """Return a model value as dictionaries, lists and scalars."""
    return _CONVERTER.unstructure(value)


def to_json(record: ProvenanceRecord, text: str | None = None) -> str:
    """Return a record as one line of JSON, with the article's text as "text" when it is given."""
    fields = plain(record) if text is None else {**plain(record), "text": text}
    return orjson.dumps(fields).decode("utf-8")


def from_json(text: str) -> ProvenanceRecord:
    """Return the record of a JSON text."""
    return _CONVERTER.structure(orjson.loads(text), ProvenanceRecord)
