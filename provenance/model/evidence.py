"""Evidence: the words in a text on which a statement rests."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Confidence = Literal["certain", "likely", "possible"]
"""Each stands for a measured precision floor: certain 0.99, likely 0.90, possible 0.50. `possible` never drives a verdict."""

Span = tuple[int, int]
"""Half-open `(start, stop)` in Unicode code points of the article's text as read."""


@frozen
class Evidence:
    """The exact words that a statement rests on.

    `rule` names the catalog entry or rule ("licenses/all-content-by"), `start` and `stop` are half-open code point offsets into the
    article's text as read, `quote` is `text[start:stop]`, always.
    """

    rule: str
    start: int
    stop: int
    quote: str


def evidence(rule: str, text: str, start: int, stop: int) -> Evidence:
    """Return the evidence for `text[start:stop]`; `text` is the article's text as read."""
    return Evidence(rule, start, stop, text[start:stop])
