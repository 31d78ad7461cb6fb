"""Plain text and single pages: one file, one article."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import BinaryIO

import attrs

from provenance.model.text import Article, InputFormat, Problem, Source
from provenance.readers.decode import declared_charset, decode, plain_text
from provenance.readers.inputs import PACKINGS, is_binary
from provenance.readers.page import page
from provenance.readers.rows import identifier, note
from provenance.readers.streams import BROKEN, LIMIT


def stem(path: str) -> str:
    """Return the name of a file without its suffix and the suffix of its packing; "stdin" for standard input."""
    pure = PurePath(path)
    return "stdin" if path == "-" else PurePath(pure.stem).stem if pure.suffix.lower() in PACKINGS else pure.stem


def read_file(stream: BinaryIO, path: str, kind: InputFormat) -> Article | Problem:
    """Return the article of a text file or a page (`kind` is "text" or "html")."""
    try:
        data = stream.read(LIMIT + 1)
    except BROKEN as error:
        return Problem(path, "read", "broken-compression", f"The data breaks off: {error}.")
    if fault := _fault(data):
        return Problem(path, "read", *fault)
    decoded = decode(data, declared_charset(data) if kind == "html" else None)
    text, more = plain_text(decoded.text)
    if not text.strip():
        return Problem(path, "read", "empty-text", "The file holds nothing but white space.")
    id_, id_notes = identifier(stem(path), path)
    source = Source(path, kind, None, None, hashlib.sha256(data).hexdigest(), len(data), decoded.encoding)
    problems = tuple(note(path, code, detail) for code, detail in (*decoded.notes, *more, *id_notes))
    if kind == "html":
        made = page(text, id=id_, source=source, url=None)
        return attrs.evolve(made, problems=(*problems, *made.problems))
    return Article(id_, text, source, problems=problems)


def _fault(data: bytes) -> tuple[str, str] | None:
    """Return why bytes are no article as `(code, detail)`, None when they may be one."""
    if not data:
        return "empty-file", "The file is empty."
    if len(data) > LIMIT:
        return "too-large", f"The file has more than {LIMIT:,} bytes, which no article has."
    return ("binary-file", "The file holds binary data and no text.") if is_binary(data[:8192]) else None
