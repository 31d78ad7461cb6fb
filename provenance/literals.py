"""One pass over a text for many literals, whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation
from attrs import frozen

from provenance.normalise import Folded

_TABLE = 40_000
"""Bytes of literals up to which a full transition table is worth its memory and the time to build it; it scans three times as fast."""

_Item = TypeVar("_Item")
Hit = tuple[int, int]
"""Where a literal stands, `[start, stop)` of a folded text."""


class Scanner:
    """Finds many literals in one pass over a text."""

    def __init__(self, literals: Sequence[str]) -> None:
        """Prepare the scan; literals are compared as given, so give them folded and in lower case."""
        self._literals = tuple(literals)

    @cached_property
    def _every(self) -> AhoCorasick | None:
        return AhoCorasick(list(self._literals), implementation=_implementation(self._literals)) if self._literals else None

    @cached_property
    def _ascii(self) -> tuple[BytesAhoCorasick | None, tuple[int, ...] | None]:
        """The literals that a text in ASCII can hold, and their places in the whole list, None where they come first.

        Bytes need no counting of letters.
        """
        plain = tuple(at for at, literal in enumerate(self._literals) if literal.isascii())
        literals = [self._literals[at] for at in plain]
        words = [literal.encode("ascii") for literal in literals]
        automaton = BytesAhoCorasick(words, implementation=_implementation(literals)) if words else None
        return automaton, plain if plain != tuple(range(len(plain))) else None

    def scan(self, text: str) -> list[tuple[int, int, int]]:
        """Return `(index of the literal, start, stop)` of every occurrence, overlapping ones too; offsets are code points."""
        if not text.isascii():
            return self._every.find_matches_as_indexes(text, overlapping=True) if self._every else []
        automaton, plain = self._ascii
        hits = automaton.find_matches_as_indexes(text.encode("ascii"), overlapping=True) if automaton else []
        return hits if plain is None else [(plain[at], start, stop) for at, start, stop in hits]


def ascii_first(items: Iterable[_Item], literal: Callable[[_Item], str]) -> list[_Item]:
    """Return the items in their order, those whose literals are in ASCII first: hits in a text in ASCII then need no new numbers."""
    return sorted(items, key=lambda item: not literal(item).isascii())


def _implementation(literals: Sequence[str]) -> Implementation:
    small = sum(len(literal.encode("utf-8", "surrogatepass")) for literal in literals) <= _TABLE
    return Implementation.DFA if small else Implementation.ContiguousNFA


@frozen
class Wanted:
    """A literal that one rule of one matcher looks for; `after` holds the pairs of a character and the literal's first that allow it."""

    literal: str
    matcher: int
    rule: int
    after: Mapping[str, object] | None = None


class Sweep:
    """One scan for the literals of several matchers: each literal is looked for once, and its hits go to the rules that want it."""

    def __init__(self, wanted: Sequence[Wanted], matchers: int = 1, *, across_lines: bool = False) -> None:
        """Prepare the scan; literals are given in lower case. `across_lines`: a line break counts as the blank in a literal."""
        takers: dict[str, list[tuple[int, int, Mapping[str, object] | None]]] = {}
        for want in wanted:
            taker = (want.matcher, want.rule, want.after)
            if taker not in (known := takers.setdefault(want.literal, [])):
                known.append(taker)
        literals = ascii_first(takers, str)
        self._takers = [takers[literal] for literal in literals]
        self._scanner = Scanner(literals)
        self._matchers = matchers
        self._across_lines = across_lines

    def hits(self, folded: Folded) -> tuple[dict[int, list[Hit]], ...]:
        """Return for each matcher where the literals of its rules stand, but for those that the character before them rules out."""
        found: tuple[dict[int, list[Hit]], ...] = tuple({} for _ in range(self._matchers))
        text, takers = folded.text, self._takers
        lower = folded.lower.replace("\n", " ") if self._across_lines else folded.lower
        for literal, start, stop in self._scanner.scan(lower):
            hit = (start, stop)
            words = text[start - 1 : stop + 2] if start else ""
            for matcher, rule, ways in takers[literal]:
                if ways is None or not words or ways[words]:
                    rules = found[matcher]
                    if rule in rules:
                        rules[rule].append(hit)
                    else:
                        rules[rule] = [hit]
        return found
