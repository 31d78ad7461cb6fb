"""Stories that are told in short lines, which look like menus: tickers with the time above each piece, interviews, scores of a review."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import regex

from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.lines import Flags, Lines, often
from provenance.expressions import compiled

_TIME = compiled(r"[(\[]?(\d{1,2})[.:h](\d\d)(?: ?(?:am|pm|a\.m\.|p\.m\.|uhr|h|[a-z]{2,4}))?[)\]]?:?", regex.IGNORECASE)
_LONGEST_TIME, _PIECES, _LONGEST_PIECE = 14.0, 3, 12
"""The mass of a line that is a time, how many of them make a ticker, and how many lines may stand below one of them."""
_SCORE = compiled(r"(\d{1,3}) ?/ ?(5|6|10|20|100)(?!\d)")
_QUESTION, _QUESTIONS = frozenset("?\uff1f\u061f"), 4
_QUESTION_LETTERS = [ord(sign) for sign in _QUESTION]


def may_be_ticker(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:
    """Return which lines may be the times of a ticker that has furniture."""
    return _in_furnished(lines, furniture, often(lines, (mass < _LONGEST_TIME) & (lines.counts[:, table.DIGIT] > 2), _PIECES))


def may_answer(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:  # noqa: ARG001 -- one of several
    """Return which lines are the questions of an interview that has furniture."""
    return _in_furnished(lines, furniture, often(lines, np.isin(lines.ends, _QUESTION_LETTERS), _QUESTIONS))


def may_be_scores(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:  # noqa: ARG001 -- one of several
    """Return which lines may be the scores of a review that has furniture."""
    return _in_furnished(lines, furniture, often(lines, lines.first == table.DIGIT, _PIECES))


def _in_furnished(lines: Lines, furniture: Flags, marked: Flags) -> Flags:
    """Return which marked lines belong to a text with furniture that nobody knows."""
    found: Flags = marked & (np.bincount(lines.texts[furniture & lines.unknown], minlength=len(lines.sizes)) > 0)[lines.texts]
    return found


def ticker(lines: Lines, mass: list[float], furniture: list[bool]) -> range:  # noqa: ARG001 -- one of several
    """Return the lines of a ticker: times that only rise or only fall, each above some lines of which the last ends like a sentence."""
    times = [row for row, size in enumerate(mass) if size < _LONGEST_TIME and lines.counts[row, table.DIGIT] > 2]
    if len(times) < _PIECES:
        return range(0)
    found = [(row, match) for row in times if (match := _TIME.fullmatch(lines.text, lines.starts[row], lines.stops[row]))]
    clock = [int(match[1]) * 60 + int(match[2]) for _, match in found]
    steps = [second - first for first, second in pairwise(clock)]
    told = all(1 < two - one <= _LONGEST_PIECE and lines.last[two - 1] == table.STOP for (one, _), (two, _) in pairwise(found))
    if len(found) < _PIECES or not told or not (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
        return range(0)
    last = found[-1][0] + 1
    return range(found[0][0], last + (last < len(mass) and lines.last[last] == table.STOP))


def answers(lines: Lines, mass: list[float], furniture: list[bool]) -> Iterator[int]:  # noqa: ARG001 -- one of several
    """Yield the lines of furniture that belong to an interview: a sentence below a question, a question below a sentence."""
    ended = (lines.last == table.STOP).tolist()
    asked = [end and lines.text[lines.stops[row] - 1] in _QUESTION for row, end in enumerate(ended)]
    if sum(asked) < _QUESTIONS:
        return
    pairs = [row for row, (question, answer) in enumerate(pairwise(asked)) if question and ended[row + 1] and not answer]
    if sum(not furniture[row] for row in pairs) < _QUESTIONS:
        return
    for row in pairs:
        for line in (row, row + 1):
            if furniture[line] and (row == 0 or ended[row - 1]):
                yield line


def scores(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:  # noqa: ARG001 -- one of several
    """Return the lines that begin with a score, "8/10", of which few count on from the one before as the pictures of a gallery do."""
    digits = (lines.first == table.DIGIT).nonzero()[0].tolist()
    found = [(row, match) for row in digits if (match := _SCORE.match(lines.text, lines.starts[row], lines.stops[row]))]
    counted = sum(int(second[1]) == int(first[1]) + 1 for (_, first), (_, second) in pairwise(found))
    alike = len({match[2] for _, match in found}) == 1
    return [row for row, _ in found] if len(found) >= _PIECES and alike and 3 * counted < len(found) else []
