"""The cities that newspapers write from, in many languages and scripts, and the words that only look like one: dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import define


@define
class Places:
    """Knows the names of cities; `tables` are the parsed `places/*.toml` files with their lists `cities`, `regions` and
    `labels`, and `countries` with the names of some of their cities."""

    tables: Sequence[Mapping[str, Any]]

    @cached_property
    def _cities(self) -> frozenset[str]:
        return self._all("cities")

    @cached_property
    def _regions(self) -> frozenset[str]:
        return self._all("regions")

    @cached_property
    def _labels(self) -> frozenset[str]:
        return self._all("labels")

    @cached_property
    def _countries(self) -> dict[str, str]:
        tables = [table.get("countries", {}) for table in self.tables]
        return {name: country for table in tables for country, names in table.items() for name in names}

    def _all(self, kind: str) -> frozenset[str]:
        return frozenset[str]().union(*[table.get(kind, ()) for table in self.tables])

    def country(self, name: str) -> str | None:
        """Return the country (ISO 3166-1 alpha-2) of a city, or that bears this name itself, given folded and in lower case."""
        return self._countries.get(name)

    def __contains__(self, name: str) -> bool:
        """Whether this is the name of a city, given folded and in lower case."""
        return name in self._cities

    def is_region(self, name: str) -> bool:
        """Whether this is a country, state or province as it follows a city in a dateline, given folded and in lower case."""
        return name.strip(" .") in self._regions

    def is_label(self, name: str) -> bool:
        """Whether this opens headlines or captions ("update", "video") and is no place, given folded and in lower case."""
        return name in self._labels
