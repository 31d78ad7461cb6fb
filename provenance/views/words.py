"""Words for lists and views: on one line, cut where they would grow long, harmless inside a script."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import orjson

from provenance.model.record import ProvenanceRecord

_TITLE = 110
_HEAD = 400
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPES = tuple((char.encode()[-1:], char.encode(), f"\\u{ord(char):04x}".encode()) for char in "<>&\u2028\u2029")
"""The last byte of what may not stand in a script, the whole of it, and what stands for it."""


def headline(record: ProvenanceRecord, text: str | None) -> str:
    """Return the title of an article, or its first words where it has none."""
    title, body = record.title, record.body
    if title and title.text.strip():
        return shorten(title.text, _TITLE)
    start = body[0][0] if body else 0
    found = [item.evidence for item in record.attributions if item.kind == "dateline"]
    start = max([start, *(item.stop for item in found if item.start <= start + 2)])
    return shorten((text or "")[start : start + _HEAD], _TITLE) or record.id


def shorten(text: str, limit: int) -> str:
    """Return a text on one line, cut at a word after at most `limit` code points."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut) + "…"


@lru_cache(1 << 13)
def told(words: str, limit: int) -> str:
    """Return what `shorten` returns, for words that come again and again: reasons, and what findings quote."""
    return shorten(words, limit)


def script_json(value: Any) -> str:
    """Return a value as JSON that may stand inside a script: no `</script>`, no comment, no line separator, no lone surrogate."""
    return script_bytes(value).decode("utf-8")


def script_bytes(value: Any) -> bytes:
    """Return what `script_json` returns, in UTF-8."""
    try:
        text = orjson.dumps(value)
    except TypeError:  # lone surrogates, which an audit written by somebody else may hold
        text = _SURROGATES.sub("\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":"))).encode("utf-8")
    for last, unsafe, escape in _ESCAPES:
        if last in text and unsafe in text:  # a single byte is found fastest
            text = text.replace(unsafe, escape)
    return text
