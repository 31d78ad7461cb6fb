"""Texts of few lines, or of paragraphs alone: too little to judge lines by their neighbours, so only known words label a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate.kinds import RIGHTS_KINDS, kind_named, layer_of
from provenance.detectors.boilerplate.labels import Label
from provenance.detectors.boilerplate.phrases import Hits, PhraseBook, bare
from provenance.detectors.boilerplate.told import BOX_WORDS, BOXES
from provenance.model.evidence import Span
from provenance.normalise import Folded

_FEW, _MANY, _PARAGRAPH, _OPENING, _KNOWN = 4, 5000, 150, 200, 400
_ENDS, _BOX = 4, 600
_SPOKEN = (*RIGHTS_KINDS, *BOXES)
# Kinds whose openings were right at least nine times in ten on lines of pages.
_TRUSTED = ("share", "newsletter", "copyright", "license", "footer", "login", "read_time", "cookie", "date")


def is_plain(spans: list[Span]) -> bool:
    """Whether a text has too few lines, no short ones, or far too many, to judge them by one another."""
    return len(spans) < _FEW or len(spans) > _MANY or all(stop - start >= _PARAGRAPH for start, stop in spans)


def label_few(folded: Folded, spans: list[Span], book: PhraseBook, hits: Hits) -> Iterator[Label]:
    """Yield the labels of lines that the catalog knows as a whole, by a trusted opening, or by a statement of rights inside."""
    if len(spans) < 2:
        return
    stated, asking = _inside(folded, spans, hits)
    for row, (start, stop) in enumerate(spans):
        entry = None
        if stop - start <= _OPENING:
            entry = book.lines.get(bare(folded.lower[start:stop]))
            if entry is None:
                opening = book.opening(folded.lower, start, stop)
                entry = opening.entry if opening is not None and (opening.entry.kind in _TRUSTED or opening.about) else None
        if entry is None and stop - start <= _KNOWN:
            entry = stated.get(row)
        if entry is None and (row == 0 or row >= len(spans) - _ENDS):
            entry = asking.get(row)
        if entry is not None:
            kind = kind_named(entry.kind)
            yield Label(start, stop, kind, layer_of(kind), "likely", entry.rule.id)


def _inside(folded: Folded, spans: list[Span], hits: Hits) -> tuple[dict[int, RuleEntry], dict[int, RuleEntry]]:
    """Return the lines that hold a statement of rights, and those that ask the reader for something.

    A line asks when it holds a phrase of a newsletter, paywall, login, share or cookie box and two more words of such boxes, and quotes
    nobody: a story of a newspaper's subscribers has the words, and seldom the phrase.
    """
    starts = [start for start, _ in spans]
    stated: dict[int, RuleEntry] = {}
    asked: dict[int, RuleEntry] = {}
    words: dict[int, set[int]] = {}
    for hit in hits.inside:
        if (kind := hit.phrase.entry.kind) in RIGHTS_KINDS:
            stated.setdefault(bisect_right(starts, hit.start) - 1, hit.phrase.entry)
        elif kind in BOXES:
            asked.setdefault(bisect_right(starts, hit.start) - 1, hit.phrase.entry)
    for hit in hits.mentions if asked else ():
        if hit.phrase.entry.kind in _SPOKEN:
            words.setdefault(bisect_right(starts, hit.start) - 1, set()).add(hit.start)
    return stated, {row: entry for row, entry in asked.items() if _asks(folded.text, spans[row], words.get(row, set()))}


def _asks(text: str, span: Span, words: set[int]) -> bool:
    """Whether a line is a box that asks; `words` is where its words of boxes begin."""
    return span[1] - span[0] <= _BOX and len(words) > BOX_WORDS and '"' not in text[span[0] : span[1]]
