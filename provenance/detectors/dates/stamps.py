"""Days of publication that stand in a text: page stamps, date lines, "Published on ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

import regex
from attrs import evolve, frozen

from provenance.catalog.calendar import Calendar, DateReading
from provenance.detectors.page_zone import Zone, byline_zone, main_blocks
from provenance.model.text import Article, Block
from provenance.normalise import Folded

_HEAD = 3000
"""The first characters of a text in which a date line may stand."""

_LINES = 14
"""The first lines that are not empty in which a date line may stand."""

_LONGEST = 200
"""A longer line is prose, where a day is not the day of publication unless the line opens with a stamp."""

_SEPARATOR = regex.compile(r"[|·•/]| - |[,،] |; |\t| {2,}|\) | \((?=\p{L})|(?<=\p{L}): ")
_WEEKDAY = regex.compile(r"(?:\p{L}[\p{L}\p{M}-]{1,13}\.?[,،]?[ ,،]{1,2})?")
_GAP = regex.compile(r"\s?:\s{0,3}|\s{1,3}|(?<=[\p{L}-])(?=\d)")
_LONGEST_LABEL = 40
_END = regex.compile(
    r"\s*(?:$|[|·•)(（\]/,،]|-{1,2}\s|\n|\.\s*(?:$|[\d|(])|"
    r"(?:utc|gmt|z|[a-z]{2,4}t|мск|wib|wita|uhr|hs?|hrs|ist|irst|г|года?|ж|r|d|ч|м|هـ?|م|น|น\.|시|分|о|clock)\b|"
    r"来源|來源|作者|编辑|編輯|配信|公開|掲載|投稿|更新|発表|発行|星期|[+-]\d\d)"
)
_LABELLED_NEXT = regex.compile(r"[\s.]{1,3}(?P<label>\p{L}[^\d\n]{1,40}?)[\s:]{0,3}(?=\d)")
_SIGNED = regex.compile(r"(?:by|posted|submitted|published|written|par|von|por|di|door|автор)\s.{2,60}\bon\s(?=\p{L}|\d)", regex.IGNORECASE)
"""A by-line that a day follows: "Posted by Jane Doe on May 4, 2023"."""

_SHORT = 200
_SHORT_LABEL = 4
_YEAR = regex.compile(r"\d{4}|[./'-] ?\d{2}(?!\d)|[\d元] ?年")
_FIGURES = re.compile(r"[0-9]{2}")
_YEAR_WITHIN = 128
"""A year begins within so many characters of where the label of its stamp begins: most lines have none and need no closer look."""
_TOKEN = regex.compile(r"(?<![\p{L}\p{N}.:/-])[\p{L}\p{N}]|(?<=[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}])\d")
_OPENED = regex.compile(r" (?:- )?(?=[\"'(]{0,2}\p{Lu})")
_DATED = frozenset(
    ("date", "pubdate", "datetime", "timestamp", "published", "submitted", "posted", "postdate", "publishdate", "datepublished")
)
"""Class words of a block that holds a day."""

_OTHERS = frozenset(("tweet", "tweets", "event", "events", "match", "expires"))
"""Class words of what has days of its own."""

_OWN_HINTS = 5

StampKind = Literal["published", "updated", "plain"]


@frozen
class Stamp:
    """A day that a text states about itself: folded span, what was read, and whether it is called published or updated.

    `line` is the folded span of the line; `alone` says that nothing but the stamp and its label stands there, `titled` that it stands
    further on in the headline of a page, which may tell of another day, `weak` that only its place tells what day it may be.
    """

    start: int
    stop: int
    reading: DateReading
    kind: StampKind
    line: tuple[int, int]
    alone: bool
    titled: bool = False
    weak: bool = False


def stamps(folded: Folded, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001 -- yes, no, unknown
    """Yield the date stamps in the head of a folded text, in order."""
    for number, (start, stop) in enumerate(_lines(folded.text, 0, len(folded.text))):
        if number >= _LINES or start > _HEAD:
            return
        yield from _in_line(folded, start, stop, calendar, day_first)


def page_stamps(article: Article, folded: Folded, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield the date stamps of a page: near its headline, then right after the article, then labelled ones anywhere, then weak ones."""
    zone = byline_zone(article)
    for spans, labelled in ((zone.head, False), (zone.tail, False), (_dated(article, folded), True)):
        for first, last in spans:
            for start, stop in _lines(folded.text, folded.position(first), folded.position(last)):
                found = [stamp for stamp in _in_line(folded, start, stop, calendar, day_first) if not labelled or stamp.kind != "plain"]
                if spans is zone.head and (start, stop) == zone.title:
                    found = [evolve(stamp, titled=stamp.kind == "plain" and stamp.start > start) for stamp in found]
                elif not found and spans is zone.head:
                    found = list(_inside(folded, start, stop, calendar, day_first))
                yield from found
    yield from _weak(article, folded, zone, calendar, day_first)


def _weak(article: Article, folded: Folded, zone: Zone, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield days that nothing but their place makes one of publication: one that opens a paragraph at the beginning of the article
    ("01.02.2022 The harbour ..."), and the only one that stands in blocks whose markup calls them a date."""
    for first, last in zone.head:
        start, stop = folded.position(first), folded.position(last)
        reading = calendar.read(folded.lower, start, day_first) if stop - start > _SHORT else None
        if reading is not None and reading.has_year and _OPENED.match(folded.text, reading.stop, stop):
            yield Stamp(reading.start, reading.stop, reading, "plain", (start, stop), alone=False, weak=True)
    only: Stamp | None = None
    for block in main_blocks(article):
        if block.stop - block.start <= _SHORT and _is_day(block):
            for stamp in _inside(folded, folded.position(block.start), folded.position(block.stop), calendar, day_first):
                if only is not None and only.reading.value[:10] != stamp.reading.value[:10]:
                    return
                only = only or stamp
    if only is not None:
        yield evolve(only, weak=True)


def _is_day(block: Block) -> bool:
    """Whether the class words of a block say that it holds the day of the article."""
    return not _DATED.isdisjoint(block.hints[1:_OWN_HINTS]) and _OTHERS.isdisjoint(block.hints)


def _dated(article: Article, folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield the spans of the short blocks of a page in which there are figures that may be a year."""
    figures = [match.start() for match in _FIGURES.finditer(folded.lower)]
    for block in article.blocks if figures else ():
        if block.stop - block.start <= _SHORT and block.place != "markup":
            at = bisect_left(figures, folded.position(block.start))
            if at < len(figures) and figures[at] < folded.position(block.stop):
                yield block.start, block.stop


def _lines(text: str, at: int, stop_at: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines of `text[at:stop_at]` that are not empty, without the white space around them."""
    while at < stop_at:
        end = text.find("\n", at, stop_at)
        end = stop_at if end < 0 else end
        while at < end and text[at].isspace():
            at += 1
        stop = end
        while stop > at and text[stop - 1].isspace():
            stop -= 1
        if stop > at:
            yield at, stop
        at = end + 1


def _in_line(folded: Folded, start: int, stop: int, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield the stamps of one line: at its beginning, and in a short line after each separator too."""
    text = folded.text
    starts = [start]
    if stop - start <= _LONGEST:
        if not _YEAR.search(folded.lower, start, stop + 1):
            return
        starts += [match.end() for match in _SEPARATOR.finditer(text, start, stop)]
        if signed := _SIGNED.match(text, start, stop):
            starts.append(signed.end())
    done = start
    for at in starts:
        if at < done:
            continue
        stamp = _stamp(folded, at, (start, stop), calendar, day_first)
        if stamp is not None and (stamp.kind == "updated" or text[at - 1 : at] != "("):  # in brackets only "(last edited ...)"
            done = stamp.stop
            yield stamp
            while _LABELLED_NEXT.match(folded.lower, done, stop) and done + 1 < stop:  # "Published 4 May 2023 Updated 5 May 2023"
                after = _stamp(folded, done + 1, (start, stop), calendar, day_first)
                if after is None or after.kind == "plain":
                    break
                done = after.stop
                yield after


def _stamp(folded: Folded, at: int, line: tuple[int, int], calendar: Calendar, day_first: bool | None) -> Stamp | None:  # noqa: FBT001
    """Return the stamp that begins at `at` with a label, a weekday or the day itself."""
    lower, stop = folded.lower, line[1]
    kind: StampKind = "plain"
    while at < stop and lower[at] in "([ ":
        at += 1
    if not _YEAR.search(lower, at, min(stop + 1, at + _YEAR_WITHIN)):
        return None
    begin = at
    for gap in _GAP.finditer(lower, at, min(stop, at + _LONGEST_LABEL)):
        named = calendar.label(lower[at : gap.start()])
        if named:
            kind, begin = named, gap.end()
    if begin > at and day_first is None and calendar.is_foreign(lower[at:begin]):
        day_first = True
    for here in (begin, _after_weekday(lower, begin, stop)):
        reading = calendar.read(lower, here, day_first) if here < stop else None
        if reading is not None and reading.has_year and reading.stop <= stop + 1:
            alone = _ends(lower, reading.stop, stop, calendar)
            if alone or (kind != "plain" and here == begin and begin - at > _SHORT_LABEL):
                return Stamp(reading.start, reading.stop, reading, kind, line, alone)
    return None


def _inside(folded: Folded, start: int, stop: int, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield the day that a short line near the headline of a page holds anywhere: "Press release 2 November 2021 Oslo"."""
    if stop - start > _SHORT or not _YEAR.search(folded.lower, start, stop + _YEAR_WITHIN):
        return
    for token in _TOKEN.finditer(folded.lower, start, stop):
        reading = calendar.read(folded.lower, token.start(), day_first)
        if reading is not None and reading.has_year:
            yield Stamp(reading.start, reading.stop, reading, "plain", (start, stop), alone=False)
            return


def _ends(lower: str, at: int, stop: int, calendar: Calendar) -> bool:
    """Whether a date ends its part of the line: nothing more stands there, a sign, a day of the week, or a label and another day."""
    if _END.match(lower, at, stop):
        return True
    behind = calendar.weekday_behind(lower, at)
    if behind is not None and behind <= stop and _END.match(lower, behind, stop):
        return True
    following = _LABELLED_NEXT.match(lower, at, stop)
    return following is not None and calendar.label(following["label"]) is not None


def _after_weekday(lower: str, at: int, stop: int) -> int:
    match = _WEEKDAY.match(lower, at, stop)
    return match.end() if match else at
