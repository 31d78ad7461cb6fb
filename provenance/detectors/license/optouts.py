"""Opt-outs in words: sentences with which a publication reserves text and data mining or the training of models for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from attrs import evolve, frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.license.subject import Clause, clause, cues, whole_word
from provenance.normalise import Folded, fold
from provenance.patterns import Scanner

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
class _Word:
    """What a literal is to an entry: `part` is reserved, ban or own."""

    entry: RuleEntry
    part: str
    open_ended: bool


@frozen(eq=False)
class _Book:
    """The words of all entries: one scan over the text for what may be reserved, one over a sentence for all the rest."""

    reserved: Scanner
    reserved_words: tuple[_Word, ...]
    around: Scanner
    around_words: tuple[_Word, ...]


@cache
def _book(catalog: Catalog) -> _Book:
    reserved, around = dict[tuple[str, str], _Word](), dict[tuple[str, str, str], _Word]()
    for entry in catalog.rules["statements"]:
        if entry.kind != KIND or entry.labels.get("match") != "sentence":
            continue
        for word in entry.rule.literals:
            reserved[_plain(word), entry.rule.id] = _Word(entry, "reserved", word.endswith("*"))
        for part in ("bans", "own"):
            for word in entry.labels.get(part, ()):
                around[_plain(word), entry.rule.id, part] = _Word(entry, part, word.endswith("*"))
    return _Book(
        Scanner([key[0] for key in reserved]), tuple(reserved.values()), Scanner([key[0] for key in around]), tuple(around.values())
    )


def _plain(word: str) -> str:
    return fold(word.removesuffix("*")).lower


def opt_outs(folded: Folded, catalog: Catalog, *, blocks: bool = False) -> list[OptOut]:
    """Return the opt-outs of a text in order, each sentence once; `blocks` as for `subject.clause`."""
    out: list[OptOut] = []
    limit = -1  # where the sentence that was read last ends
    for entry, start, stop in _reserved(folded, _book(catalog)):
        if start < limit:
            out[-1] = evolve(out[-1], stop=max(out[-1].stop, stop))
            continue
        around = clause(folded, start, stop, cues(catalog), blocks=blocks)
        found = _reserves(entry, folded, start, stop, around, catalog)
        if found and not (out and found.start - out[-1].stop < _NEXT):
            out.append(found)
            limit = around.stop
    return out


def _reserved(folded: Folded, book: _Book) -> Iterator[tuple[RuleEntry, int, int]]:
    """Yield the words for what may be reserved, in order, the longer first."""
    hits = sorted((start, -stop, index) for index, start, stop in book.reserved.scan(folded.lower))
    for start, end, index in hits:
        word = book.reserved_words[index]
        if whole_word(folded.lower, start, -end, open_ended=word.open_ended):
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
    book = _book(catalog)
    for index, first, last in book.around.scan(folded.lower[around.start : around.stop]):
        word = book.around_words[index]
        begin, end = first + around.start, last + around.start
        if word.entry is entry and whole_word(folded.lower, begin, end, open_ended=word.open_ended):
            yield word.part, begin, end


def _speaks_of_itself(around: Clause) -> bool:
    """Whether the sentence names the site or its articles and nobody who says it."""
    kinds = {cue.kind for cue in around.cues}
    return "mention" not in kinds and bool(kinds & {"site", "article"})
