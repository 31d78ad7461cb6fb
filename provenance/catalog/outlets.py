"""Outlets and agencies: who they are, and the dictionary that finds them by name, alias, domain or a near spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from attrs import evolve, fields, frozen
from rapidfuzz.distance import OSA

from provenance.catalog.house_licenses import HouseLicense, house_license
from provenance.errors import CatalogError
from provenance.normalise import fold

KINDS = ("agency", "newspaper", "broadcaster", "magazine", "online", "group", "government", "satire", "other")
NEAR_LENGTH = 6  # shorter names have too many neighbours one letter away
_KEPT = 8_192


@frozen
class Outlet:
    """A news outlet or agency.

    `id` is stable and lower case ("mehr-news"); `aliases` are further names and acronyms, native script included; `domains` are host
    names without "www."; `country` is ISO 3166-1 alpha-2; `kind` is agency, newspaper, broadcaster, magazine, online, group, government,
    satire or other; `group` is the id of the owner or media group; `ambiguous` are the names among them that are also ordinary words or
    other names, so that they count only where the context says that an outlet is meant; `local` are names that mean the outlet at home only
    ("the Herald"); `licenses` is the dated list of its house licences;
    `source` says where the facts come from, `group_source` where the owner comes from.
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
    local: tuple[str, ...] = ()
    licenses: tuple[HouseLicense, ...] = ()
    source: str = ""
    group_source: str = ""
    example: str = ""

    def is_ambiguous(self, name: str) -> bool:
        """Return whether this name of the outlet is also an ordinary word or another name."""
        return key(name) in {key(other) for other in (*self.ambiguous, *self.local)}

    def is_local(self, name: str) -> bool:
        """Return whether this name means the outlet at home only ("the Herald")."""
        return bool(self.local) and key(name) in {key(other) for other in self.local}


@lru_cache(maxsize=_KEPT)
def key(name: str) -> str:
    """Return the form under which a name is looked up: folded, lower case, single spaces, no leading article, no full stops."""
    plain = name.lower() if name.isascii() else fold(name).lower
    words = plain.replace(".", "").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


class OutletIndex:
    """Finds outlets by name and domain; a look-up costs the same for a hundred or a hundred thousand outlets."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        """Index the outlets; two outlets may share an alias, then a look-up returns both."""
        self.by_id: dict[str, Outlet] = {outlet.id: outlet for outlet in outlets}

    @cached_property
    def _by_name(self) -> dict[str, list[Outlet]]:
        names: dict[str, list[Outlet]] = {}
        for name, outlets in self._bearers.items():
            names[name] = [outlet for outlet in outlets if not outlet.is_local(name)] or outlets
        return names

    @cached_property
    def _bearers(self) -> dict[str, list[Outlet]]:
        names: dict[str, list[Outlet]] = {}
        for outlet in self.by_id.values():
            for name in {key(name) for name in (outlet.name, *outlet.aliases, *outlet.local)}:
                names.setdefault(name, []).append(outlet)
        return names

    @cached_property
    def _by_domain(self) -> dict[str, list[Outlet]]:
        hosts: dict[str, list[Outlet]] = {}
        for outlet in self.by_id.values():
            for domain in outlet.domains:
                hosts.setdefault(domain.lower(), []).append(outlet)
        return hosts

    @cached_property
    def _by_half(self) -> dict[str, list[str]]:
        """Names by their first and last half: a name one edit away shares one of the two."""
        halves: dict[str, list[str]] = {}
        for name in self._by_name:
            if len(name) >= NEAR_LENGTH and name.isascii():
                for half in _halves(name):
                    halves.setdefault(half, []).append(name)
        return halves

    def named(self, name: str) -> list[Outlet]:
        """Return the outlets that bear this name or alias, none when it is unknown; those of other countries' readers before local ones."""
        return self._by_name.get(key(name), [])

    def bearers(self, name: str) -> list[Outlet]:
        """Return all outlets that bear this name or alias somewhere, those that bear it at home only among them."""
        return self._bearers.get(key(name), [])

    def at(self, domain: str) -> list[Outlet]:
        """Return the outlets published at this host or the host above it ("edition.cnn.com" finds "cnn.com")."""
        host = domain.lower().removeprefix("www.")
        while "." in host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.split(".", 1)[1]
        return []

    def near(self, name: str) -> list[Outlet]:
        """Return the outlets with a name exactly one edit (letter more, less, other, or two swapped) away from a name of six or more."""
        wanted = key(name)
        if len(wanted) < NEAR_LENGTH - 1 or not wanted.isascii() or wanted in self._by_name:
            return []
        middle = len(wanted) // 2
        swapped = wanted[: middle - 1] + wanted[middle] + wanted[middle - 1] + wanted[middle + 1 :]
        close = {swapped} & self._by_name.keys()  # the one edit that touches both halves
        for half in _reach(wanted):
            close |= {other for other in self._by_half.get(half, ()) if OSA.distance(wanted, other, score_cutoff=1) == 1}
        figures = _figures(wanted)
        close = {other for other in close if _figures(other) == figures}  # "Channel 24" is not Channel 4
        return list({outlet.id: outlet for other in sorted(close) for outlet in self._by_name[other]}.values())


def _figures(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def _halves(name: str) -> Iterator[str]:
    middle = len(name) // 2
    yield f"{len(name)}<{name[:middle]}"
    yield f"{len(name)}>{name[middle:]}"


def _reach(name: str) -> Iterator[str]:
    """Yield the halves under which a name one edit away from this one stands."""
    for length in (len(name) - 1, len(name), len(name) + 1):
        middle = length // 2
        yield f"{length}<{name[:middle]}"
        yield f"{length}>{name[len(name) - (length - middle) :]}"


def same_group(a: Outlet, b: Outlet) -> bool:
    """Return whether two outlets are one, or belong to one owner: one owns the other, or both have the same owner."""
    return b.id in (a.id, a.group) or b.group == a.id or (a.group is not None and a.group == b.group)


def outlets(tables: dict[str, dict[str, Any]]) -> tuple[Outlet, ...]:
    """Return the outlets of the parsed `outlets/*.toml` files; raise CatalogError when an id comes twice or a field is unknown.

    An entry `[[owner]]` names a group, where that is known from, and the domains of its outlets: those that name no group get this one.
    """
    found: dict[str, Outlet] = {}
    owners: dict[str, tuple[str, str]] = {}
    for table in tables.values():
        for row in table.get("owner", ()):
            owners.update(dict.fromkeys(row["domains"], (row["group"], row["source"])))
    for stem, table in tables.items():
        defaults = {name: value for name, value in table.items() if name not in ("outlet", "owner")}
        for row in table.get("outlet", ()):
            outlet = _owned(_outlet(stem, row, defaults), owners)
            if found.setdefault(outlet.id, outlet) is not outlet:
                raise CatalogError(f"The outlet id {outlet.id!r} stands twice in the catalog.", f"Rename one; see outlets/{stem}.toml.")
    return tuple(found.values())


def _owned(outlet: Outlet, owners: dict[str, tuple[str, str]]) -> Outlet:
    """Return the outlet with the group that owns one of its domains, if it names none itself."""
    group = next((owners[domain] for domain in outlet.domains if domain in owners), None) if outlet.group is None else None
    return outlet if group is None or group[0] == outlet.id else evolve(outlet, group=group[0], group_source=group[1])


_FIELDS = frozenset(field.name for field in fields(Outlet))


def _outlet(stem: str, row: dict[str, Any], defaults: dict[str, Any]) -> Outlet:
    if not row.keys() <= _FIELDS or not defaults.keys() <= _FIELDS or "id" not in row or "name" not in row:
        unknown = (row.keys() | defaults.keys()) - _FIELDS
        fault = f"unknown fields {sorted(unknown)}" if unknown else "no id or no name"
        raise CatalogError(f"An outlet of outlets/{stem}.toml has {fault}: {row.get('id', row)!r}.", "Mend the entry.")
    given = {**defaults, **row}.get
    return Outlet(
        id=row["id"],
        name=row["name"],
        aliases=tuple(given("aliases", ())),
        domains=tuple(given("domains", ())),
        country=given("country"),
        languages=tuple(given("languages", ())),
        kind=given("kind", "other"),
        group=given("group"),
        ambiguous=tuple(given("ambiguous", ())),
        local=tuple(given("local", ())),
        licenses=tuple(house_license(row["id"], item) for item in given("licenses", ())),
        source=given("source", ""),
        group_source=given("group_source", ""),
        example=given("example", ""),
    )
