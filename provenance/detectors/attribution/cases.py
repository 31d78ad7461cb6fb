"""Names of outlets in the cases of Russian and Ukrainian: "Novoy gazete" is Novaya gazeta's, "Kommersanta" Kommersant's."""

from __future__ import annotations

from itertools import islice, product

_MOST_WORDS = 3
_MOST_READINGS = 40
_ENDINGS = (
    ("ями", ("и", "я")),
    ("ого", ("ый", "ий", "ое")),
    ("ому", ("ый", "ий", "ое")),
    ("ской", ("ская",)),
    ("ої", ("а",)),
    ("ій", ("а",)),
    ("ой", ("ая", "а")),
    ("ую", ("ая",)),
    ("ом", ("", "ый", "о")),
    ("ям", ("и", "я")),
    ("ях", ("и", "я")),
    ("ей", ("и", "ья")),
    ("ий", ("ия",)),
    ("ов", ("ы",)),
    ("ени", ("я",)),
    ("а", ("", "о")),
    ("у", ("", "а", "о")),
    ("е", ("", "а")),
    ("ы", ("а",)),
    ("и", ("а", "ь")),
    ("і", ("а",)),
    ("я", ("ь",)),
    ("ю", ("ь",)),
)
"""Endings of cases with the endings that the name itself can have, longer ones first."""


def plain_cases(name: str) -> list[str]:
    """Return what a name can be when it stands in another case than in the dictionary; the dictionary has the last word."""
    words = name.split()
    if not words or len(words) > _MOST_WORDS or name.isupper():
        return []
    readings = product(*(_readings(word) for word in words))
    return [" ".join(reading) for reading in islice(readings, 1, _MOST_READINGS)]


def _readings(word: str) -> list[str]:
    """Return a word as it stands, then with every other ending that its own can stand for: "gazety" is "gazeta"."""
    bare = word.strip('"')
    stem = bare.partition(".")[0]
    found = [bare]
    for ending, others in _ENDINGS:
        if len(stem) > len(ending) + 2 and stem.endswith(ending):
            found += [stem[: -len(ending)] + other + bare[len(stem) :] for other in others]
            break
    return found
