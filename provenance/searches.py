"""One wording at work: where it can begin around its literals, and what it matches there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import regex
from attrs import define

from provenance.cues import Approach, Lead, Meeting
from provenance.literals import Hit, Window
from provenance.normalise import Folded

_MOST_WAYS = 8


@define(slots=False, eq=False)
class Search:
    """Finds the matches of one wording in the windows around its literals.

    A match begins at most `reach` before a literal. `ways` lead from the beginning of the wording to its literals, none where that cannot
    be read off it; one of `needs`, if there are any, stands in each match; `compile` makes its expression.
    """

    reach: int
    ways: Sequence[Approach]
    needs: Sequence[str]
    compile: Callable[[], regex.Pattern[str]]

    @cached_property
    def meeting(self) -> Meeting:
        """Which of the ways can lead to a literal as it stands in a text."""
        return Meeting(self.ways)

    @cached_property
    def _expression(self) -> regex.Pattern[str]:
        return self.compile()

    @cached_property
    def _tells(self) -> bool:
        """Whether the ways tell where the wording begins."""
        return 0 < len(self.ways) <= _MOST_WAYS and all(way.exact for way in self.ways)

    @cached_property
    def _lead(self) -> Lead | None:
        return self.ways[0].lead

    def matches(self, folded: Folded, windows: Sequence[Window]) -> list[regex.Match[str]]:
        """Return the matches in the windows around the literals."""
        text = folded.text
        if self.needs:
            windows = self._with_needs(folded.lower, windows)
        if not self._tells:
            return [match for start, stop in _merged(windows) for match in self._expression.finditer(text, start, stop)]
        places = self._places(text, windows)
        if not places:
            return []
        if len(windows) == 1:
            return self._within(text, windows[0], places)
        return [match for stretch, here in _shared(places, _merged(windows)) for match in self._beginning(text, stretch, here)]

    def _with_needs(self, lower: str, windows: Sequence[Window]) -> Sequence[Window]:
        """Return the windows in which, or in one that overlaps, one of the words stands that are needed."""
        stretches = _merged(windows)
        kept = [stretch for stretch in stretches if self._holds_needed(lower, *stretch)]
        if len(kept) == len(stretches):
            return windows
        starts = [start for start, _ in kept]
        return [window for window in windows if (at := bisect_right(starts, window[0])) and window[0] < kept[at - 1][1]]

    def _holds_needed(self, lower: str, start: int, stop: int) -> bool:
        for word in self.needs:  # noqa: SIM110 -- a generator for each window costs more than looking
            if lower.find(word, start, stop) >= 0:
                return True
        return False

    def _places(self, text: str, windows: Sequence[Window]) -> list[tuple[int, int]]:
        """Return `(where a match can begin, literal)` for each way to a literal."""
        found = []
        for literal, stop, _, _ in windows:
            low = max(0, literal - self.reach)
            for way in self.meeting[text[literal - 1 : stop + 2]] if literal else self.ways:
                at = way.begins(text, low, literal)
                if at is not None:
                    found.append((at, literal))
                    if way.lined:
                        found.append((text.rfind("\n", 0, at) + 1, literal))
        return found

    def _within(self, text: str, window: Window, places: Sequence[tuple[int, int]]) -> list[regex.Match[str]]:
        """Return the matches in the only window, most often one that begins at the only place."""
        literal, _, start, stop = window
        if len(places) > 1 or places[0][0] < start or literal >= stop:
            return list(self._beginning(text, (start, stop), places))
        at, lead, expression = places[0][0], self._lead, self._expression
        if lead is None:
            match = expression.match(text, at, stop)
            return [match] if match else []
        at = lead.begin(text, at, literal + 1)
        while at >= 0 and not (match := expression.match(text, at, stop)):
            at = lead.begin(text, at + 1, literal + 1)
        if at < 0:
            return []
        return [match] if literal < match.end() else list(self._beginning(text, (start, stop), places))

    def _beginning(self, text: str, window: Hit, places: Sequence[tuple[int, int]]) -> Iterator[regex.Match[str]]:
        """Return the matches in a window that hold one of the literals, given with the places where they can begin."""
        lead, expression = self._lead, self._expression
        return _from(expression, lead.begin, text, window, places) if lead else _at(expression, text, window, places)


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


def _at(expression: regex.Pattern[str], text: str, window: Hit, places: Sequence[tuple[int, int]]) -> Iterator[regex.Match[str]]:
    """Yield the matches in a window that begin at one of the places."""
    done, stop = window
    for place, literal in sorted(places):
        if place >= done and literal < stop and (match := expression.match(text, place, stop)):
            done = match.end()
            yield match


def _from(
    expression: regex.Pattern[str], begin: Callable[[str, int, int], int], text: str, window: Hit, places: Sequence[tuple[int, int]]
) -> Iterator[regex.Match[str]]:
    """Yield the matches in a window that hold one of the literals and begin, where `begin` allows it, at its place or later."""
    start, stop = window
    left = [(literal, place) for place, literal in places if start <= literal < stop]
    left.sort(reverse=True)
    firsts = list(accumulate((place for _, place in left), min))
    done = start
    while left:
        match, last = None, left[0][0] + 1
        at = begin(text, max(firsts[len(left) - 1], done), last)
        while at >= 0 and not (match := expression.match(text, at, stop)):
            at = begin(text, at + 1, last)
        if match is None:
            return
        yield match
        done = match.end()
        while left and left[-1][0] < done:
            left.pop()


def _merged(windows: Sequence[Window]) -> list[Hit]:
    """Return the stretches of windows, those that overlap as one, so that no match is found twice."""
    stretches = [(start, stop) for _, _, start, stop in windows]
    if len(stretches) < 2:
        return stretches
    out: list[Hit] = []
    for start, stop in sorted(stretches):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], stop)
        else:
            out.append((start, stop))
    return out
