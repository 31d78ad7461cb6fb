"""Which columns the first rows of an input are read by, so that what was guessed can be printed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from provenance.model.text import Problem
from provenance.readers.columns import ALIASES, column_of
from provenance.readers.decode import decode
from provenance.readers.parquet import broken_table, first_rows
from provenance.readers.shards import Piece, Shard, open_piece
from provenance.readers.streams import BROKEN, lines

_PREVIEW = 1 << 24


def guessed(shard: Shard, rows: int = 20) -> tuple[tuple[str, str], ...]:
    """Return the `(field, column)` pairs by which the first rows of a shard are read; none for texts, pages and archives."""
    found: set[tuple[str, str]] = set()
    for piece in shard.pieces:
        if isinstance(piece, Problem) or piece.input.format not in ("jsonl", "parquet"):
            continue
        for row in itertools.islice(_rows(piece, shard), rows):
            pairs = ((field, column_of(row, field, shard.mapping)) for field in ALIASES)
            found.update((field, column) for field, column in pairs if column is not None)
    order = list(ALIASES)
    return tuple(sorted(found, key=lambda pair: (order.index(pair[0]), pair[1])))


def _rows(piece: Piece, shard: Shard) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a piece that are objects, as many as are asked for; whatever cannot be read is left out here."""
    try:
        if piece.input.format == "parquet":
            yield from _rows_of_table(piece, shard)
            return
        with open_piece(piece) as stream:
            if piece.input.whole:
                data = stream.read(_PREVIEW + 1)
                found = json.loads(decode(data).text) if len(data) <= _PREVIEW else []
                yield from (row for row in (found if isinstance(found, list) else [found]) if isinstance(row, dict))
                return
            for line, _ in lines(stream):
                if isinstance(row := _object(line), dict):
                    yield row
    except (*BROKEN, ValueError, RecursionError):
        return


def _rows_of_table(piece: Piece, shard: Shard) -> Iterator[Mapping[str, Any]]:
    try:
        yield from first_rows(piece.table(), shard.mapping)
    except broken_table():
        return


def _object(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except ValueError:
        return None
