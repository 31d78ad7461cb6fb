"""Whether shared words are a quotation: in quotation marks, or beside the name of an outlet of the corpus or of the record's credits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial

from provenance.catalog import Catalog, load, worked_out
from provenance.patterns import Scanner
from provenance.reprints.signals import Signals, outlet_key

_BESIDE = 80
"""Code points between a quotation and the words that say whose it is."""
_MARKS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
"""What closes a quotation, by what opens it."""
_SIGN = re.compile('[“„«»"”]')
_SPOKEN = 0.8
"""From this share of shared words in quotation marks on, somebody is quoted who spoke to several reporters."""


class Citations:
    """Looks for the publishers of a corpus beside quoted words: the catalog does not know every house."""

    def __init__(self, outlets: Mapping[str, str]) -> None:
        """Take the names of publishers with their keys."""
        self._listed = sorted(outlets)
        self._outlets = outlets
        self._scanner = Scanner(self._listed)

    def beside(self, known: Signals, text: str, start: int, stop: int) -> bool:
        """Tell whether the words `[start, stop)` of an article are somebody else's: spoken, or with a source named beside them.

        Not by the words themselves, since whoever has them names the same house, nor by a credit or dateline before them: that says whose
        the article is.
        """
        if spoken(text, start, stop):
            return True
        spans = [(credit.start, credit.stop) for credit in known.credits if credit.role != "author"]
        if any(start - _BESIDE <= low < start or stop <= low < high <= stop + _BESIDE for low, high in spans):
            return True
        first = max(0, start - _BESIDE)
        heads = [*known.datelines, *(credit for credit in known.credits if credit.role == "author")]
        return any(
            self._outlets[self._listed[hit]] != known.outlet
            and not any(head.start < first + high and first + low < head.stop for head in heads)
            for hit, low, high in self._scanner.scan(text[first:start])
        )


def spoken(text: str, start: int, stop: int) -> bool:
    """Tell whether nearly all of the words `[start, stop)` stand in quotation marks."""
    at = max(0, start - 2)
    opened, inside = "", 0
    for mark in _SIGN.finditer(text, at, stop):
        sign, place = mark[0], mark.start()
        if sign in _MARKS.get(opened, "”"):
            inside += place - at
            opened, at = "", place + 1
        elif not opened and sign in _MARKS:
            opened, at = sign, place + 1
    return inside + (stop - at if opened else 0) >= _SPOKEN * (stop - start)


@cache
def suppliers() -> frozenset[str]:
    """Return the keys of all outlets that supply others with text."""
    catalog = load()
    return worked_out("suppliers", catalog, partial(_suppliers, catalog))


def _suppliers(catalog: Catalog) -> frozenset[str]:
    return frozenset([outlet_key(outlet.id, outlet.name) for outlet in catalog.outlets.by_id.values() if outlet.kind == "agency"])
