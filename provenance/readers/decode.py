"""Bytes -> text: which encoding they are in, and what was broken in them."""

from __future__ import annotations

import codecs

import regex
from attrs import frozen
from charset_normalizer import from_bytes

from provenance.readers.inputs import wide

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATES = regex.compile("[\ud800-\udfff]")
_SAMPLE = 1 << 16
_MEND = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # what is declared so is nearly always windows-1252


@frozen
class Decoded:
    """A text, the encoding that it was read from, and the notes `(code, detail)` on what had to be replaced."""

    text: str
    encoding: str
    notes: tuple[tuple[str, str], ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of the bytes; never raises.

    A byte order mark decides, then zeros in every other byte (UTF-16), then UTF-8 when the bytes are valid, then the declared
    encoding, then a guess by the letters. Bytes that the encoding does not know become U+FFFD and are noted.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replace(data, encoding)
    if b"\0" in data[:2000] and (found := wide(data)):
        return _replace(data, found)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for candidate in (_known(declared), _guess(data)):
        if candidate:
            try:
                return Decoded(data.decode(candidate), candidate, (("other-encoding", f"The text was read as {candidate}."),))
            except (UnicodeDecodeError, ValueError):
                continue
    return _replace(data, "utf-8" if _mostly_utf8(data) else "cp1252")


def plain_text(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text with every lone surrogate replaced one for one by U+FFFD, and a note when there was one."""
    mended, count = _SURROGATES.subn("\ufffd", text) if not text.isascii() else (text, 0)
    return mended, (("lone-surrogates", f"{count} lone surrogates became U+FFFD."),) if count else ()


def _replace(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (("broken-bytes", f"Bytes that are no {encoding} became U+FFFD."),))


def _known(name: str | None) -> str | None:
    """Return the codec of a declared text encoding, None when Python has none."""
    try:
        codec = codecs.lookup((name or "").strip().strip("\"'"))
        codec_name = _MEND.get(codec.name, codec.name)
        b"a".decode(codec_name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if codec_name.startswith("utf-8") or not getattr(codec, "_is_text_encoding", True) else codec_name


def _mostly_utf8(data: bytes) -> bool:
    """Say whether the bytes are UTF-8 with a few broken ones, rather than another encoding."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    letters = sum(char >= "\x80" for char in text) - wrong
    return letters > 2 * wrong


def _guess(data: bytes) -> str | None:
    if _mostly_utf8(data):
        return None
    guesses = from_bytes(data[:_SAMPLE])
    best = guesses.best()
    if best is None:
        return None
    near = (guess for guess in guesses if guess.chaos <= best.chaos + 0.2 and guess.coherence >= best.coherence)
    western = any("cp1252" in {guess.encoding, *guess.could_be_from_charset} for guess in near)
    return "cp1252" if western else best.encoding  # of two guesses that fit, the commoner encoding
