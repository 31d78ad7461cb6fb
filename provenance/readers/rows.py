"""A row of JSON Lines or Parquet -> Article or Problem."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from typing import Any

import attrs

from provenance.expressions import compiled
from provenance.model.text import Article, InputFormat, Problem, Source
from provenance.readers.columns import Mapped, fields
from provenance.readers.decode import decode, plain_text
from provenance.readers.page import page
from provenance.readers.streams import LIMIT

_UNSAFE = compiled(r"\p{Cc}|(?:^|[/\\])\.\.(?:[/\\]|$)|\ufffd")
_ID_LENGTH = 500
Notes = tuple[tuple[str, str], ...]


def note(place: str, code: str, detail: str) -> Problem:
    """Return a problem beside a record that was made nevertheless."""
    return Problem(place, "read", code, detail, refused=False)


def article(
    row: Mapping[str, Any], path: str, kind: InputFormat, number: int, raw: bytes | None = None, mapped: Mapped = ()
) -> Article | Problem:
    """Return the article of a row, or the problem that keeps it from being one.

    `number` is the 0-based row; `raw` are the bytes that it was read from (JSON Lines), else its text in UTF-8 is digested.
    """
    place = f"{path}#{number}"
    found = fields(row, mapped)
    content, is_page = (found["text"], False) if found.get("text") not in (None, "", b"") else (found.get("html"), True)
    if fault := _fault(row, found, content):
        return Problem(place, "read", *fault)
    encoding: str = "utf-8"
    notes: Notes = ()
    if isinstance(content, bytes):
        decoded = decode(content)
        content, encoding, notes = decoded.text, decoded.encoding, decoded.notes
    content, more = plain_text(str(content))
    if not is_page and not content.strip():
        return Problem(place, "read", "empty-text", "The text is empty.")
    id_, id_notes = identifier(found.get("id"), place)
    problems = tuple(note(place, code, detail) for code, detail in (*notes, *more, *id_notes))
    data = content.encode("utf-8") if raw is None else raw
    url = _words(found.get("url"))
    source = Source(path, kind, number, url, hashlib.sha256(data).hexdigest(), len(data), encoding)
    stated: dict[str, Any] = {
        "title": _words(found.get("title")),
        "published": moment(found.get("published")),
        "publisher": _words(found.get("source")),
        "license": _words(found.get("license")),
        "language": _words(found.get("language")),
    }
    if not is_page:
        return Article(id_, content, source, **stated, problems=problems)
    made = page(content, id=id_, source=source, url=url)
    return attrs.evolve(made, **{name: words for name, words in stated.items() if words}, problems=(*problems, *made.problems))


def _fault(row: Mapping[str, Any], found: Mapping[str, Any], content: Any) -> tuple[str, str] | None:
    """Return why a row is no article as `(code, detail)`, None when it may be one."""
    if content is None and "text" not in found and "html" not in found:
        columns = ", ".join(map(str, list(row)[:20])) or "none"
        return "no-text", f"The row has no text; its columns are {columns}. If one of them holds it, say so with --map text=COLUMN."
    if content is None or content in ("", b""):
        return "empty-text", "The text is empty."
    if not isinstance(content, str | bytes):
        return "text-not-a-string", f"The text is a {type(content).__name__} and no string."
    if len(content) > LIMIT:
        return "too-large", f"The text has {len(content):,} characters; more than {LIMIT:,} are no article."
    return None


def identifier(given: Any, place: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the id of a row: as given when it is one, else `place`, with a note when what was given cannot be used."""
    if isinstance(given, Mapping) and isinstance(given.get("$oid"), str):
        given = given["$oid"]
    if given is None or given == "":
        return place, ()
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given), ()
    if not isinstance(given, str):
        return place, (("unusable-id", f"The id is a {type(given).__name__}; {place} stands in its place."),)
    id_ = plain_text(given)[0]
    if len(id_) > _ID_LENGTH or _UNSAFE.search(id_):
        return place, (("unusable-id", f"The id holds control characters or path steps, or is too long; {place} stands in its place."),)
    return id_, ()


def _words(content: Any) -> str | None:
    """Return a text field, several joined by "; ", None when there is nothing to read."""
    if content is None:
        return None
    if isinstance(content, list | tuple):
        content = "; ".join(item for item in content if isinstance(item, str))
    if isinstance(content, bytes):
        content = decode(content).text
    if isinstance(content, int) and not isinstance(content, bool):
        content = str(content)
    return plain_text(content)[0].strip() or None if isinstance(content, str) else None


def moment(content: Any) -> str | None:
    """Return a date field as text: as written, or in ISO 8601 for dates and for seconds or milliseconds since 1970 (UTC)."""
    if isinstance(content, Mapping):
        content = content.get("$date")
    if isinstance(content, datetime.date):
        return content.isoformat()
    if isinstance(content, int | float) and not isinstance(content, bool):
        seconds = content / 1000 if abs(content) > 1e11 else content
        if not 1e8 < seconds < 1e11:
            return str(content) if isinstance(content, int) else None
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return _words(content)
