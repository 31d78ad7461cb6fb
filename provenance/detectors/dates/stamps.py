"""Days of publication that stand in a text: page stamps, date lines, "Published on ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import regex
from attrs import evolve, frozen

from provenance.catalog.calendar import Calendar, DateReading
from provenance.detectors.dates.claim import BESIDE, DATELINE, ELSEWHERE, HEAD, PLACED, SEVERAL, TAIL, TITLED
from provenance.detectors.page_zone import Zone, byline_zone, is_own, main_blocks
from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.model.text import Article, Block
from provenance.normalise import Folded

_HEAD = 3000
"""The first characters of a text in which a date line may stand."""

_LINES = 14
"""The first lines that are not empty in which a date line may stand."""

_LONGEST = 200
"""A longer line is prose, where a day is not the day of publication unless the line opens with a stamp."""

_SEPARATOR = compiled(
    r"[|·•/]| - |[,،] |; |\t| {2,}|\) | \((?=\p{L})|(?<=\p{L}): |(?<=[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]):(?=\d{4})"
)
_WEEKDAY = compiled(r"(?:\p{L}[\p{L}\p{M}-]{1,13}\.?[,،]?[ ,،]{1,2})?")
_GAP = compiled(r"\s?:\s{0,3}|\s{1,3}|(?<=[\p{L}\p{M}-])(?=\d)")
_LONGEST_LABEL = 40
_END = compiled(
    r"\s*(?:$|[|·•)(（\]/,،]|-{1,2}\s|\n|\.\s*(?:$|[\d|(])|"
    r"(?:utc|gmt|z|[ecmp]t|[ecmpahb][sd]t|[wce]es?t|a[cew][sd]t|[jkn]st|nz[sd]t|sgt|hkt|pkt|wat|sast|мск|wib|wita|uhr|hs?|hrs|ist|irst|"
    r"г|года?|ж|ел|-н(?:ий|ы)|r|d|ч|м|هـ?|م|น|น\.|시|分|о|clock)\b|"
    r"(?:by|von|par|por|di|door|av|af) |来源|來源|作者|编辑|編輯|配信|公開|掲載|投稿|更新|発表|発行|星期|ရက်|[+-]\d\d)"
)
_LABELLED_NEXT = compiled(r"[\s.]{1,3}(?P<label>\p{L}[^\d\n]{1,40}?)[\s:]{0,3}(?=\d)")
_NAME = r"\p{Lu}[\p{L}\p{M}.'-]*"
_PLACE = compiled(
    rf"[(\[]?{_NAME}(?:[ /]{_NAME}){{0,3}}(?:, ?{_NAME}(?: {_NAME}){{0,2}})?"
    r"(?: ?-{0,2} ?\([\p{Lu} ]{2,24}\) ?-{1,2} ?|, ?\(?| ?\(| -{1,2} | (?=\d))(?:den |le |il |the |el |vom )?(?=[\p{L}\d])"
)
_CLOSED = compiled(r"[)\]]?[.,]?\s{0,2}(?:-{1,2}|[/|:(])|[)\].]{1,2}(?:\s|$)")
"""Where a dateline with a day begins, up to the day, and what stands behind the day."""

_SIGNED = compiled(r"(?:by|posted|submitted|published|written|par|von|por|di|door|автор)\s.{2,60}\bon\s(?=\p{L}|\d)", regex.IGNORECASE)
"""A by-line that a day follows: "Posted by Jane Doe on May 4, 2023"."""

_SENTENCE, _GOES_ON = 100, compiled(r",\s\p{L}")
"""A line of so many characters is a sentence where words follow the day: "On 4 May 2023, the mayor said ..."."""

_CLOSES = compiled(r",\s?\p{L}[^|\n]{4,}(?<!\b[ap]\.m)[.。!?][\"')]?(?: ?\[\d{1,3}\])*")
"""What follows the day to the end of a shorter line that is a sentence: "2023年5月4日，港口正式启用。"."""

_LONG_TITLE = 20
"""A headline of so many characters stands nowhere by chance: where a day stands beside it, as in the path of a page, it is its own."""

_SHORT = 200
_SHORT_LABEL = 4
_YEAR = compiled(r"\d{4}|[./'-] ?\d{2}(?!\d)|[\d元] ?年")
_FIGURES = re.compile(r"[0-9][0-9年]|元年")
_YEAR_WITHIN = 128
"""A year begins within so many characters of where the label of its stamp begins: most lines have none and need no closer look."""
_KEPT = 8_000
_TOKEN = compiled(r"(?<![\p{L}\p{N}.:/-])[\p{L}\p{N}]|(?<=[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}])\d")
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

StampKind = Literal["published", "updated", "plain"]


@frozen
class Stamp:
    """A day that a text states about itself: folded span, what was read, and whether it is called published or updated.

    `line` is the folded span of the line; `alone` says that nothing but the stamp and its label stands there; the lower the `rank`, the
    more it is trusted.
    """

    start: int
    stop: int
    reading: DateReading
    kind: StampKind
    line: tuple[int, int]
    alone: bool
    rank: int


def stamps(folded: Folded, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001 -- yes, no, unknown
    """Yield the date stamps in the head of a folded text, in order."""
    for number, (start, stop) in enumerate(_lines(folded.text, 0, len(folded.text))):
        if number >= _LINES or start > _HEAD:
            return
        if not _FIGURES.search(folded.lower, start, min(stop, start + _LONGEST)):
            continue
        found = _in_line(folded, start, stop, calendar, day_first)
        yield from found or _dateline(folded, start, stop, calendar, day_first)


def page_stamps(article: Article, folded: Folded, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield the date stamps of a page: near its headline, then right after the article, then labelled ones anywhere, then weak ones."""
    zone = byline_zone(article)
    listed = {block.start for block in article.blocks if block.tag in _LISTS}
    cells = {line for span in zone.head if span[0] in listed for line in _page_lines(folded, [span])}
    for start, stop in _page_lines(folded, zone.head):
        found = _in_line(folded, start, stop, calendar, day_first)
        if (start, stop) == zone.title:
            yield from [evolve(stamp, rank=TITLED) if stamp.kind == "plain" and stamp.start > start else stamp for stamp in found]
        else:
            if (start, stop) in cells:
                opening = _stamp(folded, start, (start, stop), calendar, day_first)
                yield from (stamp for stamp in found if stamp.kind != "plain" or stamp == opening)
                continue
            yield from (found or _dateline(folded, start, stop, calendar, day_first) or _inside(folded, start, stop, calendar, day_first))
    for start, stop in _page_lines(folded, zone.tail):
        yield from (evolve(stamp, rank=TAIL[stamp.kind]) for stamp in _in_line(folded, start, stop, calendar, day_first))
    yield from _elsewhere(article, folded, zone, calendar, day_first)
    yield from _weak(article, folded, zone, calendar, day_first)


def _page_lines(folded: Folded, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Yield the folded lines of spans of the text."""
    for first, last in spans:
        yield from _lines(folded.text, folded.position(first), folded.position(last))


def _elsewhere(article: Article, folded: Folded, zone: Zone, calendar: Calendar, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
    """Return the labelled days of short blocks anywhere: several that are called published are of comments and other articles."""
    lines = list(_page_lines(folded, _dated(article, folded)))
    found = [stamp for line in lines for stamp in _in_line(folded, *line, calendar, day_first) if stamp.kind != "plain"]
    days = {stamp.reading.value[:10] for stamp in found if stamp.kind == "published"}
    ranked = [evolve(stamp, rank=SEVERAL if stamp.kind == "published" and len(days) > 1 else ELSEWHERE[stamp.kind]) for stamp in found]
    title = folded.lower[folded.position(zone.title[0]) : folded.position(zone.title[1])]
    again = [line for line in lines if title in folded.lower[line[0] : line[1]]] if len(title) >= _LONG_TITLE else []
    return ranked + [evolve(stamp, rank=TITLED) for line in again for stamp in _inside(folded, *line, calendar, day_first)]


def _weak(article: Article, folded: Folded, zone: Zone, calendar: Calendar, day_first: bool | None) -> Iterator[Stamp]:  # noqa: FBT001
    """Yield days that nothing but their place makes one of publication: one that opens a paragraph at the beginning of the article
    ("01.02.2022 The harbour ..."), and the only one that stands in blocks whose markup calls them a date."""
    for first, last in zone.head:
        start, stop = folded.position(first), folded.position(last)
        reading = calendar.read(folded.lower, start, day_first) if stop - start > _SHORT else None
        if reading is not None and reading.has_year and _OPENED.match(folded.text, reading.stop, stop):
            yield Stamp(reading.start, reading.stop, reading, "plain", (start, stop), alone=False, rank=PLACED)
    only: Stamp | None = None
    for block in main_blocks(article):
        if block.stop - block.start <= _SHORT and _is_day(block):
            for stamp in _inside(folded, folded.position(block.start), folded.position(block.stop), calendar, day_first):
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
    figures = [match.start() for match in _FIGURES.finditer(folded.lower)]
    for block in article.blocks if figures else ():
        if block.stop - block.start <= _SHORT and block.place != "markup" and is_own(block):
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


def _in_line(folded: Folded, start: int, stop: int, calendar: Calendar, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
    """Return the stamps of one line: at its beginning, and in a short line after each separator too."""
    text = folded.text
    starts, found = [start], list[Stamp]()
    if stop - start <= _LONGEST:
        if not _holds_year(folded.lower[start : stop + 1]):
            return found
        starts += [match.end() for match in _SEPARATOR.finditer(text, start, stop)]
        if " on " in folded.lower[start:stop] and (signed := _SIGNED.match(text, start, stop)):
            starts.append(signed.end())
    done = start
    for at in starts:
        stamp = _stamp(folded, at, (start, stop), calendar, day_first) if at >= done else None
        if stamp is None or (stamp.kind != "updated" and text[at - 1 : at] == "("):  # in brackets only "(last edited ...)"
            continue
        found.append(stamp)
        while _LABELLED_NEXT.match(folded.lower, stamp.stop, stop):  # "Published 4 May 2023 Updated 5 May 2023"
            after = _stamp(folded, stamp.stop + 1, (start, stop), calendar, day_first)
            if after is None or after.kind == "plain":
                break
            found.append(after)
            stamp = after
        done = stamp.stop
    return [stamp for stamp in found if not stamp.reading.lunar] or found


def _stamp(folded: Folded, at: int, line: tuple[int, int], calendar: Calendar, day_first: bool | None) -> Stamp | None:  # noqa: FBT001
    """Return the stamp that begins at `at` with a label, a weekday or the day itself."""
    lower, stop = folded.lower, line[1]
    kind: StampKind = "plain"
    while at < stop and lower[at] in "([ ":
        at += 1
    if not _holds_year(lower[at : min(stop + 1, at + _YEAR_WITHIN)]):
        return None
    begin = at
    for gap in _GAP.finditer(lower, at, min(stop, at + _LONGEST_LABEL)):
        if named := calendar.label(lower[at : gap.start()]):
            kind, begin = named, gap.end()
        elif begin == at and calendar.is_preposition(lower[at : gap.start()]) and lower[at - 2 : at] != ", ":
            begin = gap.end()
    if begin > at and day_first is None and calendar.is_foreign(lower[at:begin]):
        day_first = True
    for here in (begin, _after_weekday(lower, begin, stop)):
        reading = calendar.read(lower, here, day_first) if here < stop else None
        if reading is not None and reading.has_year and reading.stop <= stop + 1:
            if kind == "plain" and _is_sentence(lower, reading.stop, stop, stop - line[0]):
                return None
            alone = _ends(lower, reading.stop, stop, calendar)
            if alone or (kind != "plain" and here == begin and begin - at > _SHORT_LABEL):
                return Stamp(reading.start, reading.stop, reading, kind, line, alone, HEAD[kind])
    return None


def _is_sentence(lower: str, at: int, stop: int, length: int) -> bool:
    """Whether what follows a day makes its line one of prose."""
    going = _GOES_ON.match(lower, at, stop) if length > _SENTENCE else _CLOSES.fullmatch(lower, at, stop)
    return going is not None


def _dateline(folded: Folded, start: int, stop: int, calendar: Calendar, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
    """Return the day of a dateline that opens a line: "BERLIN, 4. Mai 2023 - ", "Oslo (4 May 2023).", "PARIS, May 4, 2023 /Wire/ --"."""
    opened = _PLACE.match(folded.text, start, stop)
    reading = calendar.read(folded.lower, opened.end(), day_first) if opened else None
    if reading is None or not reading.has_year or not _CLOSED.match(folded.text, reading.stop, stop):
        return []
    return [Stamp(reading.start, reading.stop, reading, "plain", (start, stop), alone=False, rank=DATELINE)]


@lru_cache(maxsize=_KEPT)
def _holds_year(words: str) -> bool:
    """Whether there are figures that may be a year: asked of every line at the head, and many heads are alike."""
    return _YEAR.search(words) is not None


def _inside(folded: Folded, start: int, stop: int, calendar: Calendar, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
    """Return the day that a short line near the headline of a page holds anywhere: "Press release 2 November 2021 Oslo"."""
    if stop - start > _SHORT or not _YEAR.search(folded.lower, start, stop + _YEAR_WITHIN):
        return []
    for token in _TOKEN.finditer(folded.lower, start, stop):
        reading = calendar.read(folded.lower, token.start(), day_first)
        if reading is not None and reading.has_year:
            beside = Stamp(reading.start, reading.stop, reading, "plain", (start, stop), alone=False, rank=BESIDE)
            return [] if _CLOSES.fullmatch(folded.lower, reading.stop, stop) else [beside]
    return []


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
