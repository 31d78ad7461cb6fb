"""Days of publication that a page shows: around its headline, after the article, in blocks that are called a date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from attrs import evolve

from provenance.catalog.calendar import Calendar
from provenance.detectors.dates.claim import ELSEWHERE, PLACED, SEVERAL, TAIL, TITLED
from provenance.detectors.dates.places import is_todays, teased
from provenance.detectors.dates.stamps import FIGURES, SHORT, Stamp, dateline_in, lines_of, stamp_at, stamp_within, stamps_in
from provenance.detectors.page_zone import Zone, is_own, main_blocks
from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.model.text import Article, Block
from provenance.normalise import Folded

_LONG_TITLE = 20
"""A headline of so many characters stands nowhere by chance: where a day stands beside it, as in the path of a page, it is its own."""

_OPENED = compiled(r" (?:- )?(?=[\"'(]{0,2}\p{Lu})")
_DATED = frozenset(
    ("date", "pubdate", "datetime", "timestamp", "published", "submitted", "posted", "postdate", "publishdate", "datepublished")
)
"""Class words of a block that holds a day."""

_OTHERS = frozenset(("tweet", "tweets", "event", "events", "match", "expires"))
"""Class words of what has days of its own."""

_OWN_HINTS = 5

_LISTS = frozenset(("td", "th", "li", "figcaption", "caption"))
"""Cells, items and captions: a day among other words of theirs is one of the news."""


def page_stamps(article: Article, folded: Folded, zone: Zone, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield the date stamps of a page: near its headline, then right after the article, then labelled ones anywhere, then weak ones."""
    listed = {block.start for block in article.blocks if block.tag in _LISTS}
    cells = {line for span in zone.head if span[0] in listed for line in _page_lines(folded, [span])}
    yield from _beside(article, folded, zone, list(_head(folded, zone, cells, calendar, day_first)))
    for span in zone.tail:
        for start, stop in _page_lines(folded, [span]):
            found = [evolve(stamp, rank=TAIL[stamp.kind]) for stamp in stamps_in(folded, start, stop, calendar, day_first)]
            yield from (stamp for stamp in found if stamp.kind != "plain" or not teased(article, span))
    yield from _elsewhere(article, folded, zone, calendar, day_first)
    yield from _weak(article, folded, zone, calendar, day_first)


def _beside(article: Article, folded: Folded, zone: Zone, found: list[Stamp]) -> Iterator[Stamp]:
    """Yield the days around a headline, but for one above the name of the site or a menu: that is today's, in the head of every page."""
    title = folded.position(zone.title[0])
    for stamp in found:
        if stamp.kind != "plain" or stamp.start >= title or not is_todays(article, folded.span(stamp.start, stamp.stop)[0], zone.title[0]):
            yield stamp


def _head(folded: Folded, zone: Zone, cells: set[Span], calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield the date stamps around the headline of a page; `cells` are the lines of its cells, items and captions."""
    for start, stop in _page_lines(folded, zone.head):
        found = stamps_in(folded, start, stop, calendar, day_first)
        if (start, stop) == zone.title:
            yield from [evolve(stamp, rank=TITLED) if stamp.kind == "plain" and stamp.start > start else stamp for stamp in found]
        else:
            if (start, stop) in cells:
                opening = stamp_at(folded, start, (start, stop), calendar, day_first)
                yield from (stamp for stamp in found if stamp.kind != "plain" or stamp == opening or _opens(folded, stamp, calendar))
                continue
            line = (folded, start, stop, calendar, day_first)
            yield from (found or dateline_in(*line) or stamp_within(*line))


def _opens(folded: Folded, stamp: Stamp, calendar: Calendar) -> bool:
    """Whether nothing stands before a day in its line but the day of the week: "Thursday / 4 May 2023"."""
    return calendar.is_weekday(folded.lower[stamp.line[0] : stamp.start].strip(" /|,،-"))


def _page_lines(folded: Folded, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Yield the folded lines of spans of the text."""
    for first, last in spans:
        yield from lines_of(folded.text, folded.position(first), folded.position(last))


def _elsewhere(article: Article, folded: Folded, zone: Zone, calendar: Calendar, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
    """Return the labelled days of short blocks anywhere: several that are called published are of comments and other articles."""
    lines = list(_page_lines(folded, _dated(article, folded)))
    found = [stamp for line in lines for stamp in stamps_in(folded, *line, calendar, day_first) if stamp.kind != "plain"]
    days = {stamp.reading.value[:10] for stamp in found if stamp.kind == "published"}
    ranked = [evolve(stamp, rank=SEVERAL if stamp.kind == "published" and len(days) > 1 else ELSEWHERE[stamp.kind]) for stamp in found]
    title = folded.lower[folded.position(zone.title[0]) : folded.position(zone.title[1])]
    again = [line for line in lines if title in folded.lower[line[0] : line[1]]] if len(title) >= _LONG_TITLE else []
    return ranked + [evolve(stamp, rank=TITLED) for line in again for stamp in stamp_within(folded, *line, calendar, day_first)]


def _weak(article: Article, folded: Folded, zone: Zone, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield days that nothing but their place makes one of publication: one that opens a paragraph at the beginning of the article
    ("01.02.2022 The harbour ..."), and the only one that stands in blocks whose markup calls them a date."""
    for first, last in zone.head:
        start, stop = folded.position(first), folded.position(last)
        reading = calendar.read(folded.lower, start, day_first) if stop - start > SHORT else None
        if reading is not None and reading.has_year and _OPENED.match(folded.text, reading.stop, stop):
            yield Stamp(reading.start, reading.stop, reading, "plain", (start, stop), alone=False, rank=PLACED)
    only: Stamp | None = None
    for block in main_blocks(article):
        if block.stop - block.start <= SHORT and _is_day(block) and not teased(article, (block.start, block.stop)):
            for stamp in stamp_within(folded, folded.position(block.start), folded.position(block.stop), calendar, day_first):
                if only is not None and only.reading.value[:10] != stamp.reading.value[:10]:
                    return
                only = only or stamp
    if only is not None:
        yield evolve(only, rank=PLACED)


def _is_day(block: Block) -> bool:
    """Whether the class words of a block say that it holds the day of the article."""
    return not _DATED.isdisjoint(block.hints[1:_OWN_HINTS]) and _OTHERS.isdisjoint(block.hints)


def _dated(article: Article, folded: Folded) -> Iterator[Span]:
    """Yield the spans of the short blocks of a page, but for comments and teasers, in which there are figures that may be a year."""
    figures = [match.start() for match in FIGURES.finditer(folded.lower)]
    for block in article.blocks if figures else ():
        if block.stop - block.start <= SHORT and block.place != "markup" and is_own(block):
            at = bisect_left(figures, folded.position(block.start))
            if at < len(figures) and figures[at] < folded.position(block.stop):
                yield block.start, block.stop
