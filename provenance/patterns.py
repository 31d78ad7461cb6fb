"""Rule text with slots, found in two steps: one scan of the whole text for literals, then the rule's own expression around each hit.

The cost of a document depends on the hits in it and not on the number of rules or names: names never stand in alternations, a slot
such as `$outlet` stands for the *shape* of a name, and the detector looks the words up in a dictionary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

import regex
from ahocorasick_rs import AhoCorasick, Implementation
from attrs import define, field, frozen

from provenance.cues import Lead, Opening, before
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


def expand(pattern: str, slots: Mapping[str, str]) -> str:
    """Return the pattern with every `$name` replaced by its slot as the group `name` (numbered `name_2` ... when it comes again).

    Raises CatalogError when the pattern names a slot that does not exist.
    """
    seen: dict[str, int] = {}

    def replace(match: regex.Match[str]) -> str:
        name = match[1]
        if name not in slots:
            raise CatalogError(f"The pattern {pattern!r} uses the unknown slot ${name}.", f"Use one of {', '.join(sorted(slots))}.")
        seen[name] = seen.get(name, 0) + 1
        group = name if seen[name] == 1 else f"{name}_{seen[name]}"
        return f"(?P<{group}>{slots[name]})"

    return str(_SLOT.sub(replace, pattern))


@define
class Matcher:
    """Finds the matches of many rules in a folded text.

    `leads` says for a slot where what it stands for can begin: rules whose pattern opens with such a slot are tried only where it does.
    """

    rules: Sequence[Rule]
    slots: Mapping[str, str]
    leads: Mapping[str, Lead] = field(factory=dict)
    _compiled: dict[int, regex.Pattern[str]] = field(factory=dict, init=False)

    @cached_property
    def _literals(self) -> list[tuple[str, int]]:
        return [(lower(literal), index) for index, rule in enumerate(self.rules) for literal in rule.literals]

    @cached_property
    def _openings(self) -> dict[int, Opening]:
        """For each rule that opens with a slot of `leads`: what stands between that slot and a literal."""
        found = {}
        for index, rule in enumerate(self.rules):
            slot = _SLOT.match(rule.pattern)
            if slot and slot[1] in self.leads:
                lead = self.leads[slot[1]]
                between = before(rule.pattern[slot.end() :], [lower(literal) for literal in rule.literals])
                if between is not None:
                    pattern = f"(?r)(?P<end>{lead.end}){expand(between, self.slots)}"
                    found[index] = Opening(regex.compile(pattern, _flags(rule)), lead, "[^" in between)
        return found

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner([literal for literal, _ in self._literals])

    def _expression(self, index: int) -> regex.Pattern[str]:
        if index not in self._compiled:
            rule = self.rules[index]
            try:
                self._compiled[index] = regex.compile(expand(rule.pattern, self.slots), _flags(rule))
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
            rule, opened = self.rules[index], None
            if index in self._openings and not (opened := self._openings[index].places(folded.text, hits[index], rule.reach)):
                continue
            positions = None if rule.id in anywhere else near
            for start, stop in _merged(_windows(rule, hits[index], len(folded.text), positions)):
                first = start if opened is None else min((max(at, start) for at, hit in opened if start <= hit < stop), default=stop)
                if first < stop:
                    for match in self._expression(index).finditer(folded.text, first, stop):
                        yield rule, match

    @cached_property
    def _rules(self) -> list[int]:
        return [index for _, index in self._literals]


def _flags(rule: Rule) -> int:
    return int(regex.VERSION1 | regex.MULTILINE | (regex.IGNORECASE if rule.ignore_case else 0))


def _windows(rule: Rule, hits: Sequence[tuple[int, int]], length: int, near: Sequence[int] | None) -> list[list[int]]:
    """Return where the rule's matches around its literals can stand, as `[start, stop]`."""
    windows = []
    after = rule.reach if rule.after is None else rule.after
    for start, stop in hits:
        if (rule.zone == "head" and start > rule.reach) or (rule.zone == "tail" and stop < length - rule.reach):
            continue
        window = [max(0, start - rule.reach), min(length, stop + after)]
        if near is None or _narrow(window, near, start, stop):
            windows.append(window)
    return windows


MARGIN = 80
"""How far, in code points, a match may reach beyond the positions that it must contain."""


def _narrow(window: list[int], positions: Sequence[int], start: int, stop: int) -> bool:
    """Cut a window down to the positions in it and the literal `[start, stop)`; return False when it holds none of them."""
    first, last = bisect_left(positions, window[0]), bisect_left(positions, window[1])
    if first == last:
        return False
    window[0] = max(window[0], min(positions[first], start) - MARGIN)
    window[1] = min(window[1], max(positions[last - 1], stop) + MARGIN)
    return True


def _merged(windows: list[list[int]]) -> list[list[int]]:
    """Join windows that overlap, so that no match is found twice."""
    out: list[list[int]] = []
    for start, stop in sorted(windows):
        if out and start <= out[-1][1]:
            out[-1][1] = max(out[-1][1], stop)
        else:
            out.append([start, stop])
    return out
