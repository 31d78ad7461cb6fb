"""The lines of a text as a table of numbers: how long, of what characters, where, with which known words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain

import numpy as np
import regex
from attrs import frozen

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate.characters import DENSE, DIGIT, LOWER, Indices, Numbers, classify, codes_of, counted
from provenance.detectors.boilerplate.kinship import kinship_of
from provenance.detectors.boilerplate.phrases import Hit, Hits, PhraseBook, bare
from provenance.expressions import compiled
from provenance.model.evidence import Span
from provenance.normalise import Folded

Cue = tuple[RuleEntry, str]
"""An entry of the catalog that knows a line, and how: "line" (the whole of it), "start" or "inside"."""
_PARAGRAPH, _SCRAP, _LONGEST_KNOWN = 300, 120, 400

_BLANKS = " \t\u3000"
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
MENTIONS = (
    "cookie",
    "newsletter",
    "comment",
    "share",
    "paywall",
    "login",
    "ad",
    "read-time",
    "photo",
    "footer",
    "related",
    "web",
    "script",
)
"""The last words of the ids of the entries `boilerplate/mentions/mention-*`: what a line speaks of."""
SHAPES = (
    "repeated",
    "clock",
    "byline shape",
    "form words",
    "form phrases",
    "kinship",
    "kin words",
    "same opening",
    "enumerated",
    "next number",
    "counter",
)
_STRENGTH = {"line": 1.0, "start": 0.8, "inside": 0.6}
_CUE_COLUMN = {kind: at for at, kind in enumerate(CUE_KINDS)} | {"captcha": CUE_KINDS.index("comment_form")}
_ROLE_COLUMN = {"line": len(CUE_KINDS), "start": len(CUE_KINDS) + 1, "inside": len(CUE_KINDS) + 2}
_MENTION_COLUMN = {f"boilerplate/mentions/mention-{name}": at for at, name in enumerate(MENTIONS)}
_CLOCK = compiled(r"\d{1,4}[./年-] ?\d{1,2}[./月-] ?\d{1,4}|\d{1,2}[:h]\d{2}\b|\b(?:19|20)\d\d\b")
_BYLINE = compiled(r"(?:by|von|par|por|di|door|oleh|av|af|text|words|story)\s+\p{Lu}", regex.IGNORECASE)
_BYLINE_FIRST = frozenset("bvpdoatsw")
_NUMBERED = compiled(r"[-*#|(\[ ]{0,3}(\d{1,3})(?:[.):|/ \t]|st\b|nd\b|rd\b|th\b|a\b)")
COUNTER = compiled(r"(?<![\d/])(\d{1,3}) ?(?:/|of|von|de|sur|di|из|z|av|van) ?(\d{1,3})(?![\d/])")
"""The number of a picture among so many: "3/14"."""
_OPENING, _COUNTED = 6, 60
_BULLETS = frozenset("*-•·►▶▸>»|#◆■●★☆→")
_BRACKETS = "([（"
_KEPT = 8_000
"""Lines of which is remembered what the catalog knows of them: the furniture of an outlet, and reprints, say the same again."""

_AT_ONCE = 200_000
"""Characters of texts that are read as one, but for a longer text."""


@frozen(eq=False)
class Lines:
    """The lines of a folded `text` that are not blank.

    `starts` and `stops` bound each line without blanks at its ends; `counts[line, class]` counts characters by class, `words[line, class]`
    words by the class of their first character; `cues[line]` is the entry that knows the line and how ("line", "start", "inside") or None,
    `claims[line]` the same as numbers, a column for each kind and each way; `mentions[line]` counts what the line speaks of, columns as in
    `MENTIONS`, and `mentioned[line]` is the first entry of the catalog of which it holds a word; `shapes` has the columns of `SHAPES`,
    `kin` how many words of the line the head of the text knows, and how many words it has.
    """

    text: str
    starts: Indices
    stops: Indices
    counts: Numbers
    words: Numbers
    first: Indices
    last: Indices
    cues: tuple[Cue | None, ...]
    claims: Numbers
    mentions: Numbers
    mentioned: tuple[RuleEntry | None, ...]
    shapes: Numbers
    kin: Numbers
    passages: tuple[tuple[int, Hit], ...]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.starts)


def table_of(folded: Folded, book: PhraseBook, hits: Hits) -> Lines:
    """Return the table of lines of a text; `hits` are the phrases of the book found in it."""
    return tables_of([(folded, hits)], book)[0]


def tables_of(texts: Sequence[tuple[Folded, Hits]], book: PhraseBook) -> list[Lines]:
    """Return the table of lines of each text, given with the phrases of the book found in it; characters are counted in all at once."""
    found: list[Lines] = []
    some: list[tuple[Folded, Hits]] = []
    room = _AT_ONCE
    for item in texts:
        size = len(item[0].text)
        if some and size > room:
            found += _tables(some, book)
            some, room = [], _AT_ONCE
        some.append(item)
        room -= size
    if some:
        found += _tables(some, book)
    return found


def _tables(texts: Sequence[tuple[Folded, Hits]], book: PhraseBook) -> Iterator[Lines]:
    """Yield the tables of some texts, which are read as one."""
    spans = [folded.once(bounds_of) for folded, _ in texts]
    sizes = [len(several) for several in spans]
    begins = np.repeat(list(accumulate((len(folded.text) + 1 for folded, _ in texts[:-1]), initial=0)), sizes)
    bounds = np.array(list(chain.from_iterable(spans)), dtype=np.int64).reshape(-1, 2) + begins[:, None]
    starts, stops = bounds[:, 0].copy(), bounds[:, 1].copy()
    classes = classify("\n".join([folded.text for folded, _ in texts]))
    counts, words = counted(classes, starts)
    first, last = classes[starts].astype(np.int64), classes[stops - 1].astype(np.int64)
    dense = 2 * counts[:, DENSE] > counts.sum(axis=1)
    codes = codes_of("\n".join([folded.lower for folded, _ in texts]))
    letters = (classes >= LOWER) & (classes <= DENSE)
    kin = kinship_of(codes, letters, starts, stops, dense, np.repeat(np.arange(len(texts)), sizes))
    digits = (counts[:, DIGIT] > 0).tolist()
    starts, stops, at = starts - begins, stops - begins, 0
    for (folded, hits), several in zip(texts, spans, strict=True):
        own = slice(at, at + len(several))
        at = own.stop
        found = _Found(folded.lower, [start for start, _ in several], [stop for _, stop in several])
        found.look_up(book, digits[own])
        found.place(hits)
        found.shapes[:, 5:7] = kin[own, :2]
        yield Lines(
            folded.text, starts[own], stops[own], counts[own], words[own], first[own], last[own],
            tuple(found.cues), found.claims(), found.mentions, tuple(found.mentioned), found.shapes, kin[own, 2:], tuple(found.passages),
        )  # fmt: skip


def bounds_of(folded: Folded) -> list[Span]:
    """Return where each line that is not blank starts and stops, without blanks at its ends."""
    found, at = [], 0
    for line in folded.text.split("\n"):
        inner = line.lstrip(_BLANKS)
        if inner:
            start = at + len(line) - len(inner)
            found.append((start, start + len(inner.rstrip(_BLANKS))))
        at += len(line) + 1
    return found


def _behind_bullet(line: str) -> int:
    """Return where the words of a line begin, behind a bullet and a blank, or a bracket."""
    if line[0] in _BRACKETS:
        return 1
    return 2 if line[0] in _BULLETS and len(line) > 2 and line[1] == " " else 0


@lru_cache(maxsize=_KEPT)
def _cue(book: PhraseBook, line: str) -> Cue | None:
    """Return the entry that knows a line in lower case by its whole or its opening, and how; None when none does."""
    if (known := book.lines.get(bare(line))) is not None:
        return known, "line"
    opening = book.opening(line, _behind_bullet(line), len(line))
    if opening is not None and len(line) <= opening.entry.rule.reach:
        return opening.entry, "start"
    known = book.menu(line) if "|" in line else None
    return None if known is None else (known, "line")


class _Found:
    """What is found in the lines of a text, while it is being found."""

    def __init__(self, text: str, starts: list[int], stops: list[int]) -> None:
        """Start with nothing found in the lines `[start, stop)` of a text in lower case."""
        count = len(starts)
        self.text, self.starts, self.stops = text, starts, stops
        self.cues: list[Cue | None] = [None] * count
        self.mentioned: list[RuleEntry | None] = [None] * count
        self.mentions = np.zeros((count, len(MENTIONS)), dtype=np.float32)
        self.shapes = np.zeros((count, len(SHAPES)), dtype=np.float32)
        self.passages: list[tuple[int, Hit]] = []

    def look_up(self, book: PhraseBook, digits: list[bool]) -> None:
        """Find the entry that knows each line by its whole or its opening, and the shapes that lines have; `digits` is which hold one."""
        text, shapes, cues = self.text, self.shapes, self.cues
        seen: dict[str, int] = {}
        openings: dict[str, list[int]] = {}
        before = -1
        for row, (start, stop) in enumerate(zip(self.starts, self.stops, strict=True)):
            openings.setdefault(text[start : start + _OPENING], []).append(row)
            number = _NUMBERED.match(text, start, stop) if text[start] in "0123456789-*#|([" else None
            if number:
                value = int(number[1])
                shapes[row, 8], shapes[row, 9] = 1, value == before + 1
                before = value
            if stop - start > _PARAGRAPH:
                continue
            counter = COUNTER.search(text, start, min(stop, start + _COUNTED)) if digits[row] else None
            if counter and int(counter[1]) <= int(counter[2]):
                shapes[row, 10] = 1
            line = text[start:stop]
            cues[row] = _cue(book, line)
            if stop - start <= _SCRAP:
                if digits[row] and _CLOCK.search(line):
                    shapes[row, 1] = 1
                if line[0] in _BYLINE_FIRST and _BYLINE.match(line):
                    shapes[row, 2] = 1
            first = seen.setdefault(line, row)
            if first != row:
                shapes[row, 0] = shapes[first, 0] = 1
        for several in openings.values():
            if len(several) > 1:
                shapes[several, 7] = min(len(several), 20)

    def place(self, hits: Hits) -> None:
        """Give each phrase to its line: form words are counted, a phrase inside a short line makes it known, mentions are counted."""
        ranks = [1 << 30] * len(self.starts)
        for hit in hits.mentions:
            if (row := self._row(hit)) is not None:
                phrase = hit.phrase
                column = _MENTION_COLUMN.get(phrase.entry.rule.id)
                if column is not None:
                    self.mentions[row, column] += 1
                if phrase.rank < ranks[row]:
                    ranks[row], self.mentioned[row] = phrase.rank, phrase.entry
        for hit in hits.forms:
            if (row := self._row(hit)) is not None:
                self.shapes[row, 3 if hit.phrase.role == "word" else 4] += 1
        for hit in hits.inside:
            if (row := self._row(hit)) is not None and self.stops[row] - self.starts[row] <= _LONGEST_KNOWN:
                self.cues[row] = self.cues[row] or (hit.phrase.entry, "inside")
                self.passages.append((row, hit))

    def _row(self, hit: Hit) -> int | None:
        """Return the line in which a phrase begins."""
        row = bisect_right(self.starts, hit.start) - 1
        return row if row >= 0 and hit.start < self.stops[row] else None

    def claims(self) -> Numbers:
        """Return how strongly the catalog claims each line for each kind of `CUE_KINDS`, and in which of the three ways."""
        table = np.zeros((len(self.cues), len(CUE_KINDS) + 3), dtype=np.float32)
        for row, cue in enumerate(self.cues):
            if cue is not None:
                table[row, _CUE_COLUMN[cue[0].kind]] = _STRENGTH[cue[1]]
                table[row, _ROLE_COLUMN[cue[1]]] = 1
        return table
