"""Who names whom: the outlets of a family in the texts of its members, beyond what the texts took over with the words of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen
from rapidfuzz.distance import Indel

from provenance import kernels
from provenance.expressions import compiled
from provenance.reprints.signals import Credit, Signals
from provenance.reprints.words import Stretches, Words, arrows_sharing

_LONGEST = 200_000
_MOST_NAMES = 150

_BESIDE = 40
"""Code points: a name so near to shared words belongs to them, although the words between were changed."""
_AROUND = 40
_ALIKE = 0.6
"""Two texts name an outlet in like words when this share of so many code points on either side is the same."""
_CHANCE = 20
"""Shared words that are hardly longer than a name are no words with which it came: two texts name the same house."""
_FEW = 4
"""Words of a headline from which on it cannot be the beginning of a text by chance."""
_BEFORE_LEAD = 80
"""Code points that may stand before the lead: a dateline, a by-line."""
_SENTENCE = 80
"""Code points to either side of a name within which its sentence ends."""
_SAID = compiled(r"(?:\S+\s+){0,6}\0|(?:[Tt]he\s+)?\0(?:\s+\S+){1,3}")
"""A sentence that says no more than who reported something, with the name as one sign: "That is according to X", "X reported on Monday"."""
_PARTED = compiled(r"[,;:\"“”«»()\p{Pd}]")
_END = compiled(r"[.!?][\"”»')\]]*|\n")


@frozen
class Member:
    """A member of a family: its signals, its text, and where it names which outlet (by key): spans and whether as author."""

    signals: Signals
    text: str
    named: Mapping[str, tuple[tuple[int, int], ...]] = field(factory=dict)
    authors: frozenset[str] = frozenset()

    def says_whose(self, places: Stretches) -> bool:
        """Return whether one of some names stands in a sentence that says no more than whose the text is ("That is according to X.")."""
        told = [(credit.start, credit.stop) for credit in self.signals.credits if credit.kind == "told"]
        return any(not _overlaps(place, told) and _says_no_more(self.text, *place) for place in places)

    def leads(self) -> bool:
        """Return whether the headline is no more than the first words of the text, as feeds and machines make it."""
        known = self.signals
        title = known.title.casefold().split()
        if len(title) < _FEW or not known.body:
            return False
        start = known.body[0][0]
        opening = self.text[start : start + len(known.title) + _BEFORE_LEAD].casefold()
        return title[-1] in opening and f" {' '.join(title)} " in f" {' '.join(opening.split())} "


@frozen(eq=False)
class Partners:
    """Who shares words with a member: some others, and the arrow from each of them to that member, whose copy it is."""

    members: Sequence[Member]
    words: Words
    arrows: Sequence[int]

    def holding(self, place: tuple[int, int]) -> list[int]:
        """Return the numbers of those who share a place of the member's text."""
        return arrows_sharing(self.words, self.arrows, *place)

    def name_beside(self, partner: int, outlet: str) -> bool:
        """Tell whether one of them names an outlet inside or right beside the words that it shares with the member."""
        back = (self.arrows[partner] ^ 1,)
        places = self.members[partner].named.get(outlet, ())
        return any(arrows_sharing(self.words, back, start - _BESIDE, stop + _BESIDE) for start, stop in places)


def members(known: Sequence[Signals], texts: Sequence[str]) -> list[Member]:
    """Return the members of a family with all places where one names the publisher of another or credits anybody."""
    names = {signal.outlet_name: signal.outlet for signal in known if signal.outlet and len(signal.outlet_name) > 1}
    if len(names) > _MOST_NAMES:  # a viral text: only what the records say
        names = {}
    listed, outlets = list(names), list(names.values())
    return [_member(signal, text, listed, outlets) for signal, text in zip(known, texts, strict=True)]


def _member(known: Signals, text: str, names: Sequence[str], outlets: Sequence[str]) -> Member:
    named: dict[str, list[tuple[int, int]]] = {}
    for credit in known.credits:
        if credit.outlet != known.outlet:
            named.setdefault(credit.outlet, []).append((credit.start, credit.stop))
    for number, found in _places(text[:_LONGEST], names).items():
        if outlets[number] != known.outlet:
            named.setdefault(outlets[number], []).extend(found)
    authors = frozenset(credit.outlet for credit in known.credits if _as_author(credit) and credit.outlet != known.outlet)
    return Member(known, text, {outlet: tuple(spans) for outlet, spans in named.items()}, authors)


def _overlaps(span: tuple[int, int], others: Stretches) -> bool:
    low, high = span
    for start, stop in others:  # noqa: SIM110 -- asked a hundred times an article
        if start < high and low < stop:
            return True
    return False


def _says_no_more(text: str, start: int, stop: int) -> bool:
    """Tell whether a name stands in a sentence that says no more than who reported something: a credit for what is told around it."""
    last = _END.search(text, stop, stop + _SENTENCE)
    if last is None or _PARTED.search(text, stop, last.start()):
        return False
    first = low = max(0, start - _SENTENCE)
    for end in _END.finditer(text, low, start):
        first = end.end()
    if _PARTED.search(text, first, start):
        return False
    return _SAID.fullmatch(f"{text[first:start]}\0{text[stop : last.start()]}".strip()) is not None


def _as_author(credit: Credit) -> bool:
    """Tell whether a credit says from whom the text is, and is no citation inside it ("citing AFP")."""
    return credit.role == "author" or credit.kind in ("source_line", "agency")


def places(text: str, names: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
    """Return where names stand as words of their own, by the number of each that does."""
    every = ((number, _places_of(text, name)) for number, name in enumerate(names))
    return {number: found for number, found in every if found}


_places = kernels.compiled("_mentions", places)


def _places_of(text: str, name: str) -> list[tuple[int, int]]:
    """Return where a name stands as a word of its own."""
    out = []
    at = text.find(name)
    while at >= 0:
        stop = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[stop : stop + 1].isalnum()):
            out.append((at, stop))
        at = text.find(name, stop)
    return out


def names_source(copy: Member, source: Member, source_shared: Stretches) -> str:
    """Return how the copy names the publisher of the source in words of its own: "author", "mention" or "" (not at all).

    `source_shared` are the spans of the source that both have: a name that stands there came with the text.
    """
    outlet = source.signals.outlet
    if not outlet or outlet not in copy.named:
        return ""
    if outlet in copy.authors:
        return "author"
    own = source.signals.outlet_name
    inherited = own and any(stop - start > len(own) + _CHANCE and own in source.text[start:stop] for start, stop in source_shared)
    return "" if inherited else "author" if copy.says_whose(copy.named[outlet]) else "mention"


def own_credits(member: Member, partners: Partners) -> dict[str, str]:
    """Return the outlets that a member names in words that did not come with the text, with "author" or "mention".

    Words came with the text when they stand in what is shared, and in the same stretch of everybody who shares it, or anywhere in most of
    the others.
    """
    out = {}
    for outlet, spans in member.named.items():
        if outlet in member.authors:
            out[outlet] = "author"
        elif own := [place for place in spans if not _inherited(member, outlet, place, partners)]:
            out[outlet] = "author" if member.says_whose(own) else "mention"
    return out


def _inherited(member: Member, outlet: str, place: tuple[int, int], partners: Partners) -> bool:
    """Tell whether a name came with the text: whoever has these words has the name in them, or most others name it in like words."""
    holders = partners.holding(place)
    if holders and all(partners.name_beside(holder, outlet) for holder in holders):
        return True
    naming = [other for other in partners.members if outlet in other.named]
    if 2 * len(naming) <= len(partners.members):
        return False
    words, alike = _around(member.text, place), 0
    for number, other in enumerate(naming):
        alike += _says(other, outlet, words)
        if 2 * alike > len(partners.members):
            return True
        if 2 * (alike + len(naming) - number - 1) <= len(partners.members):
            return False
    return False


def _around(text: str, place: tuple[int, int]) -> str:
    return text[max(0, place[0] - _AROUND) : place[1] + _AROUND].casefold()


def _says(member: Member, outlet: str, words: str) -> bool:
    """Tell whether a member names an outlet in nearly these words."""
    return any(Indel.normalized_similarity(words, _around(member.text, place)) >= _ALIKE for place in member.named.get(outlet, ()))
