"""What the line model may not decide: lines that are furniture, or none of it, whatever their scores say."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.below import comments_below, gallery, may_be_gallery, may_be_notice, may_head_comments, notice_below
from provenance.detectors.boilerplate.characters import Indices, Numbers
from provenance.detectors.boilerplate.cues import CUE_KINDS, INSIDE, MENTIONS, WHOLE
from provenance.detectors.boilerplate.lines import SHAPES, Flags, Lines
from provenance.detectors.boilerplate.tickers import answers, may_answer, may_be_scores, may_be_ticker, scores, ticker
from provenance.detectors.boilerplate.told import (
    BOX_COLUMNS,
    BOX_WORDS,
    BOXES,
    SHORT,
    announced,
    between,
    bracketed,
    is_unknown,
    may_announce,
    may_be_told,
    may_be_topical,
    may_resume,
    may_stand_between,
    resumed,
    told,
    topical,
)

_ENDS, _HEAD, _TAIL = 4, 6, 6
_LEAST_HEADLINE, _MOST_HEADLINE, _KINDRED, _AKIN = 20, 200, 0.5, 0.4
_KIN, _KIN_SHARE, _STAMPS = SHAPES.index("kin words"), SHAPES.index("kinship"), [SHAPES.index("clock"), SHAPES.index("byline shape")]
_LONGEST_NAME, _NEAR = 60.0, 3
_BOXED, _COPYRIGHT, _LICENSE = [CUE_KINDS.index(kind) for kind in BOXES], CUE_KINDS.index("copyright"), CUE_KINDS.index("license")
_MARKS, _OPENED = (
    ("ad", "share", "newsletter", "cookie", "footer", "login", "read_time", "page_stamp"),
    (
        "share",
        "login",
        "contact",
        "read_time",
    ),
)
_ASKED = ("newsletter", "cookie", "share", "paywall", "login", "comment_form", "captcha", "ad", "contact")
"""Kinds of which a whole line, an opening and a question to the reader were furniture 98 times in a hundred or more on labelled lines."""
_SCRIPT, _BRACKETS, _PACKED = MENTIONS.index("script"), 4, 20
_Guard = Callable[[Lines, list[float], list[bool]], Iterable[int]]
_May = Callable[[Lines, Numbers, Flags], Flags]
_STORY: tuple[tuple[_Guard, _May], ...] = (
    (topical, may_be_topical),
    (resumed, may_resume),
    (told, may_be_told),
    (between, may_stand_between),
)
"""What belongs to the story, and the lines of which a text needs one for it."""
_IN_SHORT_LINES: tuple[tuple[_Guard, _May], ...] = ((ticker, may_be_ticker), (answers, may_answer), (scores, may_be_scores))
_BELOW: tuple[tuple[_Guard, _May], ...] = ((comments_below, may_head_comments), (notice_below, may_be_notice), (gallery, may_be_gallery))


def overrule(lines: Lines, mass: Numbers, furniture: Flags) -> None:
    """Correct which lines of some texts are `furniture` where more is known of them than the model sees; `mass` is that of each line."""
    for none in (_headlines(lines, mass), _credits(lines, mass, furniture), _broken(lines)):
        furniture[none] = False
    for sure in (_rights(lines), _asking(lines), _in_texts((_scripts, _may_be_script), lines, mass, furniture), _marks(lines, mass)):
        furniture[sure] = True
    furniture[_quoting(lines, mass, furniture)] = False
    for guard in _STORY:
        furniture[_in_texts(guard, lines, mass, furniture)] = False
    rows = [row for guard in _IN_SHORT_LINES for row in _in_texts(guard, lines, mass, furniture)]
    furniture[[row for row in rows if is_unknown(lines, row)]] = False
    for guard in _BELOW:
        furniture[_in_texts(guard, lines, mass, furniture)] = True
    furniture[_in_texts((announced, may_announce), lines, mass, furniture)] = False


def _in_texts(guard: tuple[_Guard, _May], lines: Lines, mass: Numbers, furniture: Flags) -> list[int]:
    """Return what a guard says of each text that has a line for it."""
    found: list[int] = []
    for number in dict.fromkeys(lines.texts[guard[1](lines, mass, furniture)].tolist()):
        first, last = lines.firsts[number : number + 2].tolist()
        found += [first + row for row in guard[0](lines.of(number), mass[first:last].tolist(), furniture[first:last].tolist())]
    return found


def _headlines(lines: Lines, mass: Numbers) -> Indices:
    """Return which line may be the own headline of each text: the first at the head, of its length, in words that the paragraphs know."""
    shapes = lines.shapes
    akin = (shapes[:, _KIN] > _KINDRED) & (shapes[:, _KIN_SHARE].astype(np.float64) > _AKIN) & ~shapes[:, _STAMPS].any(axis=1)
    rows = np.flatnonzero(akin & (lines.rows < _HEAD) & (mass > _LEAST_HEADLINE) & (mass < _MOST_HEADLINE) & ~lines.known)
    return rows[np.unique(lines.texts[rows], return_index=True)[1]]


def _credits(lines: Lines, mass: Numbers, furniture: Flags) -> list[int]:
    """Return which lines of furniture are a name in brackets: "(Northern Press)" is a credit, and what no catalog knows is no rubbish."""
    rows = np.flatnonzero(furniture & (mass < _LONGEST_NAME) & (lines.first == table.BRACKET)).tolist()
    return [row for row in rows if bracketed(lines, row)]


def _broken(lines: Lines) -> list[int]:
    """Return which lines end in half a word or begin with the other half: columns of print are broken so, and no menu is."""
    text, found = lines.text, []
    for row in np.flatnonzero((lines.last == table.DASH) & (lines.left > 0)).tolist():
        stop, start = int(lines.stops[row]), int(lines.starts[row + 1])
        if text[stop - 1] == "-" and text[stop - 2 : stop - 1].isalpha() and text[start].islower():
            found += [at for at in (row, row + 1) if is_unknown(lines, at)]
    return found


def _rights(lines: Lines) -> Flags:
    """Return which of the last lines open or close with a statement of rights: those stand under an article and are none of it."""
    claims = lines.claims
    found: Flags = (lines.left < _TAIL) & ((claims[:, _COPYRIGHT] > 0) | ((claims[:, _LICENSE] > 0) & (claims[:, INSIDE] == 0)))
    return found


def _asking(lines: Lines) -> Flags:
    """Return which of the last lines ask the reader for something: a phrase of such a box, more of its words, no quotation."""
    asks = (lines.claims[:, _BOXED] > 0).any(axis=1) & (lines.counts[:, table.QUOTE] == 0)
    found: Flags = asks & (lines.left < _ENDS) & (lines.rows > 0) & (lines.mentions[:, BOX_COLUMNS].sum(axis=1) > BOX_WORDS)
    return found


def _marks(lines: Lines, mass: Numbers) -> list[int]:
    """Return which lines are nothing but a mark that no story has of its own, or ask of the reader what no story asks."""
    known = [(row, lines.cues[row]) for row in np.flatnonzero(lines.known).tolist()]
    return [row for row, cue in known if cue is not None and _is_mark(lines, row, mass[row], *cue)]


def _is_mark(lines: Lines, row: int, size: np.float32, entry: RuleEntry, way: str) -> bool:
    if entry.labels.get("asks"):
        return entry.kind in _ASKED and bool(size < SHORT or entry.kind == "cookie" or lines.last[row] != table.STOP)
    return entry.kind in (_MARKS if way == "line" else _OPENED if way == "start" else ())


def _may_be_script(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:  # noqa: ARG001 -- one of several
    """Return which lines hold words of a script."""
    found: Flags = lines.mentions[:, _SCRIPT] > 1
    return found


def _scripts(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:  # noqa: ARG001 -- one of several
    """Return which lines are scripts of a page, packed as no book prints them: words of a script, brackets, hardly a blank."""
    found: list[int] = []
    for row in (lines.mentions[:, _SCRIPT] > 1).nonzero()[0].tolist():
        if lines.counts[row, table.BRACKET] >= _BRACKETS and mass[row] > _PACKED * lines.words[row].sum():
            found += range(found[-1] + 1 if found and row - found[-1] <= _NEAR else row, row + 1)
    return found


def _quoting(lines: Lines, mass: Numbers, furniture: Flags) -> Flags:
    """Return which lines of furniture begin with a quotation and end like a sentence: a box asks, and quotes nobody."""
    boxed = (lines.claims[:, _BOXED] > 0).any(axis=1) & (lines.claims[:, WHOLE] == 0)
    quoted = (lines.first == table.QUOTE) & (lines.counts[:, table.QUOTE] > 1)
    found: Flags = furniture & (mass > SHORT) & boxed & quoted & ((lines.last == table.STOP) | (lines.last == table.QUOTE))
    return found
