"""The sentences and lines of a stretch of text that may be a comment form, each with what it is worth as a part of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from provenance import kernels
from provenance.detectors.boilerplate.phrases import Hit
from provenance.expressions import compiled

# Where a line ends, or a sentence may: a stop, or what closes a quotation or a bracket, with the blanks behind it.
_CLOSING = frozenset(".!?\u061f\u06d4\u0964\"')]")
_ENDS = re.compile(r"[.!?\u061f\u06d4\u0964\"')\]\n](?:\s+|(?<=\n))")
_STOPPED = re.compile(r"[.!?\u061f\u06d4\u0964][\"')\]]{0,2}\Z")
_UNSPACED = re.compile(r"[\u3002\uff01\uff1f!?][\"')\]]{0,2}")
_DENSE = compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_HIGH = re.compile("[^\x00-\u0dff]")  # no letter before Thai is one of a dense script
FIELD_STAR = compiled(r"(?<=[^\s*]) ?\*(?=\s|\Z)")
"""A star behind the label of a field."""
WEIGHT = {"note": 2.0, "word": 1.0}
TITLE, TITLE_ALONE, _TITLE_INSIDE = 3.0, 1.0, 1.0
"""What phrases of each role are worth, a title at the beginning of a segment, one that is all of it, and one inside."""
_LITTLE = 4
"""Characters outside of phrases up to which a segment is not looked at for unspaced scripts."""
_NONE: tuple[float, int, bool, tuple[str, ...]] = (0.0, 0, False, ())
_Find = Callable[[str, int, int], Sequence[object]]


class Segment(NamedTuple):
    """A piece of text at `[start, stop)`; one that is `anchored` can make a form of those around it, `rules` are the entries in it."""

    start: int
    stop: int
    value: float
    anchored: bool
    rules: tuple[str, ...]


def segments_of(text: str, hits: list[Hit], sums: Sequence[int], first: int, last: int) -> list[Segment]:
    """Return the segments of a stretch of text in order; `hits` are the phrases in it, `sums` where captcha sums begin."""
    return _segments(text, hits, sums, first, last, Segment, FIELD_STAR.findall, _DENSE.findall)


def find_segments(
    text: str, hits: list[Hit], sums: Sequence[int], first: int, last: int, make: type[Segment], stars: _Find, dense: _Find
) -> list[Segment]:
    """Return the segments of a stretch of text in order, see `segments_of`.

    `stars` finds the stars behind labels of fields in a part of the text, `dense` the letters of unspaced scripts.
    """
    cuts = _boundaries(text, first, last)
    cuts |= {hit.start: hit.start for hit in hits if hit.phrase.role == "title" and text[hit.start].isupper() and hit.start not in cuts}
    cuts |= {at: at for at in sums if first < at < last and at not in cuts}
    starts = sorted({first, *cuts})
    starred, high = text.find("*", first, last) >= 0, not text.isascii() and _HIGH.search(text, first, last) is not None
    found, at = [], 0
    for start, stop in zip(starts, [*[cuts[following] for following in starts[1:]], last], strict=True):
        while at < len(hits) and hits[at].start < start:
            at += 1
        upto = at
        while upto < len(hits) and hits[upto].start < stop:
            upto += 1
        if stop > start:
            value, covered, anchored, rules = (
                _phrases(start, stop, hits[at:upto], opened=start in cuts or start == 0) if upto > at else _NONE
            )
            if starred:
                fields = len(stars(text, start, stop)) if (every := text.count("*", start, stop)) > 1 else 0
                anchored |= fields > 1
                value += fields if fields > 1 else 0.5 * every
            rest = stop - start - covered
            crowded = high and rest > _LITTLE and 2 * len(dense(text, start, stop)) > stop - start
            found.append(make(start, stop, value - rest / (10 if crowded else 25), anchored, rules))
        at = upto
    return found


def _boundaries(text: str, first: int, last: int) -> dict[int, int]:
    """Return the ends of the sentences and lines of a stretch of text: where the blanks behind each stop, and where they start."""
    cuts: dict[int, int] = {}
    done = max(0, first - 1)
    for end in _ENDS.finditer(text, done - (text[done - 1 : done] in _CLOSING), last):
        start, stop = end.span()
        if text[start] != "\n":
            start += 1
        while start > done and text[start - 1] in " \t":
            start -= 1
        done = stop
        if stop >= first and ("\n" in text[start:stop] or _STOPPED.search(text, max(0, start - 3), start)):
            cuts[stop] = start
    for stops in _UNSPACED.finditer(text, max(0, first - 3), last):
        places = range(max(first, stops.start() + 1), min(stops.end() + 1, last))
        cuts |= {at: at for at in places if not text[at].isspace()}
    return cuts


def _phrases(start: int, stop: int, hits: list[Hit], *, opened: bool) -> tuple[float, int, bool, tuple[str, ...]]:
    """Return what the phrases of a segment are worth, how many characters they cover, whether they anchor a form, and their rules."""
    value, covered, reached, anchored = 0.0, 0, start, False
    seen: dict[str, int] = {}
    rules: list[str] = []
    for begin, end, phrase in hits:
        if begin < reached or end > stop:
            continue
        title = phrase.role == "title"
        leads = title and opened and begin - start <= 2
        anchored |= leads or phrase.role == "note"
        seen[phrase.text] = times = seen.get(phrase.text, 0) + 1
        if times <= 2:
            value += (TITLE if leads else _TITLE_INSIDE) if title else WEIGHT[phrase.role]
        covered += end - begin
        reached = end
        rules.append(phrase.entry.rule.id)
        if leads and stop - end <= 2:
            value += TITLE_ALONE
    return value, covered, anchored, tuple(rules)


_segments = kernels.compiled("_segments", find_segments)
"""`find_segments`, compiled where it can be."""
