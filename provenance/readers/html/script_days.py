"""The day of publication that only a script of a page states, `"publishedAt": "2023-05-04T08:15:00Z"`, or only the title of its window."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

_SIGNS = ("ublish", "post_date", "postDate", "pubtime", "pubTime", "pubDate", "createTime", "create_time", "var ct")
"""What names of days hold; where one of them tells the day, those behind it are not asked."""

_REACH, _MOST = 16, 60
_STATED = re.compile(
    r"""(?P<name>(?:date_?)?(?:first_?)?(?:publish(?:ed)?(?:_?(?:at|on|date|time))?|(?:post|pub|create)_?(?:date|time))|\bct)(?:\\?["'])?"""
    r"""\s{0,3}[:=]\s{0,3}\\?["']?(?P<value>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?:[T ][0-9:.+Z-]{4,24})?|"""
    r"1[0-7][0-9]{8}(?:[0-9]{3})?(?![0-9]))",
    re.IGNORECASE,
)
_EPOCH = 10
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{8,300})</title", re.IGNORECASE)
_DATED = re.compile(r"(?: [-–—|] |[|(] ?)[^-–—|()]{0,24}?(?:\d{1,2}\D{1,16}\d{4}|\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2})\D?\)?(?: ?$| ?[-–—|])")


def titled_day(source: str) -> tuple[str, str] | None:
    """Return the title of a page and the element as it stands, if a day stands alone in it: "Storm closes harbour - 04.05.2023"."""
    match = _TITLE.search(source)
    words = " ".join(unescape(match[1]).split()) if match else ""
    return (words, f"<title>{words}</title>") if _DATED.search(words) else None


def script_day(source: str) -> tuple[str, str, str] | None:
    """Return (name, value, the words as they stand) of the only day that data in a page call published; None where there are several."""
    return next((found for sign in _SIGNS if (found := _told(source, sign))), None)


def _told(source: str, sign: str) -> tuple[str, str, str] | None:
    """Return the only day that stands behind names which hold a sign."""
    found: tuple[str, str, str] | None = None
    at, tried = source.find(sign), 0
    while at >= 0:
        start = max(0, at - _REACH)
        match = _STATED.search(source, start, at + 4 * _REACH + _REACH)
        if match and match.start() <= at + _REACH:
            if found and _day(found[1]) != _day(match["value"]):
                return None
            found = found or (match["name"], match["value"], " ".join(match[0].split()))
        tried += 1
        if tried >= _MOST:
            return None
        at = source.find(sign, at + len(sign))
    return found


def _day(value: str) -> str:
    """Return the day of a value, for seconds and milliseconds since 1970 as well."""
    if not value.isdigit():
        return value[:10]
    return datetime.fromtimestamp(int(value[:_EPOCH]), UTC).date().isoformat()
