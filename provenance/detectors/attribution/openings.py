"""Where a text may open: the beginnings of its lines, with what is known about each, and the wordings that are read there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

import regex
from attrs import define, field

from provenance.catalog import Catalog, RuleEntry
from provenance.cues import always_holds
from provenance.detectors.attribution.likely_lines import Literals, pairs_of
from provenance.expressions import compiled
from provenance.kernels import compiled as compiled_kernel
from provenance.patterns import expand

_LETTERS = 2
_MOST = 20_000
_FIGURES = "0123456789"


@define(slots=False)
class Openers:
    """Wordings that are read at the beginning of a line: it knows which of them can match where a line begins with given letters.

    A wording counts when one of its literals stands in the first `reach` characters, and a figure where it holds a day; so many first
    `letters` of a line are looked at.
    """

    entries: Sequence[RuleEntry]
    slots: Mapping[str, str]
    reach: int
    letters: int
    _by_letters: dict[str, list[_Candidate]] = field(factory=dict, init=False)
    _known: dict[str, Iterable[Opening]] = field(factory=dict, init=False)

    def at(self, window: str) -> Iterable[Opening]:
        """Return the wordings that match at the beginning of the words, with their matches, in the order of the catalog.

        Each is tried when it is asked for.
        """
        candidates = self._by_beginning(window[: self.letters])
        return self._openings(window, candidates) if candidates else ()

    def remembered(self, window: str) -> Iterable[Opening]:
        """Return what `at` does, and remember it: reprints begin their lines with words that were read before."""
        known = self._known.get(window)
        if known is None:
            if len(self._known) > _MOST:
                self._known.clear()
            known = self._known[window] = self.at(window)
        return known

    @cached_property
    def literals(self) -> Mapping[str, Literals]:
        """The literals, by the letters with which a line begins, of which one stands in it when a wording matches there."""
        return _ByLetters(self._by_beginning)

    def _by_beginning(self, letters: str) -> list[_Candidate]:
        """Return the wordings that can match where a line begins with these letters."""
        known = self._by_letters.get(letters)
        if known is None:
            if len(self._by_letters) > _MOST:
                self._by_letters.clear()
            some = self._by_beginning(letters[:-1]) if letters else self._candidates
            known = self._by_letters[letters] = [one for one in some if one[1][1].match(letters, partial=True)]
        return known

    def _openings(self, window: str, candidates: Sequence[_Candidate]) -> Iterable[Opening]:
        """Return the wordings of some that match, when what each of them needs stands near the beginning of the words."""
        if self._signs is not None and not self._signs.search(window, 0, self.reach):
            return ()
        head = window[: self.reach]
        found = holding(head, candidates, _FIGURES)
        return _Openings(window, found) if found else ()

    @cached_property
    def _signs(self) -> re.Pattern[str] | None:
        """What finds the literals of all wordings, when each is a single sign, or the figures of a day.

        Most lines have none, and no wording need be asked about.
        """
        signs = {sign for literals, _, dated in self._candidates for sign in (_FIGURES if dated else literals or ("",))}
        return re.compile(f"[{re.escape(''.join(sorted(signs)))}]") if signs and all(len(sign) == 1 for sign in signs) else None

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


class _ByLetters(dict[str, Literals]):
    """The literals of the wordings that can match where a line begins with some letters, each once."""

    def __init__(self, candidates: Callable[[str], Sequence[_Candidate]]) -> None:
        """Begin with nothing known."""
        super().__init__()
        self._candidates = candidates
        self._made: dict[tuple[str, ...], Literals] = {}

    def __missing__(self, letters: str) -> Literals:
        if len(self) > _MOST:
            self.clear()
        candidates = self._candidates(letters)
        wordings = tuple([opener[0].rule.id for _, opener, _ in candidates])
        if wordings not in self._made:  # many letters open the same few
            literals = tuple(dict.fromkeys(literal for several, _, _ in candidates for literal in several))
            self._made[wordings] = literals, pairs_of(literals)
        self[letters] = self._made[wordings]
        return self._made[wordings]


def find_holding(words: str, candidates: Sequence[_Candidate], figures: str) -> list[_Opener]:
    """Return those of some wordings of which a literal stands in the words, and one of the figures where a day is wanted."""
    dated = any(figure in words for figure in figures)
    return [opener for literals, opener, wanted in candidates if (dated or not wanted) and any(literal in words for literal in literals)]


holding = compiled_kernel("_openings", find_holding)
"""`find_holding`, compiled where it can be."""


@define
class _Openings:
    """The wordings that may match at the beginning of some words, each tried when it is first asked for, by whichever thread."""

    window: str
    openers: Sequence[_Opener]
    tried: dict[int, regex.Match[str] | None] = field(factory=dict, init=False)

    def __iter__(self) -> Iterator[Opening]:
        """Yield those that match, in order."""
        for at, (entry, expression) in enumerate(self.openers):
            if at not in self.tried:
                self.tried[at] = expression.match(self.window)
            match = self.tried[at]
            if match is not None:
                yield entry, match


Opening = tuple[RuleEntry, "regex.Match[str]"]
"""A wording and its match at the beginning of a line."""

_Opener = tuple[RuleEntry, "regex.Pattern[str]"]
"""A wording and its expression."""

_Candidate = tuple[tuple[str, ...], _Opener, bool]
"""A wording with the literals of which it needs one, and whether a day stands in each of its matches, in figures."""


def openers(
    catalog: Catalog, kind: str, slots: Mapping[str, str], reach: int, *, without: str | None = None, letters: int = _LETTERS
) -> Openers:
    """Return the wordings of one kind, those of one zone left out, prepared once for each catalog."""
    known = _OPENERS.setdefault(catalog, {})
    if (kind, without) not in known:
        entries = [entry for entry in catalog.rules["credits"] if entry.kind == kind and (without is None or entry.rule.zone != without)]
        known[kind, without] = Openers(entries, slots, reach, letters)
    return known[kind, without]


_OPENERS: WeakKeyDictionary[Catalog, dict[tuple[str, str | None], Openers]] = WeakKeyDictionary()
