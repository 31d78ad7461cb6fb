"""The lines of a text that are its own: those with words, above the heading under which comments or other articles stand."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.detectors.attribution.lines import APART, WORDED, Line
from provenance.kernels import compiled

LONGEST_NAMES = 60
"""Longer lines are no names by themselves."""

_LONGEST_HEADING = 40
_TWO = 2


def find_own(rows: Sequence[Line], comments: frozenset[str], offers: frozenset[str]) -> tuple[list[Line], list[int]]:
    """Return the lines with words above the heading under which comments stand, or with not much below it other articles.

    With them come the numbers of those, but for the first, that are short and begin with a small letter or stand apart from the one above.
    """
    own = [row for row in rows if row.marks & WORDED]
    for number, row in enumerate(own):
        if row.stop - row.start <= _LONGEST_HEADING and row.paragraphs:
            words = row.words.lower().strip(" :")
            if words in comments or (words in offers and own[-1].paragraphs - row.paragraphs < _TWO):
                del own[number:]
                break
    apart = [number for number, row in enumerate(own) if number and row.marks & APART and row.stop - row.start <= LONGEST_NAMES]
    return own, apart


own_lines = compiled("_openings", find_own)
"""`find_own`, compiled where it can be."""
