"""What the first stage notes of every article, whichever engine runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from provenance.detectors.boilerplate.repeated import Lines, lines_of
from provenance.model.text import Article, Problem
from provenance.records import record_all
from provenance.records.sites import SiteNotices, outlet_of
from provenance.wire import to_bytes


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
    notices: SiteNotices
    problems: tuple[Problem, ...]


def note_all(items: Iterable[Article | Problem]) -> Iterator[Noted | Problem]:
    """Record every article; problems pass through."""
    for item in record_all(items):
        if isinstance(item, Problem):
            yield item
            continue
        made, text = item.record, item.article.text
        outlet, source, notices = outlet_of(made), made.source, SiteNotices()
        notices.add(made)
        yield Noted(
            id=made.id,
            path=source.path,
            row=-1 if source.row is None else source.row,
            outlet=outlet,
            record=to_bytes(made),
            text=text,
            lines=lines_of(outlet, text, item.folded),
            notices=notices,
            problems=tuple(evolve(problem, refused=False) for problem in made.problems),
        )
