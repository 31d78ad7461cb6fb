"""Names that stand on lines of their own with "and" or a comma between them: "By\\nJane Doe\\nand\\nJohn Roe" is read as one line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from provenance.catalog import Catalog
from provenance.detectors.attribution.lines import Line
from provenance.detectors.attribution.own_lines import LONGEST_NAMES
from provenance.normalise import Folded

_MARKS = frozenset((",", "&", "+", "/", ";", "|", "·", "•"))
_LONGEST_JOIN = 5
_MOST = 400


def joined(folded: Folded, rows: list[Line], apart: Collection[int], catalog: Catalog) -> list[Line]:
    """Return the lines with those made one that "and", "und" or a comma joins: a name, the joining word, a name.

    `apart` are the numbers of short lines that begin with a small letter or stand apart from the one above.
    """
    if not apart:
        return rows
    out: list[Line] = []
    number = 0
    while number < len(rows):
        if number in apart and (upto := _joins(folded, out[-1], rows, number, catalog)):
            first, last = out[-1], rows[upto - 1]
            words = " ".join(folded.text[first.start : last.stop].split("\n"))[:_MOST]
            out[-1] = first._replace(stop=last.stop, words=words)
            number = upto
        else:
            out.append(rows[number])
            number += 1
    return out


def _joins(folded: Folded, before: Line, rows: Sequence[Line], number: int, catalog: Catalog) -> int:
    """Return the number of the line behind those that belong to the line `before` them, 0 when the next belongs to itself."""
    row = rows[number]
    if before.stop - before.start > LONGEST_NAMES or row.stop - row.start > LONGEST_NAMES:
        return 0
    if not row.words[0].islower():
        return number + 1 if folded.text[before.stop : row.start].strip() in _MARKS else 0
    word, _, rest = row.words.partition(" ")
    if len(word) > _LONGEST_JOIN or word not in catalog.people.joins:
        return 0
    if rest:
        return number + 1 if rest[0].isupper() else 0
    following = rows[number + 1] if number + 1 < len(rows) else None
    return number + 2 if following and following.words[0].isupper() and following.stop - following.start <= LONGEST_NAMES else 0
