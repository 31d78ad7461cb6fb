"""The phrases of the catalog: which of them stand where in a text, whole words only, in one scan and one look-up a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

import regex
from attrs import frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.literals import ascii_first
from provenance.normalise import Folded, fold
from provenance.patterns import Scanner

Role = Literal["title", "note", "word", "inside", "mention", "tail"]
FORM_ROLES = frozenset[Role]({"title", "note", "word"})
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
    """A phrase of the catalog: its folded lower-case words, the entry that lists it, the part it plays there, the rank of the entry."""

    text: str
    entry: RuleEntry
    role: Role
    open_start: bool
    open_stop: bool
    rank: int


class Hit(NamedTuple):
    """A phrase found at `[start, stop)` of the folded text."""

    start: int
    stop: int
    phrase: Phrase


_NONE: tuple[tuple[str, ...], tuple[tuple[str, RuleEntry], ...]] = ((), ())


@frozen(eq=False)
class PhraseBook:
    """All phrases of the boilerplate catalog.

    `phrases` are those found by scanning; `lines` maps a bare line (see `bare`) to its entry, `openings` maps the first characters of
    a line to the phrases that may begin it, longest first, alone and with their entries. A phrase may be listed in several roles;
    `mention` is the role of words that tell the kind of what is furniture anyway.
    """

    phrases: tuple[Phrase, ...]
    scanner: Scanner
    lines: Mapping[str, RuleEntry]
    openings: Mapping[str, tuple[tuple[str, ...], tuple[tuple[str, RuleEntry], ...]]]

    def hits(self, folded: Folded) -> list[Hit]:
        """Return the scanned phrases that stand in a text as whole words (words may carry an ending), in order, overlapping too."""
        text, found = folded.lower, []
        for index, start, stop in self.scanner.scan(text):
            phrase = self.phrases[index]
            if not phrase.open_start and start and text[start - 1].isalnum():
                continue
            if not phrase.open_stop and stop < len(text) and text[stop].isalnum():
                continue
            found.append(Hit(start, stop, phrase))
        found.sort(key=lambda hit: (hit.start, -hit.stop))
        return found

    def opening(self, text: str, start: int, stop: int) -> RuleEntry | None:
        """Return the entry of the longest phrase that begins the line `text[start:stop]`, text in lower case, or None."""
        for width in (3, 1):
            phrases, several = self.openings.get(text[start : start + width], _NONE)
            for phrase, entry in several if text.startswith(phrases, start) else ():
                end = start + len(phrase)
                if end <= stop and text.startswith(phrase, start) and (end == stop or not (text[end - 1].isalnum() and _joined(text[end]))):
                    return entry
        return None


def bare(line: str) -> str:
    """Return a lower-case line without the signs and digits at its ends: the form under which whole-line phrases are looked up."""
    return line.strip(EDGES)


@cache
def phrase_book(catalog: Catalog) -> PhraseBook:
    """Return the phrases of the boilerplate entries of a catalog; an earlier entry wins where two list the same words."""
    scanned: dict[tuple[str, str], Phrase] = {}
    lines: dict[str, RuleEntry] = {}
    openings: dict[str, list[tuple[str, RuleEntry]]] = {}
    for rank, entry in enumerate(catalog.rules["boilerplate"]):
        for field, role in _SCANNED:
            for text in entry.labels.get(field, ()):
                phrase = _phrase(text, entry, role, rank)
                scanned.setdefault((phrase.text, role if role in _APART else ""), phrase)
        for text in _folded(entry.labels.get("lines", ())):
            lines.setdefault(bare(text), entry)
        for text in _folded(entry.labels.get("starts", ())):
            openings.setdefault(text[: 3 if len(text) > 2 else 1], []).append((text, entry))
    phrases = tuple(ascii_first(scanned.values(), _text))
    ordered = {key: _longest_first(several) for key, several in openings.items()}
    return PhraseBook(phrases, Scanner([phrase.text for phrase in phrases]), lines, ordered)


def _text(phrase: Phrase) -> str:
    return phrase.text


def _longest_first(several: list[tuple[str, RuleEntry]]) -> tuple[tuple[str, ...], tuple[tuple[str, RuleEntry], ...]]:
    several.sort(key=lambda pair: -len(pair[0]))
    return tuple([phrase for phrase, _ in several]), tuple(several)


def _folded(texts: Iterable[str]) -> list[str]:
    return [fold(text).lower for text in texts]


def _joined(char: str) -> bool:
    return char.isalnum() and not _UNSPACED.match(char)


def _phrase(text: str, entry: RuleEntry, role: Role, rank: int) -> Phrase:
    plain = fold(text).lower
    first, last = _edge_open(plain[0]), _edge_open(plain[-1])
    unended = role in _APART or (role in ("note", "word", "inside") and len(plain) > 3)
    return Phrase(plain, entry, role, first, last or unended, rank)


def _edge_open(char: str) -> bool:
    return not char.isalnum() or bool(_UNSPACED.match(char))
