"""The body of an HTTP response as it lies in an archive -> the bytes of the page: chunks joined, content unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import regex
import zstandard

from provenance.readers.streams import LIMIT

_SIZE = regex.compile(rb"[ \t]{0,20}([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


def unpack_body(data: bytes, headers: Mapping[str, str]) -> bytes:
    """Return the body without the codings that `headers` (lower-case names) declare, at most `LIMIT` + 1 bytes of it.

    Archives often keep the header of a coding that they have undone: what does not unpack is returned as it is.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        data = join_chunks(data)
    for coding in reversed([part.strip().lower() for part in headers.get("content-encoding", "").split(",")]):
        data = _unpacked(data, coding)
    return data


def join_chunks(data: bytes) -> bytes:
    """Return the joined chunks of a chunked body, the data itself when it is none."""
    pieces: list[bytes] = []
    at = 0
    while match := _SIZE.match(data, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(data[match.end() : match.end() + size])
        at = match.end() + size
        at += len(data[at : at + 2]) - len(data[at : at + 2].lstrip(b"\r\n"))
    return b"".join(pieces) if pieces and at >= len(data) else data


def _unpacked(data: bytes, coding: str) -> bytes:
    try:
        if coding in {"gzip", "x-gzip"}:
            return zlib.decompressobj(31).decompress(data, LIMIT + 1)
        if coding == "deflate":
            wrapped = data[:1] == b"\x78"
            return zlib.decompressobj(15 if wrapped else -15).decompress(data, LIMIT + 1)
        if coding == "zstd":
            return zstandard.ZstdDecompressor().stream_reader(data).read(LIMIT + 1)
    except (zlib.error, zstandard.ZstdError):
        return data
    return data
