"""The article's own text: what is left when furniture is taken out."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.model.evidence import Span
from provenance.model.record import Boilerplate


def body_of(length: int, items: Iterable[Boilerplate]) -> tuple[Span, ...]:
    """Return the spans of a text of `length` code points that no plain, at least likely piece of furniture covers."""
    spans: list[Span] = []
    at = 0
    for start, stop in sorted((item.evidence.start, item.evidence.stop) for item in items if _strippable(item)):
        if start > at:
            spans.append((at, start))
        at = max(at, stop)
    if at < length:
        spans.append((at, length))
    return tuple(spans)


def _strippable(item: Boilerplate) -> bool:
    return item.layer == "plain" and item.confidence != "possible"
