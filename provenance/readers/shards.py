"""Shares of the work: inputs cut into pieces that worker processes read on their own, in an order that never changes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, cast

from attrs import evolve, frozen

from provenance.model.text import Article, Problem
from provenance.readers.columns import Mapped, parse_mapping
from provenance.readers.inputs import STDIN, Input, InputChoice, choose_data, has_rows, refusal, sniff, sources
from provenance.readers.jsonl import read_document, read_rows
from provenance.readers.parquet import broken_table, damage, read_groups, row_groups
from provenance.readers.streams import BROKEN, Transcoded, lines, open_file, packing_of, unpack
from provenance.readers.text import read_file
from provenance.readers.warc import read_archive

TARGET = 1 << 20
_FILES = 64
_MEMORY = 1 << 30
_BLANK = b"\xef\xbb\xbf \t\r\n"
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@frozen
class Piece:
    """A part of an input: bytes (JSON Lines), row groups (Parquet) `[start, stop)`, or the whole of it when both are 0.

    `row` is the number of its first row. `data` carries the bytes themselves where a worker cannot get at them: standard input, and
    packed JSON Lines, which cannot be entered in the middle.
    """

    input: Input
    start: int = 0
    stop: int = 0
    row: int = 0
    data: bytes | None = None

    def table(self) -> str | BinaryIO:
        """Return what a Parquet reader opens: the file, or the bytes that travel inside."""
        return self.input.file if self.data is None else io.BytesIO(self.data)


@frozen
class Shard:
    """A share of the work, small enough for one worker; it can be pickled. A problem stands where an input cannot be read."""

    number: int
    pieces: tuple[Piece | Problem, ...]
    mapping: Mapped = ()


def shards(
    paths: Iterable[str | os.PathLike[str] | Input | Problem],
    target_bytes: int = TARGET,
    *,
    mapping: Iterable[str] | Mapping[str, str] | None = None,
    choice: InputChoice = "auto",
) -> Iterator[Shard]:
    """Yield the shares of the inputs, each of about `target_bytes`, lazily (packed JSON Lines travel inside): hold few at a time.

    Takes paths, or what `sources` returned. The same inputs and target give the same shards.
    """
    mapped = parse_mapping(mapping)
    inputs: list[Input | Problem] = []
    for path in paths:
        inputs.extend([path] if isinstance(path, Input | Problem) else sources([path], choice))
    held: list[Piece | Problem] = []
    size = number = 0
    for piece, length in _pieces(inputs, target_bytes):
        held.append(piece)
        size += length
        if size >= target_bytes or len(held) >= _FILES:
            yield Shard(number, tuple(held), mapped)
            held, size, number = [], 0, number + 1
    if held:
        yield Shard(number, tuple(held), mapped)


def share_of(path: str, data: bytes, mapping: Iterable[str] | Mapping[str, str] | None = None, choice: InputChoice = "auto") -> Shard:
    """Return the share of the work that one file makes whose bytes were read elsewhere; it must fit into memory, unpacked too."""
    entry = choose_data(path, data, choice)
    pieces: list[Piece | Problem] = [entry] if isinstance(entry, Problem) else []
    if isinstance(entry, Input):
        try:
            inner = unpack(io.BytesIO(data), entry.packing).read(_MEMORY + 1) if entry.packing else data
        except BROKEN as error:
            pieces.append(refusal(path, "broken-compression", f"The data breaks off: {error}."))
        else:
            if len(inner) > _MEMORY:
                pieces.append(refusal(path, "too-large", "The file holds too much to be read at once; write it as JSON Lines or Parquet."))
            elif entry.format == "parquet":
                pieces.extend(piece for piece, _ in _parquet(entry, len(inner), inner))
            elif entry.format == "jsonl" and not entry.whole:
                lines_of = unpack(io.BytesIO(inner), "")
                pieces.extend(piece for piece, _ in _blocks(evolve(entry, file=STDIN), lines_of, TARGET, inner))
            else:
                pieces.append(Piece(entry, data=inner))
    return Shard(0, tuple(pieces), parse_mapping(mapping))


def read_shard(shard: Shard) -> Iterator[Article | Problem]:
    """Yield the articles and problems of a share, in order. Ids are not yet unique across shards: see `Ids`."""
    for piece in shard.pieces:
        if isinstance(piece, Problem):
            yield piece
        else:
            yield from _read(piece, shard.mapping)


def open_piece(piece: Piece) -> BinaryIO:
    """Open the bytes of a piece, unpacked, at its first byte."""
    if piece.data is not None:
        return io.BytesIO(piece.data)
    stream = open_file(piece.input.file, piece.input.packing)
    if piece.start:
        stream.seek(piece.start)
    return stream


def _read(piece: Piece, mapped: Mapped) -> Iterator[Article | Problem]:
    entry = piece.input
    try:
        if entry.format == "parquet":
            yield from read_groups(piece.table(), entry.path, range(piece.start, piece.stop), piece.row, mapped)
            return
        with open_piece(piece) as stream:
            if entry.format == "warc":
                yield from read_archive(stream, entry.path)
            elif entry.format != "jsonl":
                yield read_file(stream, entry.path, entry.format)
            elif entry.whole:
                yield from read_document(stream, entry.path, mapped)
            else:
                yield from read_rows(stream, entry.path, piece.row, (piece.stop - piece.start) or None, mapped)
    except OSError as error:
        yield refusal(entry.path, "unreadable-file", f"It cannot be read: {error.strerror or error}.")


def _pieces(inputs: Iterable[Input | Problem], target: int) -> Iterator[tuple[Piece | Problem, int]]:
    """Yield every piece with its size in bytes."""
    for entry in inputs:
        if isinstance(entry, Problem):
            yield entry, 0
        elif entry.file == STDIN:
            yield from _standard_input(entry, target)
        elif entry.format == "parquet":
            yield from _parquet(entry, target)
        elif entry.format == "jsonl" and not entry.whole:
            yield from _lines(entry, target)
        else:
            yield Piece(entry), entry.size


def _parquet(entry: Input, target: int, data: bytes | None = None) -> Iterator[tuple[Piece | Problem, int]]:
    try:
        groups = row_groups(Piece(entry, data=data).table(), target)
    except broken_table() as error:
        yield damage(entry.path, error), 0
        return
    if not groups:
        yield refusal(entry.path, "empty-file", "The table has no rows."), 0
    for start, stop, row in groups:
        yield Piece(entry, start, stop, row, data), target


def _lines(entry: Input, target: int) -> Iterator[tuple[Piece | Problem, int]]:
    try:
        stream = open_file(entry.file, entry.packing)
        with stream:
            yield from _blocks(entry, stream, target)
    except BROKEN as error:
        yield refusal(entry.path, "unreadable-file", f"It cannot be read: {error}."), 0


def _blocks(entry: Input, stream: io.BufferedReader, target: int, first: bytes = b"") -> Iterator[tuple[Piece | Problem, int]]:
    """Cut rows into blocks of about `target` bytes; bytes travel inside where the file cannot be entered in the middle."""
    carried = entry.file == STDIN or entry.packing != ""
    start = stop = row = count = 0
    held: list[bytes] = []
    broken: Problem | None = None
    filled = False
    try:
        mark = first[:2] if entry.file == STDIN else stream.peek(2)[:2]
        if mark in _WIDE:
            stream, carried = io.BufferedReader(Transcoded(stream, _WIDE[mark])), True
        for line, size in lines(stream):
            stop, count, filled = stop + size, count + 1, filled or bool(line.strip(_BLANK))
            if carried:
                held.append(line if line.endswith(b"\n") else line + b"\n")
            if stop - start >= target:
                yield Piece(entry, start, stop, row, b"".join(held) if carried else None), stop - start
                start, row, count, held = stop, row + count, 0, []
    except BROKEN as error:
        broken = refusal(f"{entry.path}#{row + count}", "broken-compression", f"The data breaks off after {row + count} rows: {error}.")
    if count:
        yield Piece(entry, start, stop, row, b"".join(held) if carried else None), stop - start
    if not filled:
        broken = broken or refusal(entry.path, "empty-file", "The file has no rows.")
    if broken:
        yield broken, 0


def _standard_input(entry: Input, target: int) -> Iterator[tuple[Piece | Problem, int]]:
    """Yield the pieces of standard input; JSON Lines are read as they come, everything else must fit into memory."""
    given = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)  # a second buffer around the first would swallow interrupts
    raw = io.BufferedReader(cast("io.RawIOBase", given))
    try:
        stream = unpack(raw, packing_of(raw.peek(8192)))
        inner = stream.peek(8192)
    except BROKEN as error:
        yield refusal(STDIN, "broken-compression", f"The data cannot be unpacked: {error}."), 0
        return
    kind = sniff(inner) if entry.undecided else entry.format
    if not inner or kind is None:
        yield refusal(STDIN, "binary-file" if inner else "empty-file", "There is no text on standard input."), 0
        return
    whole = kind == "jsonl" and (not has_rows(inner) if entry.undecided else inner.lstrip().startswith(b"["))
    known = evolve(entry, format=kind, whole=whole)
    if kind == "jsonl" and not whole:
        yield from _blocks(known, stream, target, inner)
        return
    try:
        data = stream.read(_MEMORY + 1)
    except BROKEN as error:
        yield refusal(STDIN, "broken-compression", f"The data breaks off: {error}."), 0
        return
    if len(data) > _MEMORY:
        yield refusal(STDIN, "too-large", "Standard input is read into memory and holds too much; write it to a file."), 0
    elif kind == "parquet":
        yield from _parquet(known, len(data), data)
    else:
        yield Piece(known, data=data), len(data)
