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


def to_json(record: ProvenanceRecord) -> str:
    """Return a record as one line of JSON."""
    return orjson.dumps(plain(record)).decode("utf-8")


def from_json(text: str) -> ProvenanceRecord:
    """Return the record of a JSON text."""
    return _CONVERTER.structure(orjson.loads(text), ProvenanceRecord)
