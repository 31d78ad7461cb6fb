"""Outlets that the article cites, or that somebody told something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provenance.detectors.attribution.names import Named
from provenance.detectors.attribution.unsaid import Unsaid
from provenance.detectors.attribution.wordings import Wording
from provenance.expressions import compiled
from provenance.model.evidence import Confidence, evidence
from provenance.model.record import Attribution, AttributionKind, Role
from provenance.normalise import Folded

_ROLES: dict[str, Role] = {"cited": "source", "via": "source", "told": "conduit", "adapted": "author"}
CITING: dict[str, AttributionKind] = {"cited": "cited", "via": "via", "told": "told", "adapted": "adapted"}


def citations(text: str, folded: Folded, found: Iterable[Wording], unsaid: Unsaid) -> Iterator[Attribution]:
    """Yield an attribution for every outlet named in a wording of citing, telling, passing on or adapting that nothing takes back."""
    for wording in found:
        if wording.entry.kind in CITING:
            for named in wording.names:
                if not _is_business(wording, named) and not is_taken_back(folded.text, wording, named, unsaid):
                    yield _attribution(text, folded, wording, named)


def _is_business(wording: Wording, named: Named) -> bool:
    """Return whether a publishing house speaks for itself: "Gannett said" is of its profit, "Gannett reported" may be of the news.

    A name with its legal form ("The New York Times Company") is the house's, whatever it says.
    """
    outlet = named.found.outlet
    if wording.entry.kind == "cited" and outlet is not None and _LEGAL.search(named.found.name) and not _LEGAL.search(outlet.name):
        return True
    weak = named.found.ambiguous or wording.entry.labels.get("strength") == "weak"
    return weak and outlet is not None and outlet.kind == "group"


def is_taken_back(text: str, wording: Wording, named: Named, unsaid: Unsaid) -> bool:
    """Return whether words beside a wording of a folded text take back what it says of one of its names."""
    start, stop = wording.around(named)
    return unsaid.takes_back(text, start, stop, wording.entry.languages, leading=wording.leading, told=wording.entry.kind == "told")


def _attribution(text: str, folded: Folded, wording: Wording, named: Named) -> Attribution:
    start, stop = wording.around(named)
    first, last = folded.span(start, stop)
    outlet = named.found.outlet
    return Attribution(
        kind=CITING[wording.entry.kind],
        role=_ROLES[wording.entry.kind],
        outlet=outlet.id if outlet else None,
        name=named.found.name,
        person=None,
        place=None,
        date=None,
        cue=wording.entry.labels.get("cue", wording.entry.rule.id.rsplit("/", 1)[1]),
        confidence=_weaker(named.found.confidence, wording.entry.confidence),
        evidence=evidence(wording.entry.rule.id, text, first, last),
    )


_LEGAL = compiled(
    r"[ .](?:Company|Co|Corp|Corporation|Inc|Ltd|Limited|LLC|L\.?P|plc|PLC|Holdings?|Group|GmbH|AG|SE|S\.?A|S\.?p\.?A|Verlag)\.?$"
)
_ORDER: tuple[Confidence, ...] = ("certain", "likely", "possible")


def _weaker(one: Confidence, other: str) -> Confidence:
    return _ORDER[max(_ORDER.index(one), _ORDER.index(other) if other in _ORDER else 0)]
