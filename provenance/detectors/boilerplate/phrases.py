"""The phrases of the catalog: which of them stand where in a text, whole words only, in one scan and one look-up a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property, partial
from operator import itemgetter
from typing import Literal, NamedTuple

from attrs import frozen

from provenance.catalog import Catalog, RuleEntry, worked_out
from provenance.expressions import compiled
from provenance.literals import ascii_first
from provenance.normalise import Folded, fold_each
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
_UNSPACED = compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
EDGES = " \t0123456789()[]{}<>|/\\•·●▪►▶»«›‹:;,.!?…-_=+*#~'\"&@↑↓→←☆★◆◇■□▼▽△。，、：；！？（）【】「」『』《》〈〉・"
"""Signs and digits that do not count at the ends of a line when it is compared with a whole-line phrase."""


class Phrase(NamedTuple):
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


_BARS = compiled(r"[|\u2022\u00b7\uff5c]")
_LONGEST_PART = 40
WIDTHS = (6, 3, 1)
"""By how many first characters an opening is looked up, the most that it has."""
# Letters from here on belong to scripts that write an article or a preposition before a word as one with it, or no blanks at all.
_PREFIXED = "\u0590"


@frozen(eq=False, slots=False)
class PhraseBook:
    """All phrases of the boilerplate catalog.

    `phrases` are those found by scanning, `opened` tells beside which ends of each letters may stand, `groups` the place of each in `Hits`;
    `lines` maps a bare line (see `bare`) to its entry, `openings` maps the first characters of a line to the phrases that may begin it,
    longest first, alone and as openings. A phrase may be listed in several roles; `mention` is the role of words that tell the kind of
    what is furniture anyway.
    """

    phrases: tuple[Phrase, ...]
    scanner: Scanner
    opened: bytes
    groups: bytes
    lines: Mapping[str, RuleEntry]
    openings: Mapping[str, tuple[tuple[str, ...], tuple[Opening, ...]]]

    @cached_property
    def longest(self) -> int:
        """How many characters the longest bare line has."""
        return max(map(len, self.lines), default=0)

    def hits(self, folded: Folded) -> Hits:
        """Return the scanned phrases that stand in a text as whole words (words may carry an ending), overlapping too."""
        return Hits(*self.scanner.scan_items(folded.lower, self.opened, self.phrases, self.groups, Hit, len(Hits._fields)))

    def opening(self, text: str, start: int, stop: int) -> Opening | None:
        """Return the longest phrase that begins the line `text[start:stop]`, text in lower case, or None."""
        several = self.openings_at(text, start, stop)
        return several[0] if several else None

    def openings_at(self, text: str, start: int, stop: int) -> Sequence[Opening]:
        """Return the phrases that begin the line `text[start:stop]`, text in lower case, longest first."""
        return _begun(self.openings, text, start, stop)

    def asked_at(self, text: str, start: int) -> Opening | None:
        """Return the longest phrase that begins `text[start:]`, in lower case, asks something and may stand behind a sentence, or None."""
        begun = _begun(self._asking, text, start, len(text))
        return begun[0] if begun else None

    @cached_property
    def _asking(self) -> Mapping[str, tuple[tuple[str, ...], tuple[Opening, ...]]]:
        """The openings that ask something of the reader and may stand behind a sentence."""
        some = {
            begins: [one for one in several if one.about and one.entry.labels.get("tail")] for begins, (_, several) in self.openings.items()
        }
        return {begins: (tuple([one.text for one in several]), tuple(several)) for begins, several in some.items() if several}

    def menu(self, line: str) -> RuleEntry | None:
        """Return the entry of the first known part of a line that bars cut into short parts, half of them known lines; else None."""
        parts = [bare(part) for part in _BARS.split(line)]
        if len(parts) < 2 or max(map(len, parts)) > _LONGEST_PART:
            return None
        known = [entry for part in parts if part and (entry := self.lines.get(part)) is not None]
        return known[0] if len(known) > 1 and 2 * len(known) >= len(parts) else None


def _begun(openings: Mapping[str, tuple[tuple[str, ...], tuple[Opening, ...]]], text: str, start: int, stop: int) -> list[Opening]:
    """Return which of some openings begin the line `text[start:stop]`, text in lower case, longest first."""
    found = []
    for width in WIDTHS:
        known = openings.get(text[start : start + width])
        for opening in known[1] if known is not None and text.startswith(known[0], start) else ():
            if not text.startswith(opening.text, start) or (end := start + len(opening.text)) > stop:
                continue
            if opening.about:
                if _speaks(text, end, stop, opening.about):
                    found.append(opening)
            elif end == stop or not (text[end - 1].isalnum() and _joined(text[end])):
                found.append(opening)
    return found


def bare(line: str) -> str:
    """Return a lower-case line without the signs and digits at its ends: the form under which whole-line phrases are looked up."""
    return line.strip(EDGES)


_Lead = tuple[str, int, tuple[str, ...]]
"""The words of an opening, the rank of its entry, what a line must speak about."""

_Words = tuple[list[tuple[str, int, Role, int]], dict[str, int], dict[str, tuple[tuple[str, ...], list[_Lead]]]]
"""The phrases of a catalog in plain values: those to scan for (words, rank of the entry, role, what is opened), lines with the ranks of
their entries, and openings by their first characters, first the words of all."""


@cache
def phrase_book(catalog: Catalog) -> PhraseBook:
    """Return the phrases of the boilerplate entries of a catalog; an earlier entry wins where two list the same words."""
    entries = catalog.rules["boilerplate"]
    scanned, lines, begun = worked_out("phrases", catalog, partial(_words, entries))
    phrases = tuple([Phrase(text, entries[rank], role, opened, rank, _GROUP[role]) for text, rank, role, opened in scanned])
    openings = {
        begins: (texts, tuple([Opening(text, entries[rank], about) for text, rank, about in several]))
        for begins, (texts, several) in begun.items()
    }
    return PhraseBook(
        phrases=phrases,
        scanner=Scanner([phrase.text for phrase in phrases]),
        opened=bytes([phrase.opened for phrase in phrases]),
        groups=bytes([phrase.group for phrase in phrases]),
        lines={line: entries[rank] for line, rank in lines.items()},
        openings=openings,
    )


def _words(entries: Sequence[RuleEntry]) -> _Words:
    scanned: dict[tuple[str, str], tuple[str, int, Role, int]] = {}
    lines: dict[str, int] = {}
    openings: dict[str, list[_Lead]] = {}
    for rank, entry in enumerate(entries):
        labels = entry.labels
        for field, role in _SCANNED:
            for text in fold_each(labels.get(field, ())):
                scanned.setdefault((text, role if role in _APART else ""), (text, rank, role, _opened(text, role)))
        for text in fold_each(labels.get("lines", ())):
            lines.setdefault(bare(text), rank)
        about = tuple(fold_each(labels.get("about", ())))
        for field, things in (("starts", ()), ("asks", about)):
            for text in fold_each(labels.get(field, ())):
                width = next(width for width in WIDTHS if len(text) >= width)
                openings.setdefault(text[:width], []).append((text, rank, things))
    for several in openings.values():
        several.sort(key=lambda opening: (-len(opening[0]), bool(opening[2])))
    ordered = {begins: (tuple([opening[0] for opening in several]), several) for begins, several in openings.items()}
    return ascii_first(scanned.values(), itemgetter(0)), lines, ordered


def _opened(text: str, role: Role) -> int:
    """Return at which ends of a phrase a letter may stand beside it, the sum of 1 for its beginning and 2 for its end."""
    unended = role in _APART or (role in ("note", "word", "inside") and len(text) > 3)
    return _edge_open(text[0]) + 2 * (_edge_open(text[-1]) or unended)


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


def _joined(char: str) -> bool:
    return char.isalnum() and not _UNSPACED.match(char)


def _edge_open(char: str) -> bool:
    return not char.isalnum() or bool(_UNSPACED.match(char))
