"""What is credited: the names of "Reuters/AP" one by one, and the attribution that each becomes."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.detectors.attribution.names import Named, Names
from provenance.expressions import compiled
from provenance.model.evidence import Confidence, evidence
from provenance.model.record import Attribution, AttributionKind, Role
from provenance.normalise import Folded

_PART = compiled(
    r"\s{0,2}(?:/|[,;]\s(?i:mit (?:Material|Informationen|Agenturmaterial) (?:von|der)(?: der)?|avec|con)\b|,|;|&|\+"
    r"|\b(?i:and|und|et|y)\b)\s{0,2}"
)
STAFF = compiled(
    r"(?i)^(?:staff|news|various|combined|wire)?[\s,&+-]{0,3}(?:and\s)?(?:news\s)?(?:agenc(?:ies|y)|wire(?:s|"
    r" services| reports)?|dispatches)(?:\s(?:and|&)\s\w+)?$"
)

DESK = compiled(r"^(?:\p{Ll}{2,5}|Red|Wie|\p{Ll}{3}:\d[\d-]{4,20}|\d{1,3})$")
"""What stands beside agencies and is none: editors' initials ("mbo/dpa/AFP"), desks ("red, dpa"), numbers ("dpa:220503-99-123456/2")."""


def is_agency(named: Named) -> bool:
    """Return whether a name is that of an agency of the catalog, or of several."""
    bearers = (named.found.outlet,) if named.found.outlet is not None else named.found.bearers
    return bool(bearers) and all(outlet.kind == "agency" for outlet in bearers)


def parts_of(names: Names, start: int, stop: int) -> Iterator[Named]:
    """Yield the names of "Reuters/AP", or the whole when it is one name."""
    text = names.folded.text
    whole = names.whole(start, stop)
    if whole is None:
        return
    if whole.found.outlet is not None or not _PART.search(text, start, stop) or STAFF.match(whole.found.name):
        yield whole
        return
    at = start
    for cut in [*_PART.finditer(text, start, stop), None]:
        part = names.whole(at, cut.start() if cut else stop)
        if part is not None:
            yield part
        at = cut.end() if cut else stop


def beside_agencies(part: Named) -> bool:
    """Whether a name that is no certain agency's may stand among some: initials, or an acronym that several agencies share."""
    return DESK.match(part.found.name) is not None or shared(part)


def shared(part: Named) -> bool:
    """Whether a name is an acronym that the catalog has, and that it cannot decide on ("APA" of Austria and of Azerbaijan)."""
    return part.found.outlet is None and part.found.known and part.found.name.isupper()


def credit(
    text: str,
    folded: Folded,
    named: Named,
    span: tuple[int, int],
    kind: AttributionKind,
    rule: str,
    confidence: Confidence,
    role: Role = "author",
) -> Attribution:
    """Return the attribution of a name to the words at `span` of the folded text."""
    first, last = folded.span(*span)
    outlet = named.found.outlet
    return Attribution(
        kind=kind,
        role=role,
        outlet=outlet.id if outlet else None,
        name=named.found.name,
        person=None,
        place=None,
        date=None,
        cue=None,
        confidence=confidence,
        evidence=evidence(rule, text, first, last),
    )
