"""From scores to labels: which lines of a plain text are furniture, of which kind, how surely."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from attrs import frozen

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.cues import CUE_KINDS, INSIDE, MENTIONS, Cue
from provenance.detectors.boilerplate.guards import overrule
from provenance.detectors.boilerplate.kinds import LAYERS, PROVENANCE_KINDS, RIGHTS_KINDS
from provenance.detectors.boilerplate.lines import Flags, Lines
from provenance.detectors.boilerplate.model import LineModel, load_model
from provenance.detectors.boilerplate.sheet import Sheet, sheets_of
from provenance.detectors.boilerplate.told import PARAGRAPH, SHORT, speaks_of
from provenance.kernels import compiled
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
_STATING = [CUE_KINDS.index(kind) for kind in (*RIGHTS_KINDS, *PROVENANCE_KINDS)]
_ALSO = frozenset((*RIGHTS_KINDS, *PROVENANCE_KINDS, "read_time"))
LEARNED = "boilerplate/line-model"


class Label(NamedTuple):
    """A piece of furniture at `[start, stop)` of the folded text."""

    start: int
    stop: int
    kind: BoilerplateKind
    layer: Layer
    confidence: Confidence
    rule: str


def label_all(lines: Lines) -> list[list[Label]]:
    """Return the labels of the lines of plain texts. A text of one line has no neighbours to be judged by and gets none."""
    mass, scores, furniture = _judged(lines, load_model())
    overrule(lines, mass, furniture)
    prose = np.flatnonzero((mass > SHORT) & ~furniture).tolist()
    begins = lines.begins[lines.texts]
    spans = list(zip((lines.starts - begins).tolist(), (lines.stops - begins).tolist(), strict=True))
    return _Judged(lines, spans, mass.tolist(), scores.tolist(), prose).labels(furniture)


def judge_lines(lines: Lines, model: LineModel) -> tuple[Numbers, Numbers, Flags]:
    """Return the mass of each line of some texts, the log odds that it is furniture, and whether it is taken for such."""
    mass, scores, furniture = np.zeros(len(lines), np.float32), np.zeros(len(lines), np.float32), np.zeros(len(lines), dtype=bool)
    for sheet in sheets_of(lines):
        least = least_of(sheet)
        found = model.scores(sheet, least)
        taken = taken_of(sheet, found, least)
        for whole, part in ((mass, sheet.mass), (scores, found), (furniture, taken)):
            whole[sheet.order] = sheet.packed(part)
    return mass, scores, furniture


_judged = compiled("_looks", judge_lines)
"""`judge_lines`, compiled where it can be."""


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


@frozen(eq=False)
class _Judged:
    """The lines of some texts: where each stands in its text, its mass, its score, and which are prose."""

    lines: Lines
    spans: list[tuple[int, int]]
    mass: list[float]
    scores: list[float]
    prose: list[int]

    def labels(self, furniture: Flags) -> list[list[Label]]:
        """Return the labels of each text, given which lines are furniture; of a text that is nothing else, none."""
        lines = self.lines
        found: list[list[Label]] = [[] for _ in lines.sizes]
        some = (lines.sizes > 1) & (np.bincount(lines.texts[~furniture], minlength=len(found)) > 0)
        stated = ~furniture & (lines.claims[:, _STATING] > 0).any(axis=1) & (lines.claims[:, INSIDE] == 0)
        rows = np.flatnonzero((furniture | stated) & some[lines.texts])
        firsts, heading, before = lines.firsts.tolist(), None, -1
        for row, number, taken in zip(rows.tolist(), lines.texts[rows].tolist(), furniture[rows].tolist(), strict=True):
            cue = lines.cues[row]
            if taken:
                heading = None if row != before + 1 or row == firsts[number] else heading
                heading = cue[0].kind if cue is not None and cue[0].kind in _HEADING_KINDS else heading
                found[number] += self._label(row, cue, heading, firsts[number : number + 2])
                before = row
            elif cue is not None:
                found[number].append(self._labelled(row, cue[0].kind, "possible", cue[0].rule.id))
        return found

    def _label(self, row: int, cue: Cue | None, heading: str | None, bounds: list[int]) -> Iterator[Label]:
        """Yield the labels of a line of furniture below a `heading`; `bounds` are the first line of its text and that of the next.

        What else it holds is labelled as its words alone: one line may state a copyright, a reuse ban and a credit.
        """
        lines, mass = self.lines, self.mass
        if cue is not None:
            name, rule = cue[0].kind, cue[0].rule.id
        elif mass[row] < PARAGRAPH and (entry := speaks_of(lines, row)) is not None and _tells(lines, row, mass[row], entry):
            name, rule = entry.kind, entry.rule.id
        else:
            name, rule = self._guess(row, heading, *bounds), LEARNED
        stamp = rule == LEARNED and name == "date"
        sure: Confidence = "certain" if self.scores[row] > (_SURE_STAMP if stamp else _SURE) else "likely"
        yield self._labelled(row, name, sure, rule)
        for hit in lines.passages.get(row, ()):
            other = hit.phrase.entry.kind
            if other != name and other in _ALSO:
                yield Label(hit.start, hit.stop, *LAYERS[other], sure, hit.phrase.entry.rule.id)

    def _labelled(self, row: int, kind: str, sure: Confidence, rule: str) -> Label:
        start, stop = self.spans[row]
        return Label(start, stop, *LAYERS[kind], sure, rule)

    def _guess(self, row: int, heading: str | None, first: int, last: int) -> str:
        """Return the kind of a line that the catalog does not know: by its shape, the heading above it, its place in `[first, last)`."""
        lines, size = self.lines, self.mass[row]
        counts, shapes = lines.counts[row].tolist(), lines.shapes[row].tolist()
        if 4 <= size < 12 and counts[table.BAR] and not counts[table.LOWER] and lines.words[row].sum() == 1:
            return "byline"  # of the desk: HJ/MA
        if shapes[2] and size < 60:
            return "byline"
        if shapes[1] and size < 60 and counts[table.DIGIT] >= 3:
            return "date"
        if heading is not None:
            return heading
        at = bisect_left(self.prose, row)
        told_above, told_below = at > 0 and self.prose[at - 1] >= first, at < len(self.prose) and self.prose[at] < last
        scrap = told_above and not told_below and size <= 25
        return "navigation" if (told_below and not told_above) or scrap else "related"


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
