"""How much of an article is the licensor's own, and how much is credited to somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from provenance.catalog import Catalog
from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.model.record import Attribution, Coverage, License, Publisher
from provenance.records.body import merged
from provenance.records.furniture import line_of
from provenance.records.houses import same_house

_END = compiled(r"""[.!?…。！？؟۔।]["'”’»)\]]{0,2}(?=\s|$)|[。！？]|\n""")
_REACH, _NEAR = 1_000, 200
_COVERING = {
    "author": frozenset({"agency", "source_line", "via", "adapted", "dateline"}),
    "source": frozenset({"cited", "via", "adapted"}),
}
"""What covers more of a text than its own words."""

_HEAD, _TAIL = 300, 400


def coverage_of(
    text: str,
    body: Sequence[Span],
    attributions: Iterable[Attribution],
    licenses: Iterable[License],
    publisher: Publisher | None,
    catalog: Catalog,
) -> Coverage:
    """Return the shares of body characters that are the licensor's own and that are credited to another house.

    The licensor is who is said to license, else the publisher. A credit at the head or the end covers the whole body, one inside
    covers its paragraph; a citation covers the sentence in which it stands.
    """
    own = [(item.holder.outlet, item.holder.name) for item in licenses if item.holder and item.scope in {"site", "article"}]
    if not own and publisher:
        own = [(publisher.outlet, publisher.name)]
    foreign = [
        span
        for item in attributions
        if item.confidence != "possible"
        and item.kind in _COVERING.get(item.role, ())
        and (item.outlet or item.name)
        and not any(same_house(catalog, (item.outlet, item.name or ""), house) for house in own)
        for span in _credited(text, body, item)
    ]
    if not foreign:
        return Coverage(1.0, 0.0)
    total = sum(stop - start for start, stop in body)
    shared = sum(_overlap(piece, span) for span in merged(foreign) for piece in body)
    third = round(shared / total, 4) if total else 0.0
    return Coverage(round(1.0 - third, 4), third)


def _credited(text: str, body: Sequence[Span], item: Attribution) -> Iterator[Span]:
    """Yield what an attribution covers."""
    start, stop = item.evidence.start, item.evidence.stop
    if item.role == "author":
        head, tail = (body[0][0], body[-1][1]) if body else (0, 0)
        if start <= head + _HEAD or stop >= tail - _TAIL or item.kind == "source_line":
            yield from body
        else:
            yield line_of(text, start, stop)
    else:
        yield sentence(text, start, stop)


def sentence(text: str, start: int, stop: int) -> Span:
    """Return the sentence around `[start, stop)`, looking no further than 1,000 characters to either side."""
    low, high = max(0, start - _REACH), min(len(text), stop + _REACH)
    ends = [match.end() for match in _END.finditer(text, max(low, start - _NEAR), start)]
    ends = ends or [match.end() for match in _END.finditer(text, low, start)]
    first = ends[-1] if ends else low
    end = _END.search(text, max(stop - 1, first), high)
    last = end.end() if end else high
    while first < start and text[first].isspace():
        first += 1
    return first, max(last, stop)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
