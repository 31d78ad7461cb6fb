"""Rule text with slots, found in two steps: one scan of the whole text for literals, then the rule's own expression around each hit.

The cost of a document depends on the hits in it and not on the number of rules or names: names never stand in alternations, a slot
such as `$outlet` stands for the *shape* of a name, and the detector looks the words up in a dictionary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import Literal

import regex
from attrs import define, field, frozen

from provenance.cached import worked_out
from provenance.cues import Approach, Lead, Meeting, approaches, shortened
from provenance.errors import CatalogError
from provenance.expressions import compiled
from provenance.literals import Hit, Scanner, Sweep, Wanted
from provenance.normalise import Folded, lower

__all__ = ["MARGIN", "Matcher", "Rule", "Scanner", "Zone", "expand", "share"]
Zone = Literal["anywhere", "head", "tail"]
Side = Literal["before", "after", "either"]
_SLOT = compiled(r"\$([a-z_]+)")


@frozen
class Rule:
    """A wording: `pattern` is regular expression text with `$slot`s, `literals` are words of which one stands in every match.

    `zone` bounds where the literal may stand (`head` and `tail` are the first and last `reach` characters of the text);
    `reach` is how far a match may extend to either side of the literal, in code points; `after` how far to its right where that differs.
    """

    id: str
    pattern: str
    literals: tuple[str, ...]
    zone: Zone = "anywhere"
    reach: int = 200
    ignore_case: bool = True
    after: int | None = None


def expand(pattern: str, slots: Mapping[str, str], silent: Container[str] = ()) -> str:
    """Return the pattern with every `$name` replaced by its slot as the group `name` (numbered `name_2` ... when it comes again).

    Slots in `silent` become no group: what stands there is not asked for.

    Raises CatalogError when the pattern names a slot that does not exist.
    """
    seen: dict[str, int] = {}

    def replace(match: regex.Match[str]) -> str:
        name = match[1]
        if name not in slots:
            raise CatalogError(f"The pattern {pattern!r} uses the unknown slot ${name}.", f"Use one of {', '.join(sorted(slots))}.")
        if name in silent:
            return f"(?:{slots[name]})"
        seen[name] = seen.get(name, 0) + 1
        group = name if seen[name] == 1 else f"{name}_{seen[name]}"
        return f"(?P<{group}>{slots[name]})"

    return str(_SLOT.sub(replace, pattern))


_Way = tuple[str, str, bool, bool, bool]
"""What stands before a literal and what must follow, and what kind of an approach that is: the last three fields of one."""


@define
class Matcher:
    """Finds the matches of many rules in a folded text.

    `leads` says for a slot where what it stands for can begin: rules whose pattern opens with such a slot are tried only where it does.
    `backwards` looks back from each literal for where a match can begin instead of trying every place around it, where patterns allow it.
    `named` are the slots that become groups of the matches, all when none is given.
    """

    rules: Sequence[Rule]
    slots: Mapping[str, str]
    named: Sequence[str] = ()
    leads: Mapping[str, Lead] = field(factory=dict)
    backwards: bool = False
    _compiled: dict[int, regex.Pattern[str]] = field(factory=dict, init=False)
    _sides: dict[int, Side] = field(factory=dict, init=False)
    scan: tuple[Sweep, int] | None = field(default=None, init=False)

    def wanted(self, number: int = 0) -> list[Wanted]:
        """Return the literals to look for, as those of the matcher with this number."""
        meetings = self._meetings
        return [
            Wanted(lower(literal), number, index, meetings.get(index)) for index, rule in enumerate(self.rules) for literal in rule.literals
        ]

    @cached_property
    def _approaches(self) -> dict[int, tuple[Approach, ...]]:
        """For each rule whose matches can be told to begin somewhere: the ways from there to its literals."""
        return {index: ways for index, ways in self._ways.items() if len(ways) <= _MOST_WAYS and all(way.exact for way in ways)}

    @cached_property
    def _ways(self) -> dict[int, tuple[Approach, ...]]:
        """For each rule of which can be read what stands before its literals, while no name does: the ways from its beginning to them."""
        if not self.backwards:
            return {}
        asked = repr([(rule.pattern, rule.literals) for rule in self.rules] + [sorted(self.slots.items()), self.named, sorted(self.leads)])
        found = worked_out("ways", sha256(asked.encode("utf-8", "surrogatepass")).hexdigest(), self._ways_of_all)
        return {index: self._made(self.rules[index], ways) for index, ways in found.items()}

    def _made(self, rule: Rule, ways: Sequence[_Way]) -> tuple[Approach, ...]:
        flags, lead = _flags(rule), self._lead(rule)
        return tuple([Approach(before, after, flags, lead, *kind) for before, after, *kind in ways])

    def _ways_of_all(self) -> dict[int, list[_Way]]:
        return {index: ways for index, rule in enumerate(self.rules) if (ways := list(self._ways_of(rule)))}

    @property
    def groping(self) -> list[str]:
        """The ids of rules of which cannot be read how they lead to their literals: each is tried at every letter around them."""
        return [rule.id for index, rule in enumerate(self.rules) if index not in self._ways] if self.backwards else []

    def _lead(self, rule: Rule) -> Lead | None:
        """Return what is known of the slot with which a rule begins."""
        slot = _SLOT.match(rule.pattern)
        return self.leads.get(slot[1]) if slot else None

    def _ways_of(self, rule: Rule) -> Iterator[_Way]:
        slot, lead = _SLOT.match(rule.pattern), self._lead(rule)
        ways = approaches(rule.pattern[slot.end() :] if slot and lead else rule.pattern, [lower(literal) for literal in rule.literals])
        if ways is None or any(name in self.named for before in ways for name in _SLOT.findall(before)):
            return
        for before, after in ways.items():
            exact = lead is not None or _ANYTHING.search(before) is None
            asked = lead is not None or len(ways) > 1
            yield self._silenced(before), self._silenced(shortened(after, self._long)), "[^" in before, exact, asked

    @cached_property
    def _long(self) -> list[str]:
        """The slots of names, and those too long to be asked for twice."""
        return [name for name, words in self.slots.items() if name in self.named or len(words) > _LONG_SLOT]

    def _silenced(self, pattern: str) -> str:
        return expand(pattern, self.slots, self.slots)

    @cached_property
    def _silent(self) -> frozenset[str]:
        return frozenset(self.slots) - frozenset(self.named) if self.named else frozenset()

    def _expression(self, index: int) -> regex.Pattern[str]:
        if index not in self._compiled:
            rule = self.rules[index]
            try:
                self._compiled[index] = compiled(expand(rule.pattern, self.slots, self._silent), _flags(rule))
            except regex.error as error:
                raise CatalogError(f"The pattern of {rule.id} is not a regular expression: {error}.", "Mend the entry.") from error
        return self._compiled[index]

    def matches(self, folded: Folded) -> list[tuple[Rule, regex.Match[str]]]:
        """Return every rule that matches in a text with its match; offsets of the match are into `folded.text`."""
        return self.matches_in([folded])[0]

    def matches_in(
        self, texts: Sequence[Folded], near: Sequence[Sequence[int]] | None = None, anywhere: frozenset[str] = frozenset()
    ) -> list[list[tuple[Rule, regex.Match[str]]]]:
        """Return what `matches` does for each of some texts, for less: each rule reads all of them before the next one does.

        With `near`, for each text the ascending positions of something that every match must contain, only the literals that have one of
        them within reach are looked at; the rules whose ids are in `anywhere` do not need one.
        """
        found: list[list[tuple[Rule, regex.Match[str]]]] = [[] for _ in texts]
        read: dict[int, list[tuple[int, list[Hit]]]] = {}
        for number, folded in enumerate(texts):
            for index, hits in self._hits(folded).items():
                read.setdefault(index, []).append((number, hits))
        for index in sorted(read):
            rule, side = self.rules[index], self._side(index)
            free = near is None or rule.id in anywhere
            for number, hits in read[index]:
                spots = None if free or near is None else near[number]
                if spots is None or spots:
                    text = texts[number].text
                    around = _windows(rule, hits, len(text), spots, side)
                    if around:
                        found[number] += [(rule, match) for match in self._in(index, text, around)]
        return found

    def _hits(self, folded: Folded) -> dict[int, list[Hit]]:
        """Return by rule where its literals stand."""
        if self.scan is None:
            self.scan = Sweep(self.wanted()), 0
        sweep, number = self.scan
        return folded.once(sweep.hits)[number]

    @cached_property
    def _meetings(self) -> dict[int, Meeting]:
        return {index: Meeting(ways) for index, ways in self._ways.items()}

    def _side(self, index: int) -> Side:
        """Return on which side of its literal all names of a rule stand."""
        if index not in self._sides:
            self._sides[index] = _side_of(self._ways.get(index, ()), self.rules[index].pattern, self.named)
        return self._sides[index]

    def _in(self, index: int, text: str, around: Sequence[tuple[Hit, Hit]]) -> Iterator[regex.Match[str]]:
        """Yield the matches of one rule in the windows around its literals."""
        ways = self._approaches.get(index)
        if not ways:
            for start, stop in _merged([window for _, window in around]):
                yield from self._expression(index).finditer(text, start, stop)
            return
        places = _places(ways, self._meetings[index], text, [hit for hit, _ in around], self.rules[index].reach)
        if not places:
            return
        expression, lead, windows = self._expression(index), ways[0].lead, _merged([window for _, window in around])
        for window, here in _shared(places, windows):
            yield from _from(expression, lead.begin, text, window, here) if lead else _at(expression, text, *window, here)


def share(matchers: Sequence[Matcher]) -> Sweep:
    """Let matchers find their literals in one scan of a text, and return it."""
    wanted = [want for number, matcher in enumerate(matchers) for want in matcher.wanted(number)]
    sweep = Sweep(wanted, len(matchers))
    for number, matcher in enumerate(matchers):
        matcher.scan = sweep, number
    return sweep


def _side_of(ways: Sequence[Approach], pattern: str, named: Sequence[str]) -> Side:
    if not ways or not named:
        return "either"
    if ways[0].lead is None:
        return "after"
    return "before" if sum(name in named for name in _SLOT.findall(pattern)) == 1 else "either"


_MOST_WAYS = 8
_LONG_SLOT = 600
_ANYTHING = compiled(r"\[\^|\.[*+{]")


def _places(ways: Sequence[Approach], meeting: Meeting, text: str, hits: Sequence[Hit], reach: int) -> list[tuple[int, int]]:
    """Return `(where a match can begin, literal)` for each way to a literal."""
    found = []
    for literal, stop in hits:
        low = max(0, literal - reach)
        for way in meeting[text[literal - 1 : stop + 2]] if literal else ways:
            at = way.begins(text, low, literal)
            if at is not None:
                found.append((at, literal))
    return found


def _shared(places: list[tuple[int, int]], windows: Sequence[Hit]) -> Iterator[tuple[Hit, Sequence[tuple[int, int]]]]:
    """Yield each window with the places whose literals stand in it."""
    if len(windows) == 1:
        yield windows[0], places
        return
    places.sort(key=_literal)
    for start, stop in windows:
        yield (start, stop), places[bisect_left(places, start, key=_literal) : bisect_left(places, stop, key=_literal)]


def _literal(place: tuple[int, int]) -> int:
    return place[1]


def _at(expression: regex.Pattern[str], text: str, start: int, stop: int, places: Sequence[tuple[int, int]]) -> Iterator[regex.Match[str]]:
    """Yield the matches in `[start, stop)` that begin at one of the places."""
    done = start
    for place, literal in sorted(places):
        if place >= done and literal < stop and (match := expression.match(text, place, stop)):
            done = match.end()
            yield match


def _from(
    expression: regex.Pattern[str], begin: regex.Pattern[str], text: str, window: Hit, places: Sequence[tuple[int, int]]
) -> Iterator[regex.Match[str]]:
    """Yield the matches in a window that hold one of the literals and begin, where `begin` allows it, at its place or later."""
    start, stop = window
    left = [(literal, place) for place, literal in places if start <= literal < stop]
    left.sort(reverse=True)
    firsts = list(accumulate((place for _, place in left), min))
    done = start
    while left:
        starts = begin.finditer(text, max(firsts[len(left) - 1], done), left[0][0] + 1)
        match = next((match for at in starts if (match := expression.match(text, at.start(), stop))), None)
        if match is None:
            return
        yield match
        done = match.end()
        while left and left[-1][0] < done:
            left.pop()


def _flags(rule: Rule) -> int:
    return int(regex.VERSION1 | regex.MULTILINE | (regex.IGNORECASE if rule.ignore_case else 0))


MARGIN = 80
"""How far, in code points, a match may reach beyond the positions that it must contain."""


def _windows(rule: Rule, hits: Sequence[Hit], length: int, near: Sequence[int] | None, side: Side) -> list[tuple[Hit, Hit]]:
    """Return the literals of a rule around which it may match, each with the window in which the match can stand.

    With `near`, windows are cut down to the positions in them and the literal; a window that holds none of them on the side of its
    literal is left out.
    """
    before, after = rule.reach, rule.reach if rule.after is None else rule.after
    if rule.zone == "head":
        hits = [hit for hit in hits if hit[0] <= before]
    elif rule.zone == "tail":
        hits = [hit for hit in hits if hit[1] >= length - before]
    if near is None:
        return [(hit, (max(0, hit[0] - before), min(length, hit[1] + after))) for hit in hits]
    windows = []
    for hit in hits:
        start, stop = hit
        first, last = start - before, stop + after
        at = bisect_left(near, start if side == "after" else first)
        if at == len(near) or near[at] >= (start if side == "before" else last):
            continue
        first = max(first, min(near[at], start) - MARGIN)
        last = min(last, max(near[bisect_left(near, last, at) - 1], stop) + MARGIN)
        windows.append((hit, (max(0, first), min(length, last))))
    return windows


def _merged(windows: list[Hit]) -> list[Hit]:
    """Join windows that overlap, so that no match is found twice."""
    if len(windows) < 2:
        return windows
    out: list[tuple[int, int]] = []
    for start, stop in sorted(windows):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], stop)
        else:
            out.append((start, stop))
    return out
