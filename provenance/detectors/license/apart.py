"""Notices that stand apart: paragraphs of their own, which say the same wherever they stand and are therefore read once.

The articles of one outlet end with the same notice. Where all words about rights in a plain text stand in a few short paragraphs, these
are read by themselves, and what was read is remembered by their words.
"""

from __future__ import annotations

from functools import lru_cache

from provenance.catalog import Catalog
from provenance.detectors.license.clauses import may_go_on
from provenance.detectors.license.compose import UNSPECIFIED
from provenance.detectors.license.holder import may_name_holder
from provenance.detectors.license.mentions import names_software
from provenance.detectors.license.seen import seen
from provenance.detectors.license.statements import LicenseFindings, in_text
from provenance.model.evidence import Evidence
from provenance.model.record import License, Reservation
from provenance.model.text import Article, Source
from provenance.normalise import Folded, fold

_KEPT = 2_048
_LONGEST = 420
"""Longer paragraphs are hardly ever the same in two articles, and so far from the end of a text nothing is looked for as prose."""

_SHORT_LINE = 160
"""A line of fewer code points is no prose wherever it stands."""

_NEAR = 160  # code points around the words of a name in which more of it is looked for
_AFTER = 240  # code points behind a notice in which it may go on to say whom to credit
_MORE = "\n\n..."  # stands for all that follows
_PARAGRAPH = "\n\n"
_ALONE = frozenset((UNSPECIFIED.family, "proprietary-license", "free-to-republish"))
"""Licences besides CC BY and the like of which no other paragraph says more, as which public domain it is or without which sections."""


def in_paragraphs(article: Article, folded: Folded, catalog: Catalog) -> LicenseFindings | None:
    """Return what a plain text states where the paragraphs with words about rights tell it alone; None where more must be read."""
    some = seen(folded, catalog)
    if article.links or article.blocks or article.markup:
        return None
    if some.span is None:
        return LicenseFindings()
    text, (first, last) = folded.text, some.span
    start, stop = text.rfind(_PARAGRAPH, 0, first) + len(_PARAGRAPH), text.find(_PARAGRAPH, last)
    stop = stop if stop >= 0 else len(text)
    if start < len(_PARAGRAPH) or stop - start > _LONGEST:
        return None
    if len(text) - start > _LONGEST and any(len(line) >= _SHORT_LINE for line in text[start:stop].split("\n")):
        return None
    if may_go_on(folded, start) or may_name_holder(text[stop : stop + _AFTER]) or _is_explained(folded, start, stop):
        return None
    at = folded.origin(start)
    found = _read(article.text[at : folded.origin(stop)] + (_MORE if text[stop:].strip() else ""), catalog)
    return found and _moved(found, at)


def _is_explained(folded: Folded, start: int, stop: int) -> bool:
    """Whether the paragraphs above or below name licences of software, among which these are only mentioned, or say "CC" and no more."""
    near = (slice(max(0, start - _NEAR), start), slice(stop, stop + _NEAR))
    return any("CC" in folded.text[some] or names_software(folded.lower[some]) for some in near)


@lru_cache(maxsize=_KEPT)
def _read(words: str, catalog: Catalog) -> LicenseFindings | None:
    """Return what a few paragraphs state, None where others may say more about it."""
    found = in_text(Article("apart", words, Source("apart", "text")), fold(words), catalog)
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
