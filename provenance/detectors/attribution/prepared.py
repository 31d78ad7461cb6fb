"""What the detectors of this package need of a catalog, made once, and the one scan of a text in which they find their literals."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from provenance.catalog import Catalog, RuleEntry, worked_out
from provenance.cues import Lead
from provenance.detectors.attribution.cases import KIND as CASE
from provenance.detectors.attribution.cases import Cases
from provenance.detectors.attribution.coreference import SHORT_RULES, FullNames
from provenance.detectors.attribution.line_slots import CONTACT, PHOTO
from provenance.detectors.attribution.name_begins import begin_of, earliest
from provenance.detectors.attribution.resolve import Resolver
from provenance.detectors.attribution.shapes import LAST_WORD, MEDIA_WORDS, NAME_SLOTS, SLOTS
from provenance.detectors.attribution.unsaid import KIND as UNSAID
from provenance.detectors.attribution.unsaid import Unsaid
from provenance.literals import Scanner, Sweep
from provenance.normalise import fold
from provenance.patterns import Matcher, share

KINDS = frozenset({"agency", "source_line", "cited", "told", "via", "adapted"})


@frozen(eq=False)
class Prepared:
    """Matchers of the wordings that name outlets, of photo credits and of contact lines, with what is known about names."""

    literals: Sweep
    wordings: Matcher
    lines: dict[str, Matcher]
    entries: dict[str, RuleEntry]
    resolver: Resolver
    full: FullNames
    unsaid: Unsaid


@cache
def prepared(catalog: Catalog) -> Prepared:
    """Return what is prepared for a catalog."""
    entries = {entry.rule.id: entry for entry in catalog.rules["credits"]}
    naming = [entry for entry in entries.values() if entry.kind in KINDS]
    cases = Cases([entry for entry in entries.values() if entry.kind == CASE])
    names, ends = worked_out("outlets-in-full", catalog, lambda: (_spelled(catalog, cases), _ends(catalog)))
    taken_back = Unsaid([entry for entry in entries.values() if entry.kind == UNSAID])
    shorts = Matcher(SHORT_RULES, {}, backwards=True)
    full = FullNames(Scanner([*names, *MEDIA_WORDS, *ends]), names, catalog.outlets, shorts, taken_back)
    unsigned = frozenset(entry.rule.id for entry in naming if entry.labels.get("signal") == "none")
    lead = Lead(LAST_WORD, begin_of, earliest)
    wordings = Matcher(
        [entry.rule for entry in naming], SLOTS, NAME_SLOTS, {"outlet": lead}, backwards=True, near=full.places, anywhere=unsigned
    )
    lines = {
        kind: Matcher([entry.rule for entry in entries.values() if entry.kind == kind], slots, backwards=True)
        for kind, slots in (("photo", PHOTO), ("contact", CONTACT))
    }
    literals = share([wordings, *lines.values(), shorts])
    return Prepared(literals, wordings, lines, entries, Resolver(catalog.outlets, cases), full, taken_back)


def _spelled(catalog: Catalog, cases: Cases) -> list[str]:
    """Return the names of all outlets as they stand in a folded text, those with a capital inside a word or an article also without it."""
    known = [name for outlet in catalog.outlets.by_id.values() for name in (outlet.name, *outlet.aliases, *outlet.local)]
    spelled = {name if name.isascii() else fold(name).text for name in known}
    spelled |= {" ".join(_evened(word) for word in name.split()) for name in spelled}
    spelled |= {name.partition(" ")[2] for name in spelled if name.startswith(_ARTICLES)}
    spelled |= {stem for name in spelled if (stem := cases.stem(name))}
    return [name for name in sorted(spelled) if len(name) > 1]


def _ends(catalog: Catalog) -> list[str]:
    """Return the ends of the hosts of all outlets (".com")."""
    return sorted({f".{domain.rsplit('.', 1)[-1]}" for outlet in catalog.outlets.by_id.values() for domain in outlet.domains})


def _evened(word: str) -> str:
    """Return "Redaktionsnetzwerk" for "RedaktionsNetzwerk"; what is short, or has no small letters between its capitals, stays."""
    return word.capitalize() if len(word) > _SHORT and word[1].islower() and not word[1:].islower() and word.isalpha() else word


_SHORT = 8
_ARTICLES = ("Le ", "Les ", "Il ")
"""Articles that a preposition takes in: "du Monde" is of Le Monde."""
