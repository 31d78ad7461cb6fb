"""The day of publication that only a script of a page states: `"publishedAt": "2023-05-04T08:15:00Z"`."""

from __future__ import annotations

import re

_SIGN = "ublish"
_REACH, _MOST = 16, 60
_STATED = re.compile(
    r"""(?P<name>(?:date_?)?(?:first_?)?publish(?:ed)?(?:_?(?:at|on|date|time))?)(?:\\?["'])?\s{0,3}[:=]\s{0,3}\\?["']"""
    r"(?P<value>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?:[T ][0-9:.+Z-]{4,24})?)",
    re.IGNORECASE,
)


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
