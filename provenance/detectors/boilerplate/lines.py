"""The lines of a text as a table of numbers: how long, of what characters, where, with which known words."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache

import numpy as np
import regex
from attrs import frozen
from numpy.typing import NDArray

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate.kinship import kinship_of
from provenance.detectors.boilerplate.phrases import Hit, PhraseBook, bare
from provenance.normalise import Folded

Numbers = NDArray[np.float32]
Indices = NDArray[np.int64]
Cue = tuple[RuleEntry, str]
"""An entry of the catalog that knows a line, and how: "line" (the whole of it), "start" or "inside"."""
_PARAGRAPH, _SCRAP, _LONGEST_KNOWN = 300, 120, 400

(OTHER, LOWER, UPPER, UNCASED, DENSE, DIGIT, SPACE, NEWLINE, STOP, COMMA, COLON, QUOTE, BRACKET, BAR, DASH, SIGN) = range(16)
_SIGNS = {
    STOP: ".!?…。؟।۔",
    COMMA: ",;、،؛",
    COLON: ":",
    QUOTE: "\"'「」『』",
    BRACKET: "()[]{}【】《》〈〉<>",
    BAR: "|/\\·•●▪■›→»▶►・",
    DASH: "-_~",
    SIGN: "©®™@#*+=&%$€£¥^★☆",
}
_TABLED = 0x3400
CUE_KINDS = (
    "comment_form",
    "share",
    "related",
    "navigation",
    "cookie",
    "newsletter",
    "copyright",
    "license",
    "credit",
    "photo_credit",
    "byline",
    "date",
    "read_time",
    "ad",
    "paywall",
    "login",
    "footer",
    "page_stamp",
    "contact",
)
_STRENGTH = {"line": 1.0, "start": 0.8, "inside": 0.6}
_CLOCK = regex.compile(r"\d{1,4}[./年-] ?\d{1,2}[./月-] ?\d{1,4}|\d{1,2}[:h]\d{2}\b|\b(?:19|20)\d\d\b")
_BYLINE = regex.compile(r"(?:by|von|par|por|di|door|oleh|av|af|text|words|story)\s+\p{Lu}", regex.IGNORECASE)


@frozen(eq=False)
class Lines:
    """The lines of a folded text that are not blank.

    `starts` and `stops` bound each line without blanks at its ends; `counts[line, class]` counts characters by class, `words[line, class]`
    words by the class of their first character; `cues[line]` is the entry that knows the line and how ("line", "start", "inside") or None.
    """

    starts: Indices
    stops: Indices
    counts: Numbers
    words: Numbers
    first: Indices
    last: Indices
    cues: tuple[Cue | None, ...]
    shapes: Numbers
    passages: tuple[tuple[int, Hit], ...]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.starts)


@cache
def _classes() -> NDArray[np.uint8]:
    table = np.full(_TABLED, OTHER, dtype=np.uint8)
    for code in range(_TABLED):
        kind = unicodedata.category(chr(code))
        table[code] = {"Ll": LOWER, "Lu": UPPER, "Lt": UPPER, "Lo": UNCASED, "Lm": UNCASED, "Mn": UNCASED, "Mc": UNCASED, "Nd": DIGIT}.get(
            kind, OTHER
        )
    table[0x3041:0x3100] = DENSE
    table[0x0E01:0x0F00] = DENSE
    table[0x1000:0x10A0] = DENSE
    table[0x1780:0x17D4] = DENSE
    for group, signs in _SIGNS.items():
        for sign in signs:
            table[ord(sign)] = group
    table[[0x20, 0x09, 0x3000]] = SPACE
    table[0x0A] = NEWLINE
    return table


def classify(text: str) -> NDArray[np.uint8]:
    """Return the class of every character; beyond the table stand ideographs and Hangul, then pictures."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    beyond = codes >= _TABLED
    classes = _classes()[np.where(beyond, 0, codes)]
    if beyond.any():
        classes[beyond] = np.where(codes[beyond] < 0xD7FF, DENSE, OTHER)
    return classes


def table_of(folded: Folded, book: PhraseBook, hits: list[Hit]) -> Lines:
    """Return the table of lines of a text; `hits` are the phrases of the book found in it."""
    classes = classify(folded.text)
    inked = np.flatnonzero((classes != SPACE) & (classes != NEWLINE))
    breaks = np.flatnonzero(classes == NEWLINE)
    rows = np.searchsorted(breaks, inked)
    _, firsts = np.unique(rows, return_index=True)
    lasts = np.append(firsts[1:], len(inked)) - 1 if len(firsts) else firsts
    starts, stops = inked[firsts], inked[lasts] + 1
    count = len(starts)
    numbers = np.repeat(np.arange(count), np.diff(np.append(firsts, len(inked)))) if count else rows
    counts = np.bincount(numbers * 16 + classes[inked], minlength=count * 16).reshape(count, 16)
    opening = np.ones(len(inked), dtype=bool)
    opening[1:] = np.diff(inked) > 1
    words = np.bincount(numbers[opening] * 16 + classes[inked][opening], minlength=count * 16).reshape(count, 16)
    cues, shapes = _look_up(folded, book, starts.tolist(), stops.tolist())
    passages = _place_hits(hits, starts.tolist(), stops.tolist(), cues, shapes)
    dense = (2 * counts[:, DENSE] > counts.sum(axis=1)).tolist()
    shapes[:, 5:] = kinship_of(folded.lower, starts.tolist(), stops.tolist(), dense)
    return Lines(
        starts,
        stops,
        counts.astype(np.float32),
        words.astype(np.float32),
        classes[starts].astype(np.int64),
        classes[stops - 1].astype(np.int64),
        tuple(cues),
        shapes,
        passages,
    )


def _look_up(folded: Folded, book: PhraseBook, starts: list[int], stops: list[int]) -> tuple[list[Cue | None], Numbers]:
    """Return the entry that knows each line by its whole or its opening, and the shapes: repeated, clock or date, by-line."""
    text, cues = folded.lower, list[Cue | None]()
    shapes = np.zeros((len(starts), 7), dtype=np.float32)
    seen: dict[str, int] = {}
    for row, (start, stop) in enumerate(zip(starts, stops, strict=True)):
        cue: Cue | None = None
        if stop - start <= _PARAGRAPH:
            line = text[start:stop]
            if (known := book.lines.get(bare(line))) is not None:
                cue = (known, "line")
            elif (entry := book.opening(text, start, stop)) is not None and stop - start <= entry.rule.reach:
                cue = (entry, "start")
            if stop - start <= _SCRAP:
                shapes[row, 1] = bool(_CLOCK.search(line))
                shapes[row, 2] = bool(_BYLINE.match(line))
            first = seen.setdefault(line, row)
            if first != row:
                shapes[row, 0] = shapes[first, 0] = 1
        cues.append(cue)
    return cues, shapes


def _place_hits(
    hits: list[Hit], starts: list[int], stops: list[int], cues: list[Cue | None], shapes: Numbers
) -> tuple[tuple[int, Hit], ...]:
    """Give each phrase to its line: form words are counted, a phrase inside a short line makes it known; return the latter by row."""
    passages = []
    for hit in hits:
        row = bisect_right(starts, hit.start) - 1
        if row < 0 or hit.start >= stops[row]:
            continue
        if hit.phrase.role != "inside":
            shapes[row, 3 if hit.phrase.role == "word" else 4] += 1
        elif stops[row] - starts[row] <= _LONGEST_KNOWN:
            cues[row] = cues[row] or (hit.phrase.entry, "inside")
            passages.append((row, hit))
    return tuple(passages)


def cue_numbers(lines: Lines) -> Numbers:
    """Return how strongly the catalog claims each line for each kind of `CUE_KINDS`."""
    table = np.zeros((len(lines), len(CUE_KINDS) + 3), dtype=np.float32)
    for row, cue in enumerate(lines.cues):
        if cue is not None:
            table[row, CUE_KINDS.index(cue[0].kind)] = _STRENGTH[cue[1]]
            table[row, len(CUE_KINDS) + ("line", "start", "inside").index(cue[1])] = 1
    return table
