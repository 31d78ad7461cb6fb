"""The provenance record: what is known about one article (CONTRACT section 3, `schemas/provenance-record.schema.json`)."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from provenance.model.evidence import Confidence, Evidence
from provenance.model.text import Problem, Source

Precision = Literal["year", "month", "day", "minute", "second"]
DateBasis = Literal["text", "metadata", "url", "markup"]
Scope = Literal["site", "article", "part", "mention"]
Channel = Literal["text", "link", "meta", "json-ld", "rdf", "metadata"]
ReservationKind = Literal["tdmrep", "rsl", "aipref", "robots", "text"]
AttributionKind = Literal[
    "dateline", "byline", "desk_initials", "agency", "source_line", "cited", "told", "via", "adapted", "photo", "contact"
]
Role = Literal["author", "source", "conduit", "other"]
Layer = Literal["plain", "rights", "provenance"]
BoilerplateKind = Literal[
    "comment_form",
    "captcha",
    "share",
    "related",
    "navigation",
    "cookie",
    "newsletter",
    "copyright",
    "license",
    "credit",
    "photo_credit",
    "byline",
    "date",
    "read_time",
    "ad",
    "paywall",
    "login",
    "footer",
    "page_stamp",
    "contact",
    "repeated",
]
Status = Literal["stated", "none", "unclear", "conflicting"]
FamilyRole = Literal["origin", "reprint", "excerpt", "merge", "member", "alone"]


@frozen
class Title:
    """The headline: `text` is `article.text[start:stop]` when it stands in the text."""

    text: str
    start: int
    stop: int


@frozen
class Published:
    """When the article says it was published: ISO 8601 `value` cut to `precision`, and on what that rests."""

    value: str
    precision: Precision
    basis: DateBasis
    evidence: Evidence


@frozen
class Publisher:
    """Who published the article: a catalog id where it resolves, the name, and on what that rests."""

    outlet: str | None
    name: str
    basis: str
    confidence: Confidence
    evidence: Evidence | None


@frozen
class Holder:
    """Who is said to license: a catalog id where the name resolves, and the name as written or as the catalog spells it."""

    outlet: str | None
    name: str


@frozen
class License:
    """One licence statement: a claim found in the text, never a grant. `expression` is an SPDX licence expression."""

    expression: str
    family: str
    version: str | None
    jurisdiction: str | None
    holder: Holder | None
    scope: Scope
    channel: Channel
    exceptions: tuple[Evidence, ...]
    confidence: Confidence
    evidence: Evidence


@frozen
class Reservation:
    """A text-and-data-mining or AI opt-out, kept apart from licences."""

    kind: ReservationKind
    value: str
    evidence: Evidence


@frozen
class Attribution:
    """Somebody named as author, source or conduit of the text; `role` says which, `kind` in what form it was said."""

    kind: AttributionKind
    role: Role
    outlet: str | None
    name: str | None
    person: str | None
    place: str | None
    date: str | None
    cue: str | None
    confidence: Confidence
    evidence: Evidence


@frozen
class Boilerplate:
    """A piece of furniture: only layer `plain` may be stripped; `rights` and `provenance` are always kept."""

    kind: BoilerplateKind
    layer: Layer
    confidence: Confidence
    evidence: Evidence


@frozen
class Coverage:
    """Shares (0 to 1) of body characters: the licensor's own, and credited to or first seen with somebody else."""

    own: float
    third_party: float


@frozen
class Verdict:
    """What may be said about the article's licence as a whole, with the reasons in words."""

    status: Status
    expression: str
    reasons: tuple[str, ...]
    coverage: Coverage


@frozen
class Reprint:
    """The article's part in a reprint family, filled by an audit."""

    family: str | None
    role: FamilyRole
    sources: tuple[str, ...]


@frozen
class MadeWith:
    """The program version and the catalog digest that made a record."""

    provenance: str
    catalog: str


@frozen
class ProvenanceRecord:
    """Everything that is known about one article. Offsets are code points into the article's text as read."""

    schema: str
    id: str
    source: Source
    language: str | None
    title: Title | None
    published: Published | None
    publisher: Publisher | None
    licenses: tuple[License, ...]
    reservations: tuple[Reservation, ...]
    attributions: tuple[Attribution, ...]
    boilerplate: tuple[Boilerplate, ...]
    body: tuple[tuple[int, int], ...]
    license: Verdict
    reprint: Reprint | None
    findings: tuple[str, ...]
    problems: tuple[Problem, ...]
    made_with: MadeWith
