"""Days of publication that stand in a text: page stamps, date lines, "Published on ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import regex
from attrs import frozen

from provenance.catalog.calendar import Calendar, DateReading
from provenance.catalog.day_forms import GAP
from provenance.detectors.dates.claim import BESIDE, DATELINE, HEAD
from provenance.expressions import compiled
from provenance.lines import bounds_of
from provenance.normalise import Folded

_HEAD = 3000
"""The first characters of a text in which a date line may stand."""

_LINES = 14
"""The first lines that are not empty in which a date line may stand."""

_LONGEST = 200
"""A longer line is prose, where a day is not the day of publication unless the line opens with a stamp."""

_WIDE = 300
"""A stamp or the day of a dateline stands among so many first characters of a longer line."""

_SEPARATOR = compiled(
    r"[|·•/]| - |[,،] |; |\t| {2,}|\) | \((?=\p{L})|:(?:(?<=\p{L}:) |(?=\d{4})(?<=[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]:))"
)
_WEEKDAY = compiled(r"(?:\p{L}[\p{L}\p{M}-]{1,13}\.?[,،]?[ ,،]{1,2})?")
_LONGEST_LABEL = 40
_END = compiled(
    r"\s*(?:$|[|·•)(（\]/,،]|-{1,2}\s|\n|\.\s*(?:$|[\d|(])|"
    r"(?:utc|gmt|z|[ecmp]t|[ecmpahb][sd]t|[wce]es?t|a[cew][sd]t|[jkn]st|nz[sd]t|sgt|hkt|pkt|wat|sast|мск|wib|wita|uhr|hs?|hrs|ist|irst|"
    r"г|года?|ж|ел|-н(?:ий|ы)|r|d|ч|м|هـ?|م|น|น\.|시|分|о|clock)\b|"
    r"(?:by|von|par|por|di|door|av|af) |来源|來源|作者|编辑|編輯|配信|公開|掲載|投稿|更新|発表|発行|星期|ရက်|[+-]\d\d)"
)
_LABELLED_NEXT = compiled(r"[\s.]{1,3}(?P<label>\p{L}[^\d\n]{1,40}?)[\s:]{0,3}(?=\d)")
_NAME = r"\p{Lu}[\p{L}\p{M}.'-]*+"
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

SHORT, _SHORTENED = 200, 4
"""Characters of a short line, and of the end of one that closes with two figures of a year."""

_SHORT_LABEL = 4
_YEAR = compiled(r"\d{4}|[./'-] ?\d{2}(?!\d)|[\d元] ?年")
FIGURES = re.compile(r"[0-9元][0-9年]")
_FIGURE = re.compile(r"[0-9]")
_YEAR_WITHIN = 128
"""A year begins within so many characters of where the label of its stamp begins: most lines have none and need no closer look."""
_KEPT = 8_000
_TOKEN = compiled(r"(?<![\p{L}\p{N}.:/-])[\p{L}\p{N}]|(?<=[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}])\d")
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
    for start, stop in calendar.lines.find(folded.lower, folded.once(bounds_of)[:_LINES], _HEAD, _LONGEST, _WIDE):
        found = stamps_in(folded, start, stop, calendar, day_first)
        yield from found or dateline_in(folded, start, stop, calendar, day_first)


def lines_of(text: str, at: int, stop_at: int) -> Iterator[tuple[int, int]]:
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


def stamps_in(folded: Folded, start: int, stop: int, calendar: Calendar, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
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
        stamp = stamp_at(folded, at, (start, stop), calendar, day_first) if at >= done else None
        if stamp is None or (stamp.kind != "updated" and text[at - 1 : at] == "("):  # in brackets only "(last edited ...)"
            continue
        found.append(stamp)
        while _LABELLED_NEXT.match(folded.lower, stamp.stop, stop):  # "Published 4 May 2023 Updated 5 May 2023"
            after = stamp_at(folded, stamp.stop + 1, (start, stop), calendar, day_first)
            if after is None or after.kind == "plain":
                break
            found.append(after)
            stamp = after
        done = stamp.stop
    return [stamp for stamp in found if not stamp.reading.lunar] or found


def stamp_at(folded: Folded, at: int, line: tuple[int, int], calendar: Calendar, day_first: bool | None) -> Stamp | None:  # noqa: FBT001
    """Return the stamp that begins at `at` with a label, a weekday or the day itself."""
    lower, stop = folded.lower, line[1]
    kind: StampKind = "plain"
    while at < stop and lower[at] in "([ ":
        at += 1
    begin, limit = at, min(stop, at + _LONGEST_LABEL)
    opening = GAP.search(lower, at, limit)
    labelled = opening is not None and calendar.opens(lower[at : opening.start()])
    if not labelled and not _FIGURE.search(lower, at, limit):  # a day of the week and a month are shorter than that
        return None
    if not _holds_year(lower[at : min(stop + 1, at + _YEAR_WITHIN)]):
        return None
    for gap in GAP.finditer(lower, at, limit) if labelled else ():
        if named := calendar.label(lower[at : gap.start()]):
            kind, begin = named, gap.end()
        elif begin == at and calendar.is_preposition(lower[at : gap.start()]) and lower[at - 2 : at] != ", ":
            begin = gap.end()
    if begin > at and day_first is None and calendar.is_foreign(lower[at:begin]):
        day_first = True
    behind = _after_weekday(lower, begin, stop)
    for here in (begin, behind) if behind > begin else (begin,):
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


def dateline_in(folded: Folded, start: int, stop: int, calendar: Calendar, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
    """Return the day of a dateline that opens a line: "BERLIN, 4. Mai 2023 - ", "Oslo (4 May 2023).", "PARIS, May 4, 2023 /Wire/ --"."""
    opened = _PLACE.match(folded.text, start, stop)
    reading = calendar.read(folded.lower, opened.end(), day_first) if opened else None
    if reading is None or not reading.has_year or not _CLOSED.match(folded.text, reading.stop, stop):
        return []
    return [Stamp(reading.start, reading.stop, reading, "plain", (start, stop), alone=False, rank=DATELINE)]


@lru_cache(maxsize=_KEPT)
def _holds_year(words: str) -> bool:
    """Whether there are figures that may be a year: asked of every line at the head, and many heads are alike."""
    if _YEAR.search(words) is not None:
        return True
    last = words[-_SHORTENED - 1 :].rstrip()[-_SHORTENED:]  # "4 may 23"
    return last[-2:].isdigit() and last[1:2] == " " and last[0].isalpha()


def stamp_within(folded: Folded, start: int, stop: int, calendar: Calendar, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
    """Return the day that a short line near the headline of a page holds anywhere: "Press release 2 November 2021 Oslo"."""
    if stop - start > SHORT or not _YEAR.search(folded.lower, start, stop + _YEAR_WITHIN):
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
