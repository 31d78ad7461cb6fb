"""Bytes -> text: which encoding they are in, and what was broken in them."""

from __future__ import annotations

import codecs

import regex
from attrs import frozen

from provenance.expressions import compiled
from provenance.readers.charsets import guess
from provenance.readers.inputs import wide

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATES = compiled("[\ud800-\udfff]")
_SAMPLE = 1 << 16
_BROWSER_NAMES = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "x-user-defined": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "x-sjis": "cp932",
    "euc_kr": "cp949", "ks_c_5601-1987": "cp949", "windows-874": "cp874", "unicode": "utf-8",
}  # fmt: skip
"""Which encoding browsers read when a page declares another: nearly always a larger one that holds all of it."""
_DECLARED = regex.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", regex.IGNORECASE
)
_HEADER = compiled(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", regex.IGNORECASE)


@frozen
class Decoded:
    """A text, the encoding that it was read from, and the notes `(code, detail)` on what had to be replaced."""

    text: str
    encoding: str
    notes: tuple[tuple[str, str], ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of the bytes; never raises.

    A byte order mark decides, then zeros in every other byte (UTF-16), then UTF-8 when the bytes are valid but for a few, because letters
    in another encoding hardly ever are; then the declared encoding, then a guess by the letters. Bytes that the encoding does not know
    become U+FFFD and are noted.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replace(data, encoding)
    if b"\0" in data[:2000] and (found := wide(data)):
        return _replace(data, found)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        if _mostly_utf8(data):
            return _replace(data, "utf-8")
    known = _known(declared)
    found = known if known and _fits(data, known) else guess(data) or "cp1252"
    made = _replace(data, found)
    return made if made.notes else Decoded(made.text, found, (("other-encoding", f"The text was read as {found}."),))


def declared_charset(data: bytes, content_type: str | None = None) -> str | None:
    """Return the encoding that a page declares: in its HTTP header, else in its first 4,096 bytes, else None."""
    if content_type and (found := _HEADER.search(content_type)):
        return str(found[1])
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


def plain_text(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text with every lone surrogate replaced one for one by U+FFFD, and a note when there was one."""
    mended, count = _SURROGATES.subn("\ufffd", text) if not text.isascii() else (text, 0)
    return mended, (("lone-surrogates", f"{count} lone surrogates became U+FFFD."),) if count else ()


def _replace(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except ValueError:  # a few codecs raise no UnicodeDecodeError
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (("broken-bytes", f"Bytes that are no {encoding} became U+FFFD."),))


def _known(name: str | None) -> str | None:
    """Return the codec that browsers take for a declared text encoding, None when Python has none and for UTF-8 and its kin."""
    wanted = (name or "").strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(_BROWSER_NAMES.get(wanted, wanted))
        codec = codecs.lookup(_BROWSER_NAMES.get(codec.name, codec.name))
        b"a".decode(codec.name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if codec.name.startswith("utf") or not getattr(codec, "_is_text_encoding", True) else codec.name


def _fits(data: bytes, encoding: str) -> bool:
    """Say whether at most one in a hundred of the letters beyond ASCII is a fault in that encoding; one always may be."""
    text = data[: 4 * _SAMPLE].decode(encoding, "replace")
    return text.count("\ufffd") * 100 <= max(sum(char > "\x7f" for char in text), 100)


def _mostly_utf8(data: bytes) -> bool:
    """Say whether the bytes are UTF-8 with a few broken ones, rather than another encoding."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data[:_SAMPLE])  # a letter that is cut off at the end is no fault
    wrong = text.count("\ufffd")
    letters = sum(char >= "\x80" for char in text) - wrong
    return letters > 2 * wrong
