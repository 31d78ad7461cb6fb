"""The day of publication that only a script of a page states, `"publishedAt": "2023-05-04T08:15:00Z"`, or only the title of its window."""

from __future__ import annotations

import re
from html import unescape

_SIGN = "ublish"
_REACH, _MOST = 16, 60
_STATED = re.compile(
    r"""(?P<name>(?:date_?)?(?:first_?)?publish(?:ed)?(?:_?(?:at|on|date|time))?)(?:\\?["'])?\s{0,3}[:=]\s{0,3}\\?["']"""
    r"(?P<value>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?:[T ][0-9:.+Z-]{4,24})?)",
    re.IGNORECASE,
)


_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{8,300})</title", re.IGNORECASE)
_DATED = re.compile(r"(?: [-–—|] |[|(] ?)[^-–—|()]{0,24}?(?:\d{1,2}\D{1,16}\d{4}|\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2})\D?\)?(?: ?$| ?[-–—|])")


def titled_day(source: str) -> tuple[str, str] | None:
    """Return the title of a page and the element as it stands, if a day stands alone in it: "Storm closes harbour - 04.05.2023"."""
    match = _TITLE.search(source)
    words = " ".join(unescape(match[1]).split()) if match else ""
    return (words, f"<title>{words}</title>") if _DATED.search(words) else None


def script_day(source: str) -> tuple[str, str, str] | None:
    """Return (name, value, the words as they stand) of the only day that data in a page call published; None where there are several."""
    found: tuple[str, str, str] | None = None
    at, tried = source.find(_SIGN), 0
    while at >= 0:
        start = max(0, at - _REACH)
        match = _STATED.search(source, start, at + 4 * _REACH + _REACH)
        if match and match.start() < at:
            if found and found[1][:10] != match["value"][:10]:
                return None
            found = found or (match["name"], match["value"], " ".join(match[0].split()))
        tried += 1
        if tried >= _MOST:
            return None
        at = source.find(_SIGN, at + len(_SIGN))
    return found
