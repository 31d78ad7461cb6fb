"""The article's own text: what is left when furniture is taken out."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.model.evidence import Span
from provenance.model.record import Boilerplate


def body_of(text: str, items: Iterable[Boilerplate]) -> tuple[Span, ...]:
    """Return the spans of a text that no plain, at least likely piece of furniture covers; blanks between two pieces are no body."""
    spans: list[Span] = []
    at, length = 0, len(text)
    for start, stop in sorted((item.evidence.start, item.evidence.stop) for item in items if _strippable(item)):
        if start > at and not text[at:start].isspace():
            spans.append((at, start))
        at = max(at, stop)
    if at < length and (at == 0 or not text[at:].isspace()):
        spans.append((at, length))
    return tuple(spans)


def _strippable(item: Boilerplate) -> bool:
    return item.layer == "plain" and item.confidence != "possible"
