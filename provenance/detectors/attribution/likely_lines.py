"""Lines that may name authors at all: most lines of a text hold none of the words that by-lines need, and no name is looked for in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from provenance.catalog import Catalog
from provenance.detectors.attribution.authors import tokens_of
from provenance.detectors.attribution.lines import Line
from provenance.kernels import compiled

SHORT = 220
"""A longer line is a paragraph, where only its very beginning can be a by-line that lost its line end."""

MEDIUM = 100
"""In a longer line the first sentence may follow the names: "By Jane Doe The harbour was closed on Monday ..."."""

CUE = 60
"""How many characters from the place where a by-line may begin a literal of its wording must stand."""

LETTERS = 3
"""How many letters of a place where a by-line may begin tell which wordings can open it."""

CUE_ALONE = 26
OPENED = "([【〔□■●◆◇○★☆▲"
"""Brackets and marks with which a line may open before its by-line."""

POSTINGS = ("Posted", "Published", "Updated")
DESKS = frozenset(("staff", "desk", "newsroom", "bureau", "redaktion", "team", "reporters", "correspondents", "report"))
LONGEST = 110
"""A line that names authors without a word such as "By" is no longer."""

LONGEST_HOUSE = 43
_SIGNS = "\u2e80"
_HOURS = ("am", "a.", "pm", "p.", "uh", "Uh", "ES", "ED", "ET", "GM", "UT", "IS")
"""With what an hour and its zone go on behind the figures."""

Literals = tuple[tuple[str, ...], bytes]
"""Literals of which one stands in what may open a line, and the pairs of letters in them."""

_ByLetters = Mapping[str, Literals]
"""The literals for the first letters of a line."""

_PAIRS = 1024


def pairs_of(literals: Sequence[str]) -> bytes:
    """Return the first and the last pair of letters of each literal, as numbers of two bytes; those of single letters are beyond all."""
    several = [(literal[:2], literal[-2:]) if len(literal) > 1 else ("", "") for literal in literals]
    numbers = [(ord(pair[0]) * 33 + ord(pair[1])) % _PAIRS if pair else _PAIRS for both in several for pair in both]
    return b"".join([number.to_bytes(2, "little") for number in numbers])


class Words(NamedTuple):
    """Words of which one stands in a line that names authors without a cue, in small letters.

    `names` are given names, `small` those that may be written small, `inner` such as stand small behind one; `desks` tell of a desk.
    """

    names: frozenset[str]
    small: frozenset[str]
    inner: frozenset[str]
    desks: frozenset[str]


@lru_cache(maxsize=8)
def words_of(catalog: Catalog) -> Words:
    """Return the words of a catalog that tell of authors."""
    people = catalog.people
    return Words(people.given, people.given & people.particles, people.particles | people.suffixes, people.desk_words | DESKS)


def find_cued(rows: Sequence[Line], first: int, late: int, longest: int, everywhere: _ByLetters, early: _ByLetters) -> list[int]:
    """Return the numbers of the lines from the `first` on that may open with a wording for by-lines.

    `everywhere` are the literals of all wordings, `early` those of wordings that count above the `late` lines and where a text opens.
    Only lines that open a text are longer than `longest`.
    """
    found = []
    for number in range(first, len(rows)):
        row = rows[number]
        length = row.stop - row.start
        if length > longest and row.paragraphs:
            continue
        at_end = number >= late
        cued = _is_cued(row, length, everywhere if at_end and (not row.head or row.paragraphs) else early)
        if cued or (length <= CUE_ALONE and number + 1 < len(rows) and _goes_on(row, rows[number + 1], everywhere if at_end else early)):
            found.append(number)
    return found


def _is_cued(row: Line, length: int, literals: _ByLetters) -> bool:
    """Whether a literal of a wording stands where a by-line may begin in the line, or it may begin where nobody looks here."""
    words = row.words
    if row.head and any(char >= _SIGNS for char in words[:CUE_ALONE]):
        return True
    starts = [0, 1] if words[0] == "-" or (words[0] == "(" and not words.isascii()) else [1] if words[0] in OPENED else [0]
    if length <= (MEDIUM if words[-1] == "." else SHORT):
        if any(cue in words for cue in POSTINGS) or (" by " in words and ("ed " in words or "ed," in words)):
            return True
        breaks = find_breaks(words)
        if any(words.startswith(_HOURS, at) for at in breaks):
            return True
        starts += breaks
    return any(_stands(words[at : at + CUE], literals) for at in starts)


def _goes_on(row: Line, following: Line, literals: _ByLetters) -> bool:
    """Whether a short line and the next may be a by-line: its cue on the one, its names on the other."""
    if following.stop - following.start > SHORT:
        return False
    words, names = row.words, following.words[:CUE]
    return _stands(f"{words} {names}"[:CUE], literals) or _stands(f"{words}: {names}"[:CUE], literals)


def _stands(window: str, literals: _ByLetters) -> bool:
    return bool(window) and any(literal in window for literal in literals[window[:LETTERS]][0])


def find_breaks(words: str) -> list[int]:
    """Return where a line goes on behind a stroke, a dash, a figure or a bracket."""
    found, at = [], 0
    while at < len(words):
        end = _behind(words, at)
        if end:
            found.append(end)
        at = max(end, at + 1)
    return found


def _behind(words: str, at: int) -> int:
    """Return where a line goes on behind the stroke, dash, figure or bracket at a place, 0 when there is none."""
    char, end = words[at], at + 1
    if char in "|•·/":
        return end + words[end : end + 1].isspace()
    if char == "-":
        return end + 1 if at and words[at - 1] == " " and words[end : end + 1] == " " else 0
    if char in ")]" or char.isdecimal():
        end += words[end : end + 1] == ","
        return end + 1 if words[end : end + 1].isspace() else 0
    return 0


def find_nameable(rows: Sequence[Line], words: Words) -> list[int]:
    """Return the numbers of the lines, not too long, that may hold a name, a desk or a house."""
    return [number for number, row in enumerate(rows) if row.stop - row.start <= LONGEST and _is_nameable(row.words, words)]


def _is_nameable(line: str, words: Words) -> bool:
    """Whether a line holds a given name before another word, a word for a desk, the mark before a house, or letters not known here."""
    if any(char in ",(/|-" for char in line[-LONGEST_HOUSE:]) or any(char >= _SIGNS for char in line):
        return True
    if not all(char.isascii() or char.isalpha() for char in line):
        return True
    tokens = tokens_of(line)
    for number, token in enumerate(tokens):
        plain = token.lower().strip(".")
        if plain in words.desks:
            return True
        if plain in (words.small if token.islower() else words.names) and number + 1 < len(tokens):
            following = tokens[number + 1]
            if not following[0].isdigit() and (not following.islower() or following.lower().strip(".") in words.inner):
                return True
    return False


cued = compiled("_openings", find_cued)
"""`find_cued`, compiled where it can be."""

breaks = compiled("_openings", find_breaks)
"""`find_breaks`, compiled where it can be."""

nameable = compiled("_openings", find_nameable)
"""`find_nameable`, compiled where it can be."""
