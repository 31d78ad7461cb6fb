"""The lines of texts as a table of numbers: how long, of what characters, where, with which known words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate.characters import DENSE, DIGIT, LOWER, Indices, Numbers, classify, codes_of, counted
from provenance.detectors.boilerplate.cues import CUE_KINDS, MENTIONS, Cue, claims_of, cues_of, lined, mentions_in, tallied
from provenance.detectors.boilerplate.kinship import kinship_of
from provenance.detectors.boilerplate.phrases import Hit, Hits, PhraseBook
from provenance.detectors.boilerplate.shapes import COUNTER, SHAPES, Bounds, shapes_of
from provenance.kernels.lines import Codes
from provenance.lines import bounds_of
from provenance.normalise import Folded

__all__ = ["COUNTER", "CUE_KINDS", "MENTIONS", "SHAPES", "Cue", "Lines", "table_of", "tables_of"]
Flags = NDArray[np.bool_]
_LONGEST_KNOWN = 400
_AT_ONCE = 400_000
"""Characters of texts that are read as one, but for a longer text."""


@frozen(eq=False, slots=False)
class Lines:
    """The lines of some folded texts that are not blank, one text after the other.

    `text` is all of them with a line end between, `begins` tells where in it each begins, `sizes` how many lines each has. `starts` and
    `stops` bound each line in `text` without blanks at its ends; `counts[line, class]` counts characters by class, `words[line, class]`
    words by the class of their first character; `cues[line]` is the entry that knows the line and how ("line", "start", "inside") or None,
    `claims[line]` the same as numbers, a column for each kind and each way; `mentions[line]` counts what the line speaks of, columns as in
    `MENTIONS`, and `mentioned[line]` is the first entry of the catalog of which it holds a word; `shapes` has the columns of `SHAPES`,
    `kin` how many words of the line the head of the text knows, and how many words it has. `ends` are the last
    characters of lines, `passages` the phrases inside that make them known.
    """

    text: str
    begins: Indices
    sizes: Indices
    starts: Indices
    stops: Indices
    counts: Numbers
    words: Numbers
    first: Indices
    last: Indices
    cues: list[Cue | None]
    claims: Numbers
    mentions: Numbers
    mentioned: list[RuleEntry | None]
    shapes: Numbers
    kin: Numbers
    ends: Codes
    passages: dict[int, list[Hit]]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.starts)

    @cached_property
    def firsts(self) -> Indices:
        """The first line of each text, and how many lines there are."""
        return np.concatenate([[0], np.cumsum(self.sizes)])

    @cached_property
    def texts(self) -> Indices:
        """The number of the text of each line."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    @cached_property
    def rows(self) -> Indices:
        """How many lines of its text stand above each line."""
        found: Indices = np.arange(len(self)) - self.firsts[self.texts]
        return found

    @cached_property
    def left(self) -> Indices:
        """How many lines of its text stand below each line."""
        found: Indices = self.sizes[self.texts] - 1 - self.rows
        return found

    @cached_property
    def known(self) -> Flags:
        """Which lines an entry knows."""
        found: Flags = np.any(self.claims > 0, axis=1)
        return found

    @cached_property
    def unknown(self) -> Flags:
        """Which lines no entry knows, and hold no word that tells their kind."""
        told = [entry is not None and not entry.labels.get("weak") for entry in self.mentioned]
        found: Flags = ~self.known & ~np.array(told, dtype=bool)
        return found

    def of(self, number: int) -> Lines:
        """Return the lines of one of the texts, without their passages."""
        first, last = self.firsts[number : number + 2].tolist()
        own = slice(first, last)
        return Lines(
            self.text, self.begins[number : number + 1], self.sizes[number : number + 1], self.starts[own], self.stops[own],
            self.counts[own], self.words[own], self.first[own], self.last[own], self.cues[own], self.claims[own], self.mentions[own],
            self.mentioned[own], self.shapes[own], self.kin[own], self.ends[own], {},
        )  # fmt: skip


def often(lines: Lines, marked: Flags, least: int) -> Flags:
    """Return which lines are marked in texts of which so many are."""
    found: Flags = marked & (np.bincount(lines.texts[marked], minlength=len(lines.sizes)) >= least)[lines.texts]
    return found


def table_of(folded: Folded, book: PhraseBook, hits: Hits) -> Lines:
    """Return the table of lines of a text; `hits` are the phrases of the book found in it."""
    return _table([(folded, hits)], book)


def tables_of(texts: Sequence[tuple[Folded, Hits]], book: PhraseBook) -> Iterator[Lines]:
    """Yield the tables of lines of some texts, given with the phrases of the book found in each, as many in one as may be."""
    some: list[tuple[Folded, Hits]] = []
    room = _AT_ONCE
    for item in texts:
        size = len(item[0].text)
        if some and size > room:
            yield _table(some, book)
            some, room = [], _AT_ONCE
        some.append(item)
        room -= size
    if some:
        yield _table(some, book)


def _table(texts: Sequence[tuple[Folded, Hits]], book: PhraseBook) -> Lines:
    """Return the table of lines of some texts, which are read as one."""
    spans = [folded.once(bounds_of) for folded, _ in texts]
    sizes = np.array([len(several) for several in spans], dtype=np.int64)
    ends = np.array(list(accumulate(len(folded.text) + 1 for folded, _ in texts)), dtype=np.int64) - 1
    begins = np.concatenate([[0], ends[:-1] + 1])
    number = np.repeat(np.arange(len(texts)), sizes)
    every = chain.from_iterable(chain.from_iterable(spans))
    places = np.fromiter(every, np.int64, 2 * len(number)).reshape(-1, 2) + begins[number, None]
    bounds = Bounds(places[:, 0].copy(), places[:, 1].copy(), number, ends[number])
    starts, stops = bounds.starts, bounds.stops
    text, lower = "\n".join([folded.text for folded, _ in texts]), "\n".join([folded.lower for folded, _ in texts])
    classes, codes = classify(text), codes_of(lower)
    counts, words = counted(classes, starts)
    shapes = shapes_of(lower, codes, bounds, counts[:, DIGIT])
    cues = cues_of(lower, starts, stops, book)
    forms, rows = lined([hits.forms for _, hits in texts], begins, starts, stops)
    shapes[:, 3:5] = tallied(2 * rows + np.array([hit.phrase.role != "word" for hit in forms], np.int64), len(starts), 2)
    passages = _passages(cues, *lined([hits.inside for _, hits in texts], begins, starts, stops), stops - starts)
    mentions, mentioned = mentions_in(*lined([hits.mentions for _, hits in texts], begins, starts, stops), len(starts))
    dense = 2 * counts[:, DENSE] > counts.sum(axis=1)
    kin = kinship_of(codes, (classes >= LOWER) & (classes <= DENSE), starts, stops, dense, number)
    shapes[:, 5:7] = kin[:, :2]
    return Lines(
        text, begins, sizes, starts, stops, counts, words, classes[starts].astype(np.int64), classes[stops - 1].astype(np.int64),
        cues, claims_of(cues), mentions, mentioned, shapes, kin[:, 2:], codes[stops - 1], passages,
    )  # fmt: skip


def _passages(cues: list[Cue | None], hits: Sequence[Hit], rows: Indices, lengths: Indices) -> dict[int, list[Hit]]:
    """Return the phrases that make short lines known, by line; the first is given to a line that nothing else knows."""
    found: dict[int, list[Hit]] = {}
    for row, hit, length in zip(rows.tolist(), hits, lengths[rows].tolist(), strict=True):
        if length <= _LONGEST_KNOWN:
            if cues[row] is None:
                cues[row] = hit.phrase.entry, "inside"
            found.setdefault(row, []).append(hit)
    return found
