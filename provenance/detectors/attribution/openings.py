"""Where a text may open: the beginnings of its lines, with what is known about each."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from provenance.normalise import Folded

_LONG = 100
"""A line of as many characters is taken for a paragraph: headlines and by-lines are shorter."""

_HEAD_PARAGRAPHS = 3
_HEAD_REACH = 2500


@frozen
class Line:
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


def lines(folded: Folded) -> Iterator[Line]:
    """Yield the lines of a folded text in order."""
    text, at, paragraphs, first = folded.text, 0, 0, True
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        start, stop = stripped(text, at, end)
        at = end + 1
        if stop <= start:
            continue
        yield Line(
            start, stop, text[start : min(stop, start + 400)], paragraphs, paragraphs < _HEAD_PARAGRAPHS and start <= _HEAD_REACH, first
        )
        first = False
        paragraphs += stop - start >= _LONG


def stripped(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span without the white space at its ends."""
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop
