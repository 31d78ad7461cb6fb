"""What the running text states about rights: licences with scope, holder and exceptions, and opt-outs."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from provenance.catalog import Catalog
from provenance.detectors.license.claims import Claim, claim_near, notices
from provenance.detectors.license.clauses import Clause, clause, cues
from provenance.detectors.license.compose import Stated
from provenance.detectors.license.holder import exceptions_of, holder_of
from provenance.detectors.license.mentions import is_mention
from provenance.detectors.license.optouts import OptOut, opt_outs
from provenance.detectors.license.pages import Linked, licence_links, place_scope, with_links
from provenance.detectors.license.seen import Seen, seen
from provenance.detectors.license.stated import join, licences
from provenance.detectors.license.subject import is_labelled, scope_of
from provenance.detectors.license.urls import expression
from provenance.detectors.license.vocabulary import Vocabulary, vocabulary
from provenance.detectors.license.wordings import Sentence, as_statement, sentences, wordings
from provenance.model.evidence import Confidence, evidence
from provenance.model.record import License, Reservation, Scope
from provenance.model.text import Article
from provenance.normalise import Folded

_LEAD_IN = 60  # code points of an "Unless noted otherwise," before the subject
_WHOLE = frozenset(("site", "article"))


@frozen
class LicenseFindings:
    """What a text and its markup state about rights, in the order of the text."""

    licenses: tuple[License, ...] = ()
    reservations: tuple[Reservation, ...] = ()


@frozen
class Located:
    """A statement with what it is about, the sentence that it stands in and the copyright notice that belongs to it.

    `said` is false when the place alone tells the scope.
    """

    stated: Stated
    scope: Scope
    around: Clause
    claim: Claim | None
    said: bool = True


def in_text(article: Article, folded: Folded, catalog: Catalog) -> LicenseFindings:
    """Return what the words of a text and its visible links state, in order."""
    return in_texts([(article, folded)], catalog)[0]


def in_texts(articles: Sequence[tuple[Article, Folded]], catalog: Catalog) -> list[LicenseFindings]:
    """Return what the words of some texts and their visible links state, in order; each step reads all of them before the next one does."""
    known, rules = vocabulary(catalog), wordings(catalog)
    words = [seen(folded, catalog) for _, folded in articles]
    spoken = [sentences(folded, rules) if some.sentences else [] for (_, folded), some in zip(articles, words, strict=True)]
    named = [licences(folded, some.anchors, known) for (_, folded), some in zip(articles, words, strict=True)]
    links = [licence_links(article, folded, known) if article.links else [] for article, folded in articles]
    reserved = [
        opt_outs(folded, some.reserved, catalog, blocks=bool(article.blocks))
        for (article, folded), some in zip(articles, words, strict=True)
    ]
    said = [_Said(*given) for given in zip(spoken, named, links, reserved, strict=True)]
    stated = [_stated(article, folded, one, known) if one else [] for (article, folded), one in zip(articles, said, strict=True)]
    located = [
        _distinct([one for one in (_locate(one, article, folded, catalog) for one in several) if one]) if several else []
        for (article, folded), several in zip(articles, stated, strict=True)
    ]
    return [
        _findings(article, folded, several, one.reserved, catalog) if one else LicenseFindings()
        for (article, folded), several, one in zip(articles, located, said, strict=True)
    ]


def speaks_above(folded: Folded, some: Seen, stop: int, catalog: Catalog) -> bool:
    """Whether the words of rights before a place may state anything, as most that stand far from a notice do not."""
    if any(start < stop for places in some.reserved.values() for start, _ in places):
        return True
    named = licences(folded, [hit for hit in some.anchors if hit[0] < stop], vocabulary(catalog), stop)
    return bool(named) or (some.sentences and wordings(catalog).matcher.matches_above(folded, stop))


@frozen
class _Said:
    """What a text says about rights: sentences, names of licences, links, opt-outs."""

    spoken: Sequence[Sentence]
    named: Sequence[Stated]
    links: Sequence[Linked]
    reserved: Sequence[OptOut]

    def __bool__(self) -> bool:
        return bool(self.spoken or self.named or self.links or self.reserved)


def _stated(article: Article, folded: Folded, said: _Said, known: Vocabulary) -> list[Stated]:
    """Return what the words and the links of a text state together, as far as a reader sees it."""
    shown = _shown(article, folded)
    found = [one for one in said.named if one.start < shown]
    found += [one for sentence in said.spoken if sentence.stop <= shown and (one := as_statement(sentence, folded, known))]
    found.sort(key=lambda one: (one.start, -one.stop))
    return with_links(join(found, folded, across_lines=not article.blocks), said.links, folded)


def _shown(article: Article, folded: Folded) -> int:
    """Return where what a reader sees ends, and what a page says to machines begins."""
    return folded.position(article.markup[0].start) if article.markup else len(folded.text)


def _findings(
    article: Article, folded: Folded, located: Sequence[Located], reserved: Sequence[OptOut], catalog: Catalog
) -> LicenseFindings:
    """Return the licences of a text, and the opt-outs that a reader sees."""
    shown = _shown(article, folded)
    licenses = tuple([_license(article, folded, one, catalog) for one in located])
    reservations = tuple(
        Reservation("text", folded.text[one.start : one.stop], evidence(one.entry.rule.id, article.text, *folded.span(one.start, one.stop)))
        for one in reserved
        if one.stop <= shown
    )
    return LicenseFindings(licenses, reservations)


def _distinct(found: list[Located]) -> list[Located]:
    """Drop what another statement says in full: the brand without elements, a licence without its version, a badge beside its sentence."""
    named = {one.scope for one in found if one.stated.grant.family.startswith("CC") and not one.stated.unspecified}
    versioned = {(one.stated.grant.family, one.scope) for one in found if one.stated.grant.version}
    licensed = any(one.stated.grant.family.startswith("CC-BY") and one.scope in _WHOLE for one in found)
    out = []
    for at, one in enumerate(found):
        grant = one.stated.grant
        vague = one.stated.unspecified and (one.scope in named or named & _WHOLE)
        unversioned = not one.stated.unspecified and grant.version is None and (grant.family, one.scope) in versioned
        permitted = grant.name == "free-to-republish" and licensed
        badge = any(_is_badge_of(one, other) for other in found[max(0, at - 3) : at + 4] if other is not one)
        if not (vague or unversioned or permitted or badge):
            out.append(one)
    return out


def _is_badge_of(one: Located, other: Located) -> bool:
    """Whether a badge without words of its own stands beside the sentence that says the same and what it is about."""
    badge = one.stated.channel == "link" and not one.said and other.said and other.scope != "mention"
    near = min(abs(one.stated.start - other.stated.stop), abs(other.stated.start - one.stated.stop)) < 250
    return badge and near and one.stated.grant == other.stated.grant


def _locate(one: Stated, article: Article, folded: Folded, catalog: Catalog) -> Located | None:
    paged = bool(article.blocks)
    around = clause(folded, one.start, one.stop, cues(catalog), blocks=paged)
    claim = claim_near(folded, one.start, one.stop, notices(catalog), after=one.grant.family == "proprietary-license")
    if claim:
        around = around.without(claim.start, claim.stop)
    scope = said = scope_of(folded, one.start, one.stop, around, spoken=one.rule.startswith("statements/re"))
    if not one.rel and is_mention(folded, one.start, one.stop, around, scope):
        return Located(one, "mention", around, claim)
    if paged:
        label = is_labelled(folded, one.start, around)
        scope = place_scope(article, one, folded.origin(one.start), scope, label=label)
        if scope is None:
            return None
    if one.grant.family in ("public-domain", "us-govt-public-domain") and scope in (None, "site"):
        return Located(one, "part", around, claim)
    if one.grant.family == "proprietary-license" and one.confidence == "possible" and scope and _is_express(folded, one, around):
        return Located(evolve(one, confidence="likely"), scope, around, claim)
    return Located(one, scope or "article", around, claim, said=said is not None)


def _is_express(folded: Folded, one: Stated, around: Clause) -> bool:
    """Whether reserved rights are said of something ("all articles: all rights reserved"), not in a copyright line."""
    before = folded.lower[around.start : one.start]
    nearest = around.before(one.start, "site", "article", "part")
    return bool(nearest) and "©" not in before and "copyright" not in before and "(c)" not in before and one.start - nearest[-1].stop < 30


def _license(article: Article, folded: Folded, one: Located, catalog: Catalog) -> License:
    stated, known = one.stated, vocabulary(catalog)
    start, stop = _extent(folded, one)
    first, last = folded.span(start, stop)
    return License(
        expression(stated.grant, known), stated.grant.family, stated.grant.version, stated.grant.port,
        holder_of(folded, one.around, stated.start, catalog, one.claim), one.scope, stated.channel,
        exceptions_of(article.text, folded, one.around, stated.start, stated.stop), _confidence(stated),
        evidence(stated.rule, article.text, first, last),
    )  # fmt: skip


def _confidence(stated: Stated) -> Confidence:
    if stated.unspecified:
        return "likely" if stated.has_licence_word else "possible"
    return {"possible": "possible", "likely": "likely"}.get(stated.confidence, "certain")  # type: ignore[return-value]


def _extent(folded: Folded, one: Located) -> tuple[int, int]:
    """Return the words to quote: from the subject of the sentence to the name, or the whole sentence when it is short."""
    start, stop = one.stated.start, one.stated.stop
    subjects = one.around.before(start, "site", "article", "part")
    if subjects and start - subjects[0].start < 140 and "\n\n" not in folded.text[subjects[0].start : start]:
        start = subjects[0].start
    reserved = [
        cue for cue in one.around.before(start, "except") if start - cue.start < _LEAD_IN and "\n" not in folded.text[cue.start : start]
    ]
    if reserved:
        start = reserved[0].start
    tail = folded.text[stop : one.around.stop]
    if len(tail.strip()) <= 12 and "\n" not in tail.rstrip():
        stop += len(tail.rstrip())
    return start, stop
