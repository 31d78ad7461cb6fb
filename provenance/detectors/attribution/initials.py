"""Desk initials at the end of a text: "MH/PA" says which editors wrote and checked it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from provenance.catalog import Catalog
from provenance.detectors.attribution.zones import Ending
from provenance.expressions import compiled
from provenance.kernels import compiled as compiled_kernel
from provenance.model.evidence import evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_SHORT = 2
"""Of two letters an agency ("PA") and an editor's initials look alike; a longer acronym of an outlet ("CNN/ORC") is none."""

_REACH = 8_000
"""How many characters before the end are looked at: a repeated lead and a licence notice may follow the initials."""

_PAIR = compiled(
    r"(?<=[.!?\"')\]*:] ?\s{0,12}|\n[ \t]{0,20}|\p{Ll} {1,3})"
    r"(?P<initials>\p{Lu}{2,4}(?: ?/ ?\p{Lu}{2,4}){0,3}/?)(?=\s|$|All Content)(?!\s{1,3}\p{Ll})"
)
_ALONE_BEFORE = compiled(r"[.!?\"')\]]\s{0,12}$|\n\s{0,20}$")
_ALONE_AFTER = compiled(r"\s*(?:$|\n|all content|all rights|©|copyright|\(c\))", regex.IGNORECASE)
_BEFORE = ("/", "all content", "all rights", "©", "copyright", "(c)")
"""What may stand behind initials, but for the end of a line."""

_CAPITALS = compiled(r"\p{Uppercase}{2,}")
_FAR = 32
"""How many characters behind capitals are looked at."""

_LONE = 3
"""Letters of one editor's initials at most; longer words in capitals that stand alone are buttons ("SEND")."""

_NO_INITIALS = frozenset({
    "END", "ENDS", "ENDE", "FIN", "AM", "PM", "TV", "US", "UK", "UN", "EU", "UAE", "USA", "GMT", "EST", "EDT",
    "ADD", "ADS", "ALL", "APP", "BUY", "CC", "FAQ", "GO", "NEW", "NO", "OFF", "OK", "ON", "PDF", "RSS", "SMS", "TOP", "UP", "VIP", "YES",
})  # fmt: skip


def find_initials(article: Article, folded: Folded, catalog: Catalog) -> Iterator[Attribution]:
    """Yield the desk initials that close a text; acronyms in its prose and agency sign-offs are none."""
    ending = Ending(article, folded)
    for match in reversed(list(_pairs(folded, max(0, ending.stop - _REACH), ending.stop))):
        initials = match["initials"]
        if not _is_initials(initials, folded.text, match, catalog):
            continue
        if not ending.follows(match.end("initials")):
            return
        start, stop = folded.span(*match.span("initials"))
        proof = evidence("credits/desk-initials", article.text, start, stop)
        yield Attribution(
            "desk_initials", "author", None, initials.strip("/ "), None, None, None, None, "certain" if "/" in initials else "likely", proof
        )


def _pairs(folded: Folded, start: int, stop: int) -> Iterator[regex.Match[str]]:
    """Yield the capitals, alone or with strokes between, that have the form of initials and stand where initials can."""
    text, done = folded.text, start
    for begin in capitals(text, start, stop, _BEFORE):
        if begin >= done and (match := _PAIR.match(text, begin, stop)):
            done = match.end()
            yield match


def find_capitals(text: str, start: int, stop: int, signs: Sequence[str]) -> list[int]:
    """Return where two capitals or more of `text[start:stop]` begin behind which a line ends, or one of some signs stands.

    White space does not count, but at the end of a line; the signs are given in small letters.
    """
    found = []
    for run in _CAPITALS.finditer(text, start, stop):
        rest = text[run.end() : run.end() + _FAR]
        sign = rest.lstrip()
        if not sign or "\n" in rest[: len(rest) - len(sign)] or sign.lower().startswith(tuple(signs)):
            found.append(run.start())
    return found


capitals = compiled_kernel("_openings", find_capitals)
"""`find_capitals`, compiled where it can be."""


def _is_initials(initials: str, text: str, match: regex.Match[str], catalog: Catalog) -> bool:
    """Whether the capitals are initials: a pair with a stroke, or letters alone between a full stop and the end."""
    parts = [part.strip() for part in initials.split("/") if part.strip()]
    if all(part in _NO_INITIALS for part in parts) or all(catalog.outlets.named(part) for part in parts):
        return False
    if any(len(part) > _SHORT and any(not outlet.is_ambiguous(part) for outlet in catalog.outlets.named(part)) for part in parts):
        return False
    if not _ALONE_BEFORE.search(text, max(0, match.start("initials") - 24), match.start("initials")) and len(parts) < 2:
        return False
    return "/" in initials or (len(initials) <= _LONE and bool(_ALONE_AFTER.match(text, match.end("initials"))))
