"""Comment forms: runs of form titles, small print and field labels with little else between, glued or on lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from provenance.detectors.boilerplate.phrases import Hit
from provenance.expressions import compiled
from provenance.model.evidence import Confidence, Span
from provenance.normalise import Folded

# Where a line ends, or a sentence may: a stop, or what closes a quotation or a bracket, with the blanks behind it.
_CLOSING = frozenset(".!?\u061f\u06d4\u0964\"')]")
_ENDS = re.compile(r"[.!?\u061f\u06d4\u0964\"')\]\n](?:\s+|(?<=\n))")
_STOPPED = re.compile(r"[.!?\u061f\u06d4\u0964][\"')\]]{0,2}\Z")
_UNSPACED = re.compile(r"[\u3002\uff01\uff1f!?][\"')\]]{0,2}")
_DENSE = compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_HIGH = re.compile("[^\x00-\u0dff]")  # no letter before Thai is one of a dense script
_WEIGHT = {"note": 2.0, "word": 1.0}
_TITLE, _TITLE_ALONE, _TITLE_INSIDE = 3.0, 1.0, 1.0
_ENOUGH, _SURE = 3.5, 5.0
_LOOK_BACK = 400
_FIELD_STAR = compiled(r"(?<=[^\s*]) ?\*(?=\s|\Z)")
_TAIL = 1500
_STARS = "boilerplate/starred-fields"
_LITTLE = 4
"""Characters outside of phrases up to which a segment is not looked at for unspaced scripts."""
_NONE: tuple[float, int, bool, tuple[str, ...]] = (0.0, 0, False, ())


@frozen
class Form:
    """A comment form at `[start, stop)` of the folded text, with the catalog entry that weighed most."""

    start: int
    stop: int
    rule: str
    confidence: Confidence


class _Segment(NamedTuple):
    start: int
    stop: int
    value: float
    anchored: bool
    rules: tuple[str, ...]


def find_forms(folded: Folded, hits: list[Hit], sums: Sequence[int] = ()) -> list[Form]:
    """Return the comment forms of a text in order; `hits` are the phrases of forms in it, `sums` where captcha sums begin."""
    strong = [(hit.start, hit.stop) for hit in hits if hit.phrase.role != "word"] + _starred(folded.text)
    forms: list[Form] = []
    for first, last in _areas(sorted(strong), len(folded.text)):
        area = [hit for hit in hits if first <= hit.start < last]
        if _most(folded.text, area, first, last) < _ENOUGH:
            continue
        forms += _runs(folded, _segments(folded, area, sums, first, last))
    return forms


def _starred(text: str) -> list[Span]:
    """Return the stars after field labels in the tail, two of them or more: what a form has in any language."""
    stars = [match.span() for match in _FIELD_STAR.finditer(text, max(0, len(text) - _TAIL))] if "*" in text else []
    return stars if len(stars) > 1 else []


def _most(text: str, hits: Sequence[Hit], first: int, last: int) -> float:
    """Return more than what any form in a stretch of text can be worth."""
    return sum(_WEIGHT.get(hit.phrase.role, _TITLE + _TITLE_ALONE) for hit in hits) + text.count("*", first, last)


def _areas(strong: list[Span], length: int) -> list[tuple[int, int]]:
    """Return the stretches of text around strong phrases, joined where they meet."""
    areas: list[list[int]] = []
    for start, stop in strong:
        first, last = max(0, start - _LOOK_BACK), min(length, stop + _LOOK_BACK)
        if areas and first <= areas[-1][1]:
            areas[-1][1] = last
        else:
            areas.append([first, last])
    return [(first, last) for first, last in areas]


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


def _segments(folded: Folded, hits: list[Hit], sums: Sequence[int], first: int, last: int) -> list[_Segment]:
    text = folded.text
    cuts = _boundaries(text, first, last)
    cuts |= {hit.start: hit.start for hit in hits if hit.phrase.role == "title" and text[hit.start].isupper() and hit.start not in cuts}
    cuts |= {at: at for at in sums if first < at < last and at not in cuts}
    starts = sorted({first, *cuts})
    starred, dense = text.find("*", first, last) >= 0, not text.isascii() and _HIGH.search(text, first, last) is not None
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
                stars = len(_FIELD_STAR.findall(text, start, stop)) if (every := text.count("*", start, stop)) > 1 else 0
                anchored |= stars > 1
                value += stars if stars > 1 else 0.5 * every
            rest = stop - start - covered
            crowded = dense and rest > _LITTLE and 2 * len(_DENSE.findall(text, start, stop)) > stop - start
            found.append(_Segment(start, stop, value - rest / (10 if crowded else 25), anchored, rules))
        at = upto
    return found


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
            value += (_TITLE if leads else _TITLE_INSIDE) if title else _WEIGHT[phrase.role]
        covered += end - begin
        reached = end
        rules.append(phrase.entry.rule.id)
        if leads and stop - end <= 2:
            value += _TITLE_ALONE
    return value, covered, anchored, tuple(rules)


def _runs(folded: Folded, segments: list[_Segment]) -> list[Form]:
    """Return the runs of segments whose values add up to a form, best first cut, left to right."""
    forms: list[Form] = []
    at = 0
    while at < len(segments):
        if segments[at].value <= 0:
            at += 1
            continue
        total, best, end = 0.0, 0.0, at
        for index in range(at, len(segments)):
            total += segments[index].value
            if total > best:
                best, end = total, index
            if total <= 0 or total < best - 4:
                break
        run = segments[at : end + 1]
        if best >= _ENOUGH and any(segment.anchored for segment in run) and _ends_a_line(folded.text, run[-1].stop):
            names = Counter(rule for segment in run for rule in segment.rules)
            name = min(names, key=lambda rule: (-names[rule], rule), default=_STARS)
            forms.append(Form(run[0].start, run[-1].stop, name, "certain" if best >= _SURE else "likely"))
        at = end + 1
    return forms


def _ends_a_line(text: str, stop: int) -> bool:
    """Whether nothing but a few characters stands between `stop` and the end of the line: a form is not inside a paragraph."""
    rest = text[stop : stop + 60]
    line = rest.split("\n", 1)[0]
    return "\n" in rest or len(line.strip()) < 50
