"""Bytes of a page -> str: byte order mark, then HTTP header, then `<meta charset>`, then a guess."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 8192
_GUESS_BYTES = 65_536
_BROWSER_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
                  "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "sjis": "cp932",
                  "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "iso-8859-9": "cp1254", "tis-620": "cp874",
                  "iso-8859-11": "cp874", "windows-874": "cp874", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
                  "unicode": "utf-8", "utf8": "utf-8", "x-user-defined": "cp1252"}  # fmt: skip


def decode_page(data: bytes, encoding: str | None = None, headers: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return the page as text and the name of the encoding that was used; bytes that do not fit become U+FFFD.

    What is declared is believed when the bytes fit it; UTF-8 that decodes without fault is believed before any declaration, because
    text in another encoding with letters beyond ASCII hardly ever does.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        near_end = fault.start >= len(data) - 4  # cut off inside a character
        if near_end:
            return data.decode("utf-8", "replace"), "utf-8"
    names = [name for name in (encoding, _from_header(headers), _from_meta(data)) if name]
    for name in names:
        known = _usable(name)
        if known and known != "utf-8" and _fits(data, known):
            return data.decode(known, "replace"), known
    if any(_usable(name) == "utf-8" for name in names) and _fits(data, "utf-8"):
        return data.decode("utf-8", "replace"), "utf-8"
    guess = from_bytes(data[:_GUESS_BYTES]).best()
    name = guess.encoding if guess is not None else "cp1252"
    return data.decode(name, "replace"), name


def _from_header(headers: Mapping[str, str] | None) -> str | None:
    for name, value in (headers or {}).items():
        if name.lower() == "content-type" and (match := _HEADER.search(value)):
            return match[1]
    return None


def _from_meta(data: bytes) -> str | None:
    head = data[:_HEAD_BYTES]
    match = _META.search(head) or _XML.search(head)
    return match[1].decode("ascii", "replace") if match else None


def _usable(name: str) -> str | None:
    """Return the codec that browsers take for a declared name, None for a name that is no text encoding."""
    wanted = name.strip().lower()
    wanted = _BROWSER_NAMES.get(wanted, wanted)
    try:
        b"".decode(wanted)
        return codecs.lookup(wanted).name
    except (LookupError, ValueError, UnicodeError):
        return None


def _fits(data: bytes, name: str) -> bool:
    """Whether fewer than one character in a hundred of a sample beyond ASCII is a fault in that encoding."""
    sample = data[: 4 * _GUESS_BYTES].decode(name, "replace")
    beyond = sum(char > "\x7f" for char in sample)
    return sample.count("\ufffd") * 100 <= max(beyond, 100)
