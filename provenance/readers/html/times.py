"""Elements that hold a day for scripts, and the words that elements with a day show: both only where nothing else states the day."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from provenance.readers.html.scanned import Machine

DATA = (
    "data-timestamp", "data-date-time", "data-datetime", "data-publish-date", "data-published", "data-pubdate", "data-utc",
    "data-date", "data-time", "data-val",
)  # fmt: skip
"""Attributes in which pages keep a day for their scripts."""

_TIMES, _MARK = "time[datetime], [itemprop=datePublished]", "datetime="
_HELD = ", ".join(f"[{name}]" for name in DATA)
_DAY = re.compile(r"\s*(?:(?:19|20)\d\d-\d\d-\d\d|1[0-7]\d{8}(?:\d{3})?\s*$)")
_HOLDS = re.compile(
    rf"data-(?:{'|'.join(name.removeprefix('data-') for name in DATA)})=[\"']?(?:(?:19|20)\d\d-\d\d-\d\d|1[0-7]\d{{8}}(?:\d{{3}})?[\"'\s>])"
)
"""What stands in the source of a page that has an element with such a day: most have none and need no closer look."""

_STATED = ('"datePublished":', "published_time")
_MOST, _LONGEST = 40, 80


def find_times(root: LexborNode, source: str) -> dict[str, str]:
    """Return the words that elements with a day show, by the day as their markup has it; nothing where a page states its day elsewhere."""
    if any(sign in source for sign in _STATED) or not ((held := _HOLDS.search(source)) or _MARK in source):
        return {}
    found: dict[str, str] = {}
    for node in root.css(f"{_TIMES}, {_HELD}" if held else _TIMES)[:_MOST]:
        said = node.attributes
        value = " ".join((said.get("datetime") or said.get("content") or said.get(held_day(said) or "") or "").split())
        if value and value not in found and (words := " ".join(node.text().split())) and len(words) <= _LONGEST:
            found[value] = words
    return found


def find_held(root: LexborNode, source: str) -> list[Machine]:
    """Return the elements that hold a day for scripts; none where a page states its day elsewhere."""
    if any(sign in source for sign in _STATED) or not _HOLDS.search(source):
        return []
    held = ((node, held_day(node.attributes)) for node in root.css(_HELD)[:_MOST])
    return [(node.tag or "", {name: node.attributes[name]}, "") for node, name in held if name]


def held_day(attributes: dict[str, str | None]) -> str | None:
    """Return the name of the attribute in which an element holds a day for scripts."""
    return next((name for name in DATA if _DAY.match(attributes.get(name) or "")), None)


def titled_with(attributes: dict[str, str | None]) -> str | None:
    """Return the title of an element where it is a day: `<abbr itemprop="datePublished" title="2023-05-04T10:15:00-07:00">`."""
    title = attributes.get("title")
    return title if title and _DAY.match(title) else None
