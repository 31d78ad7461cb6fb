"""Rule text with slots, found in two steps: one scan of the whole text for literals, then the rule's own expression around each hit.

The cost of a document depends on the hits in it and not on the number of rules or names: names never stand in alternations, a slot
such as `$outlet` stands for the *shape* of a name, and the detector looks the words up in a dictionary.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal

import regex
from ahocorasick_rs import AhoCorasick, Implementation
from attrs import define, field, frozen

from provenance.cues import Approach, Lead, approaches, shortened
from provenance.errors import CatalogError
from provenance.normalise import Folded, lower

Zone = Literal["anywhere", "head", "tail"]
_SLOT = regex.compile(r"\$([a-z_]+)")


_TABLE = 40_000
"""Bytes of literals up to which a full transition table is worth its memory and the time to build it; it scans three times as fast."""


class Scanner:
    """Finds many literals in one pass over a text."""

    def __init__(self, literals: Sequence[str]) -> None:
        """Prepare the scan; literals are compared as given, so give them folded and in lower case."""
        self._literals = tuple(literals)

    @cached_property
    def _every(self) -> AhoCorasick | None:
        return _automaton(self._literals)

    @cached_property
    def _ascii(self) -> tuple[AhoCorasick | None, tuple[int, ...]]:
        """The literals that a text in ASCII can hold, and where each of them stands in the whole list."""
        plain = tuple(at for at, literal in enumerate(self._literals) if literal.isascii())
        return _automaton([self._literals[at] for at in plain]), plain

    def scan(self, text: str) -> list[tuple[int, int, int]]:
        """Return `(index of the literal, start, stop)` of every occurrence, overlapping ones too; offsets are code points."""
        if not text.isascii():
            return self._every.find_matches_as_indexes(text, overlapping=True) if self._every else []
        automaton, plain = self._ascii
        hits = automaton.find_matches_as_indexes(text, overlapping=True) if automaton else []
        return [(plain[at], start, stop) for at, start, stop in hits]


def _automaton(literals: Sequence[str]) -> AhoCorasick | None:
    if not literals:
        return None
    small = sum(len(literal.encode("utf-8", "surrogatepass")) for literal in literals) <= _TABLE
    return AhoCorasick(list(literals), implementation=Implementation.DFA if small else Implementation.ContiguousNFA)


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

    @cached_property
    def _literals(self) -> list[tuple[str, int]]:
        return [(lower(literal), index) for index, rule in enumerate(self.rules) for literal in rule.literals]

    @cached_property
    def _approaches(self) -> dict[int, tuple[Approach, ...]]:
        """For each rule whose matches can be told to begin somewhere: the ways from there to its literals."""
        return {index: ways for index, rule in enumerate(self.rules) if (ways := self._ways(rule))} if self.backwards else {}

    def _ways(self, rule: Rule) -> tuple[Approach, ...]:
        slot = _SLOT.match(rule.pattern)
        lead = self.leads.get(slot[1]) if slot else None
        ways = approaches(rule.pattern[slot.end() :] if slot and lead else rule.pattern, [lower(literal) for literal in rule.literals])
        if ways is None or len(ways) > _MOST_WAYS or any(_is_vague(before, self.named, led=lead is not None) for before in ways):
            return ()
        asked = lead is not None or len(ways) > 1
        return tuple(
            Approach(
                self._silenced(before), self._silenced(shortened(after, self._long)) if asked else "", _flags(rule), lead, "[^" in before
            )
            for before, after in ways.items()
        )

    @cached_property
    def _long(self) -> list[str]:
        """The slots of names, and those too long to be asked for twice."""
        return [name for name, words in self.slots.items() if name in self.named or len(words) > _LONG_SLOT]

    def _silenced(self, pattern: str) -> str:
        return expand(pattern, self.slots, self.slots)

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner([literal for literal, _ in self._literals])

    @cached_property
    def _silent(self) -> frozenset[str]:
        return frozenset(self.slots) - frozenset(self.named) if self.named else frozenset()

    def _expression(self, index: int) -> regex.Pattern[str]:
        if index not in self._compiled:
            rule = self.rules[index]
            try:
                self._compiled[index] = regex.compile(expand(rule.pattern, self.slots, self._silent), _flags(rule))
            except regex.error as error:
                raise CatalogError(f"The pattern of {rule.id} is not a regular expression: {error}.", "Mend the entry.") from error
        return self._compiled[index]

    def matches(
        self, folded: Folded, near: Sequence[int] | None = None, anywhere: frozenset[str] = frozenset()
    ) -> Iterator[tuple[Rule, regex.Match[str]]]:
        """Yield every rule that matches with its match; offsets of the match are into `folded.text`.

        With `near`, ascending positions of something that every match must contain, only the literals that have one of them within
        reach are looked at; the rules whose ids are in `anywhere` do not need one.
        """
        hits: dict[int, list[tuple[int, int]]] = {}
        rules = self._rules
        for literal, start, stop in self._scanner.scan(folded.lower):
            hits.setdefault(rules[literal], []).append((start, stop))
        for index in sorted(hits):
            rule = self.rules[index]
            windows = _merged(_windows(rule, hits[index], len(folded.text), None if rule.id in anywhere else near))
            for match in self._in(index, folded.text, windows, hits[index]) if windows else ():
                yield rule, match

    def _in(self, index: int, text: str, windows: Sequence[tuple[int, int]], hits: Sequence[tuple[int, int]]) -> Iterator[regex.Match[str]]:
        """Yield the matches of one rule in the windows around its literals."""
        ways = self._approaches.get(index)
        if not ways:
            for start, stop in windows:
                yield from self._expression(index).finditer(text, start, stop)
            return
        starts = [start for start, _ in windows]
        inside = [literal for literal, _ in hits if (at := bisect_right(starts, literal)) and literal < windows[at - 1][1]]
        places = _places(ways, text, inside, self.rules[index].reach)
        places.sort(key=_literal)
        for start, stop in windows if places else ():
            here = places[bisect_left(places, start, key=_literal) : bisect_left(places, stop, key=_literal)]
            yield from (_from if ways[0].lead else _at)(self._expression(index), text, start, stop, here)

    @cached_property
    def _rules(self) -> list[int]:
        return [index for _, index in self._literals]


_MOST_WAYS = 6
_LONG_SLOT = 600
_ANYTHING = regex.compile(r"\[\^|\.[*+{]")


def _is_vague(before: str, named: Sequence[str], *, led: bool) -> bool:
    """Return whether what stands before a literal can begin at more than one place: after a name, or any words where no name leads."""
    return any(name in named for name in _SLOT.findall(before)) or (not led and _ANYTHING.search(before) is not None)


def _places(ways: Sequence[Approach], text: str, literals: Sequence[int], reach: int) -> list[tuple[int, int]]:
    """Return `(where a match can begin, literal)` for each way to a literal."""
    found = []
    for literal in literals:
        for way in ways:
            at = way.begins(text, max(0, literal - reach), literal)
            if at is not None:
                found.append((at, literal))
    return found


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
    expression: regex.Pattern[str], text: str, start: int, stop: int, places: Sequence[tuple[int, int]]
) -> Iterator[regex.Match[str]]:
    """Yield the matches in `[start, stop)` that hold one of the literals and begin at its place or later."""
    left = [(literal, place) for place, literal in places if start <= literal < stop]
    left.sort(reverse=True)
    firsts = list(accumulate((place for _, place in left), min))
    done = start
    while left:
        match = expression.search(text, max(firsts[len(left) - 1], done), stop)
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


def _windows(rule: Rule, hits: Sequence[tuple[int, int]], length: int, near: Sequence[int] | None) -> list[tuple[int, int]]:
    """Return where the rule's matches around its literals can stand.

    With `near`, windows are cut down to the positions in them and the literal; a window that holds none of them is left out.
    """
    windows = []
    before, after, zone = rule.reach, rule.reach if rule.after is None else rule.after, rule.zone
    for start, stop in hits:
        if zone != "anywhere" and ((zone == "head" and start > before) or (zone == "tail" and stop < length - before)):
            continue
        first, last = max(0, start - before), min(length, stop + after)
        if near is not None:
            at = bisect_left(near, first)
            if at == len(near) or near[at] >= last:
                continue
            first = max(first, min(near[at], start) - MARGIN)
            last = min(last, max(near[bisect_left(near, last, at) - 1], stop) + MARGIN)
        windows.append((first, last))
    return windows


def _merged(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
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
