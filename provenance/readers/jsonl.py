"""JSON Lines, and JSON files that hold one object or an array of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import attrs
import orjson

from provenance.model.text import Article, Problem
from provenance.readers.columns import Mapped
from provenance.readers.decode import decode
from provenance.readers.rows import article, note
from provenance.readers.streams import BROKEN, LIMIT, lines

_DIGITS = 4_000
_DOCUMENT = 1 << 28
"""The largest JSON file, in bytes, that is read as one document."""


def read_rows(stream: BinaryIO, path: str, first: int = 0, size: int | None = None, mapped: Mapped = ()) -> Iterator[Article | Problem]:
    """Yield the article or problem of every line; `first` is the row of the first one, `size` bounds the bytes read."""
    done, number = 0, first
    try:
        for line, length in lines(stream):
            done += length
            stripped = line.strip()
            if number == 0:
                stripped = stripped.removeprefix(b"\xef\xbb\xbf")
            if len(line) > LIMIT:
                yield Problem(
                    f"{path}#{number}", "read", "too-large", f"The line has {length:,} bytes; more than {LIMIT:,} are no article."
                )
            elif stripped:
                yield _row(stripped, path, number, mapped)
            number += 1
            if size is not None and done >= size:
                return
    except BROKEN as error:
        yield Problem(f"{path}#{number}", "read", "broken-compression", f"The data breaks off after {number} rows: {error}.")


def _row(line: bytes, path: str, number: int, mapped: Mapped) -> Article | Problem:
    notes: tuple[tuple[str, str], ...] = ()
    try:
        row = orjson.loads(line)
    except ValueError:
        decoded = decode(line)
        notes = decoded.notes
        try:
            row = json.loads(decoded.text, parse_int=_number)
        except (ValueError, RecursionError) as error:
            return Problem(f"{path}#{number}", "read", "bad-json", f"The line is no JSON: {error}.")
    return _noted(_item(row, path, number, line, mapped), notes)


def _number(digits: str) -> int | float:
    """Return a whole number, as a float where it has more digits than Python turns into one."""
    return int(digits) if len(digits) < _DIGITS else float(digits)


def _item(row: Any, path: str, number: int, raw: bytes, mapped: Mapped) -> Article | Problem:
    if not isinstance(row, dict):
        return Problem(f"{path}#{number}", "read", "not-an-object", f"The row is a {type(row).__name__} and no JSON object.")
    return article(row, path, "jsonl", number, raw, mapped)


def _noted(item: Article | Problem, notes: tuple[tuple[str, str], ...]) -> Article | Problem:
    if isinstance(item, Problem) or not notes:
        return item
    place = f"{item.source.path}#{item.source.row}"
    problems = (*(note(place, code, detail) for code, detail in notes), *item.problems)
    return attrs.evolve(item, problems=problems)


def read_document(stream: BinaryIO, path: str, mapped: Mapped = ()) -> Iterator[Article | Problem]:
    """Yield the articles of a JSON file that is one object or an array; what is neither is read line by line."""
    try:
        data = stream.read(_DOCUMENT + 1)
    except BROKEN as error:
        yield Problem(path, "read", "broken-compression", f"The data breaks off: {error}.")
        return
    if len(data) > _DOCUMENT:
        yield Problem(
            path, "read", "too-large", f"A JSON document of more than {_DOCUMENT:,} bytes cannot be read; write one object a line."
        )
        return
    try:
        found = json.loads(decode(data).text, parse_int=_number)
    except (ValueError, RecursionError) as error:
        if data.count(b"\n") > 1 and data.lstrip().startswith(b"{"):
            yield from read_rows(io.BytesIO(data), path, mapped=mapped)
        else:
            yield Problem(path, "read", "bad-json", f"The file is no JSON: {error}.")
        return
    if found == []:
        yield Problem(path, "read", "empty-file", "The file has no rows.")
    for number, row in enumerate(found if isinstance(found, list) else [found]):
        yield _item(row, path, number, json.dumps(row, ensure_ascii=True).encode("ascii"), mapped)
