"""What the first stage notes of every article, whichever engine runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from provenance.detectors.boilerplate.repeated import Lines, lines_of
from provenance.model.text import Article, Problem
from provenance.records import Recorded, record_all
from provenance.records.sites import Notice, notices_of, outlet_of
from provenance.wire import to_bytes

_AT_ONCE, _LETTERS_AT_ONCE = 32, 1 << 20
"""Articles, and code points of their texts, that are noted together."""


@frozen(eq=False)
class Noted:
    """An article with its record as JSON; `row` is -1 where it has none, `lines` are those that may repeat."""

    id: str
    path: str
    row: int
    outlet: str
    record: bytes
    text: str
    lines: Lines
    notices: frozenset[Notice]
    problems: tuple[Problem, ...]


def note_all(items: Iterable[Article | Problem]) -> Iterator[Noted | Problem]:
    """Record every article; problems pass through."""
    waiting: list[Recorded | Problem] = []
    letters = 0
    for item in record_all(items):
        waiting.append(item)
        letters += 0 if isinstance(item, Problem) else len(item.article.text)
        if len(waiting) >= _AT_ONCE or letters >= _LETTERS_AT_ONCE:
            yield from _noted(waiting)
            waiting, letters = [], 0
    yield from _noted(waiting)


def _noted(items: Sequence[Recorded | Problem]) -> Iterator[Noted | Problem]:
    """Yield what is noted of some articles; each step goes through all of them, so that what it needs stays in the processor's cache."""
    recorded = [item for item in items if not isinstance(item, Problem)]
    outlets = [outlet_of(item.record) for item in recorded]
    lines = iter([lines_of(outlet, item.article.text, item.folded) for item, outlet in zip(recorded, outlets, strict=True)])
    records = iter([to_bytes(item.record) for item in recorded])
    places = iter(outlets)
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        made, source, outlet = item.record, item.record.source, next(places)
        yield Noted(
            id=made.id,
            path=source.path,
            row=-1 if source.row is None else source.row,
            outlet=outlet,
            record=next(records),
            text=item.article.text,
            lines=next(lines),
            notices=notices_of(made, outlet),
            problems=tuple(evolve(problem, refused=False) for problem in made.problems),
        )
