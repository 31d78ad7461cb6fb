"""Bytes of a file, unpacked on the way: gzip, Zstandard, bzip2 and xz; always a little at a time."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

import zstandard

Packing = Literal["", "gzip", "zstd", "bzip2", "xz"]
MAGIC: dict[bytes, Packing] = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz"}
BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError, lzma.LZMAError)
"""What reading a damaged or locked file may raise."""

LIMIT = 20_000_000
"""The longest article in bytes: a line, page or text that is longer is refused (the longest newspaper page has a thousandth of it)."""

_CHUNK = 1 << 16


def packing_of(first: bytes) -> Packing:
    """Return how data is packed by its first bytes, "" when it is not."""
    return next((packing for magic, packing in MAGIC.items() if first.startswith(magic)), "")


def unpack(stream: BinaryIO, packing: Packing) -> io.BufferedReader:
    """Return the unpacked bytes of a stream; reading from it raises one of `BROKEN` when the data is damaged or cut short."""
    raw: Any = stream
    if packing == "gzip":
        raw = _Stepwise(gzip.GzipFile(fileobj=stream))
    elif packing == "bzip2":
        raw = _Stepwise(bz2.BZ2File(stream))
    elif packing == "xz":
        raw = _Stepwise(lzma.LZMAFile(stream))  # noqa: SIM115 -- the caller closes it
    elif packing == "zstd":
        raw = _Zstandard(stream)
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw, _CHUNK)


def open_file(file: str, packing: Packing) -> io.BufferedReader:
    """Open a file (`-` is standard input) and return its unpacked bytes."""
    stream = sys.stdin.buffer if file == "-" else open(file, "rb")  # noqa: PTH123, SIM115 -- the caller closes it
    return unpack(stream, packing)


def head(file: str, packing: Packing, size: int = 8192) -> bytes:
    """Return the first bytes of a file, unpacked: of damaged data as many as can be had, and one of `BROKEN` when that is none."""
    found = b""
    with open_file(file, packing) as stream:
        try:
            while len(found) < size and (more := stream.read1(512)):
                found += more
        except BROKEN:
            if not found:
                raise
    return found


def lines(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield `(line, bytes read)` of a stream; of a line longer than `LIMIT` only the first `LIMIT` + 1 bytes are kept."""
    while line := stream.readline(LIMIT + 1):
        size = len(line)
        if size > LIMIT and not line.endswith(b"\n"):
            while rest := stream.readline(_CHUNK):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
        yield line, size


class _Stepwise(io.RawIOBase):
    """Hands on what was unpacked before a break, and fails only at the next step."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: Any, /) -> int:
        data = self._stream.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Zstandard(io.RawIOBase):
    """Unpacks Zstandard frames and, other than the library's own reader, raises EOFError when the last frame is cut short."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._ready = b""
        self._fresh = True

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: Any, /) -> int:
        while not self._ready:
            if self._frame.eof:
                packed = self._frame.unused_data or self._stream.read(_CHUNK)
                self._frame, self._fresh = zstandard.ZstdDecompressor().decompressobj(), True
            else:
                packed = self._stream.read(_CHUNK)
            if not packed:
                if self._fresh:
                    return 0
                raise EOFError("the last Zstandard frame is cut short")
            self._fresh = False
            self._ready = self._frame.decompress(packed)
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


class Transcoded(io.RawIOBase):
    """Turns a UTF-16 or UTF-32 stream into UTF-8, so that it can be read line by line."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: Any, /) -> int:
        while not self._ready and not self._ended:
            data = self._stream.read(_CHUNK)
            self._ended = not data
            self._ready = self._decoder.decode(data, final=self._ended).encode("utf-8", "replace")
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size
