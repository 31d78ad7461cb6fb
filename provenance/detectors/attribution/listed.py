"""Outlets in a row beside one wording: "told CNN, ABC News and The New York Times", "AFP, dpa and Reuters reported"."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.detectors.attribution.names import Named, Names
from provenance.detectors.attribution.suppliers import is_agency
from provenance.expressions import compiled

LISTING = frozenset({"cited", "via", "told"})
"""Kinds of wordings beside which outlets can stand in a row."""

_LONGEST_ROW = 160  # code points
_LONGEST_NAME = 60
_LONGEST_JOIN = 16
_ARTICLE = r"(?:(?:[Tt]he|der|die|das|dem|den|le|la|les|el|los|il|lo|o|a)\s|l'|all'|dell')?"
_AND = r"(?:and|und|et|y|e|en|og|och|ve|və|и)"
_LAST = compiled(rf""",?\s(?:{_AND}|&)\s(?:also\s|to\s|by\s|in\s|on\s|from\s|von\s|de\s)?{_ARTICLE}(?="?\p{{Lu}}|dpa\b)""")
_NEXT = compiled(rf""",\s{_ARTICLE}(?="?\p{{Lu}}|dpa\b)""")
_MORE = compiled(r",?\s(?:and|or)\s(?:elsewhere|(?:[a-z]+\s)?others?|more)\b")
"""What ends a row of outlets that goes on: "in Politico, The Hill and elsewhere"."""

_DOES = compiled(
    r"(?:'s)?,?\s(?:(?:has|had|have|also|later|earlier|first|then)\s){0,2}"
    r"(?:\p{Ll}+ed|reports?|says?|said|writes?|wrote|ran|is|was|will|would|can|did|does)\b"
)
"""A verb behind the last outlet begins another sentence: "he told CNN, and Reuters reported"."""

_JOINED = compiled(rf"(?r),?\s(?:{_AND}|&)\s{_ARTICLE}$|/$")
_BEHIND_ARTICLE = compiled(r"(?r)\b(?:[Tt]he|die|der|le|la|el|il)\s$|l'$")
_COMMA = compiled(rf"(?r),\s{_ARTICLE}$")


def behind(names: Names, at: int, stop: int, *, strong: bool, told: bool) -> Iterator[Named]:
    """Yield the outlets that follow one that ends at `at`; `stop` is where the words that may name one outlet end."""
    text, end = names.folded.text, at + _LONGEST_ROW
    row: list[Named] = []
    while at < end:
        last = _LAST.match(text, at)
        join = last or _NEXT.match(text, at)
        reach = max(stop, min(len(text), join.end() + _LONGEST_NAME)) if join else 0
        other = _known(names, names.first(join.end(), reach, strong=strong)) if join else None
        if other is None:
            yield from row if row and _MORE.match(text, at) else ()
            return
        row.append(other)
        if last:
            if not (_DOES.match(text, other.stop) and (told or (len(row) == 1 and text[at] == ","))):
                yield from row
            return
        at = other.stop


def before(names: Names, at: int, *, strong: bool) -> Iterator[Named]:
    """Yield the outlets that stand before one that begins at `at`."""
    text, low = names.folded.text, max(0, at - _LONGEST_ROW)
    join = _JOINED.search(text, max(low, at - _LONGEST_JOIN), at)
    while join and (other := _known(names, names.last(max(low, join.start() - _LONGEST_NAME), join.start(), strong=strong))):
        yield other
        join = _COMMA.search(text, low, other.start)


def _known(names: Names, named: Named | None) -> Named | None:
    """Return a name that is surely an outlet's where another one stands beside it."""
    if named is None or not (named.found.outlet or named.found.bearers):
        return None
    clear = not named.found.ambiguous or " " in named.found.name or named.found.name.isupper() or is_agency(named)
    return named if clear or _BEHIND_ARTICLE.search(names.folded.text, max(0, named.start - 4), named.start) else None
