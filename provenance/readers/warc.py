"""WARC: the pages and texts of a web archive."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import attrs
from fastwarc.warc import ArchiveIterator, WarcRecordType

from provenance.model.text import Article, Problem, Source
from provenance.readers.decode import declared_charset, decode, plain_text
from provenance.readers.inputs import is_binary
from provenance.readers.page import page
from provenance.readers.payload import unpack_body
from provenance.readers.rows import identifier, note
from provenance.readers.streams import LIMIT

_KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_PAGES = ("text/html", "application/xhtml+xml")


def read_archive(stream: BinaryIO, path: str) -> Iterator[Article | Problem]:
    """Yield the article of every record that holds a page or a text; `row` counts all records of these kinds from 0.

    Records that hold neither (images, redirects, errors) are no articles: how many were passed over stands in one closing note.
    """
    passed: Counter[str] = Counter()
    met = 0
    try:
        archive = _guarded(ArchiveIterator, _Forward(stream), record_types=_KINDS, parse_http=True)
        while (record := _guarded(next, archive, None)) is not None:
            reason, item = _guarded(_record, record, path, met)
            met += 1
            if item is None:
                passed[reason] += 1
            else:
                yield item
    except _DamageError as error:
        yield Problem(f"{path}#{met}", "read", "corrupt-warc", f"The archive breaks off: {error}.")
        return
    if met == 0:
        yield Problem(path, "read", "corrupt-warc", "The archive holds no response, resource or conversion record that can be read.")
    elif passed:
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(passed.items()))
        yield note(path, "records-passed-over", f"Records that hold no article: {told}.")


class _DamageError(Exception):
    """The archive cannot be read any further."""


def _guarded(step: Callable[..., Any], *given: Any, **options: Any) -> Any:
    """Return the result of one step of the parser, whose faults are of many kinds (its panics are not even Exceptions)."""
    try:
        return step(*given, **options)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise _DamageError(f"{type(error).__name__}: {str(error)[:200]}") from error


class _Forward:
    """A stream that knows where it stands, as the parser asks of one, and moves forward only."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read1(size) if isinstance(self._stream, io.BufferedReader) else self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        target = offset + (self._at if whence == 1 else 0)
        if whence == 2 or target < self._at:
            raise OSError("the archive can be read forward only")
        while self._at < target and self.read(min(target - self._at, 1 << 16)):
            continue
        return self._at


def _record(record: Any, path: str, number: int) -> tuple[str, Article | Problem | None]:
    """Return the article or problem of a record, or why it is neither."""
    http, place = record.http_headers, f"{path}#{number}"
    kind = (record.http_content_type or "") if http is not None else (record.headers.get("Content-Type") or "").split(";")[0].strip()
    wanted = kind.lower() in (*_PAGES, "text/plain")
    if wanted and http is not None and http.status_code is not None and not 200 <= http.status_code < 300:
        return f"with status {http.status_code}", None
    if kind and not wanted:
        return kind, None
    data = record.reader.read(LIMIT + 1)
    if len(data) > LIMIT:
        return "", Problem(place, "read", "too-large", f"The record has more than {LIMIT:,} bytes, which no article has.")
    if len(data) < record.content_length:
        return "", Problem(place, "read", "corrupt-warc", f"The record is cut short: {len(data):,} of {record.content_length:,} bytes.")
    if not kind:
        return "without a type", None
    return "", _article(record, data, kind.lower() in _PAGES, place, path, number)


def _article(record: Any, data: bytes, is_page: bool, place: str, path: str, number: int) -> Article | Problem:  # noqa: FBT001
    http = {str(name).lower(): str(value) for name, value in (record.http_headers.items() if record.http_headers is not None else ())}
    content = unpack_body(data, http)
    if len(content) > LIMIT:
        return Problem(place, "read", "too-large", f"The record unpacks to more than {LIMIT:,} bytes, which no article has.")
    if is_binary(content[:8192]):
        coding = http.get("content-encoding")
        why = f": its body is packed ({coding}) in a way that is not read" if coding else ""
        return Problem(place, "read", "binary-file", f"The record holds binary data and no text{why}.")
    decoded = decode(content, declared_charset(content if is_page else b"", http.get("content-type")))
    text, more = plain_text(decoded.text)
    if not text.strip():
        return Problem(place, "read", "empty-text", "The record holds no text.")
    id_, id_notes = identifier((record.headers.get("WARC-Record-ID") or "").strip("<> ") or None, place)
    url = record.headers.get("WARC-Target-URI")
    source = Source(path, "warc", number, url, hashlib.sha256(data).hexdigest(), len(data), decoded.encoding)
    made = page(text, id=id_, source=source, url=url, headers=http) if is_page else Article(id_, text, source)
    problems = tuple(note(place, code, detail) for code, detail in (*decoded.notes, *more, *id_notes))
    return attrs.evolve(made, problems=(*problems, *made.problems))
