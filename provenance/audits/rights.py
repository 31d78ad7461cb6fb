"""What a licence lets everybody do, as a set, so that two licences can be compared.

The sets follow the licences' own deeds: Creative Commons' "share, adapt, commercially" with the conditions of BY, SA, NC and ND; the
Open Government Licences and ODC-By are attribution licences, ODbL and the GFDL share-alike licences.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from provenance.expressions import compiled

Rights = frozenset[str]

_ALL: Rights = frozenset({"copy", "sell", "adapt", "relicense", "uncredited"})
_BY: Rights = _ALL - {"uncredited"}
_FAMILIES: tuple[tuple[regex.Pattern[str], Rights], ...] = tuple((compiled(rf"(?:{pattern})"), own) for pattern, own in (
    (r"CC0|PDDL|CC-PDM|CC-PDDC|.*PUBLIC-DOMAIN.*|UNLICENSE|WTFPL|0BSD", _ALL),
    (r"OGL|ODC-BY|ETALAB|DL-DE-BY|CC-BY$|NIST-PD|FREEART-ATTRIBUTION", _BY),
    (r"DL-DE-ZERO", _ALL),
    (r"ODBL|GFDL|LAL|CC-SA|CC-BY-SA$", _BY - {"relicense"}),
    (r".*PROPRIETARY-LICENSE|.*ALL-RIGHTS-RESERVED.*", frozenset()),
))  # fmt: skip
_AND = compiled(r"\s+AND\s+|[()]", regex.IGNORECASE)
_VERSION = compiled(r"-?V?\d+(?:\.\d+)*(?:-.*)?$")
_CC = compiled(r"CC-(?P<elements>(?:BY|NC|ND|SA)(?:-(?:BY|NC|ND|SA))*)(?:-\d.*)?$")
_KEY = compiled(r"^LICENSEREF-(?:SCANCODE-)?")


@lru_cache(maxsize=1024)
def rights(expression: str) -> Rights | None:
    """Return what an SPDX expression lets everybody do: the common rights of an AND; None where it is not known or a choice."""
    found: Rights | None = None
    if " OR " in expression.upper():
        return None
    for key in _AND.split(expression):
        if not key.strip():
            continue
        own = _single(key.strip().upper())
        if own is None:
            return None
        found = own if found is None else found & own
    return found


def _single(key: str) -> Rights | None:
    plain = _KEY.sub("", key)
    if match := _CC.match(plain):
        elements = set(match["elements"].split("-"))
        own = _BY if "BY" in elements else _ALL
        own = own - {"sell"} if "NC" in elements else own
        own = own - {"adapt", "relicense"} if "ND" in elements else own
        return own - {"relicense"} if "SA" in elements else own
    bare = _VERSION.sub("", plain)
    for pattern, own in _FAMILIES:
        if pattern.match(plain) or pattern.fullmatch(bare):
            return own
    return None


def freer(one: str, other: str) -> bool:
    """Tell whether the first expression gives everything that the second gives, and more; False when either is not known."""
    mine, theirs = rights(one), rights(other)
    return mine is not None and theirs is not None and mine > theirs
