"""Where a text may open: the beginnings of its lines, with what is known about each, and the wordings that are read there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

import regex
from attrs import define, field, frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.cues import always_holds
from provenance.expressions import compiled
from provenance.normalise import Folded
from provenance.patterns import expand

_LONG = 100
"""A line of as many characters is taken for a paragraph: headlines and by-lines are shorter."""

_LONG_SIGNS, _SIGNS = 60, "\u2e80"
"""A line of signs, from the second on, says as much in fewer characters."""

_HEAD_PARAGRAPHS = 3
_HEAD_REACH = 2500


class Line(NamedTuple):
    """One line of a folded text that is not empty: `[start, stop)` without the white space around it.

    `words` are its first 400 characters; `paragraphs` counts the paragraphs before it; `head` says whether it stands at the beginning
    of the article: less than three paragraphs stand before it; `first` whether it is the very first.
    """

    start: int
    stop: int
    words: str
    paragraphs: int
    head: bool
    first: bool


def lines(folded: Folded) -> list[Line]:
    """Return the lines of a folded text in order; ask `folded.once(lines)`, since more than one detector reads them."""
    found: list[Line] = []
    at, paragraphs = 0, 0
    for row in folded.text.split("\n"):
        plain = row.strip()
        if plain:
            start = at + (len(row) - len(row.lstrip()) if row[0] != plain[0] else 0)
            head = paragraphs < _HEAD_PARAGRAPHS and start <= _HEAD_REACH
            found.append(Line(start, start + len(plain), plain[:400], paragraphs, head, not found))
            paragraphs += len(plain) >= _LONG or (len(plain) >= _LONG_SIGNS and plain[_LONG_SIGNS // 2] >= _SIGNS)
        at += len(row) + 1
    return found


def stripped(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span without the white space at its ends."""
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def places(text: str, sign: str, first: int, last: int | None = None) -> Iterator[int]:
    """Yield where a sign begins in `text[first:last]`."""
    at = text.find(sign, first, last)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1, last)


_LETTERS = 2
_MOST = 20_000
_FIGURE = re.compile("[0-9]")


@frozen
class Gate:
    """What must stand at the beginning of a line before a wording is tried there whose pattern begins with one of `openings`."""

    openings: tuple[str, ...]
    expression: regex.Pattern[str]
    ascii: re.Pattern[str]
    """The same for words in ASCII, in a third of the time."""

    def lets(self, words: str) -> bool:
        """Return whether it stands at the beginning of the words."""
        return (self.ascii.match(words) if words.isascii() else self.expression.match(words)) is not None


@define(slots=False)
class Openers:
    """Wordings that are read at the beginning of a line: it knows which of them can match where a line begins with given letters.

    A wording counts when one of its literals stands in the first `reach` characters, a figure where it holds a day, and what its gate asks
    for, too.
    """

    entries: Sequence[RuleEntry]
    slots: Mapping[str, str]
    reach: int
    gate: Gate | None = None
    _by_letters: dict[str, tuple[list[_Candidate], list[_Candidate]]] = field(factory=dict, init=False)
    _by_first: dict[str, list[_Candidate]] = field(factory=dict, init=False)
    _known: dict[str, tuple[Opening, ...]] = field(factory=dict, init=False)

    def at(self, window: str) -> tuple[Opening, ...]:
        """Return the wordings that match at the beginning of the words, with their matches, in the order of the catalog.

        Reprints and the furniture of outlets begin their lines with words that were read before: two in three lines of a corpus do.
        """
        known = self._known.get(window)
        if known is None:
            if len(self._known) > _MOST:
                self._known.clear()
            openers = self._openers(window)
            known = tuple([(entry, match) for entry, expression in openers if (match := expression.match(window))]) if openers else ()
            self._known[window] = known
        return known

    def _openers(self, window: str) -> list[_Opener]:
        """Return the wordings, with their expressions, that may match at the beginning of the words."""
        if self._signs is not None and not self._signs.search(window, 0, self.reach):
            return []
        letters = window[:_LETTERS]
        known = self._by_letters.get(letters)
        every, free = self._add(letters) if known is None else known
        if len(free) < len(every) and self.gate is not None and not self.gate.lets(window):
            every = free
        found: list[_Opener] = []
        if every:
            head = window[: self.reach]
            figures = _FIGURE.search(head) is not None
            for literals, opener, dated in every:
                if figures or not dated:
                    for literal in literals:
                        if literal in head:
                            found.append(opener)
                            break
        return found

    def _add(self, letters: str) -> tuple[list[_Candidate], list[_Candidate]]:
        """Return the wordings that can match where a line begins with these letters, and those of them that have no gate."""
        if len(self._by_letters) > _MOST:
            self._by_letters.clear()
            self._by_first.clear()
        first = letters[:1]
        if first not in self._by_first:
            self._by_first[first] = [candidate for candidate in self._candidates if candidate[1][1].match(first, partial=True)]
        every = [candidate for candidate in self._by_first[first] if candidate[1][1].match(letters, partial=True)]
        gated = self.gate.openings if self.gate else ()
        free = [candidate for candidate in every if not candidate[1][0].rule.pattern.startswith(gated)]
        self._by_letters[letters] = every, free
        return every, free

    @cached_property
    def _signs(self) -> re.Pattern[str] | None:
        """What finds the literals of all wordings, when each is a single sign: most lines have none, and no wording need be asked about."""
        signs = {literal for entry in self.entries for literal in entry.rule.literals}
        every = all(entry.rule.literals for entry in self.entries) and all(len(sign) == 1 for sign in signs)
        return re.compile(f"[{re.escape(''.join(sorted(signs)))}]") if every and signs else None

    @cached_property
    def closing(self) -> frozenset[str]:
        """The ids of the wordings that stand at the end of a text."""
        return frozenset(entry.rule.id for entry in self.entries if entry.rule.zone == "tail")

    @cached_property
    def _candidates(self) -> list[_Candidate]:
        return [
            (
                entry.rule.literals,
                (entry, compiled(expand(entry.rule.pattern, self.slots), regex.VERSION1)),
                always_holds(entry.rule.pattern, "date"),
            )
            for entry in self.entries
        ]


Opening = tuple[RuleEntry, "regex.Match[str]"]
"""A wording and its match at the beginning of a line."""

_Opener = tuple[RuleEntry, "regex.Pattern[str]"]
"""A wording and its expression."""

_Candidate = tuple[tuple[str, ...], _Opener, bool]
"""A wording with the literals of which it needs one, and whether a day stands in each of its matches, in figures."""


def openers(catalog: Catalog, kind: str, slots: Mapping[str, str], reach: int, gate: Gate | None = None) -> Openers:
    """Return the wordings of one kind, prepared once for each catalog."""
    known = _OPENERS.setdefault(catalog, {})
    if kind not in known:
        known[kind] = Openers([entry for entry in catalog.rules["credits"] if entry.kind == kind], slots, reach, gate)
    return known[kind]


_OPENERS: WeakKeyDictionary[Catalog, dict[str, Openers]] = WeakKeyDictionary()
