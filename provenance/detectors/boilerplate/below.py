"""What stands below an article for sure: readers' comments, a notice about cookies, the pictures of a gallery with their counters."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.lines import COUNTER, CUE_KINDS, MENTIONS, SHAPES, Flags, Lines, often

_COMMENT, _COOKIE, _COUNTERS = MENTIONS.index("comment"), MENTIONS.index("cookie"), SHAPES.index("counter")
_FORM = CUE_KINDS.index("comment_form")
_LONG, _STORY = 100.0, 3
"""The mass of a paragraph, and how many of them make a story that may have something below it."""
_HEADING, _NAMED_HEADING, _HEADING_WORDS, _FEW_WORDS, _EACH = 45.0, 200.0, 6, 4, 3
_SPOKEN = 3
"""How many lines of a notice speak of cookies."""
_NO_DIGITS = str.maketrans("", "", "0123456789")
_PICTURES, _LATE = 8, 4
"""How many counters make a gallery, and behind how many characters of a line none counts: a bullet may stand before it."""


def may_head_comments(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:
    """Return which lines may be a heading of readers' comments."""
    spoken = (lines.mentions[:, _COMMENT] > 0) | (lines.claims[:, _FORM] > 0)
    named = np.zeros(len(lines), dtype=bool)
    named[[row for row in np.flatnonzero(lines.known).tolist() if (cue := lines.cues[row]) is not None and cue[0].labels.get("below")]] = (
        True
    )
    counted = furniture & spoken & (mass < _HEADING) & (lines.counts[:, table.DIGIT] > 0)
    found: Flags = (lines.last != table.STOP) & ((named & (mass < _NAMED_HEADING)) | counted)
    return found


def may_be_notice(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:  # noqa: ARG001 -- one of several
    """Return which lines speak of cookies, in texts that have so many."""
    return often(lines, lines.mentions[:, _COOKIE] > 0, _SPOKEN)


def may_be_gallery(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:  # noqa: ARG001 -- one of several
    """Return which lines count pictures, in texts that have so many."""
    return often(lines, lines.shapes[:, _COUNTERS] > 0, _PICTURES)


def comments_below(lines: Lines, mass: list[float], furniture: list[bool]) -> range:
    """Return the lines from the heading of readers' comments down to the end; none where no heading stands below a story.

    A heading counts the comments and is furniture anyway ("12 Comments"), or has words that the catalog marks with `below`
    ('3 thoughts on "The old bridge"'). Where the same heading comes again, it closes one of several stories; where it comes three times,
    each, and below the last of them stands whatever ends an issue.
    """
    told, headings = 0, dict[str, list[int]]()
    for row, size in enumerate(mass):
        if size > _LONG and not furniture[row]:
            told += 1
        elif told >= _STORY and _heads_comments(lines, row, size, known=furniture[row]):
            words = lines.text[lines.starts[row] : lines.stops[row]].translate(_NO_DIGITS)
            headings.setdefault(words, []).append(row)
    return range(min((rows[-1] for rows in headings.values() if len(rows) < _EACH), default=len(mass)), len(mass))


def _heads_comments(lines: Lines, row: int, size: float, *, known: bool) -> bool:
    cue = lines.cues[row]
    if lines.last[row] == table.STOP:
        return False
    if cue is not None and cue[0].labels.get("below"):
        return size < _NAMED_HEADING and (cue[1] == "start" or lines.first[row] == table.DIGIT)
    spoken = lines.mentions[row, _COMMENT] or (cue is not None and cue[0].kind == "comment_form")
    words = _HEADING_WORDS if cue is not None and cue[1] != "inside" else _FEW_WORDS
    return bool(known and spoken and size < _HEADING and lines.counts[row, table.DIGIT] and lines.words[row].sum() <= words)


def notice_below(lines: Lines, mass: list[float], furniture: list[bool]) -> range:
    """Return the lines of a notice about cookies below a story that does not speak of them: from its heading to its last word of them."""
    spoken = lines.mentions[:, _COOKIE].nonzero()[0].tolist()
    if len(spoken) < _SPOKEN:
        return range(0)
    told = 0
    for row in range(spoken[-_SPOKEN] + 1):
        cue = lines.cues[row]
        if told >= _STORY and furniture[row] and mass[row] < _LONG and cue is not None and cue[0].kind == "cookie":
            return range(row, spoken[-1] + 1)
        if mass[row] > _LONG and not furniture[row]:
            if lines.mentions[row, _COOKIE]:
                return range(0)
            told += 1
    return range(0)


def gallery(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return the lines of a gallery below a story: from its first counter ("1/14") to the words behind its last one."""
    counted_on = lines.shapes[:, _COUNTERS].nonzero()[0].tolist()
    if len(counted_on) < _PICTURES:
        return []
    several: dict[int, list[tuple[int, int]]] = {}
    for row in counted_on:
        start = lines.starts[row]
        counter = COUNTER.search(lines.text, start, min(start + 60, lines.stops[row]))
        if counter is not None and counter.start() - start < _LATE:
            several.setdefault(int(counter[2]), []).append((row, int(counter[1])))
    for counted in several.values():
        rows = [row for row, _ in counted]
        told = sum(size > _LONG and not taken for size, taken in zip(mass[: rows[0]], furniture[: rows[0]], strict=True))
        rising = sum(second[1] > first[1] for first, second in pairwise(counted))
        if rising >= _PICTURES - 1 and 3 * rising > 2 * len(counted) and told >= _STORY:
            steps = sorted(second - first for first, second in pairwise(rows))
            return list(range(rows[0], min(rows[-1] + steps[len(steps) // 2], len(mass))))
    return []
