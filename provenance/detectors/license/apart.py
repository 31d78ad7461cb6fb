"""Notices that stand apart: pieces of a text which say the same wherever they stand and are therefore read once.

The articles of one outlet end with the same notice. Where all words about rights in a plain text stand in a few short paragraphs or
sentences, these are read by themselves, and what was read is remembered by their words.
"""

from __future__ import annotations

from functools import lru_cache

from provenance.catalog import Catalog
from provenance.detectors.license.claims import notices
from provenance.detectors.license.compose import UNSPECIFIED
from provenance.detectors.license.pieces import LONGEST, Piece, paragraphs, sentences
from provenance.detectors.license.seen import Seen, seen
from provenance.detectors.license.statements import LicenseFindings, in_text, speaks_above
from provenance.model.evidence import Evidence
from provenance.model.record import License, Reservation
from provenance.model.text import Article, Source
from provenance.normalise import Folded, fold

_KEPT = 2_048
_NEAR = 160  # code points in which the words of one notice stand
_MORE = "\n\n..."  # stands for all that follows
_ALONE = frozenset((UNSPECIFIED.family, "proprietary-license", "free-to-republish"))
"""Licences besides CC BY and the like of which no other paragraph says more, as which public domain it is or without which sections."""


def in_pieces(article: Article, folded: Folded, catalog: Catalog) -> LicenseFindings | None:
    """Return what a plain text states where the pieces with words about rights tell it alone; None where more must be read."""
    if article.links or article.blocks or article.markup:
        return None
    some = seen(folded, catalog)
    if not some.places:
        return LicenseFindings()
    piece = _piece(folded, some, catalog)
    if piece is None:
        return None
    start, stop, opening = piece
    at = folded.origin(start)
    ending = _MORE if folded.text[stop:].strip() else ""
    found = _read(f"{opening}{article.text[at : folded.origin(stop)]}{ending}", len(opening), catalog)
    return found and _moved(found, at - len(opening))


def _piece(folded: Folded, some: Seen, catalog: Catalog) -> Piece | None:
    """Return the piece that holds all that is said about rights, None where no such piece can be read by itself."""
    places, signs = some.places, notices(catalog).signs
    first, last = min(places)[0], max([stop for _, stop in places])
    for low in (last - LONGEST, last - _NEAR):
        late = first if first >= low else min([start for start, _ in places if start >= low], default=last)
        piece = paragraphs(folded, late, last, signs) or sentences(folded, late, last, signs) if late < last else None
        if piece is not None:
            return piece if late == first or not speaks_above(folded, some, piece.start, catalog) else None
        if first >= last - _NEAR:
            return None
    return None


@lru_cache(maxsize=_KEPT)
def _read(words: str, begin: int, catalog: Catalog) -> LicenseFindings | None:
    """Return what the words from `begin` on state, None where others may say more about it."""
    found = in_text(Article("apart", words, Source("apart", "text")), fold(words), catalog)
    if begin and min([item.evidence.start for item in found.licenses], default=begin) < begin:
        return None
    return found if all(item.family in _ALONE or item.family.startswith("CC-BY") for item in found.licenses) else None


def _moved(found: LicenseFindings, by: int) -> LicenseFindings:
    """Return what was found in paragraphs with the places that it has in a text in which they begin at `by`."""
    licenses = [
        License(
            item.expression, item.family, item.version, item.jurisdiction, item.holder, item.scope, item.channel,
            tuple([_at(one, by) for one in item.exceptions]), item.confidence, _at(item.evidence, by),
        )
        for item in found.licenses
    ]  # fmt: skip
    return LicenseFindings(
        tuple(licenses), tuple([Reservation(item.kind, item.value, _at(item.evidence, by)) for item in found.reservations])
    )


def _at(words: Evidence, by: int) -> Evidence:
    return Evidence(words.rule, words.start + by, words.stop + by, words.quote)
