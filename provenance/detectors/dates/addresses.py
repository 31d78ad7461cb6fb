"""Days in addresses: "/2019/10/19/a-title", "/2019/oct/19/", "?id=20191019-00000001"."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import regex

from provenance.detectors.dates.claim import ADDRESS, PLACED, Claim
from provenance.expressions import compiled
from provenance.model.evidence import Evidence

# No digits of a hexadecimal id ("/2022/08/05aa4b14") are a day.
_URL_DAY = compiled(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_-])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?![^\W_])")
_URL_FIGURES = compiled(r"(?<![\da-f])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\da-f])")
_URL_ID = compiled(r"[?&][\w-]{1,20}=(?P<y>20\d\d)(?P<s>-?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?=[-_&#]|$)")
_URL_SPLIT = compiled(r"/(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2])[/_-]?(?P<d>0[1-9]|[12]\d|3[01])/")
_URL_NAMED = compiled(
    r"/(?P<y>(?:19|20)\d\d)/(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(?P<d>0?[1-9]|[12]\d|3[01])/", regex.IGNORECASE
)
_URL_SHORT = compiled(r"/(?P<y>20\d\d)/(?P<m>[1-9]|1[0-2])/(?P<d>[1-9]|[12]\d|3[01])/")
_URL_MONTH = compiled(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0[1-9]|1[0-2])(?=/|$)")
_MAY_BE_DAY = re.compile(r"(?:19|20)\d\d(?:[/_-]?(?:\d\d|[A-Za-z]{3})[/_-]?|/\d/)\d{1,2}(?![\da-f])")
"""What stands in every such address, which few have: asked first."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 400


def day_or_month(url: str) -> tuple[str, Literal["day", "month"]] | None:
    """Return the day that an address states ("/2019/10/19/a-title": "2019-10-19"), else the month ("/2019/10/a-title": "2019-10")."""
    claim = claim_of(url)
    if claim:
        return claim.value, "day"
    match = _URL_MONTH.search(_path(url))
    return (f"{match['y']}-{match['m']}", "month") if match else None


def _path(url: str) -> str:
    return "/" + url.split("//", 1)[-1].partition("/")[2].partition("?")[0][:_LONGEST]


def claim_of(url: str) -> Claim | None:
    """Return the day that an address states in its path, else in an id behind it.

    Eight figures beside others in one part of the path, or in an id, are trusted less: they may be no day.
    """
    if not _MAY_BE_DAY.search(url):
        return None
    path = _path(url)
    match = _URL_DAY.search(path) or _URL_SPLIT.search(path) or _URL_NAMED.search(path) or _URL_SHORT.search(path)
    if match:
        return _claim(match, ADDRESS)
    match = _URL_FIGURES.search(path) or _URL_ID.search(url[:_LONGEST])
    return _claim(match, PLACED) if match else None


def _claim(match: regex.Match[str], rank: int) -> Claim | None:
    month = match["m"].zfill(2) if match["m"].isdigit() else f"{_MONTHS.index(match['m'].lower()) + 1:02}"
    value = f"{match['y']}-{month}-{int(match['d']):02}"
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return Claim(rank, value, "day", "url", Evidence("dates/url", 0, 0, ""))
