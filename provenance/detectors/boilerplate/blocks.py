"""Furniture of a page: the reader decided what the article is; the blocks outside it get their kind from words, markup and place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from attrs import define, field

from provenance.catalog import Catalog
from provenance.detectors.boilerplate.labels import kind_named, layer_of
from provenance.detectors.boilerplate.phrases import PhraseBook, bare
from provenance.model.evidence import Span, evidence
from provenance.model.record import Boilerplate
from provenance.model.text import Article, Block
from provenance.normalise import Folded

_PLACES = {"header": "navigation", "nav": "navigation", "aside": "related", "footer": "footer", "form": "login", "main": "related"}
_LONGEST_CUE = 300
_LONGEST_DATE, _MOST_LETTERS = 60, 14
_LONGEST_CREDIT, _NEAR = 120, 6
_CREDITING = frozenset(("byline", "date", "photo_credit", "credit"))
_NARROW = frozenset(("ad", "paywall"))
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"[^\W\d]+")


@define
class Markings:
    """What class words say about the kind of a block; `hints` has rank, kind and rule of each word, `known` what was asked before."""

    hints: Mapping[str, tuple[int, str, str]]
    known: dict[tuple[tuple[str, ...], bool], tuple[int, str, str] | None] = field(factory=dict)

    def kind_of(self, block: Block) -> tuple[str, str]:
        """Return kind and rule of a block by its markup, else by its place."""
        key = block.hints, block.stop - block.start <= _LONGEST_CREDIT
        if key not in self.known:
            self.known[key] = min((self.hints[word] for at, word in enumerate(block.hints) if self._holds(word, at, key[1])), default=None)
        told = self.known[key]
        return (told[1], told[2]) if told else (_PLACES[block.place], f"boilerplate/place-{block.place}")

    def _holds(self, word: str, at: int, brief: bool) -> bool:  # noqa: FBT001 -- one half of a key
        """Whether a class word, `at` words away from the block, may name its kind: some words stand around large parts of a page."""
        if word not in self.hints:
            return False
        kind = self.hints[word][1]
        return at < _NEAR and brief if kind in _CREDITING else at < _NEAR or kind not in _NARROW


def label_blocks(article: Article, folded: Folded, book: PhraseBook, catalog: Catalog) -> list[Boilerplate]:
    """Return a piece of furniture for each run of blocks of one kind outside the body of a page: their words decide, else their markup."""
    markup, text = Markings(_hints(catalog)), article.text
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
        words = folded.lower[folded.position(start) : folded.position(stop)] if stop - start <= _LONGEST_CUE else ""
        entry = (book.lines.get(bare(words)) or book.opening(words, 0, len(words))) if words else None
        kind, rule = markup.kind_of(block) if entry is None else (entry.kind, entry.rule.id)
        if layer_of(kind) == "plain" and _is_date(words, catalog):
            kind, rule = "date", "boilerplate/date-alone"
        if going and runs[-1][2] == kind and runs[-1][3] == rule:
            runs[-1][1] = stop
        else:
            runs.append([start, stop, kind, rule])
        going = True
    return [Boilerplate(kind_named(kind), layer_of(kind), "likely", evidence(rule, text, start, stop)) for start, stop, kind, rule in runs]


def _inside(body: Sequence[Span], at: int, start: int, stop: int) -> int:
    return sum(max(0, min(last, stop) - max(first, start)) for first, last in body[at : at + 4])


def _is_date(words: str, catalog: Catalog) -> bool:
    """Whether a short line is a date and hardly anything else: "Mon, 3 May 2019 14:05 GMT", "2019年5月3日"."""
    if not 6 <= len(words) <= _LONGEST_DATE or not (digit := _DIGIT.search(words)):
        return False
    for at in dict.fromkeys((0, digit.start(), *(word.start() for word in islice(_WORD.finditer(words), 3)))):
        reading = catalog.calendar.read(words, at, True)
        if reading is not None:
            return sum(map(str.isalpha, words[:at] + words[reading.stop :])) <= _MOST_LETTERS
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
