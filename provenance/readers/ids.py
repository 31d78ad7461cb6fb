"""Ids that are unique in a run."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from provenance.expressions import compiled
from provenance.model.text import Article, Problem, Source
from provenance.readers.rows import note

_TURNS = compiled(r"(?:~\d++)++$")


def place_of(path: str, row: int | None) -> str:
    """Return what an article is called after its place: `path#row`, or the path alone."""
    return path if row is None else f"{path}#{row}"


def stem(name: str) -> str:
    """Return a name without the turns (`~2`) that set equal places apart: names that could meet have one stem."""
    return str(_TURNS.sub("", name))


def rename(places: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return a name for every article whose id belongs to another: its place, with a turn where that is taken, too.

    `taken` are the ids that articles keep. Names of one stem depend on names and ids of that stem alone: the work can be shared out.
    """
    used, names = set(taken), []
    for place in places:
        names.append(_turned(place, used))
        used.add(names[-1])
    return names


def _turned(place: str, used: set[str]) -> str:
    name, turn = place, 2
    while name in used:
        name, turn = f"{place}~{turn}", turn + 1
    return name


def duplicate(given: str, name: str, place: str) -> Problem:
    """Return the note about an article that could not keep its id."""
    return note(place, "duplicate-id", f"The id {given!r} was taken by an earlier article; this one is called {name!r}.")


class Ids:
    """Gives every article of a run an id of its own: the first keeps it, a later one gets `path#row` (or its path) and a note.

    Works on articles and, in an engine whose workers made records already, on `(id, source)`; call it in input order.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def claim(self, given: str, source: Source) -> tuple[str, Problem | None]:
        """Return the id to use and, when it is not the given one, the note that says so."""
        if given not in self._taken:
            self._taken.add(given)
            return given, None
        place = place_of(source.path, source.row)
        name = _turned(place, self._taken)
        self._taken.add(name)
        return name, duplicate(given, name, place)

    def unique(self, article: Article) -> Article:
        """Return the article under an id of its own."""
        id_, problem = self.claim(article.id, article.source)
        return article if problem is None else attrs.evolve(article, id=id_, problems=(*article.problems, problem))
