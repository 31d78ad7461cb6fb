"""Statements of the day of publication that contradict each other: who says what, and how precisely."""

from __future__ import annotations

from provenance.detectors.dates.claim import BESIDE, HEAD, PUBLISHED, SHOWN_PUBLISHED, STATED_ADDRESS, Claim, days_apart
from provenance.model.text import Article, Problem

_NAMES = {"dates/json-ld": "the JSON-LD", "dates/meta": "a meta element", "dates/microdata": "a time element", "dates/url": "the address"}
_BASES = {"text": "the text", "metadata": "the input", "url": "the address", "markup": "the markup"}
_ADDRESSES = range(50, STATED_ADDRESS + 1)


def conflict(article: Article, best: Claim, claims: list[Claim]) -> tuple[Problem, ...]:
    """Return one problem that names all kinds of statements that contradict the day of publication; none where all agree."""
    changed = {claim.day for claim in claims if claim.is_change}
    against: dict[str, Claim] = {}
    for claim in claims:
        if claim.day != best.day and claim.day not in changed and _is_serious(claim, claims) and _contradicts(claim, best):
            against.setdefault(_name(claim), claim)
    if not against:
        return ()
    said = [_said(best), *(_said(claim) for claim in against.values())]
    detail = f"The day of publication is stated in several ways: {'; '.join(said)}."
    return (_problem(article, "date-conflict", detail),)


def uncertain(article: Article, best: Claim) -> tuple[Problem, ...]:
    """Return a problem that says so where the day of publication is converted from the Islamic calendar, in which it may be a day off."""
    if not best.is_lunar:
        return ()
    detail = f"{best.value} is a day of the Islamic calendar by that of Umm al-Qura; where the moon was seen otherwise, a day off."
    return (_problem(article, "date-uncertain", detail),)


def _problem(article: Article, code: str, detail: str) -> Problem:
    source = article.source.path if article.source.row is None else f"{article.source.path}#{article.source.row}"
    return Problem(source, "detect", code, detail, refused=False)


def _is_serious(claim: Claim, claims: list[Claim]) -> bool:
    """Whether a statement is one of publication for sure: days of creation may be earlier, and a page tells of many days."""
    if claim.basis == "text":
        shown = {other.day for other in claims if other.basis == "text" and other.rank <= BESIDE}
        return claim.rank in (HEAD["published"], HEAD["plain"]) and len(shown) == 1
    return claim.rank <= PUBLISHED or claim.rank == SHOWN_PUBLISHED or claim.rank in _ADDRESSES


def _contradicts(claim: Claim, best: Claim) -> bool:
    """Whether two statements cannot be of one day: they lie more than a day apart, or one where neither tells of a zone or a moon."""
    apart = abs(days_apart(claim, best))
    zoned = any((one.moment is not None and one.moment.tzinfo is not None) or one.basis == "url" or one.is_lunar for one in (claim, best))
    return apart > 1 or (apart == 1 and not zoned)


def _name(claim: Claim) -> str:
    return _NAMES.get(claim.evidence.rule) or _BASES[claim.basis]


def _said(claim: Claim) -> str:
    return f"{_name(claim)} says {claim.value} ({claim.precision})"
