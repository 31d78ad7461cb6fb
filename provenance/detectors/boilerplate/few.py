"""Texts of few lines, or of paragraphs alone: too little to judge lines by their neighbours, so only known words label a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import regex

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate.labels import RIGHTS_KINDS, Label, kind_named, layer_of
from provenance.detectors.boilerplate.phrases import Hit, PhraseBook, bare
from provenance.model.evidence import Span
from provenance.normalise import Folded

_LINE = regex.compile(r"\S[^\n]*+")
_FEW, _MANY, _PARAGRAPH, _OPENING, _KNOWN = 4, 5000, 150, 160, 400
# Kinds whose openings were right at least nine times in ten on lines of pages.
_TRUSTED = ("share", "newsletter", "copyright", "license", "footer", "login", "read_time", "cookie", "date")


def lines_of(folded: Folded) -> list[Span]:
    """Return the lines of a folded text that are not blank, without blanks at their ends."""
    found = []
    for match in _LINE.finditer(folded.text):
        start, stop = match.span()
        found.append((start, stop - (len(match[0]) - len(match[0].rstrip()))))
    return found


def is_plain(spans: list[Span]) -> bool:
    """Whether a text has too few lines, no short ones, or far too many, to judge them by one another."""
    return len(spans) < _FEW or len(spans) > _MANY or all(stop - start >= _PARAGRAPH for start, stop in spans)


def label_few(folded: Folded, spans: list[Span], book: PhraseBook, hits: list[Hit]) -> Iterator[Label]:
    """Yield the labels of lines that the catalog knows as a whole, by a trusted opening, or by a statement of rights inside."""
    if len(spans) < 2:
        return
    starts = [start for start, _ in spans]
    stated: dict[int, RuleEntry] = {}
    for hit in hits:
        if hit.phrase.role == "inside" and hit.phrase.entry.kind in RIGHTS_KINDS:
            stated.setdefault(bisect_right(starts, hit.start) - 1, hit.phrase.entry)
    for row, (start, stop) in enumerate(spans):
        entry = None
        if stop - start <= _OPENING:
            entry = book.lines.get(bare(folded.lower[start:stop]))
            if entry is None:
                opening = book.opening(folded.lower, start, stop)
                entry = opening if opening is not None and opening.kind in _TRUSTED else None
        if entry is None and stop - start <= _KNOWN:
            entry = stated.get(row)
        if entry is not None:
            kind = kind_named(entry.kind)
            yield Label(start, stop, kind, layer_of(kind), "likely", entry.rule.id)
