"""Opt-outs in words: sentences with which a publication reserves text and data mining or the training of models for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from attrs import evolve, frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.license.clauses import Clause, clause, cues, whole_word
from provenance.literals import Hit, Scanner
from provenance.normalise import Folded, fold_each

KIND = "opt-out"
_APART = 170  # code points between what is reserved and the word that reserves it
_NEXT = 40  # sentences this near belong to one notice


@frozen
class OptOut:
    """A sentence that reserves something, at `[start, stop)` of the folded text, and the entry that reads it."""

    entry: RuleEntry
    start: int
    stop: int


@frozen
class Word:
    """What a literal is to an entry: `part` is reserved, ban or own."""

    literal: str
    entry: RuleEntry
    part: str
    open_ended: bool


@frozen(eq=False)
class Book:
    """The words of all entries: what may be reserved, looked for in the whole text, and all the rest, looked for in a sentence."""

    reserved: tuple[Word, ...]
    around: Scanner
    around_words: tuple[Word, ...]


@cache
def book(catalog: Catalog) -> Book:
    """Return the words of a catalog's opt-outs."""
    reserved, around = dict[tuple[str, str], Word](), dict[tuple[str, str, str], Word]()
    for entry in catalog.rules["statements"]:
        if entry.kind != KIND or entry.labels.get("match") != "sentence":
            continue
        for word, plain in _plain(entry.rule.literals):
            reserved[plain, entry.rule.id] = Word(plain, entry, "reserved", word.endswith("*"))
        for part in ("bans", "own"):
            for word, plain in _plain(entry.labels.get(part, ())):
                around[plain, entry.rule.id, part] = Word(plain, entry, part, word.endswith("*"))
    return Book(tuple(reserved.values()), Scanner([word.literal for word in around.values()]), tuple(around.values()))


def _plain(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each word as it is listed and as it stands in a folded text."""
    return zip(words, fold_each([word.removesuffix("*") for word in words]), strict=True)


def opt_outs(folded: Folded, hits: Mapping[int, Sequence[Hit]], catalog: Catalog, *, blocks: bool = False) -> list[OptOut]:
    """Return the opt-outs of a text in order, each sentence once; `blocks` as for `subject.clause`.

    `hits` are the places of what may be reserved, by its number in the book.
    """
    out: list[OptOut] = []
    limit = -1  # where the sentence that was read last ends
    for entry, start, stop in _reserved(folded, hits, book(catalog), blocks=blocks):
        if start < limit:
            out[-1] = evolve(out[-1], stop=max(out[-1].stop, stop))
            continue
        around = clause(folded, start, stop, cues(catalog), blocks=blocks)
        found = _reserves(entry, folded, start, stop, around, catalog)
        if found and not (out and found.start - out[-1].stop < _NEXT):
            out.append(found)
            limit = around.stop
    return out


def _reserved(folded: Folded, hits: Mapping[int, Sequence[Hit]], words: Book, *, blocks: bool) -> Iterator[tuple[RuleEntry, int, int]]:
    """Yield the words for what may be reserved, in order, the longer first; with `blocks` no words of two lines."""
    for start, end, number in sorted((start, -stop, number) for number, places in hits.items() for start, stop in places):
        word = words.reserved[number]
        if whole_word(folded.lower, start, -end, open_ended=word.open_ended) and not (blocks and "\n" in folded.lower[start:-end]):
            yield word.entry, start, -end


def _reserves(entry: RuleEntry, folded: Folded, start: int, stop: int, around: Clause, catalog: Catalog) -> OptOut | None:
    """Return the opt-out that the sentence around `[start, stop)` is; None when it bans nothing or speaks of others."""
    words = list(_around(entry, folded, around, catalog))
    bans = [(first, last) for part, first, last in words if part == "bans" and max(first - stop, start - last) < _APART]
    own = [(first, last) for part, first, last in words if part == "own"]
    if not bans or not (own or _speaks_of_itself(around)):
        return None
    spans: Sequence[tuple[int, int]] = [(start, stop), *bans, *own]
    return OptOut(entry, min(first for first, _ in spans), max(last for _, last in spans))


def _around(entry: RuleEntry, folded: Folded, around: Clause, catalog: Catalog) -> Iterator[tuple[str, int, int]]:
    words = book(catalog)
    for index, first, last in words.around.scan(folded.lower[around.start : around.stop]):
        word = words.around_words[index]
        begin, end = first + around.start, last + around.start
        if word.entry is entry and whole_word(folded.lower, begin, end, open_ended=word.open_ended):
            yield word.part, begin, end


def _speaks_of_itself(around: Clause) -> bool:
    """Whether the sentence names the site or its articles and nobody who says it."""
    kinds = {cue.kind for cue in around.cues}
    return "mention" not in kinds and bool(kinds & {"site", "article"})
