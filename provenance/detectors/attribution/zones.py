"""Where an article ends: a credit counts as its sign-off when only repeats, notices and furniture follow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property

from attrs import define, field

from provenance.detectors.attribution.afterwords import is_biography, is_housekeeping
from provenance.detectors.attribution.lines import lines
from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.model.text import Article
from provenance.normalise import Folded
from provenance.patterns import Scanner

LONGEST_REST = 8_000  # code points after a credit beyond which it cannot be the end of the article
UNEXPLAINED = 150
_NOTICE = (
    *("licensed under", "licenced under", "all rights reserved", "creative commons", "copyright", "©", "(c)", "tehrantimes"),
    *("leave a comment", "your email", "your comment", "share this", "follow us", "read more"),
    *("related news", "related stories", "related articles"),
)
_BEFORE, _AFTER = 120, 200  # code points on either side of such words that belong to the notice
_BREAK = compiled(r"[.\n]")
_INITIALS = compiled(r"^\s*\p{Lu}{1,4}(?:[/-]\p{Lu}{1,4}){0,3}\s*$")
_PIECE = compiled(r"[^.!?\n]+[.!?\n]*")
_CREDIT = compiled(r"(?i)^\W*(?:sources?|via|photo|reuters?|end)\b.{0,60}$")


_SHORTEST_REPEAT, _TWICE = 12, 2
_LONGEST_FEW = 3
"""The longest words of a sentence that is said again stand in the text as often as it does."""

_LONGEST_WORDS = max(map(len, _NOTICE))


@cache
def _scanner() -> Scanner:
    return Scanner(_NOTICE)


@define(slots=False)
class Ending:
    """The end of one article. What follows an earlier place is never less, so one answer settles all places on its side.

    `furniture` are spans of the text as read that other detectors know as furniture.
    """

    article: Article
    folded: Folded
    furniture: Sequence[Span] = ()
    _refused: int = field(default=-1, init=False)
    _granted: int | None = field(default=None, init=False)
    _left: int = field(default=0, init=False)
    _words: list[Span] = field(factory=list, init=False)
    stop: int = field(init=False)
    """The end of the article's own text: where the body of a page ends, else the end of the text."""

    _seen: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with nothing looked at."""
        body = self.article.body
        self.stop = self._seen = self.folded.position(body[-1][1]) if body else len(self.folded.text)

    def last_lines(self, *wanted: int) -> tuple[list[Span], ...]:
        """Return, for some marks each, the lines of the article that have one of them, from the last to the first.

        They are looked for as far up as a credit can stand at the article's end. One that goes on below it is not known by its marks.
        """
        found: tuple[list[Span], ...] = tuple([[] for _ in wanted])
        rows = list(zip(wanted, found, strict=True))
        for start, stop, _, _, _, _, marks in reversed(self.folded.once(lines)):
            if self.stop - stop > LONGEST_REST:
                break
            if start < self.stop:
                for some, several in rows:
                    if marks & some and stop <= self.stop:
                        several.append((start, stop))
                    elif stop > self.stop:
                        several.append((start, self.stop))
        return found

    def follows(self, stop: int) -> bool:
        """Return whether what follows a credit that ends at `stop` is nothing but furniture, notices and repeats of earlier words."""
        if self._granted is None:
            self._granted = self.stop
        if not self._refused < stop < self._granted:
            return stop >= self._granted
        left = self._unexplained(stop, self._granted) if self.stop - stop <= LONGEST_REST else UNEXPLAINED + 1
        if self._left + left > UNEXPLAINED:
            self._refused = stop
            return False
        self._granted, self._left = stop, self._left + left
        return True

    def _unexplained(self, start: int, stop: int) -> int:
        """Return how many code points of a stretch are neither furniture nor a notice nor a repeat, counting a little beyond the limit."""
        left, biography, weigh = 0, False, self.folded.once(_sentences).weight
        for match in _PIECE.finditer(self._rest(start, stop)):
            piece = match[0]
            biography = is_biography(piece, follows_one=biography)
            if not biography:
                left += weigh(piece)
                if left > UNEXPLAINED:
                    break
        return left

    def _rest(self, start: int, stop: int) -> str:
        """Return the folded text of `[start, stop)` with a line break in place of every piece of furniture and every notice."""
        pieces, at = [], start
        for first, last in self._pieces(start, stop):
            if last > at and first < stop:
                pieces.append(self._without_notices(at, max(at, first)))
                at = min(last, stop)
        return "\n".join([*pieces, self._without_notices(at, stop)])

    def _without_notices(self, start: int, stop: int) -> str:
        """Return the folded text of `[start, stop)` with a line break for each notice: its words and what is around them on the line."""
        text, words = self.folded.text, self._words_behind(start)
        pieces, at, number = [], start, bisect_left(words, (start, 0))
        while number < len(words) and words[number][1] <= stop:
            first = words[number][0]
            begin = max(at, first - _BEFORE, text.rfind(".", at, first) + 1, text.rfind("\n", at, first) + 1)
            broken = _BREAK.search(text, begin, min(stop, begin + _BEFORE))
            reach = broken.start() if broken else begin + _BEFORE
            while number + 1 < len(words) and words[number + 1][0] <= reach and words[number + 1][1] <= stop:
                number += 1
            end = text.find("\n", words[number][1], min(stop, words[number][1] + _AFTER))
            pieces.append(text[at:begin])
            at = end if end >= 0 else min(stop, words[number][1] + _AFTER)
            number = bisect_left(words, (at, 0), number + 1)
        return "\n".join([*pieces, text[at:stop]])

    def _words_behind(self, start: int) -> list[Span]:
        """Return the words of notices from a place to the end of the article, in order; only what lies before the last look is scanned."""
        if start < self._seen:
            found = _scanner().scan(self.folded.lower[start : min(self.stop, self._seen + _LONGEST_WORDS)])
            self._words = sorted({*self._words, *((start + first, start + last) for _, first, last in found)})
            self._seen = start
        return self._words

    def _pieces(self, start: int, stop: int) -> list[Span]:
        """Return the pieces of furniture that touch `[start, stop)`, in order."""
        low, high, position = self.folded.origin(start), self.folded.origin(stop), self.folded.position
        return sorted((position(first), position(last)) for first, last in self.furniture if last > low and first < high)


@define(slots=False)
class Sentences:
    """What the sentences of one text weigh when they follow a credit: their length, nothing if they may stand below an article."""

    lower: str
    _weights: dict[str, int] = field(factory=dict, init=False)

    def weight(self, piece: str) -> int:
        """Return how many code points of a sentence are neither housekeeping nor initials nor a credit nor said before."""
        known = self._weights.get(piece)
        if known is None:
            plain = " ".join(piece.lower().split()).strip("()[]\" '")
            empty = len(plain) < 3 or _INITIALS.match(piece) or _CREDIT.match(piece) or is_housekeeping(piece) or self._repeats(plain)
            known = self._weights[piece] = 0 if empty else len(plain)
        return known

    def _repeats(self, plain: str) -> bool:
        if len(plain) < _SHORTEST_REPEAT or any(self.lower.count(word) < _TWICE for word in sorted(plain.split(), key=len)[-_LONGEST_FEW:]):
            return False
        return self._squeezed.find(plain) < self._squeezed.rfind(plain)

    @cached_property
    def _squeezed(self) -> str:
        return " ".join(self.lower.split())


def _sentences(folded: Folded) -> Sentences:
    """Return the sentences of a text; they hold its words and not the text that keeps them, so that both go when nobody needs them."""
    return Sentences(folded.lower)
