"""Where many literals stand in a text: what every rule of the catalog is first looked for by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from provenance.kernels import compiled

_Item = TypeVar("_Item")
_Hit = TypeVar("_Hit")
_TABLE = 40_000
"""Bytes of literals up to which a full transition table is worth its memory and the time to build it; it scans three times as fast."""


class LiteralScanner:
    """Finds many literals in one pass over a text."""

    def __init__(self, literals: Sequence[str]) -> None:
        """Prepare the scan; literals are compared as given, so give them folded and in lower case, none of them empty."""
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
        """Return `(index of the literal, start, stop)` of every occurrence, overlapping ones too.

        They come in the order of their ends, the longest of those that end together first; offsets are code points.
        """
        if not text.isascii():
            return self._every.find_matches_as_indexes(text, overlapping=True) if self._every else []
        automaton, plain = self._ascii
        hits = automaton.find_matches_as_indexes(text.encode("ascii"), overlapping=True) if automaton else []
        return hits if plain is None else [(plain[at], start, stop) for at, start, stop in hits]

    def scan_words(self, text: str, opened: bytes) -> list[tuple[int, int, int]]:
        """Return `(index of the literal, start, stop)` of every occurrence that is a whole word, longer ones first where several start.

        `opened` has a number for each literal: 1 where it may begin inside a word (none does that begins with a letter or digit of ASCII),
        2 where it may stop inside one, 3 for both.
        """
        whole = [hit for hit in self.scan(text) if _is_whole(text, hit[1], hit[2], opened[hit[0]])]
        return sorted(whole, key=lambda hit: (hit[1], -hit[2]))

    def scan_items(
        self, text: str, opened: bytes, items: tuple[_Item, ...], groups: bytes, kind: Callable[[int, int, _Item], _Hit], count: int
    ) -> list[list[_Hit]]:
        """Return what `scan_words` does in so many lists: each place as a `kind` of tuple, `(start, stop, item)`, in that of its group.

        `items` and `groups` have an entry for each literal.
        """
        found: list[list[_Hit]] = [[] for _ in range(count)]
        for number, start, stop in self.scan_words(text, opened):
            found[groups[number]].append(kind(start, stop, items[number]))
        return found


def _is_whole(text: str, start: int, stop: int, opened: int) -> bool:
    if start and text[start - 1].isalnum() and (not opened & 1 or (text[start].isascii() and text[start].isalnum())):
        return False
    return bool(opened & 2) or stop >= len(text) or not text[stop].isalnum()


def _implementation(literals: Sequence[str]) -> Implementation:
    small = sum(len(literal.encode("utf-8", "surrogatepass")) for literal in literals) <= _TABLE
    return Implementation.DFA if small else Implementation.ContiguousNFA


if TYPE_CHECKING:
    Scanner = LiteralScanner
else:
    Scanner = compiled("_literals", LiteralScanner)
    """`LiteralScanner`, compiled where it can be: as fast, and ready in a tenth of the time."""
