"""Rule text with slots, found in two steps: one scan of the whole text for literals, then the rule's own expression around each hit.

The cost of a document depends on the hits in it and not on the number of rules or names: names never stand in alternations, a slot
such as `$outlet` stands for the *shape* of a name, and the detector looks the words up in a dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property, partial
from hashlib import sha256
from typing import Literal

import regex
from attrs import define, field, frozen

from provenance.cached import worked_out
from provenance.cues import Approach, Lead, approaches, needed, shortened, without_opening
from provenance.errors import CatalogError
from provenance.expressions import compiled
from provenance.kernels.windows import AFTER, ANYWHERE, BEFORE, EITHER, HEAD, NOWHERE, TAIL
from provenance.literals import Reach, Scanner, Sweep, Wanted, Window
from provenance.normalise import Folded, lower
from provenance.searches import Search

__all__ = ["Matcher", "Rule", "Scanner", "Zone", "expand", "share"]
Zone = Literal["anywhere", "head", "tail"]
_SLOT = compiled(r"\$([a-z_]+)")
_WORD = compiled(r"(?<=\(\?:|\$sp)(?:\\w|\\p\{L\}|\[(?:\\w|\\p\{\w+\}|[\w'.-])+\])(?:\+|\{\d+,\d+\})(?=\$sp)")
"""Words before a blank, of which none gives a letter back: trying that out took most of the time of some wordings."""


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

    return str(_SLOT.sub(replace, _WORD.sub(r"\g<0>+", pattern)))


_Way = tuple[str, str, bool, bool, bool, bool]
"""What stands before a literal and what must follow, and what kind of an approach that is: the last four fields of one."""


@define
class Matcher:
    """Finds the matches of many rules in a folded text.

    `leads` says for a slot where what it stands for can begin: rules whose pattern opens with such a slot are tried only where it does.
    `backwards` looks back from each literal for where a match can begin instead of trying every place around it, where patterns allow it.
    `named` are the slots that become groups of the matches, all when none is given. With `near`, which tells the ascending positions in a
    text of something that every match must contain, only literals that have one of them within reach are looked at; the rules whose ids
    are in `anywhere` do not need one.
    """

    rules: Sequence[Rule]
    slots: Mapping[str, str]
    named: Sequence[str] = ()
    leads: Mapping[str, Lead] = field(factory=dict)
    backwards: bool = False
    near: Callable[[Folded], list[int]] | None = None
    anywhere: Container[str] = ()
    scan: tuple[Sweep, int] | None = field(default=None, init=False)

    def wanted(self, number: int = 0) -> list[Wanted]:
        """Return the literals to look for, as those of the matcher with this number."""
        return [
            Wanted(lower(literal), number, index, search.meeting if search.ways else None, self._reach(rule, search.ways))
            for index, (rule, search) in enumerate(zip(self.rules, self._searches, strict=True))
            for literal in rule.literals
        ]

    @cached_property
    def _ways(self) -> dict[int, tuple[Approach, ...]]:
        """For each rule of which can be read what stands before its literals, while no name does: the ways from its beginning to them."""
        if not self.backwards:
            return {}
        found = worked_out("ways", self._digest, self._ways_of_all)
        return {index: self._made(self.rules[index], ways) for index, ways in found.items()}

    @cached_property
    def _needs(self) -> dict[int, tuple[str, ...]]:
        """For each rule of which that can be read off: words of which one stands in every match."""
        return worked_out("needs", self._digest, self._needs_of_all)

    def _needs_of_all(self) -> dict[int, tuple[str, ...]]:
        told = {index: needed(rule.pattern, [lower(literal) for literal in rule.literals]) for index, rule in enumerate(self.rules)}
        return {index: words for index, words in told.items() if words}

    @cached_property
    def _digest(self) -> str:
        """What stands for the rules and slots among what an earlier start worked out."""
        asked = repr([(rule.pattern, rule.literals) for rule in self.rules] + [sorted(self.slots.items()), self.named, sorted(self.leads)])
        return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()

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
        begun = rule.pattern[slot.end() :] if slot and lead else without_opening(rule.pattern)
        ways, lined = approaches(begun, [lower(literal) for literal in rule.literals]), lead is None and begun != rule.pattern
        if ways is None or any(name in self.named for before in ways for name in _SLOT.findall(before)):
            return
        for before, after in ways.items():
            exact = lead is not None or _ANYTHING.search(before) is None
            asked = lead is not None or len(ways) > 1
            yield self._silenced(before), self._silenced(shortened(after, self._long)), "[^" in before, exact, asked, lined

    @cached_property
    def _long(self) -> list[str]:
        """The slots of names, and those too long to be asked for twice."""
        return [name for name, words in self.slots.items() if name in self.named or len(words) > _LONG_SLOT]

    def _silenced(self, pattern: str) -> str:
        return expand(pattern, self.slots, self.slots)

    @cached_property
    def _silent(self) -> frozenset[str]:
        return frozenset(self.slots) - frozenset(self.named) if self.named else frozenset()

    def _expression(self, rule: Rule) -> regex.Pattern[str]:
        try:
            return compiled(expand(rule.pattern, self.slots, self._silent), _flags(rule))
        except regex.error as error:
            raise CatalogError(f"The pattern of {rule.id} is not a regular expression: {error}.", "Mend the entry.") from error

    def matches(self, folded: Folded) -> list[tuple[Rule, regex.Match[str]]]:
        """Return every rule that matches in a text with its match; offsets of the match are into `folded.text`."""
        return self.matches_in([folded])[0] if self._windows(folded) else []

    def matches_in(self, texts: Sequence[Folded]) -> list[list[tuple[Rule, regex.Match[str]]]]:
        """Return what `matches` does for each of some texts, for less: each rule reads all of them before the next one does."""
        found: list[list[tuple[Rule, regex.Match[str]]]] = [[] for _ in texts]
        read: dict[int, list[tuple[int, list[Window]]]] = {}
        for number, folded in enumerate(texts):
            for index, windows in self._windows(folded).items():
                read.setdefault(index, []).append((number, windows))
        for index in sorted(read):
            rule, matches = self.rules[index], self._searches[index].matches
            for number, windows in read[index]:
                found[number] += [(rule, match) for match in matches(texts[number], windows)]
        return found

    def matches_above(self, folded: Folded, stop: int) -> bool:
        """Return whether a rule matches around one of its literals that begin before a place."""
        above = ((index, [window for window in windows if window[0] < stop]) for index, windows in self._windows(folded).items())
        return any(windows and self._searches[index].matches(folded, windows) for index, windows in above)

    def _windows(self, folded: Folded) -> dict[int, list[Window]]:
        """Return by rule where its literals stand, each with the window in which it can match."""
        if self.scan is None:
            self.scan = Sweep(self.wanted(), near=self.near), 0
        sweep, number = self.scan
        return folded.once(sweep.hits)[number]

    @cached_property
    def _searches(self) -> list[Search]:
        return [
            Search(rule.reach, self._ways.get(index, ()), self._needs.get(index, ()), partial(self._expression, rule))
            for index, rule in enumerate(self.rules)
        ]

    def _reach(self, rule: Rule, ways: Sequence[Approach]) -> Reach:
        """Return how far a rule looks from its literals, and on which side of them all names of the rule stand."""
        side = NOWHERE if self.near is None or rule.id in self.anywhere else _side_of(ways, rule.pattern, self.named)
        return Reach(rule.reach, rule.reach if rule.after is None else rule.after, _ZONES[rule.zone], side)


def share(matchers: Sequence[Matcher]) -> Sweep:
    """Let matchers find their literals in one scan of a text, and return it."""
    wanted = [want for number, matcher in enumerate(matchers) for want in matcher.wanted(number)]
    near = next((matcher.near for matcher in matchers if matcher.near is not None), None)
    sweep = Sweep(wanted, len(matchers), near=near)
    for number, matcher in enumerate(matchers):
        matcher.scan = sweep, number
    return sweep


def _side_of(ways: Sequence[Approach], pattern: str, named: Sequence[str]) -> int:
    if not ways or not named:
        return EITHER
    if ways[0].lead is None:
        return AFTER
    return BEFORE if sum(name in named for name in _SLOT.findall(pattern)) == 1 else EITHER


_LONG_SLOT = 600
_ANYTHING = compiled(r"\[\^|\.[*+{]")
_ZONES = {"anywhere": ANYWHERE, "head": HEAD, "tail": TAIL}


def _flags(rule: Rule) -> int:
    return int(regex.VERSION1 | regex.MULTILINE | (regex.IGNORECASE if rule.ignore_case else 0))
