"""Where the match of a wording can begin, read off the words that it is found by.

A literal scan says where "said" stands; the wording itself ("$outlet, on Monday, said") would then be tried at every letter around it, and
most places hold none. What stands between the beginning of a wording and its literal can be read off its pattern. Matched backwards from
the literal it costs a fiftieth of that, and leaves only the places where the wording can really begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import regex
from attrs import define, frozen

from provenance.expressions import compiled

_PLAIN = compiled(r"[^\\\[\](){}|?*+.^$]+")
_ITEM = compiled(r"\\[pP]\{[^}]*\}|\\x\w{2}|\\u\w{4}|\\U\w{8}|\\.|\$[a-z_]+|\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$|]|\{[^}]*\}|[?*+]")
_PASSED = compiled(rf"(?:{_PLAIN.pattern}|{_ITEM.pattern})++")
_CASED = compiled(r"\[(\p{L})(\p{L})\]")
_CLASS = 4
_HELD = compiled(r"\((?:\?(?:-?i:|:|=|P<\w+>)|(?!\?))")
"""What opens a group of which all stands in, or right behind, what it matches."""

_OPENING = compiled(r"\(\?:\^(?:\[(?:\^\\n)?[^\\\]^\n]+\](?:[?*+]|\{[^}]*\})?|[ \w]\??)+\)\?\??")
"""What may open a match at the beginning of a line and holds no line break."""

_MOST_NEEDED, _COMMON = 6, 3
_GROUP = compiled(r"\((\?i:|\?:|\?P<\w+>|(?!\?))")


_MOST_MEETINGS = 5_000
_BEHIND = 2  # characters behind a literal that are looked at
_AT_ONCE = ("", r"\b", r"(?:\b)")
"""What stands before the literal of a wording that begins with it; whether a word begins there is known from `can_meet`."""


@frozen
class Lead:
    """How what a slot stands for ends and begins.

    `end` is an expression for its last word. `begin(text, start, stop)` is the first place in a stretch where it can begin at all, or -1;
    `first(text, low, stop, literal)` is the earliest place, not before `low`, where it can begin when its last word ends at `stop`, or
    before words between commas that the approach to the literal allows.
    """

    end: str
    begin: Callable[[str, int, int], int]
    first: Callable[[str, int, int, int], int]


@define(slots=False, eq=False)
class Approach:
    """One way from the beginning of a wording to a literal, and what must follow, if that is asked: expressions with their slots filled in.

    What must follow is asked of the text around every literal where it is `asked`, else only of the literal and the character behind it.
    With a `lead` the wording opens with a slot, which stands before all this; `free` says that any words can stand in between. It is
    `exact` when it tells where the wording begins: with any words at its beginning it could begin at more than one place. When it is
    `lined`, the wording may as well begin with the line on which it does.
    """

    before: str
    after: str
    flags: int
    lead: Lead | None = None
    free: bool = False
    exact: bool = True
    asked: bool = True
    lined: bool = False

    @cached_property
    def _backwards(self) -> regex.Pattern[str]:
        """The approach, with the last word of what the lead stands for and one more character, so that a boundary sees both its sides."""
        end = f"(?P<end>{self.lead.end})" if self.lead else ""
        return compiled(f"(?r){end}{self.before}[\\s\\S]", self.flags)

    @cached_property
    def _forwards(self) -> regex.Pattern[str]:
        return compiled(self.after, self.flags)

    def begins(self, text: str, low: int, literal: int) -> int | None:
        """Return the earliest place, not before `low`, where a match around the literal at `literal` can begin; None when there is none."""
        if self.lead is None:
            return self._begins_alone(text, low, literal)
        match = self._backwards.match(text, low, literal + 1)
        if match is None or (self.asked and not self._forwards.match(text, literal)):
            return None
        return low if self.free else self.lead.first(text, low, match.end("end"), literal)

    def _begins_alone(self, text: str, low: int, literal: int) -> int | None:
        """Return the place where a match without a lead begins; the words before a literal are fewer than those behind it."""
        match = None if self.before in _AT_ONCE else self._backwards.match(text, low, literal + 1)
        if match is None and self.before not in _AT_ONCE:
            return None
        if self.asked and not self._forwards.match(text, literal):
            return None
        return literal if match is None else int(match.start())

    def can_meet(self, chars: str) -> bool:
        """Return whether the words before the literal can end in the first of two characters where the literal begins with the second."""
        return self._backwards.match(chars, partial=True) is not None

    def can_follow(self, words: str) -> bool | None:
        """Return whether the literal, and what stands behind it, can begin what must follow; None where more characters would tell."""
        if "(?<=" in self.after:
            return True
        match = self._forwards.match(words, partial=True)
        return None if match is not None and (match.partial or "(?!" in self.after) else match is not None


class Meeting(dict[str, tuple[Approach, ...]]):
    """Which of several ways can lead to a literal as it stands in a text, given with the characters before and behind it."""

    def __init__(self, ways: Sequence[Approach]) -> None:
        """Begin with nothing known."""
        super().__init__()
        self._ways = ways
        self._met: dict[str, tuple[Approach, ...]] = {}
        self._followed: dict[tuple[Approach, str], bool | None] = {}

    def __missing__(self, words: str) -> tuple[Approach, ...]:
        if len(self) > _MOST_MEETINGS:
            for known in (self, self._met, self._followed):
                known.clear()
        self[words] = tuple([way for way in self.met(words[:2]) if self._follows(way, words[1:])])
        return self[words]

    def met(self, before: str) -> tuple[Approach, ...]:
        """Return the ways that can lead to a literal behind a character, given with the literal's first."""
        known = self._met.get(before)
        if known is None:
            known = self._met[before] = tuple([way for way in self._ways if way.can_meet(before)])
        return known

    def _follows(self, way: Approach, words: str) -> bool:
        """Return whether a literal with the characters behind it can follow on a way, by as few of them as tell; each is asked once."""
        for size in range(max(1, len(words) - _BEHIND), len(words) + 1):
            asked = way, words[:size]
            if asked not in self._followed:
                self._followed[asked] = way.can_follow(words[:size])
            known = self._followed[asked]
            if known is not None:
                return known
        return True


def approaches(pattern: str, literals: Sequence[str]) -> Mapping[str, str] | None:
    """Return what can stand before a literal of a pattern, and for each what can follow, the literal included.

    None when that cannot be read off the pattern: when a literal stands in no plain words or not in every branch.
    """
    if len(_branches(pattern)) > 1:
        return _of_group(f"(?:{pattern})", literals)
    for start, stop, kind in _items(pattern):
        if kind == "group" and pattern[stop : stop + 1] not in tuple("?*{"):
            found = _of_group(pattern[start:stop], literals)
            if found is not None:
                return {f"{pattern[:start]}{before}": f"{after}{pattern[stop:]}" for before, after in found.items()}
        elif kind == "words":
            at = _place(pattern, start, stop, literals)
            if at is not None:
                return {pattern[:at]: pattern[at:]}
    return None


def needed(pattern: str, literals: Sequence[str]) -> tuple[str, ...]:
    """Return words of which one stands in every match of a pattern, in small letters: the longest that can be read off it.

    Words that say no more than the literals, and such as stand in most texts, do not count, nor do those that an expression for which
    capitals are small letters finds in other letters.
    """
    branches = _branches(pattern)
    if len(branches) > 1:
        several = [needed(branch, literals) for branch in branches]
        return tuple(dict.fromkeys(word for words in several for word in words)) if all(several) else ()
    best: tuple[str, ...] = ()
    for start, stop, kind in _items(pattern):
        words: tuple[str, ...] = ()
        maybe = pattern[stop : stop + 1] in tuple("?*{")
        if kind == "words":
            plain = pattern[start:stop].removeprefix("\\").lower()
            words = (plain[:-1] if maybe else plain,)
        elif kind == "group" and not maybe and (opening := _HELD.match(pattern, start)):
            words = needed(pattern[opening.end() : stop - 1], literals)
        if words and _tells_more(words, literals) and (not best or min(map(len, words)) > min(map(len, best))):
            best = words
    return best


def _tells_more(words: Sequence[str], literals: Sequence[str]) -> bool:
    if len(words) > _MOST_NEEDED or any(word in literal or literal in word for word in words for literal in literals):
        return False
    return all((len(word) > _COMMON or not word.isalpha()) and word.strip() and word.isascii() and "ss" not in word for word in words)


def without_opening(pattern: str) -> str:
    """Return a pattern without the group that may, but need not, open it at the beginning of a line and goes on there."""
    opening = _OPENING.match(pattern)
    return pattern[opening.end() :] if opening and len(_branches(pattern)) == 1 else pattern


def shortened(pattern: str, slots: Sequence[str]) -> str:
    """Return the pattern up to the first of the slots that stands in it outside of groups."""
    at = next((start for start, stop, _ in _items(pattern) if pattern[start + 1 : stop] in slots and pattern[start] == "$"), None)
    return pattern[:at]


def always_holds(pattern: str, slot: str) -> bool:
    """Return whether every match of a pattern holds a slot: it stands outside of groups, may not be left out, and is in no branch."""
    parts = list(_items(pattern))
    return all(pattern[start:stop] != "|" for start, stop, _ in parts) and any(
        pattern[start:stop] == f"${slot}" and pattern[stop : stop + 1] not in tuple("?*{") for start, stop, _ in parts
    )


def _of_group(group: str, literals: Sequence[str]) -> dict[str, str] | None:
    opening = _GROUP.match(group)
    if opening is None:
        return None
    found: dict[str, list[str]] = {}
    for branch in _branches(group[opening.end() : -1]):
        ways = approaches(branch, literals)
        if ways is None:
            return None
        for before, after in ways.items():
            found.setdefault(before, []).append(after)
    begins = "(?i:" if opening[1] == "?i:" else "(?:"
    return {f"{begins}{before})" if before else "": f"{begins}{'|'.join(after)})" for before, after in found.items()}


def _place(pattern: str, start: int, stop: int, literals: Sequence[str]) -> int | None:
    """Return where in the plain words `pattern[start:stop]`, or right before them, the first literal begins, None when none does.

    "[Tt]his" is read as "this". "fact[- ]check" is cut by a class: what is left of it, with the class, begins a literal. "opinion$sp"
    is cut by a blank, after which a literal of more words goes on.
    """
    following = pattern[stop : stop + 1]
    words = pattern[start:stop].removeprefix("\\").lower()
    cased = _CASED.match(pattern, start - _CLASS) if start >= _CLASS else None
    cased = cased if cased and cased[1].lower() == cased[2].lower() else None
    if cased:
        start, words = start - _CLASS, cased[1].lower() + words
    small = words[: -1 if following in tuple("?*{") else None]
    places = [small.find(literal) for literal in literals if literal in small]
    if places or not small:
        return _offset(start, min(places), cased) if places else None
    if following == "" and any(literal.startswith(small) for literal in literals):
        return start
    if following == "$" and any(literal.startswith(f"{small} ") for literal in literals):
        return start
    if following in tuple("[\\") and (item := _ITEM.match(pattern, stop)):
        opens = regex.compile(regex.escape(small) + item[0], regex.IGNORECASE)
        return start if any(opens.match(literal) for literal in literals) else None
    return None


def _offset(start: int, place: int, cased: regex.Match[str] | None) -> int:
    """Return the offset in a pattern of a place in its words, which may begin with a class that stands for one letter."""
    return start + place + (_CLASS - 1 if cased and place else 0)


def _items(pattern: str) -> Iterator[tuple[int, int, str]]:
    """Yield the span and kind (words, group, other) of the parts of a pattern, groups as a whole."""
    at = 0
    while at < len(pattern):
        item = _ITEM.match(pattern, at)
        if pattern[at] == "(":
            stop, kind = _closing(pattern, at), "group"
        elif item:
            stop, kind = item.end(), "words" if item[0] in ("\\(", "\\)") else "other"
        else:
            plain = _PLAIN.match(pattern, at)
            stop, kind = plain.end() if plain else at + 1, "words"
        yield at, stop, kind
        at = stop


def _closing(pattern: str, at: int) -> int:
    """Return the offset behind the bracket that closes the one at `at`."""
    depth = 0
    while at < len(pattern):
        if passed := _PASSED.match(pattern, at):
            at = passed.end()
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
