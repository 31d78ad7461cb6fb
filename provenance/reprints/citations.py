"""Who is named beside shared words: an outlet of the corpus, or whoever the record's own credits name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from provenance.catalog import load
from provenance.patterns import Scanner
from provenance.reprints.signals import Signals, outlet_key

_BESIDE = 80
"""Code points between a quotation and the words that say whose it is."""


class Citations:
    """Looks for the publishers of a corpus beside quoted words: the catalog does not know every house."""

    def __init__(self, outlets: Mapping[str, str]) -> None:
        """Take the names of publishers with their keys."""
        self._listed = sorted(outlets)
        self._outlets = outlets
        self._scanner = Scanner(self._listed)

    def beside(self, known: Signals, text: str, start: int, stop: int) -> bool:
        """Tell whether somebody else is named as the source beside the words `[start, stop)` of an article.

        Not by the words themselves, since whoever has them names the same house, nor by a credit or dateline before them: that says whose
        the article is.
        """
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


@cache
def suppliers() -> frozenset[str]:
    """Return the keys of all outlets that supply others with text."""
    return frozenset(outlet_key(outlet.id, outlet.name) for outlet in load().outlets.by_id.values() if outlet.kind == "agency")
