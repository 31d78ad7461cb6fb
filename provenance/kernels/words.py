"""Words of a text that stand in a small table: the little words of a language, and the names of months."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from provenance.kernels import compiled

_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_LONGEST = 18
"""No month has a name of more letters."""

_KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_LETTERS = 1 << 16  # of two bytes
_FIGURES = re.compile(r"[0-9元][0-9年]")
_NUMBERS = re.compile(r"[0-9][-/.] ?[0-9]{1,2}(?:[-/.,] ?| )[0-9]")
_WORD = re.compile(r"[a-z][a-z']*")


class CountedWords:
    """Counts the little words of a language in the parts of a text."""

    def __init__(self, words: Collection[str], only: Collection[str]) -> None:
        """Prepare the count; all words are in small letters of ASCII, `only` are those of them that no other language has."""
        self._words, self._only = frozenset(words), frozenset(only)

    def count(self, text: str, parts: int) -> tuple[int, int, list[int]]:
        """Return how many words a text has, how many of them no other language has, and how many little ones are in each of its parts."""
        words = text.lower().split()
        known = [word in self._words for word in words]
        size = len(words) // parts
        return (
            len(words),
            sum(word in self._only for word in words),
            [sum(known[size * part : size * part + size]) for part in range(parts)],
        )


class DatedLines:
    """Finds the lines at the head of a text in which a day of a year may stand."""

    def __init__(self, months: Collection[str]) -> None:
        """Prepare the search; `months` are words in small letters, of which one stands in every day that is not in figures alone."""
        self._months = frozenset(months)

    def find(self, lower: str, bounds: Sequence[tuple[int, int]], head: int, longest: int, wide: int) -> list[tuple[int, int]]:
        """Return those of some lines that begin in the head of a text, have two figures in their first letters, and may hold a day.

        `longest` are the first letters, `wide` those among which the words of a day stand in a longer line.
        """
        return [
            (start, stop)
            for start, stop in bounds
            if start <= head
            and _FIGURES.search(lower, start, min(stop, start + longest))
            and self._holds(lower[start : min(stop, start + (wide if stop - start > longest else longest))])
        ]

    def _holds(self, words: str) -> bool:
        """Whether a day may stand in some words: in any letters beyond ASCII, beside the name of a month, or in figures."""
        if not words.isascii() or _NUMBERS.search(words):
            return True
        return any(self._is_month(words, *match.span()) for match in _WORD.finditer(words))

    def _is_month(self, words: str, start: int, stop: int) -> bool:
        """Whether a word, or what follows its last apostrophe, may be a month or be glued to a figure."""
        word = words[start:stop]
        if start and "0" <= words[start - 1] <= "9" and word not in _ORDINALS:
            return True
        return len(word) > _LONGEST or word in self._months or word.rpartition("'")[2] in self._months


def keep_letters(lower: str) -> tuple[str, list[int]]:
    """Return the small letters and figures of a text in ASCII, and where each of them stands."""
    kept = [at for at, letter in enumerate(lower) if letter in _KEPT]
    return "".join([lower[at] for at in kept]), kept


def fold_letters(text: str, plain: Sequence[int], small: Sequence[int]) -> tuple[str, str] | int | None:
    """Return a text with each letter in its plain form, and the same in small letters; the first unknown letter, None where one is odd.

    Tables of the letters of two bytes tell both forms; an unknown one has nought in the first, an odd one has one. Longer ones are odd.
    """
    letters = {ord(letter) for letter in text}
    if max(letters, default=0) >= _LETTERS:
        return None
    if strange := [chr(letter) for letter in letters if plain[letter] <= 1]:
        first = ord(min(strange, key=text.index))
        return None if plain[first] else first
    forms, smaller = ({letter: table[letter] for letter in letters} for table in (plain, small))
    return text.translate(forms), text.translate(smaller)


if TYPE_CHECKING:
    LittleWords = CountedWords
    DayLines = DatedLines
else:
    LittleWords, DayLines = compiled("_words", CountedWords), compiled("_words", DatedLines)
    """The same two, compiled where they can be."""

kept_letters, folded_letters = compiled("_words", keep_letters), compiled("_words", fold_letters)
"""The two functions, compiled where they can be."""
