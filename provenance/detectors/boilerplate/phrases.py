"""The phrases of the catalog in one scan: which of them stand where in a text, whole words only."""

from __future__ import annotations

from functools import cache
from typing import Literal

import regex
from attrs import frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.normalise import Folded, fold
from provenance.patterns import Scanner

Role = Literal["title", "note", "word"]
_ROLES: tuple[tuple[str, Role], ...] = (("titles", "title"), ("notes", "note"), ("words", "word"))
# Scripts that write words without spaces between them, where a phrase needs no word boundary.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


@frozen(eq=False)
class Phrase:
    """A phrase of the catalog: its folded lower-case words, the entry that lists it and the part it plays there."""

    text: str
    entry: RuleEntry
    role: Role
    open_start: bool
    open_stop: bool


@frozen
class Hit:
    """A phrase found at `[start, stop)` of the folded text."""

    start: int
    stop: int
    phrase: Phrase


@frozen(eq=False)
class PhraseBook:
    """All phrases of one kind of entry and the automaton that finds them."""

    phrases: tuple[Phrase, ...]
    scanner: Scanner

    def hits(self, folded: Folded) -> list[Hit]:
        """Return the phrases that stand in a text as whole words (words may carry an ending), in order, overlapping ones too."""
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


@cache
def form_phrases(catalog: Catalog) -> PhraseBook:
    """Return the phrases of comment forms of a catalog."""
    found: dict[str, Phrase] = {}
    for entry in catalog.rules["boilerplate"]:
        if entry.labels.get("match") == "form":
            for field, role in _ROLES:
                for text in entry.labels.get(field, ()):
                    phrase = _phrase(text, entry, role)
                    found.setdefault(phrase.text, phrase)
    phrases = tuple(found.values())
    return PhraseBook(phrases, Scanner([phrase.text for phrase in phrases]))


def _phrase(text: str, entry: RuleEntry, role: Role) -> Phrase:
    plain = fold(text).lower
    first, last = bool(_UNSPACED.match(plain)), bool(_UNSPACED.match(plain[-1:]))
    return Phrase(plain, entry, role, first, last or (role != "title" and len(plain) > 3))
