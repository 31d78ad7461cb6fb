"""Which column of a row holds what: the contract's names, their aliases, and what the user maps by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from provenance.errors import InputError

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "uid", "doc_id", "warc_record_id"),
    "text": ("text", "content", "body", "maintext", "article", "raw_content"),
    "html": ("html",),
    "url": ("url", "source_url", "link"),
    "title": ("title",),
    "published": ("published", "date", "date_publish", "created", "timestamp"),
    "source": ("source", "publisher", "source_domain", "series"),
    "license": ("license", "metadata.license"),
    "language": ("language",),
}
Mapped = tuple[tuple[str, str], ...]
"""`(field, column)` pairs that the user gave; they come before the aliases."""


def parse_mapping(pairs: Iterable[str] | Mapping[str, str] | None) -> Mapped:
    """Return the mapping of `FIELD=COLUMN` words or of a dictionary; raise InputError for a field that does not exist."""
    if pairs is None:
        return ()
    items = list(pairs.items()) if isinstance(pairs, Mapping) else [tuple(pair.partition("=")[::2]) for pair in pairs]
    for name, column in items:
        if name not in ALIASES or not column:
            raise InputError(f"{name!r}={column!r} maps no field.", f"Write FIELD=COLUMN with a field of {', '.join(ALIASES)}.")
    return tuple((str(name), str(column)) for name, column in items)


def value(row: Mapping[str, Any], column: str) -> Any:
    """Return what stands in a column, with dots leading into nested objects; None when it is missing."""
    if column in row or "." not in column:
        return row.get(column)
    found: Any = row
    for part in column.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found


def column_of(row: Mapping[str, Any], field: str, mapped: Mapped = ()) -> str | None:
    """Return the column of a row that holds a field: what is mapped, else the first alias that is not null."""
    for name, column in mapped:
        if name == field:
            return column
    return next((alias for alias in ALIASES[field] if value(row, alias) is not None), None)


def fields(row: Mapping[str, Any], mapped: Mapped = ()) -> dict[str, Any]:
    """Return the known fields of a row with what stands in them, null ones left out."""
    found: dict[str, Any] = {}
    by_hand = {field: (column,) for field, column in reversed(mapped)}  # the first of several holds
    for field, aliases in (ALIASES | by_hand).items():
        for column in aliases:
            if (content := value(row, column)) is not None:
                found[field] = content
                break
    return found
