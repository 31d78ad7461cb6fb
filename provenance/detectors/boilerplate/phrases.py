"""The phrases of the catalog: which of them stand where in a text, whole words only, in one scan and one look-up a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

import regex
from attrs import frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.literals import ascii_first
from provenance.normalise import Folded, fold
from provenance.patterns import Scanner

Role = Literal["title", "note", "word", "inside", "mention", "tail"]
_GROUP: dict[Role, int] = {"title": 0, "note": 0, "word": 0, "inside": 1, "mention": 2, "tail": 3}
"""Which list of `Hits` phrases of a role come to."""
_SCANNED: tuple[tuple[str, Role], ...] = (
    ("titles", "title"),
    ("notes", "note"),
    ("words", "word"),
    ("inside", "inside"),
    ("mentions", "mention"),
    ("tails", "tail"),
)
# Roles that a phrase may play beside another.
_APART = ("mention", "tail")
# Scripts that write words without spaces between them, where a phrase needs no word boundary.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
EDGES = " \t0123456789()[]{}<>|/\\•·●▪►▶»«›‹:;,.!?…-_=+*#~'\"&@↑↓→←☆★◆◇■□▼▽△。，、：；！？（）【】「」『』《》〈〉・"
"""Signs and digits that do not count at the ends of a line when it is compared with a whole-line phrase."""


@frozen(eq=False)
class Phrase:
    """A phrase of the catalog: its folded lower-case words, the entry that lists it, the part it plays there, the rank of the entry.

    `opened` tells at which of its ends a letter may stand beside it, see `Scanner.scan_words`, `group` is the place of its list in `Hits`.
    """

    text: str
    entry: RuleEntry
    role: Role
    opened: int
    rank: int
    group: int


class Hit(NamedTuple):
    """A phrase found at `[start, stop)` of the folded text."""

    start: int
    stop: int
    phrase: Phrase


class Hits(NamedTuple):
    """The phrases found in a text by what they may do, each in the order of the text, longer ones first where several start."""

    forms: list[Hit]
    """Of comment forms."""
    inside: list[Hit]
    """Those that make a short line known."""
    mentions: list[Hit]
    tails: list[Hit]


class Opening(NamedTuple):
    """A phrase that may begin a line; where it only asks something of the reader, the line must speak `about` one of these things."""

    text: str
    entry: RuleEntry
    about: tuple[str, ...] = ()

    @property
    def phrase(self) -> Phrase:
        """The words as a phrase that furniture behind the last sentence may begin with."""
        return Phrase(self.text, self.entry, "tail", opened=3, rank=0, group=_GROUP["tail"])


_NONE: tuple[tuple[str, ...], tuple[Opening, ...]] = ((), ())
_BARS = regex.compile(r"[|\u2022\u00b7\uff5c]")
_LONGEST_PART = 40
_SHORTEST = 3
_WIDTHS = (6, _SHORTEST, 1)
"""By how many first characters an opening is looked up, the most that it has."""
# Letters from here on belong to scripts that write an article or a preposition before a word as one with it, or no blanks at all.
_PREFIXED = "\u0590"


@frozen(eq=False)
class PhraseBook:
    """All phrases of the boilerplate catalog.

    `phrases` are those found by scanning, `opened` tells beside which ends of each letters may stand; `lines` maps a bare line (see
    `bare`) to its entry, `openings` maps the first characters of a line to the phrases that may begin it, longest first, alone and as
    openings; `begun` are the first three of these, or one. A phrase may be listed in several roles; `mention` is the role of words that
    tell the kind of what is furniture anyway.
    """

    phrases: tuple[Phrase, ...]
    scanner: Scanner
    opened: bytes
    lines: Mapping[str, RuleEntry]
    openings: Mapping[str, tuple[tuple[str, ...], tuple[Opening, ...]]]
    begun: frozenset[str]

    def hits(self, folded: Folded) -> Hits:
        """Return the scanned phrases that stand in a text as whole words (words may carry an ending), overlapping too."""
        found = Hits([], [], [], [])
        for number, start, stop in self.scanner.scan_words(folded.lower, self.opened):
            phrase = self.phrases[number]
            found[phrase.group].append(Hit(start, stop, phrase))
        return found

    def opening(self, text: str, start: int, stop: int) -> Opening | None:
        """Return the longest phrase that begins the line `text[start:stop]`, text in lower case, or None."""
        several = self.openings_at(text, start, stop)
        return several[0] if several else None

    def openings_at(self, text: str, start: int, stop: int) -> Sequence[Opening]:
        """Return the phrases that begin the line `text[start:stop]`, text in lower case, longest first."""
        if text[start : start + _SHORTEST] not in self.begun and text[start : start + 1] not in self.begun:
            return ()
        found = []
        for width in _WIDTHS:
            phrases, several = self.openings.get(text[start : start + width], _NONE)
            for opening in several if text.startswith(phrases, start) else ():
                end = start + len(opening.text)
                if end > stop or not text.startswith(opening.text, start):
                    continue
                if opening.about:
                    if _speaks(text, end, stop, opening.about):
                        found.append(opening)
                elif end == stop or not (text[end - 1].isalnum() and _joined(text[end])):
                    found.append(opening)
        return found

    def menu(self, line: str) -> RuleEntry | None:
        """Return the entry of the first known part of a line that bars cut into short parts, half of them known lines; else None."""
        parts = [bare(part) for part in _BARS.split(line)]
        if len(parts) < 2 or max(map(len, parts)) > _LONGEST_PART:
            return None
        known = [entry for part in parts if part and (entry := self.lines.get(part)) is not None]
        return known[0] if len(known) > 1 and 2 * len(known) >= len(parts) else None


def bare(line: str) -> str:
    """Return a lower-case line without the signs and digits at its ends: the form under which whole-line phrases are looked up."""
    return line.strip(EDGES)


@cache
def phrase_book(catalog: Catalog) -> PhraseBook:
    """Return the phrases of the boilerplate entries of a catalog; an earlier entry wins where two list the same words."""
    scanned: dict[tuple[str, str], Phrase] = {}
    lines: dict[str, RuleEntry] = {}
    openings: dict[str, list[Opening]] = {}
    for rank, entry in enumerate(catalog.rules["boilerplate"]):
        for field, role in _SCANNED:
            for text in entry.labels.get(field, ()):
                phrase = _phrase(text, entry, role, rank)
                scanned.setdefault((phrase.text, role if role in _APART else ""), phrase)
        for text in _folded(entry.labels.get("lines", ())):
            lines.setdefault(bare(text), entry)
        about = tuple(_folded(entry.labels.get("about", ())))
        begins = (("starts", ()), ("asks", about))
        for opening in (Opening(text, entry, words) for field, words in begins for text in _folded(entry.labels.get(field, ()))):
            width = next(width for width in _WIDTHS if len(opening.text) >= width)
            openings.setdefault(opening.text[:width], []).append(opening)
    phrases = tuple(ascii_first(scanned.values(), _text))
    ordered = {key: _longest_first(several) for key, several in openings.items()}
    scanner, opened = Scanner([phrase.text for phrase in phrases]), bytes(phrase.opened for phrase in phrases)
    return PhraseBook(phrases, scanner, opened, lines, ordered, frozenset(key[:_SHORTEST] for key in ordered))


def _text(phrase: Phrase) -> str:
    return phrase.text


def _longest_first(several: list[Opening]) -> tuple[tuple[str, ...], tuple[Opening, ...]]:
    several.sort(key=lambda opening: (-len(opening.text), bool(opening.about)))
    return tuple([opening.text for opening in several]), tuple(several)


def _speaks(text: str, start: int, stop: int, about: tuple[str, ...]) -> bool:
    """Whether one of some words begins a word of `text[start:stop]`."""
    for word in about:
        at = text.find(word, start, stop)
        while at >= 0:
            before = text[at - 1]
            if word[0] >= _PREFIXED or before >= _PREFIXED or not (word[0].isalnum() and before.isalnum()):
                return True
            at = text.find(word, at + 1, stop)
    return False


def _folded(texts: Iterable[str]) -> list[str]:
    return [fold(text).lower for text in texts]


def _joined(char: str) -> bool:
    return char.isalnum() and not _UNSPACED.match(char)


def _phrase(text: str, entry: RuleEntry, role: Role, rank: int) -> Phrase:
    plain = fold(text).lower
    first, last = _edge_open(plain[0]), _edge_open(plain[-1])
    unended = role in _APART or (role in ("note", "word", "inside") and len(plain) > 3)
    return Phrase(plain, entry, role, first + 2 * (last or unended), rank, _GROUP[role])


def _edge_open(char: str) -> bool:
    return not char.isalnum() or bool(_UNSPACED.match(char))
