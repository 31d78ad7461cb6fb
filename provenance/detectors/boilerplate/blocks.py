"""Furniture of a page: the reader decided what the article is; the blocks outside it get their kind from words, markup and place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any

from attrs import define, field

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.boilerplate.kinds import LAYERS, layer_of
from provenance.detectors.boilerplate.labels import Label
from provenance.detectors.boilerplate.phrases import Hit, PhraseBook, bare
from provenance.model.evidence import Span
from provenance.model.text import Article, Block
from provenance.normalise import Folded

_PLACES = {"header": "navigation", "nav": "navigation", "aside": "related", "footer": "footer", "form": "login", "main": "related"}
_LONGEST_CUE = 300
_LONGEST_DATE, _MOST_LETTERS = 60, 14
_LONGEST_META, _MOST_WORDS = 90, 12
_META = frozenset(("meta", "byline", "posted", "postmeta", "entrymeta", "published", "date"))
_PHOTO = re.compile(r"foto|photo|bild|image|credit|courtesy|©|摄|撮影|/ ?(?:afp|ap|reuters|getty|dpa|epa|efe|ansa|tass|xinhua|imago)\b")
_MARK = re.compile(r"\b(?:foto|photo|bild|image|picture)s?(?: credit)? ?:|©")
_LINK, _EDGES = 0.9, frozenset(("header", "nav", "footer"))
_LONGEST_CREDIT, _NEAR = 120, 6
_CREDITING = frozenset(("byline", "date", "photo_credit", "credit"))
_NARROW = frozenset(("ad", "paywall"))
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"[^\W\d]+")
_UNASKED = (0, "", "")


@define
class Markings:
    """What class words say about the kind of a block; `hints` has rank, kind and rule of each word, `known` what was asked before."""

    hints: Mapping[str, tuple[int, str, str]]
    known: dict[tuple[tuple[str, ...], bool], tuple[int, str, str] | None] = field(factory=dict)

    def kind_of(self, block: Block) -> tuple[str, str]:
        """Return kind and rule of a block by its markup, else by its place."""
        key = block.hints, block.stop - block.start <= _LONGEST_CREDIT
        told = self.known.get(key, _UNASKED)
        if told is _UNASKED:
            words = [(at, word) for at, word in enumerate(block.hints) if word in self.hints]
            told = self.known[key] = min((self.hints[word] for at, word in words if self._holds(word, at, key[1])), default=None)
        return (told[1], told[2]) if told else (_PLACES[block.place], f"boilerplate/place-{block.place}")

    def _holds(self, word: str, at: int, brief: bool) -> bool:  # noqa: FBT001 -- one half of a key
        """Whether a class word, `at` words away from the block, may name its kind: some words stand around large parts of a page."""
        kind = self.hints[word][1]
        return at < _NEAR and brief if kind in _CREDITING else at < _NEAR or kind not in _NARROW


@define
class Wordings:
    """What the words of a block say about its kind; `telling` are the places of words about rights and credits, in order."""

    folded: Folded
    book: PhraseBook
    catalog: Catalog
    telling: Sequence[tuple[int, RuleEntry]]

    def kind_of(self, block: Block) -> tuple[str, str] | None:
        """Return kind and rule of a short block: a known line, words about rights or credits, a date; None when its words tell none."""
        if block.stop - block.start > _LONGEST_CUE:
            return None
        start, stop = self.folded.position(block.start), self.folded.position(block.stop)
        words = self.folded.lower[start:stop]
        entry = self.book.lines.get(bare(words))
        if entry is None and (opening := self.book.opening(words, 0, len(words))):
            entry = opening.entry
        if entry is not None and layer_of(entry.kind) != "plain":
            return entry.kind, entry.rule.id
        if told := self._told(start, stop, block):
            return told.kind, told.rule.id
        if block.link_density < _LINK and (_is_marked(words) or (block.tag == "figcaption" and _PHOTO.search(words))):
            return ("copyright" if "©" in words and block.place in _EDGES else "photo_credit"), "boilerplate/caption-credit"
        if len(words) <= _LONGEST_META and (digit := _DIGIT.search(words)) and _is_date(words, digit.start(), block, self.catalog):
            return "date", "boilerplate/date-alone"
        return (entry.kind, entry.rule.id) if entry else None

    def _told(self, start: int, stop: int, block: Block) -> RuleEntry | None:
        """Return the entry of the first words about rights or credits in a block that is more than a link."""
        at = bisect_left(self.telling, start, key=itemgetter(0)) if self.telling else 0
        if at == len(self.telling) or self.telling[at][0] >= stop:
            return None
        entry = self.telling[at][1]
        return entry if block.link_density < _LINK or entry.kind == "copyright" else None


def _telling(hits: Sequence[Hit]) -> list[tuple[int, RuleEntry]]:
    """Return where words stand that make a line one about rights or credits, of those that make a line known."""
    return [(hit.start, hit.phrase.entry) for hit in hits if layer_of(hit.phrase.entry.kind) != "plain"]


def label_blocks(article: Article, folded: Folded, book: PhraseBook, hits: Sequence[Hit], catalog: Catalog) -> list[Label]:
    """Return a label for each run of blocks of one kind outside the body of a page, where it stands in the text as read.

    Their words decide, else their markup.
    """
    markup, wordings = Markings(_hints(catalog)), Wordings(folded, book, catalog, _telling(hits))
    body, at = article.body or (), 0
    runs: list[list[Any]] = []
    going = False
    for block in article.blocks:
        start, stop = block.start, block.stop
        if block.place == "markup" or stop <= start:
            continue
        while at < len(body) and body[at][1] <= start:
            at += 1
        if at < len(body) and body[at][0] < stop and 2 * _inside(body, at, start, stop) > stop - start:
            going = False
            continue
        kind, rule = wordings.kind_of(block) or markup.kind_of(block)
        if going and runs[-1][2] == kind and runs[-1][3] == rule:
            runs[-1][1] = stop
        else:
            runs.append([start, stop, kind, rule])
        going = True
    return [Label(start, stop, *LAYERS[kind], "likely", rule) for start, stop, kind, rule in runs]


def _inside(body: Sequence[Span], at: int, start: int, stop: int) -> int:
    return sum(max(0, min(last, stop) - max(first, start)) for first, last in body[at : at + 4])


def _is_marked(words: str) -> bool:
    """Whether a line has a sign of a picture's credit."""
    return (":" in words or "©" in words) and _MARK.search(words) is not None


def _is_date(words: str, digit: int, block: Block, catalog: Catalog) -> bool:
    """Whether a short line is a date and hardly anything else: "Mon, 3 May 2019 14:05 GMT", "2019年5月3日"; its first digit is at `digit`.

    A line that the page itself calls one about the article may say more beside the date: who wrote, where it is filed.
    """
    meta = not _META.isdisjoint(block.hints[:_NEAR])
    if not 6 <= len(words) <= (_LONGEST_META if meta else _LONGEST_DATE):
        return False
    starts = (word.start() for word in islice(_WORD.finditer(words), _MOST_WORDS if meta else 3))
    for at in dict.fromkeys((0, digit, *starts)):
        reading = catalog.calendar.read(words, at, True)
        if reading is not None:
            rest = words[:at] + words[reading.stop :]
            return (meta and reading.has_year) or sum(map(str.isalpha, rest)) <= _MOST_LETTERS
    return False


@cache
def _hints(catalog: Catalog) -> Mapping[str, tuple[int, str, str]]:
    """Return for each markup word the rank, kind and id of the rule that lists it."""
    entries = [entry for entry in catalog.rules["boilerplate"] if entry.labels.get("match") == "hint"]
    found: dict[str, tuple[int, str, str]] = {}
    for rank, entry in enumerate(entries):
        for word in entry.labels["hints"]:
            found.setdefault(word, (rank, entry.kind, entry.rule.id))
    return found
