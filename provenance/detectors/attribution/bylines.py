"""By-lines of plain text: "By Jane Doe", "Von A und B", "Reporting by X; Editing by Y", a name beside a job or a day, desks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

from provenance.catalog import Catalog
from provenance.detectors.attribution import cue_lines, name_lines
from provenance.detectors.attribution.authors import Name
from provenance.detectors.attribution.cue_lines import Byline, worded
from provenance.detectors.attribution.joined_lines import joined
from provenance.detectors.attribution.likely_lines import SHORT
from provenance.detectors.attribution.lines import Line, lines
from provenance.detectors.attribution.name_lines import closing_line, name_line
from provenance.detectors.attribution.own_lines import own_lines
from provenance.expressions import compiled
from provenance.model.evidence import evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_HEAD_LINES = 40
_ABOVE, _CLOSE, _TOGETHER = 20, 10, 10
_FEW_BELOW = 6
_HEAD_PARAGRAPHS, _SURE_PARAGRAPHS = 5, 3
_HEAD_REACH = 2_500
_TAIL_LINES = 10
_LONGEST_CREDIT = 400
_LONG = 100
"""A line of as many characters is a paragraph, around which an article is found."""

_REPORTS = "Reporting by"
_REPORTING = tuple(f"{bracket}{_REPORTS} " for bracket in ("", "(", "["))
_start = itemgetter(0)
_STAFF = compiled(r"(?i)\s(?:staff|reporters?|correspondents?|writers?|newsroom|editors?)(?:\s(?:writers?|reporters?))?$")


def find_bylines(article: Article, folded: Folded, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return one attribution for each author named in the head or at the end of the text, in order, each name once."""
    if article.blocks:
        return ()
    seen: set[str] = set()
    out: list[Attribution] = []
    every = list(_all(folded, catalog))
    people = any(found.names.people for found in every)
    for found in every:
        if not found.names.people and (people or _is_outlet(folded, found.names.desk, catalog)):
            continue
        for name, desk in [(name, False) for name in found.names.people] + (
            [(found.names.desk, True)] if found.names.desk and not found.names.people else []
        ):
            start, stop = folded.span(name.start, name.stop)
            shown = " ".join(article.text[start:stop].split())
            if shown.casefold() not in seen:
                seen.add(shown.casefold())
                out.append(_byline(article.text, start, stop, shown, found, desk=desk))
    return tuple(out)


def _is_outlet(folded: Folded, desk: Name | None, catalog: Catalog) -> bool:
    """Whether a desk is the staff of a known outlet ("Reuters Staff"), which is credited as an outlet."""
    return desk is not None and bool(catalog.outlets.named(_STAFF.sub("", folded.text[desk.start : desk.stop])))


def _byline(text: str, start: int, stop: int, shown: str, found: Byline, *, desk: bool) -> Attribution:
    return Attribution(
        kind="byline",
        role="author",
        outlet=None,
        name=shown,
        person=None if desk else shown,
        place=None,
        date=None,
        cue=found.cue,
        confidence=found.confidence,
        evidence=evidence(found.rule, text, start, stop),
    )


def _all(folded: Folded, catalog: Catalog) -> Iterator[Byline]:
    """Yield what the first and the last lines of the text say about its authors, and what a desk says of its reporters anywhere."""
    own, apart = own_lines(folded.once(lines), catalog.people.comments, catalog.people.offers)
    rows = joined(folded, own, apart, catalog)
    found = list(_told(folded, rows, catalog))
    yield from found
    if not any(several.names.people for several in found):
        if names := closing_line(folded, rows, catalog):
            yield Byline(names, None, "bylines/closing-name", "likely")
        else:
            yield from _below(rows, catalog)


def _below(rows: Sequence[Line], catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines right below the last paragraphs, where the menus of a page follow them; a known name bears them out."""
    long = _long(rows) if len(rows) > _TAIL_LINES else []
    last = next((one for one, third in zip(long[::-1], long[-3::-1], strict=False) if one - third <= _TOGETHER), len(rows))
    for number in range(last + 1, min(last + _FEW_BELOW, len(rows) - _TAIL_LINES)):
        if rows[number].stop - rows[number].start <= _LONGEST_CREDIT:
            yield from (found for found in worded(rows[number], rows[number + 1], catalog) if found.names.known)


def _long(rows: Sequence[Line]) -> list[int]:
    return [number for number, row in enumerate(rows) if row.stop - row.start >= _LONG]


def _told(folded: Folded, rows: Sequence[Line], catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines of the first and the last lines, and of lines such as "Reporting by" anywhere."""
    above, head = _head(rows)
    yield from _opening(folded, head, len(rows) - above, catalog)
    opened = next((row.stop for row in reversed(head) if row.head), 0)
    tail = max(0, len(rows) - _TAIL_LINES)
    first = bisect_left(rows, opened, 0 if _REPORTS in folded.text else tail, key=_start)
    for number in cue_lines.likely(rows, first, 0, _LONGEST_CREDIT, catalog):
        row = rows[number]
        if row.stop - row.start <= _LONGEST_CREDIT and (number >= tail or row.words.startswith(_REPORTING)):
            yield from worded(row, rows[number + 1] if number + 1 < len(rows) else None, catalog)


def _head(rows: Sequence[Line]) -> tuple[int, Sequence[Line]]:
    """Return how many lines stand above the head, and its lines: the first ones, or below menus those around the first paragraphs."""
    long = _long(rows)
    first = long[0] if long else 0
    begin = next((one for one, third in zip(long, long[2:], strict=False) if third - one <= _TOGETHER), first)
    above = max(0, begin - _ABOVE)
    block = [*rows[max(0, first - _CLOSE) : min(above, first + _CLOSE)], *rows[above : above + _HEAD_LINES]]
    return above, [row for row in block if row.paragraphs < _HEAD_PARAGRAPHS and row.start - block[0].start <= _HEAD_REACH]


def _opening(folded: Folded, head: Sequence[Line], rows: int, catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines of the first lines of a text of so many `rows`; below its first paragraphs those that a known name bears out."""
    opened: dict[int, list[Byline]] = {}
    last = rows - _TAIL_LINES
    for number in cue_lines.likely(head, 0, last, SHORT, catalog):
        row = head[number]
        several = worded(row, head[number + 1] if number + 1 < len(head) else None, catalog, last=number >= last)
        if several and row.paragraphs >= _SURE_PARAGRAPHS:
            several = [found for found in several if found.names.known]
        if several:
            opened[number] = several
    named = {number for number, several in opened.items() if any(found.names.people for found in several)}
    named |= {
        number + 1 for number in named if opened[number][-1].names.people and opened[number][-1].names.people[-1].start >= head[number].stop
    }
    for number in sorted({*opened, *name_lines.likely(head, catalog)}):
        if number in opened:
            yield from opened[number]
        elif bare := name_line(folded, head, number, catalog, named=named):
            named |= {number} if bare[0].people else set()
            yield Byline(bare[0], None, bare[1], "likely")
