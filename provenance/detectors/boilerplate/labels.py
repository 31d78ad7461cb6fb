"""From scores to labels: which lines of a plain text are furniture, of which kind, how surely."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.guards import PARAGRAPH, SHORT, overrule, speaks_of
from provenance.detectors.boilerplate.kinds import PROVENANCE_KINDS, RIGHTS_KINDS, kind_named, layer_of
from provenance.detectors.boilerplate.lines import CUE_KINDS, MENTIONS, Lines
from provenance.detectors.boilerplate.model import load_model
from provenance.detectors.boilerplate.sheet import Flags, Sheet, sheets_of
from provenance.model.evidence import Confidence
from provenance.model.record import BoilerplateKind, Layer

# Kinds whose heading says what the lines below it are.
_HEADING_KINDS = ("related", "comment_form", "newsletter", "share", "footer", "cookie", "login", "paywall")
# Log odds from which a line is furniture (a paragraph must be surer than a scrap), and from which 99 lines in a hundred are on sites that
# were not trained on, a line of a date and a time sooner. Measured by `benchmarks/train_lines.py`.
_LEAST, _LEAST_LONG, _SURE, _SURE_STAMP = -0.6, 1.5, 3.2, 2.9
_FEW, _LITTLE = 9, 1.5
# A text of which paragraphs make up less than this share is a poem, a list or a chat, where short lines are the rule and say little.
_PROSE, _PROSE_SHARE, _DOUBT = 100.0, 0.2, 2.0
_LONELY, _ALONE = np.float32(1.0), np.float32(0.75)
# Kinds of which a story, too, often has a word.
_OFTEN_TOLD = ("ad", "comment_form")
LEARNED = "boilerplate/line-model"


@frozen
class Label:
    """A piece of furniture at `[start, stop)` of the folded text."""

    start: int
    stop: int
    kind: BoilerplateKind
    layer: Layer
    confidence: Confidence
    rule: str


def label_all(several: Sequence[Lines]) -> list[list[Label]]:
    """Return the labels of the lines of plain texts. A text of one line has no neighbours to be judged by and gets none."""
    found: list[list[Label]] = [[] for _ in several]
    for numbers, sheet in sheets_of(several):
        least = least_of(sheet)
        scores = load_model().scores(sheet, least)
        taken = taken_of(sheet, scores, least)
        for at, number in enumerate(numbers):
            size = len(several[number])
            if size > 1:
                furniture, score, mass = (part[at, :size].tolist() for part in (taken, scores, sheet.mass))
                found[number] = list(_label_lines(several[number], furniture, score, mass))
    return found


def taken_of(sheet: Sheet, scores: Numbers, least: Numbers) -> Flags:
    """Return which lines of some texts the model takes for furniture, `[text, line]`.

    Where the catalog knows one such line and no more, the others must be surer: tables and lists of a story stand beside one advertisement.
    """
    taken: Flags = scores > least
    known: Flags = np.any(sheet.claims[: len(CUE_KINDS)] > 0, axis=0)
    lonely = (taken & known).sum(axis=1, keepdims=True) == 1
    taken &= known | ~lonely | (scores > least + _LONELY)
    return taken & ~(_alone(sheet, taken, known) & (scores <= least + _surer(sheet)))


def _alone(sheet: Sheet, taken: Flags, known: Flags) -> Flags:
    """Return which lines nobody knows stand alone inside a text, no furniture right above or below: so stand the headings of a story."""
    beside = np.zeros((len(taken), sheet.width + 2), dtype=bool)
    beside[:, 1:-1] = taken
    inside = (sheet.rows > 0) & (sheet.rows < sheet.sizes[:, None] - 1)
    alone: Flags = taken & inside & ~known & ~(sheet.mentions > 0).any(axis=0) & ~beside[:, :-2] & ~beside[:, 2:]
    return alone


def _surer(sheet: Sheet) -> Numbers:
    """Return how much surer each line must be where it stands alone: twice as much between two paragraphs."""
    beside = np.zeros((len(sheet.sizes), sheet.width + 2), dtype=bool)
    beside[:, 1:-1] = sheet.mass > _PROSE
    return np.where(beside[:, :-2] & beside[:, 2:], 2 * _ALONE, _ALONE)


def _label_lines(lines: Lines, furniture: list[bool], scores: list[float], mass: list[float]) -> Iterator[Label]:
    """Yield the labels of the lines of a text, given for each whether it is furniture, its score and its mass."""
    overrule(lines, mass, furniture)
    if all(furniture):
        return
    prose = [row for row, long in enumerate(mass) if long > SHORT and not furniture[row]]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines))
    heading: str | None = None
    for row, (start, stop) in enumerate(zip(lines.starts.tolist(), lines.stops.tolist(), strict=True)):
        cue = lines.cues[row]
        if not furniture[row]:
            heading = None
            if cue is not None and cue[1] != "inside" and layer_of(cue[0].kind) != "plain":
                kind = kind_named(cue[0].kind)
                yield Label(start, stop, kind, layer_of(kind), "possible", cue[0].rule.id)
            continue
        if cue is not None:
            heading = cue[0].kind if cue[0].kind in _HEADING_KINDS else heading
            name, rule = cue[0].kind, cue[0].rule.id
        elif mass[row] < PARAGRAPH and (entry := speaks_of(lines, row)) is not None and _tells(lines, row, mass[row], entry):
            name, rule = entry.kind, entry.rule.id
        else:
            name, rule = _guess(lines, row, heading, first, last, mass), LEARNED
        stamp = rule == LEARNED and name == "date"
        sure: Confidence = "certain" if scores[row] > (_SURE_STAMP if stamp else _SURE) else "likely"
        yield Label(start, stop, kind_named(name), layer_of(name), sure, rule)
        if lines.passages:
            yield from _also(lines, row, name, sure)


def least_of(sheet: Sheet) -> Numbers:
    """Return the log odds from which each line of some texts is furniture, `[text, line]`.

    More is asked of a paragraph than of a scrap, and more of every line where few lines or few paragraphs tell what the text is.
    """
    mass, sizes = sheet.mass, sheet.sizes
    least = _LEAST + (_LEAST_LONG - _LEAST) * np.minimum(np.maximum((mass - SHORT) / (PARAGRAPH - SHORT), 0), 1)
    total, long = (np.cumsum(part, axis=1)[:, -1].astype(np.float64) for part in (mass, np.where(mass > _PROSE, mass, 0)))
    doubt = _DOUBT * np.maximum(0.0, 1 - long / (_PROSE_SHARE * np.maximum(total, 1.0)))
    found: Numbers = least + (_LITTLE * np.maximum(0, _FEW - sizes) / _FEW).astype(np.float32)[:, None] + doubt.astype(np.float32)[:, None]
    return found


def _tells(lines: Lines, row: int, size: float, entry: RuleEntry) -> bool:
    """Whether a word tells the kind of a line: of a sentence of some length one word of advertising or of comments tells nothing."""
    if entry.kind not in _OFTEN_TOLD or size < SHORT or lines.last[row] != table.STOP:
        return True
    return bool(lines.mentions[row, MENTIONS.index(entry.rule.id.rpartition("mention-")[2])] > 1)


def _also(lines: Lines, row: int, kind: str, sure: Confidence) -> Iterator[Label]:
    """Yield what else a line of furniture holds, as its words alone: one line may state a copyright, a reuse ban and a credit."""
    first = bisect_left(lines.passages, row, key=lambda pair: pair[0])
    for at, hit in lines.passages[first:]:
        if at != row:
            return
        other = hit.phrase.entry.kind
        if other != kind and (other in RIGHTS_KINDS or other in PROVENANCE_KINDS or other == "read_time"):
            yield Label(hit.start, hit.stop, kind_named(other), layer_of(other), sure, hit.phrase.entry.rule.id)


def _guess(lines: Lines, row: int, heading: str | None, first: int, last: int, mass: list[float]) -> str:
    """Return the kind of a line that the catalog does not know: by its shape, the heading above it, its place."""
    short, initials = mass[row] < 60, 4 <= mass[row] < 12 and lines.words[row].sum() == 1
    if initials and lines.counts[row, table.BAR] and not lines.counts[row, table.LOWER]:
        return "byline"  # of the desk: HJ/MA
    if lines.shapes[row, 2] and short:
        return "byline"
    if lines.shapes[row, 1] and short and lines.counts[row, table.DIGIT] >= 3:
        return "date"
    if heading is not None:
        return heading
    scrap = row > last and mass[row] <= 25
    return "navigation" if row < first or scrap else "related"
