"""Whether two names stand for the same house: by catalog id, by media group, by policy, or by the name itself."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from provenance.audits.member import Named, Record
from provenance.catalog import Catalog
from provenance.catalog.outlets import key
from provenance.expressions import compiled
from provenance.model.record import Attribution, Holder, License, ProvenanceRecord, Publisher

_GENERIC = compiled(r"\b(?:the|news|agency|media|group|network|press|corporation|company|inc|ltd|llc|gmbh|co|online|com|org|net)\b|\W+")


@frozen
class Party:
    """Somebody who holds, publishes or wrote: a catalog id where known, and a name."""

    outlet: str | None
    name: str

    @property
    def label(self) -> str:
        """Return how a message calls them."""
        return self.name or self.outlet or "somebody"


def party(item: Holder | Publisher | Attribution | Named) -> Party:
    """Return who a holder, publisher or attribution names."""
    return Party(item.outlet, item.name or "")


@frozen(eq=False)
class Houses:
    """Answers whether two parties are the same house."""

    catalog: Catalog
    groups: tuple[frozenset[str], ...] = ()

    def same(self, one: Party, other: Party) -> bool:
        """Tell whether both are one house: same outlet, same media group, grouped by the policy, or the same name but for filler words."""
        if one.outlet and other.outlet and (one.outlet == other.outlet or self._grouped(one.outlet, other.outlet)):
            return True
        if self.groups and self._joined(one, other):
            return True
        mine, theirs = bare(one.name), bare(other.name)
        return bool(mine) and mine == theirs

    def _joined(self, one: Party, other: Party) -> bool:
        names = {part for part in (one.outlet, one.name) if part}, {part for part in (other.outlet, other.name) if part}
        return any(names[0] & group and names[1] & group for group in self.groups)

    def _grouped(self, one: str, other: str) -> bool:
        first, second = self.catalog.outlets.by_id.get(one), self.catalog.outlets.by_id.get(other)
        if first is None or second is None:
            return False
        return first.id in {second.id, second.group} or (first.group is not None and first.group in {second.id, second.group})


@lru_cache(1 << 14)
def bare(name: str) -> str:
    """Return a name without filler words, for comparison."""
    plain = key(name)
    return str(_GENERIC.sub("", plain)) or plain


def governing(record: Record) -> list[License]:
    """Return the statements that a verdict may rest on: about the site or the article, and more than possible."""
    return [item for item in record.licenses if item.scope in {"site", "article"} and item.confidence != "possible"]


def licensors(record: Record) -> list[Party]:
    """Return who is said to license the article, without repetition; the publisher where a statement names nobody."""
    found: list[Party] = []
    for item in governing(record):
        who = party(item.holder) if item.holder else party(record.publisher) if record.publisher else None
        if who and who not in found:
            found.append(who)
    return found


def credited(record: ProvenanceRecord) -> list[Attribution]:
    """Return the attributions that name an outlet as the author of the text and may drive a finding."""
    return [
        item
        for item in record.attributions
        if item.role == "author"
        and item.confidence != "possible"
        and (item.outlet or item.name)
        and item.kind in {"agency", "source_line", "via"}
    ]
