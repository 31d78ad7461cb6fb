"""Outlets and agencies: who they are, and the dictionary that finds them by name, alias or domain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from provenance.errors import CatalogError
from provenance.normalise import fold


@frozen
class Outlet:
    """A news outlet or agency.

    `id` is stable and lower case ("mehr-news"); `aliases` are further names and acronyms, native script included; `domains` are host
    names without "www."; `country` is ISO 3166-1 alpha-2; `kind` is agency, newspaper, broadcaster, magazine, online, group, government,
    satire or other; `group` is the id of the owner or media group; `ambiguous` are aliases that are also ordinary words or other names;
    `licenses` are the house licences as `(expression, first day or "")`; `source` says where the facts come from.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    languages: tuple[str, ...] = ()
    kind: str = "other"
    group: str | None = None
    ambiguous: tuple[str, ...] = ()
    licenses: tuple[tuple[str, str], ...] = ()
    source: str = ""
    example: str = ""


def key(name: str) -> str:
    """Return the form under which a name is looked up: folded, lower case, single spaces, no leading article, no full stops."""
    words = fold(name).lower.replace(".", "").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


class OutletIndex:
    """Finds outlets by name and domain; a look-up costs the same for a hundred or a hundred thousand outlets."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        """Index the outlets; two outlets may share an alias, then a look-up returns both."""
        self.by_id: dict[str, Outlet] = {}
        self._by_name: dict[str, list[Outlet]] = {}
        self._by_domain: dict[str, list[Outlet]] = {}
        for outlet in outlets:
            self.by_id[outlet.id] = outlet
            for name in {key(name) for name in (outlet.name, *outlet.aliases)}:
                self._by_name.setdefault(name, []).append(outlet)
            for domain in outlet.domains:
                self._by_domain.setdefault(domain.lower(), []).append(outlet)

    def named(self, name: str) -> list[Outlet]:
        """Return the outlets that bear this name or alias, none when it is unknown."""
        return self._by_name.get(key(name), [])

    def at(self, domain: str) -> list[Outlet]:
        """Return the outlets published at this host or the host above it ("edition.cnn.com" finds "cnn.com")."""
        host = domain.lower().removeprefix("www.")
        while "." in host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.split(".", 1)[1]
        return []


def outlets(tables: dict[str, dict[str, Any]]) -> tuple[Outlet, ...]:
    """Return the outlets of the parsed `outlets/*.toml` files; raise CatalogError when an id comes twice or a field is unknown."""
    found: dict[str, Outlet] = {}
    for stem, table in tables.items():
        defaults = {name: value for name, value in table.items() if name != "outlet"}
        for row in table.get("outlet", []):
            outlet = _outlet(stem, {**defaults, **row})
            if outlet.id in found:
                raise CatalogError(f"The outlet id {outlet.id!r} stands twice in the catalog.", f"Rename one; see outlets/{stem}.toml.")
            found[outlet.id] = outlet
    return tuple(found.values())


def _outlet(stem: str, row: dict[str, Any]) -> Outlet:
    plural = {name: tuple(row.get(name, ())) for name in ("aliases", "domains", "languages", "ambiguous")}
    single = {name: row[name] for name in ("id", "name", "country", "kind", "group", "source", "example") if name in row}
    licenses = tuple((str(item["expression"]), str(item.get("since", ""))) for item in row.get("licenses", ()))
    unknown = row.keys() - plural.keys() - single.keys() - {"licenses"}
    if unknown or "id" not in row or "name" not in row:
        fault = f"unknown fields {sorted(unknown)}" if unknown else "no id or no name"
        raise CatalogError(f"An outlet of outlets/{stem}.toml has {fault}: {row.get('id', row)!r}.", "Mend the entry.")
    return Outlet(**single, **plural, licenses=licenses)
