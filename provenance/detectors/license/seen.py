"""The one scan of a text for the words of rights: what may be part of a licence's name, of a sentence about rights, of an opt-out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.license.optouts import book
from provenance.detectors.license.vocabulary import vocabulary
from provenance.detectors.license.wordings import wordings
from provenance.expressions import compiled
from provenance.literals import Hit, Sweep, Wanted
from provenance.normalise import Folded

_NAMES, _SENTENCES, _OPT_OUTS = range(3)
_NOT_A_VERSION = compiled(
    r"\s?(?:%|percent|per cent|million|billion|trillion|mio|mrd|bn\b|km\b|kg\b|mm\b|cm\b|ghz|gb\b|tb\b|litre|liter|stars?\b|/5|/10|"
    r"points|goals)|\d|[.,]\d"
)


@frozen
class Seen:
    """Where words of rights stand: anchors of names in the order of their ends, and by their number what opt-outs may reserve.

    `sentences` tells whether a sentence about rights may stand in the text; the matcher of the wordings looks where. `places` are those of
    all that was seen, in no order.
    """

    anchors: Sequence[Hit]
    sentences: bool
    reserved: Mapping[int, Sequence[Hit]]
    places: Sequence[Hit]


def seen(folded: Folded, catalog: Catalog) -> Seen:
    """Return where the words of rights stand in a text."""
    hits = folded.once(_sweep(catalog).hits)
    lower, numbers = folded.lower, vocabulary(catalog).numbers
    anchors = [place[:2] for place in hits[_NAMES].get(0, ())]
    anchors = [hit for hit in anchors if lower[slice(*hit)] not in numbers or _may_be_version(lower, *hit)]
    reserved = {number: [place[:2] for place in several] for number, several in hits[_OPT_OUTS].items()}
    spoken = [place[:2] for several in hits[_SENTENCES].values() for place in several]
    return Seen(anchors, bool(spoken), reserved, [*anchors, *spoken, *(place for several in reserved.values() for place in several)])


def _may_be_version(lower: str, start: int, stop: int) -> bool:
    """Whether a number may be that of a version, as "62.5%" and "$3.5 billion" are not."""
    if start and (lower[start - 1].isdigit() or lower[start - 1] in ".,$€£"):
        return False
    return not _NOT_A_VERSION.match(lower, stop)


@cache
def _sweep(catalog: Catalog) -> Sweep:
    """Return the scan of a catalog, in which the matcher of its wordings takes part."""
    matcher = wordings(catalog).matcher
    names = [Wanted(literal, _NAMES, 0) for literal in vocabulary(catalog).anchors]
    reserved = [Wanted(word.literal, _OPT_OUTS, number) for number, word in enumerate(book(catalog).reserved)]
    sweep = Sweep([*names, *matcher.wanted(_SENTENCES), *reserved], 3, across_lines=True)
    matcher.scan = sweep, _SENTENCES
    return sweep
