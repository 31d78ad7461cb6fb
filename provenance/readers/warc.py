"""WARC: the pages and texts of a web archive."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

import attrs
from fastwarc.warc import ArchiveIterator, WarcRecordType

from provenance.model.text import Article, Problem, Source
from provenance.readers.decode import decode, plain_text
from provenance.readers.page import declared_charset, page
from provenance.readers.rows import identifier, note
from provenance.readers.streams import LIMIT

_KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_PAGES = ("text/html", "application/xhtml+xml")


def read_archive(stream: BinaryIO, path: str) -> Iterator[Article | Problem]:
    """Yield the article of every record that holds a page or a text; `row` counts all records of these kinds from 0.

    Records that hold neither (images, redirects, errors) are no articles: how many were passed over stands in one closing note.
    """
    passed: Counter[str] = Counter()
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream, record_types=_KINDS, parse_http=True)):
            reason, item = _record(record, path, number)
            if item is None:
                passed[reason] += 1
            else:
                yield item
    except Exception as error:  # noqa: BLE001 -- the parser's faults are of many kinds; each is told as a problem
        yield Problem(f"{path}#{number}", "read", "corrupt-warc", f"The archive breaks off: {type(error).__name__}: {error}.")
        return
    if number == 0 and not passed:
        return
    if passed:
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(passed.items()))
        yield note(path, "records-passed-over", f"Records that hold no article: {told}.")


def _record(record: Any, path: str, number: int) -> tuple[str, Article | Problem | None]:
    http = record.http_headers
    kind = (record.http_content_type or "") if http is not None else (record.headers.get("Content-Type") or "").split(";")[0].strip()
    if http is not None and http.status_code is not None and not 200 <= http.status_code < 300:
        return f"with status {http.status_code}", None
    if kind.lower() not in (*_PAGES, "text/plain"):
        return kind or "without a type", None
    data = record.reader.read(LIMIT + 1)
    place = f"{path}#{number}"
    if len(data) > LIMIT:
        return "", Problem(place, "read", "too-large", f"The record has more than {LIMIT:,} bytes, which no article has.")
    if record.content_length and not data:
        return "", Problem(place, "read", "empty-text", "The record holds no text.")
    return "", _article(record, data, kind.lower() in _PAGES, place, path, number)


def _article(record: Any, data: bytes, is_page: bool, place: str, path: str, number: int) -> Article | Problem:  # noqa: FBT001
    http = {str(name).lower(): str(value) for name, value in (record.http_headers.items() if record.http_headers is not None else ())}
    charset = declared_charset(data if is_page else b"", http.get("content-type"))
    decoded = decode(data, charset)
    text, more = plain_text(decoded.text)
    if not text.strip():
        return Problem(place, "read", "empty-text", "The record holds no text.")
    id_, id_notes = identifier((record.headers.get("WARC-Record-ID") or "").strip("<> ") or None, place)
    url = record.headers.get("WARC-Target-URI")
    source = Source(path, "warc", number, url, hashlib.sha256(data).hexdigest(), len(data), decoded.encoding)
    made = page(text, id=id_, source=source, url=url, headers=http) if is_page else Article(id_, text, source)
    problems = tuple(note(place, code, detail) for code, detail in (*decoded.notes, *more, *id_notes))
    return attrs.evolve(made, problems=(*problems, *made.problems))
