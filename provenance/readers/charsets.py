"""Which encoding bytes are in when nothing says so: what a detector of encodings makes of the lines that tell."""

from __future__ import annotations

import regex

_SAMPLE = 1 << 14
_BEFORE = 200
_HIGH = regex.compile(rb"[\x80-\xff]")
_CONTROLS = regex.compile(rb"[\x80-\x9f]")
"""Signs of Windows, letters of DOS and Macintosh, and nothing that a text has in the encodings of ISO 8859."""
_UNUSED = regex.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""What Windows has no letter for in the West: a few of them are damage, which shall not decide."""
_RUNS = regex.compile(rb"[\x80-\xff]+")
_BESIDE = regex.compile(rb"(?<=[A-Za-z])[\x80-\xff]+|[\x80-\xff]+(?=[A-Za-z])")
_UNHEARD = ("koi8-t", "iso8859-16", "mac-turkish", "hz", "cp1006", "hp-roman8")
"""Encodings that hardly a text of news was ever written in, and that others are taken for."""
_NOT_LATIN = (
    "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "cp855", "mac-cyrillic", "cp1125", "kz1048", "ptcp154",
    "cp1253", "iso8859-7", "mac-greek", "cp737", "cp1255", "iso8859-8", "cp862", "cp1256", "iso8859-6", "cp864", "cp720", "cp874",
    "tis-620",
)  # fmt: skip
"""Encodings of a byte a letter that cannot be meant where letters beyond ASCII stand inside words of Latin ones."""


def guess(data: bytes) -> str | None:
    """Return the encoding of bytes that are no UTF-8, as far as their letters tell; None when they fit no known one."""
    from chardet import EncodingEra, detect  # noqa: PLC0415 -- few runs meet bytes that are not UTF-8 and declare nothing

    sample = _telling(data)
    era = EncodingEra.MODERN_WEB | EncodingEra.LEGACY_MAC | EncodingEra.LEGACY_REGIONAL | EncodingEra.DOS
    if not _CONTROLS.search(sample):
        era |= EncodingEra.LEGACY_ISO
    if len(_UNUSED.findall(sample)) <= max(1, len(_HIGH.findall(sample)) // 50):
        sample = _UNUSED.sub(b"", sample)
    latin = 2 * len(_BESIDE.findall(sample)) > len(_RUNS.findall(sample))
    found = detect(sample, encoding_era=era, compat_names=False, exclude_encodings=(*_UNHEARD, *(_NOT_LATIN if latin else ())))
    return found["encoding"]


def _telling(data: bytes) -> bytes:
    """Return the lines that hold bytes beyond ASCII, up to the size of a sample; of a long line what stands from the first of them on."""
    found, size = [], 0
    for line in data[: 64 * _SAMPLE].splitlines():
        first = None if line.isascii() else _HIGH.search(line)
        if first:
            found.append(line[max(0, first.start() - _BEFORE) : first.start() + _SAMPLE])
            size += len(found[-1])
        if size >= _SAMPLE:
            break
    return b"\n".join(found)
