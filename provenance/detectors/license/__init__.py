"""Licence statements and opt-outs: what is stated, by whom, about what, with the words as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from provenance.catalog import Catalog
from provenance.detectors.license.apart import in_pieces
from provenance.detectors.license.compose import UNSPECIFIED
from provenance.detectors.license.machine import in_markup, metadata
from provenance.detectors.license.statements import LicenseFindings, in_texts
from provenance.detectors.license.verdict import RESERVED
from provenance.detectors.license.vocabulary import vocabulary
from provenance.model.record import License
from provenance.model.text import Article
from provenance.normalise import Folded

__all__ = ["LicenseFindings", "find", "find_all"]


def find(article: Article, folded: Folded, catalog: Catalog) -> LicenseFindings:
    """Return the licence statements and reservations of an article; `folded` is `fold(article.text)`. Never raises."""
    return find_all([(article, folded)], catalog)[0]


def find_all(articles: Sequence[tuple[Article, Folded]], catalog: Catalog) -> list[LicenseFindings]:
    """Return the licence statements and reservations of some articles, each with its folded text: the same as of each alone, for less."""
    apart = [in_pieces(*one, catalog) for one in articles]
    whole = iter(in_texts([one for one, some in zip(articles, apart, strict=True) if some is None], catalog))
    said = [next(whole) if some is None else some for some in apart]
    return [_with_machine(article, some, catalog) for (article, _), some in zip(articles, said, strict=True)]


def _with_machine(article: Article, said: LicenseFindings, catalog: Catalog) -> LicenseFindings:
    """Return what a text states together with what its page says to machines."""
    if not article.markup and not article.license:
        return said if article.blocks else _alone(said)
    known = vocabulary(catalog)
    machine, field = in_markup(article, catalog), metadata(article, known)
    licenses = (*said.licenses, *_of_the_page(machine.licenses, said.licenses), *((field,) if field else ()))
    return LicenseFindings(_without_vague(licenses), (*said.reservations, *machine.reservations))


def _alone(said: LicenseFindings) -> LicenseFindings:
    """Return the statements with a copyright line that names its holder made likely where nothing more is stated about a plain text.

    Under an article as text the line stands for the article. On a page it is part of every template and stays possible.
    """
    bare = [item.expression == RESERVED and item.holder is not None and item.confidence == "possible" for item in said.licenses]
    if not any(bare) or any(item.scope in ("site", "article") and item.expression != RESERVED for item in said.licenses):
        return said
    likely = [evolve(item, confidence="likely") if alone else item for item, alone in zip(said.licenses, bare, strict=True)]
    return LicenseFindings(tuple(likely), said.reservations)


def _of_the_page(machine: tuple[License, ...], shown: tuple[License, ...]) -> tuple[License, ...]:
    """Drop microdata that only repeats a visible credit: the licence of a picture is not the page's."""
    parts = {item.expression for item in shown if item.scope in ("part", "mention")}
    whole = {item.expression for item in shown if item.scope in ("site", "article")}
    return tuple(item for item in machine if item.evidence.rule != "licenses/microdata" or item.expression not in parts - whole)


def _without_vague(licenses: tuple[License, ...]) -> tuple[License, ...]:
    """Drop "a Creative Commons licence" where the markup says which one."""
    named = any(
        item.family.startswith("CC") and item.family != UNSPECIFIED.family and item.scope in ("site", "article") for item in licenses
    )
    return tuple(item for item in licenses if not (named and item.family == UNSPECIFIED.family))
