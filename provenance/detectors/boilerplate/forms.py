"""Comment forms: runs of form titles, small print and field labels with little else between, glued or on lines of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from provenance.detectors.boilerplate.phrases import Hit
from provenance.detectors.boilerplate.segments import FIELD_STAR, TITLE, TITLE_ALONE, WEIGHT, Segment, segments_of
from provenance.model.evidence import Confidence, Span
from provenance.normalise import Folded

_ENOUGH, _SURE = 3.5, 5.0
_LOOK_BACK = 400
_TAIL = 1500
_STARS = "boilerplate/starred-fields"


@frozen
class Form:
    """A comment form at `[start, stop)` of the folded text, with the catalog entry that weighed most."""

    start: int
    stop: int
    rule: str
    confidence: Confidence


def find_forms(folded: Folded, hits: list[Hit], sums: Sequence[int] = ()) -> list[Form]:
    """Return the comment forms of a text in order; `hits` are the phrases of forms in it, `sums` where captcha sums begin."""
    strong = [(hit.start, hit.stop) for hit in hits if hit.phrase.role != "word"] + _starred(folded.text)
    forms: list[Form] = []
    for first, last in _areas(sorted(strong), len(folded.text)):
        area = [hit for hit in hits if first <= hit.start < last]
        if _most(folded.text, area, first, last) < _ENOUGH:
            continue
        forms += _runs(folded, segments_of(folded.text, area, sums, first, last))
    return forms


def _starred(text: str) -> list[Span]:
    """Return the stars after field labels in the tail, two of them or more: what a form has in any language."""
    stars = [match.span() for match in FIELD_STAR.finditer(text, max(0, len(text) - _TAIL))] if "*" in text else []
    return stars if len(stars) > 1 else []


def _most(text: str, hits: Sequence[Hit], first: int, last: int) -> float:
    """Return more than what any form in a stretch of text can be worth."""
    return sum(WEIGHT.get(hit.phrase.role, TITLE + TITLE_ALONE) for hit in hits) + text.count("*", first, last)


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


def _runs(folded: Folded, segments: list[Segment]) -> list[Form]:
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
