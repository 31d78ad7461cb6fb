"""Ids that are unique in a run."""

from __future__ import annotations

import attrs

from provenance.model.text import Article, Problem, Source
from provenance.readers.rows import note


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
        place = source.path if source.row is None else f"{source.path}#{source.row}"
        id_, turn = place, 2
        while id_ in self._taken:
            id_, turn = f"{place}~{turn}", turn + 1
        self._taken.add(id_)
        return id_, note(place, "duplicate-id", f"The id {given!r} was taken by an earlier article; this one is called {id_!r}.")

    def unique(self, article: Article) -> Article:
        """Return the article under an id of its own."""
        id_, problem = self.claim(article.id, article.source)
        return article if problem is None else attrs.evolve(article, id=id_, problems=(*article.problems, problem))
