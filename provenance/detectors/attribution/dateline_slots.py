"""The shapes of places, days and agencies in a dateline. Names are looked up afterwards; no name stands in an expression."""

from __future__ import annotations

_JOINS = (
    *(
        "de",
        "di",
        "do",
        "du",
        "del",
        "der",
        "des",
        "den",
        "da",
        "das",
        "dos",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "el",
        "al",
        "an",
        "am",
    ),
    *("im", "in", "of", "the", "and", "&", "upon", "sur", "on", "y", "und", "et", "e", "ob", "na", "près", "au", "aux", "sous"),
)
JOINS = frozenset(_JOINS)
"""Small words inside the names of places."""

_JOIN = f"(?:{'|'.join(_JOINS)})"
_CAPITAL = r"(?:\p{Lu}(?:\p{Ll}{1,2}(?=\p{Lu}{3}))?[\p{Lu}\p{M}'.]++(?![\p{Ll}\d]))"
_PROPER = r"(?:\p{Lu}[\p{L}\p{M}'.]*+(?!\d))"
_WORD = r"(?<!\p{L})\p{L}[\p{L}\p{M}]{2,11}+"

SLOTS = {
    "capitals": rf"{_CAPITAL}(?:(?: ?/ ?|-){_CAPITAL}| (?:{_JOIN} )?{_PROPER})" r"{0,5}",
    "place": rf"{_PROPER}(?:(?: ?/ ?|[ -](?:{_JOIN}[ -])?){_PROPER})" r"{0,4}",
    "letters": r"[\p{Lo}\p{M}']{2,16}(?:[ /-][\p{Lo}\p{M}']{2,16}){0,2}",
    "region": rf"\(?{_PROPER}(?:[ -](?:{_JOIN} )?{_PROPER})" r"{0,3}\)?" rf"(?:, ?{_PROPER}(?: {_PROPER})" r"{0,2})?",
    "date": rf"(?:\p{{L}}{{3,14}}\.?, )?(?:(?:le|el|am|den) )?"
    rf"(?:{_WORD}\.? ?\d{{1,2}}(?!\d)|\d{{1,2}}(?:\.|st|nd|rd|th)? ?(?:de )?{_WORD}\.?)(?:,? ?(?:de |del )?\d{{4}})?",
    "agency": r"[\p{L}\d\"][^()\n]{1,48}?",
    "dash": r"(?: {0,2}-{1,3}(?=\s|$)| ?-{1,3}(?=[\"'(\p{Lu}])| ?_(?=\s))\s{0,4}",
}
"""Slot -> expression over folded text, case kept. Every repetition is bounded or possessive, so that no line takes long."""
