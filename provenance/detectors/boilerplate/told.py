"""What belongs to the story though the line model takes it for furniture: sentences, lists, what goes on around an advertisement.

Each of these reads a text line by line, and is asked of those texts alone that have the lines for it (`may_...`).
"""

from __future__ import annotations

import numpy as np

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.cues import MENTIONS
from provenance.detectors.boilerplate.kinds import layer_of
from provenance.detectors.boilerplate.lines import Flags, Lines, often
from provenance.expressions import compiled

SHORT, PARAGRAPH = 80.0, 240.0
"""The mass of a line from which it may be prose, and from which it is a paragraph."""
BOXES, BOX_WORDS = ("newsletter", "paywall", "login", "share", "cookie"), 2
"""Kinds of boxes that ask the reader for something, and how many of their words a phrase needs beside it to be one."""
BOX_COLUMNS = [MENTIONS.index(name) for name in BOXES]
_MOST_SMALL, _RUN, _SHORTEST_LIST, _LONGEST_LIST, _LONGEST_ITEM = 2, 2, 3, 25, 40.0
_LONGEST_ENTRY, _ANNOUNCING, _RESUMED, _LEAD, _NEAR = 100.0, 45.0, 60.0, 100.0, 3
"""The mass of the longest line of a list, of the shortest line that announces one, goes on with a story, or leads one; lines between."""
_COOKIE, _FIRST = MENTIONS.index("cookie"), 3
# A sentence: no small letter first, a blank, a small letter or one of a script without them, and a full stop.
_SENTENCE = compiled(r"[\"'(]*[^\p{Ll}\W\d].*[ \p{Lo}][\p{Ll}\p{Lo}].*[^.\W][\"')]?[.\u3002\u06d4\u0964][\"')]?")
_CLOSES = np.isin(np.arange(table.CLASSES), (table.STOP, table.QUOTE, table.BRACKET))
"""Whether a sentence may end with a character of each class."""


def may_be_topical(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:  # noqa: ARG001 -- one of several
    """Return which lines are paragraphs that speak of cookies, in texts that have two."""
    return often(lines, (mass > _LEAD) & (lines.mentions[:, _COOKIE] > 0), 2)


def topical(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which paragraphs of furniture belong to a story about cookies: two of its first three speak of them as no notice does."""
    long = [row for row, size in enumerate(mass) if size > _LEAD]
    told = [row for row in long[:_FIRST] if lines.cues[row] is None and lines.mentions[row, _COOKIE]]
    return [row for row in long if furniture[row] and not _boxed(lines, row)] if len(told) > 1 else []


def may_resume(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:
    """Return which lines of furniture are of a length and end like a sentence, and either nobody knows them or they may lead a story."""
    leads = np.zeros(len(lines), dtype=bool)
    leads[:-1] = (mass[:-1] > _LEAD) & (mass[1:] > SHORT) & ~furniture[1:]
    may = furniture & (mass > _RESUMED) & (mass < PARAGRAPH) & (lines.unknown | leads)
    return may & _CLOSES[lines.last]


def resumed(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are a longer sentence below a longer line of the story, with two known lines between at most.

    So stands a story around an advertisement or a link to another story. A lead stands right above the next paragraph.
    """
    found: list[int] = []
    for row, size in enumerate(mass):
        if furniture[row] and _RESUMED < size < PARAGRAPH and not _boxed(lines, row):
            above, below = row - 1, row + 1
            while above > max(0, row - _NEAR) and furniture[above] and lines.cues[above] is not None:
                above -= 1
            told = row > 0 and mass[above] > _RESUMED and (not furniture[above] or found[-1:] == [above]) and is_unknown(lines, row)
            leads = size > _LEAD and below < len(mass) and mass[below] > SHORT and not furniture[below]
            if (told or leads) and _SENTENCE.fullmatch(lines.text, lines.starts[row], lines.stops[row]):
                found.append(row)
    return found


def may_be_told(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:
    """Return which lines of furniture are short, nobody knows them, and they end like a sentence."""
    return furniture & (mass < SHORT) & lines.unknown & _CLOSES[lines.last]


def told(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are one or two short sentences below a paragraph of prose, and above one or above what ends a story.

    "She agreed." is a paragraph, too; a credit or a statement of rights ends a story.
    """
    found: list[int] = []
    several: list[int] | None = None
    for row, taken in enumerate(furniture):
        prose = not taken and mass[row] > SHORT
        if several and len(several) <= _RUN and (prose or _ends(lines, row)):
            found += several
        if prose:
            several = []
        elif several is not None:
            told = mass[row] < SHORT and is_unknown(lines, row) and _SENTENCE.fullmatch(lines.text, lines.starts[row], lines.stops[row])
            several = None if not told else [*several, row] if taken else several
    return found


def may_stand_between(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:
    """Return which longer lines that nobody knows stand right below so many short ones, furniture among them, and those below another."""
    edges = np.flatnonzero(~lines.unknown | (mass > _LONGEST_ITEM))
    may, upto, far = (lines.unknown & (mass > _RESUMED))[edges], np.cumsum(furniture)[edges], np.diff(edges)
    apart = (far > _SHORTEST_LIST) & (far <= _LONGEST_LIST) & (np.diff(lines.texts[edges]) == 0) & (np.diff(upto) > 0)
    found = np.zeros(len(lines), dtype=bool)
    found[edges[1:][may[1:] & may[:-1] & apart]] = True
    return found


def between(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are a list of the story: three short ones or more that nobody knows, between two of its sentences.

    Where more than one line is known as furniture, the page has lists of other stories, too.
    """
    known = [row for row, taken in enumerate(furniture) if taken and not is_unknown(lines, row)]
    if len(known) > 1:
        return []
    found: list[int] = []
    above: int | None = None
    for row, taken in enumerate(furniture):
        unknown = is_unknown(lines, row)
        told = (
            unknown
            and mass[row] > _RESUMED
            and not (taken and _SENTENCE.fullmatch(lines.text, lines.starts[row], lines.stops[row]) is None)
        )
        if told and above is not None and _SHORTEST_LIST < row - above <= _LONGEST_LIST:
            found += range(above + 1, row + 1)
        if told or not unknown or mass[row] > _LONGEST_ITEM:
            above = row if told else None
    return found


def may_announce(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:  # noqa: ARG001 -- one of several
    """Return which lines of some length that nobody knows end with a colon."""
    found: Flags = (lines.last == table.COLON) & (mass > _ANNOUNCING) & lines.unknown
    return found


def announced(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are a list that a line of the story announces with a colon, or that line: rankings, dates."""
    found: list[int] = []
    last = lines.last.tolist()
    told, announced = -_NEAR, False
    for row, taken in enumerate(furniture):
        if last[row] == table.COLON and mass[row] > _ANNOUNCING and is_unknown(lines, row):
            announced = not taken or row - told < _NEAR
        elif taken:
            announced = announced and mass[row] < _LONGEST_ENTRY and is_unknown(lines, row)
        elif mass[row] > _LONGEST_ENTRY:
            announced = False
        if taken and announced:
            found.append(row)
        if not taken and mass[row] > SHORT:
            told = row
    return found


def _boxed(lines: Lines, row: int) -> bool:
    """Whether a line is known as furniture by more than one phrase inside it."""
    cue = lines.cues[row]
    return cue is not None and (cue[1] != "inside" or _box_words(lines, row) > BOX_WORDS)


def _box_words(lines: Lines, row: int) -> float:
    """Return how many words of boxes that ask the reader for something a line holds."""
    spoken: list[float] = lines.mentions[row].tolist()
    return sum([spoken[column] for column in BOX_COLUMNS])


def _ends(lines: Lines, row: int) -> bool:
    """Whether a line is known to state rights or a credit, or is a name in brackets."""
    cue = lines.cues[row]
    return layer_of(cue[0].kind) != "plain" if cue is not None else bracketed(lines, row)


def bracketed(lines: Lines, row: int) -> bool:
    """Whether a line is a name in brackets: no digits, a capital where the script has them, hardly a word without one."""
    if lines.first[row] != table.BRACKET or lines.last[row] != table.BRACKET or not is_unknown(lines, row):
        return False
    counts, words = lines.counts[row], lines.words[row]
    named = counts[table.UPPER] if counts[table.LOWER] or counts[table.UPPER] else counts[table.UNCASED] + counts[table.DENSE]
    return bool(named and not counts[table.DIGIT] and words[table.LOWER] <= _MOST_SMALL)


def is_unknown(lines: Lines, row: int) -> bool:
    return lines.cues[row] is None and speaks_of(lines, row) is None


def speaks_of(lines: Lines, row: int) -> RuleEntry | None:
    """Return the entry of the catalog of which a line holds a word that tells its kind; None when there is none or it is weak."""
    entry = lines.mentioned[row]
    return None if entry is None or entry.labels.get("weak") else entry
