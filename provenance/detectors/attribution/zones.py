"""Where an article ends: a credit counts as its sign-off when only repeats, notices and furniture follow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import regex
from attrs import define, field

from provenance.model.evidence import Span
from provenance.model.text import Article
from provenance.normalise import Folded

LONGEST_REST = 8_000  # code points after a credit beyond which it cannot be the end of the article
UNEXPLAINED = 150
_NOTICE = regex.compile(
    r"(?i)[^.\n]{0,120}(?:licen[cs]ed under|all rights reserved|creative commons|copyright|©|\(c\)|tehrantimes|leave a comment|"
    r"your (?:email|comment)|share this|follow us|read more|related (?:news|stories|articles))[^\n]{0,200}"
)
_INITIALS = regex.compile(r"^\s*\p{Lu}{1,4}(?:[/-]\p{Lu}{1,4}){0,3}\s*$")
_PIECE = regex.compile(r"[^.!?\n]+[.!?\n]*")
_CREDIT = regex.compile(r"(?i)^\W*(?:sources?|via|photo|reuters?|end)\b.{0,60}$")


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

    @cached_property
    def stop(self) -> int:
        """The end of the article's own text: where the body of a page ends, else the end of the text."""
        body = self.article.body
        return self.folded.position(body[-1][1]) if body else len(self.folded.text)

    @cached_property
    def _squeezed(self) -> str:
        return " ".join(self.folded.lower.split())

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
        left = 0
        for piece in _PIECE.findall(_NOTICE.sub("\n", self._without_furniture(start, stop))):
            plain = " ".join(piece.lower().split()).strip("()[]\" '")
            if len(plain) < 3 or _INITIALS.match(piece) or _CREDIT.match(piece) or (len(plain) >= 12 and self._repeats(plain)):
                continue
            left += len(plain)
            if left > UNEXPLAINED:
                break
        return left

    def _without_furniture(self, start: int, stop: int) -> str:
        """Return the folded text of `[start, stop)` with a line break in place of every piece of furniture."""
        pieces, at = [], start
        for first, last in self._pieces:
            if last > at and first < stop:
                pieces.append(self.folded.text[at : max(at, first)])
                at = min(last, stop)
        return "\n".join([*pieces, self.folded.text[at:stop]])

    @cached_property
    def _pieces(self) -> list[Span]:
        return sorted((self.folded.position(start), self.folded.position(stop)) for start, stop in self.furniture)

    def _repeats(self, plain: str) -> bool:
        return self._squeezed.find(plain) < self._squeezed.rfind(plain)
