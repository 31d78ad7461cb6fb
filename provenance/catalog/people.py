"""Given names and the words around names of authors: roles, houses, joining words. Dictionaries only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import define


@define
class People:
    """Knows words by what they say about a name; `tables` are the parsed `people/*.toml` files by stem. All look-ups are in lower case."""

    tables: Mapping[str, Mapping[str, Any]]

    def _words(self, name: str) -> frozenset[str]:
        return frozenset[str]().union(*[table.get(name, ()) for table in self.tables.values()])

    @cached_property
    def given(self) -> frozenset[str]:
        """Given names of many languages."""
        return self._words("given")

    @cached_property
    def roles(self) -> frozenset[str]:
        """Words for jobs ("reporter")."""
        return self._words("roles")

    @cached_property
    def beats(self) -> frozenset[str]:
        """Words before the word for a job ("political" correspondent)."""
        return self._words("beats")

    @cached_property
    def jobs(self) -> frozenset[str]:
        """Words for jobs and before them."""
        return self.roles | self.beats

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Given names that are ordinary words too ("grace")."""
        return frozenset(self.tables.get("words", {}).get("given", ()))

    @cached_property
    def family_signs(self) -> frozenset[str]:
        """Japanese family names in signs."""
        return self._words("family_signs")

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Words that no name of a person holds ("agency")."""
        return self._words("organisations")

    @cached_property
    def desks(self) -> frozenset[str]:
        """Names that stand for the publishing house ("staff writer")."""
        return self._words("desks")

    @cached_property
    def desk_words(self) -> frozenset[str]:
        """The last words of the names of desks ("writer")."""
        return frozenset(name.split()[-1] for name in self.desks)

    @cached_property
    def stops(self) -> frozenset[str]:
        """Words after which no author is named ("photos")."""
        return self._words("stops")

    @cached_property
    def joins(self) -> frozenset[str]:
        """Words between two names ("and")."""
        return self._words("joins")

    @cached_property
    def particles(self) -> frozenset[str]:
        """Words inside a name that begin with a small letter ("van")."""
        return self._words("particles")

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles before or after a name ("dr")."""
        return self._words("titles")

    @cached_property
    def comments(self) -> frozenset[str]:
        """Headings under which readers write."""
        return self._words("comments")

    @cached_property
    def offers(self) -> frozenset[str]:
        """Headings under which other articles are offered."""
        return self._words("offers")

    @cached_property
    def short_titles(self) -> frozenset[str]:
        """Titles before a name that count where a full stop follows ("Sen.")."""
        return self._words("short_titles")

    @cached_property
    def suffixes(self) -> frozenset[str]:
        """Words after a name that belong to it ("jr")."""
        return self._words("suffixes")
