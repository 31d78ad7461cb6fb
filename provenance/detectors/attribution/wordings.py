"""The catalog's credit wordings at work: every match with the outlets named in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import regex
from attrs import evolve, frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.attribution.coreference import FullNames
from provenance.detectors.attribution.listed import LISTING, before, behind
from provenance.detectors.attribution.names import Named, Names
from provenance.detectors.attribution.prepared import KINDS, prepared
from provenance.detectors.attribution.shapes import NAME_SLOTS
from provenance.detectors.attribution.unsaid import Unsaid
from provenance.expressions import compiled
from provenance.normalise import Folded
from provenance.patterns import Matcher, Rule

__all__ = ["KINDS", "Wording", "full_names", "literals", "names_in", "unread_names", "wordings", "words_unsaid"]

_GROUP = compiled(r"^(" + "|".join(NAME_SLOTS) + r")(?:_\d+)?$")


@frozen
class Wording:
    """A matched wording: the entry, its span in the folded text and the names in it, in the order of the text.

    `leading` says that the name stands before the words that cite it ("IRNA reported") and not after them ("according to IRNA").
    """

    entry: RuleEntry
    start: int
    stop: int
    names: tuple[Named, ...]
    leading: bool

    def around(self, named: Named) -> tuple[int, int]:
        """Return the span of the wording that belongs to one of its names: the name and the words that cite it."""
        if "whole" in (self.entry.labels.get("take"), self.entry.labels.get("span")):
            return self.start, self.stop
        return (named.start, self.stop) if self.leading else (self.start, named.stop)


def names_in(folded: Folded, catalog: Catalog) -> Names:
    """Return the finder of names for one text."""
    return Names(folded, prepared(catalog).resolver)


def full_names(catalog: Catalog) -> FullNames:
    """Return the finder of full names of outlets."""
    return prepared(catalog).full


def words_unsaid(catalog: Catalog) -> Unsaid:
    """Return what knows the words that take a citation back."""
    return prepared(catalog).unsaid


def literals(catalog: Catalog) -> tuple[Callable[[Folded], object], ...]:
    """Return the scans whose answers the detectors of this package ask of a text (`Folded.once`)."""
    known = prepared(catalog)
    return (known.full.places, known.literals.hits)


def wordings(texts: Sequence[Folded], catalog: Catalog, names: Sequence[Names]) -> list[list[Wording]]:
    """Return the wordings found in some texts that name at least one outlet or something shaped like one, for each a list."""
    known = prepared(catalog)
    found = known.wordings.matches_in(texts)
    return [list(_wordings(several, known.entries, those)) for several, those in zip(found, names, strict=True)]


def _wordings(found: Iterable[tuple[Rule, regex.Match[str]]], entries: Mapping[str, RuleEntry], names: Names) -> Iterator[Wording]:
    """Yield the wordings of some matches in a text that name something."""
    for rule, match in found:
        entry = entries[rule.id]
        groups = _groups(match.re)
        named = [name for group, slot in groups for name in _named(entry, match, group, slot, names)]
        if named:
            named.sort(key=_start)
            yield Wording(entry, match.start(), match.end(), tuple(named), _take(entry, match, groups[0][0]) == "last")


@cache
def _groups(expression: regex.Pattern[str]) -> tuple[tuple[str, str], ...]:
    """Return the groups of an expression that hold names, each with its slot."""
    return tuple([(group, found[1]) for group in expression.groupindex if (found := _GROUP.match(group))])


def _start(named: Named) -> int:
    return named.start


def _take(entry: RuleEntry, match: regex.Match[str], group: str) -> str:
    """Return from which end a name is read off the words: the last ones before a cue, the first ones after it, or the whole."""
    given = entry.labels.get("take")
    return str(given) if given else "last" if match.start(group) <= match.start() + 1 else "first"


def _named(entry: RuleEntry, match: regex.Match[str], group: str, slot: str, names: Names) -> Iterator[Named]:
    start, stop = match.span(group)
    if start < 0 or start == stop:
        return
    strong = entry.labels.get("strength", "strong") == "strong"
    take = _take(entry, match, group)
    if slot == "whole" or take == "whole":
        found = names.whole(start, stop)
    elif take == "last":
        found = names.last(start, stop, letters=slot in ("han", "hanlong"), strong=strong)
    else:
        found = names.first(start, stop, letters=slot in ("han", "hanlong"), strong=strong)
    if found is None:
        return
    yield found
    if entry.kind in LISTING and take == "last":
        yield from before(names, found.start, strong=strong)
    elif entry.kind in LISTING and take == "first":
        yield from behind(names, found.stop, stop, strong=strong, told=entry.kind == "told")


@cache
def _free(catalog: Catalog) -> Matcher:
    """Return the matcher of all wordings, also where no name stands that the catalog knows."""
    return evolve(prepared(catalog).wordings, near=None)


_STRONG_ENGLISH = ("/outlet-reported", "/according-to", "/told-outlet", "/citing", "/quoted-by")


def unread_names(folded: Folded, catalog: Catalog, names: Names) -> Iterator[str]:
    """Yield the capitalised words that stand where an outlet's name would stand but are none: what a look at the catalog's gaps needs."""
    known = prepared(catalog)
    for rule, match in _free(catalog).matches(folded):
        entry = known.entries[rule.id]
        if rule.id.endswith(_STRONG_ENGLISH) and not any(_named(entry, match, "outlet", "outlet", names)):
            words = match["outlet"].split()
            while len(words) > 1 and names.may_drop(words[0]):
                words.pop(0)
            if not names.may_drop(words[0]):
                yield " ".join(words[-4:] if _take(entry, match, "outlet") == "last" else words[:4]).strip(" .,")
