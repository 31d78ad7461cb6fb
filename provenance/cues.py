"""Wordings that begin with a name ("$outlet reported"): is there a name before these words, and where can it begin at the earliest?

A name's expression is tried at every letter of a window, and most windows hold none. Looking back from the words that cite costs a
fiftieth of that and sends only windows with something like a name to the expression itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex
from attrs import frozen


@frozen
class Lead:
    """How what a slot stands for ends and begins.

    `end` is an expression for its last word. `first(text, low, stop)` is the earliest place, not before `low`, where it can begin when
    its last word ends at `stop`, also when a day follows it; None when that cannot be told, as behind a comma or a bracket.
    """

    end: str
    first: Callable[[str, int, int], int | None]


@frozen
class Opening:
    """What stands before the literals of one rule: its last words as an expression that is read backwards, and the lead of its slot.

    `free` says that any words can stand in between.
    """

    between: regex.Pattern[str]
    lead: Lead
    free: bool

    def places(self, text: str, hits: Sequence[tuple[int, int]], reach: int) -> list[tuple[int, int]]:
        """Return `(earliest beginning, literal)` for each of the literals that has the end of a name before it."""
        found = []
        for start, _ in hits:
            low = max(0, start - reach)
            match = self.between.match(text, low, start)
            if match is not None:
                at = None if self.free else self.lead.first(text, low, match.end("end"))
                found.append((low if at is None or "," in text[at:start] or ")" in text[at:start] else at, start))
        return found


_QUANTIFIERS = "?*+{"
_PLAIN = regex.compile(r"[^\\\[\](){}|?*+.^$]+")
_ITEM = regex.compile(r"\\[pP]\{[^}]*\}|\\.|\$[a-z_]+|\[(?:\\.|[^\]\\])+\]|[.^$|]|\{[^}]*\}|[?*+]")


def before(pattern: str, literals: Sequence[str]) -> str | None:
    """Return an expression for what stands in every match between the beginning of the pattern and the literal in it.

    None when that cannot be read off the pattern: when a literal stands in no top-level words or not in every branch of a group.
    """
    for start, stop, kind in _items(pattern):
        if kind == "group" and pattern[stop : stop + 1] not in tuple(_QUANTIFIERS):
            found = [_upto(branch, literals) for branch in _branches(pattern[start + 3 : stop - 1])]
            if pattern.startswith("(?:", start) and None not in found:
                return pattern[:start] + "(?:" + "|".join(sorted({regex.escape(words or "") for words in found})) + ")"
        elif kind == "words" and (words := _upto(pattern[start:stop], literals)) is not None:
            return f"{pattern[:start]}{regex.escape(words)}"
    return None


def _upto(words: str, literals: Sequence[str]) -> str | None:
    """Return the plain words before the first literal in them, None when plain words hold none."""
    plain = _PLAIN.match(words)
    small = plain[0].lower() if plain else ""
    if plain and words[plain.end() : plain.end() + 1] in tuple("?*{"):
        small = small[:-1]
    places = [small.find(literal) for literal in literals if literal in small]
    # "fact[- ]check" is cut by a class: what stands there of it begins a literal
    if not places and small and any(literal.startswith(small) for literal in literals):
        places = [0]
    return plain[0][: min(places)] if plain and places else None


def _items(pattern: str) -> Iterator[tuple[int, int, str]]:
    """Yield the span and kind (words, group, other) of the parts of a pattern, groups as a whole."""
    at = 0
    while at < len(pattern):
        if pattern[at] == "(":
            stop = _closing(pattern, at)
            yield at, stop, "group"
        elif item := _ITEM.match(pattern, at):
            stop = item.end()
            yield at, stop, "other"
        else:
            plain = _PLAIN.match(pattern, at)
            stop = plain.end() if plain else at + 1
            yield at, stop, "words"
        at = stop


def _closing(pattern: str, at: int) -> int:
    """Return the offset behind the bracket that closes the one at `at`."""
    depth = 0
    while at < len(pattern):
        item = _ITEM.match(pattern, at)
        if item:
            at = item.end()
            continue
        depth += (pattern[at] == "(") - (pattern[at] == ")")
        at += 1
        if not depth:
            break
    return at


def _branches(inner: str) -> list[str]:
    """Split the inside of a group at its own strokes."""
    cuts = [start for start, _, kind in _items(inner) if kind == "other" and inner[start] == "|"]
    return [inner[first:last] for first, last in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(inner)], strict=True)]
