"""What a page says about rights to machines: licence metadata, RDF, JSON-LD, and the opt-outs of TDMRep, RSL, AIPREF and robots."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.license.claims import claim_in, holder_named, notices
from provenance.detectors.license.compose import compose
from provenance.detectors.license.tokens import tokens
from provenance.detectors.license.urls import Grant, expression, read_address
from provenance.detectors.license.vocabulary import Vocabulary, vocabulary
from provenance.expressions import compiled
from provenance.model.evidence import Confidence, evidence
from provenance.model.record import Channel, Holder, License, Reservation, ReservationKind, Scope
from provenance.model.text import Article, Markup
from provenance.normalise import fold

_LICENSE_NAMES = frozenset((
    "license", "licence", "rights", "copyright", "copyrightnotice", "usageinfo", "acquirelicensepage", "dc.rights", "dc.rights.license",
    "dc.rights.uri", "dcterms.rights", "dcterms.license", "dcterms.rightsholder", "dcterms.accessrights", "og:license", "article:license",
    "cc:license", "prism.copyright", "citation_license",
))  # fmt: skip
_HOLDERS = frozenset(("copyrightholder", "dcterms.rightsholder"))
_PARTS = compiled(r"image|photo|media|video|audio|music|comment|dataset|software|person|logo|figure|clip|podcast|thumbnail|map")
_SITES = compiled(r"website|webpage|organi[sz]ation|collection|blog$")
_RESERVED = compiled(
    r"\ball rights reserved\b|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|"
    r"todos os direitos reservados"
)
_ROBOTS = compiled(r"\b(?:noai|noimageai|noml|notrain|no-ai)\b")
_AIPREF = compiled(r"\b(?:train-ai|train-genai|ai|genai|bots|tdm|ai-train|search|tdmrep)\s*=\s*(?:n|no|\?0|0)\b")
_CHANNELS: dict[str, Channel] = {"meta": "meta", "link": "link", "json-ld": "json-ld", "rdf": "rdf", "microdata": "meta", "header": "meta"}


@frozen
class MachineSaid:
    """The licences and reservations of a page's markup."""

    licenses: tuple[License, ...]
    reservations: tuple[Reservation, ...]


def in_markup(article: Article, catalog: Catalog) -> MachineSaid:
    """Return what the markup of a page states, in order; addresses of terms or an imprint state nothing."""
    licenses, reservations = [], []
    holders = {_owner(markup)[0]: markup.value for markup in reversed(article.markup) if _owner(markup)[1] in _HOLDERS}
    for markup in article.markup:
        reservation = _reservation(article, markup)
        if reservation:
            reservations.append(reservation)
            continue
        license_ = _license(article, markup, holders, catalog)
        if license_:
            licenses.append(license_)
    return MachineSaid(tuple(licenses), tuple(reservations))


def metadata(article: Article, known: Vocabulary) -> License | None:
    """Return the licence that a field of the input states ("license": "cc-by-4.0"), quoted from the text when its words stand there."""
    if not article.license:
        return None
    grant = read_value(article.license, known)
    if grant is None:
        return None
    at = max(article.text.find(article.license), 0)
    stop = at + len(article.license) if article.text.startswith(article.license, at) and article.license else at
    start, stop = (at, stop) if stop > at else (0, 0)
    return License(
        expression(grant, known), grant.family, grant.version, grant.port, None, "article", "metadata", (), "certain",
        evidence("licenses/metadata", article.text, start, stop),
    )  # fmt: skip


def read_value(value: str, known: Vocabulary) -> Grant | None:
    """Return the licence that a field's value names, by address, code or words; None when it names none."""
    grant = read_address(value, known) if "/" in value else None
    if grant:
        return grant
    folded = fold(value[:600])
    stated = compose(folded, tokens(folded, 0, len(folded.text), known), known)
    named = [one for one in stated if not one.unspecified]
    if named:
        return named[0].grant
    return Grant("proprietary-license", None, None, "reserved") if _RESERVED.search(folded.lower) else None


def _license(article: Article, markup: Markup, holders: Mapping[str, str], catalog: Catalog) -> License | None:
    owner, name = _owner(markup)
    if name not in _LICENSE_NAMES and markup.name.lower() not in _LICENSE_NAMES:
        return None
    known = vocabulary(catalog)
    grant = read_value(markup.value, known)
    if grant is None:
        return None
    confidence: Confidence = "possible" if grant.name == "reserved" else "certain"
    return License(
        expression(grant, known), grant.family, grant.version, grant.port, _holder(markup, holders.get(owner), catalog), _scope(owner),
        _CHANNELS[markup.kind], (), confidence, evidence(f"licenses/{markup.kind}", article.text, markup.start, markup.stop),
    )  # fmt: skip


def _owner(markup: Markup) -> tuple[str, str]:
    """Return what a statement is about and the name of the property, in small letters ("newsarticle", "license")."""
    owner, _, name = markup.name.lower().rpartition(".") if markup.kind in ("json-ld", "microdata") else ("", "", markup.name.lower())
    return owner, name


def _holder(markup: Markup, stated: str | None, catalog: Catalog) -> Holder | None:
    """Return who claims the rights: the name in the notice itself, else what the page states as holder of the same thing."""
    claim = claim_in(markup.value, notices(catalog))
    name = claim.name if claim else stated
    return holder_named(name, catalog) if name and "://" not in name else None


def _scope(owner: str) -> Scope:
    if _PARTS.search(owner):
        return "part"
    return "site" if _SITES.search(owner) else "article"


def _reservation(article: Article, markup: Markup) -> Reservation | None:
    kind = _reservation_kind(markup)
    return Reservation(kind, markup.value, evidence(f"reservations/{kind}", article.text, markup.start, markup.stop)) if kind else None


def _reservation_kind(markup: Markup) -> ReservationKind | None:
    name, value = markup.name.lower(), markup.value.lower()
    if name in ("tdm-policy", "tdm_policy") or (name in ("tdm-reservation", "tdm_reservation") and value.strip() in ("1", "true", "yes")):
        return "tdmrep"
    if "tdmrep.json" in value and markup.kind == "link":
        return "tdmrep"
    raw = name == "rsl" or "rsl+xml" in value
    if raw or (markup.kind == "header" and name == "link" and "application/rsl+xml" in value):
        return "rsl"
    if name == "content-usage" and _AIPREF.search(value):
        return "aipref"
    if (name in ("robots", "x-robots-tag") or name.endswith("bot")) and _ROBOTS.search(value):
        return "robots"
    return None
