"""Outlets and agencies: who they are, and the dictionary that finds them by name, alias, domain or a near spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from typing import Any, TypeVar

from attrs import astuple, evolve, fields, frozen
from rapidfuzz.distance import OSA

from provenance.cached import worked_out
from provenance.catalog.house_licenses import HouseLicense, house_license
from provenance.errors import CatalogError
from provenance.normalise import fold

KINDS = ("agency", "newspaper", "broadcaster", "magazine", "online", "group", "government", "satire", "other")
NEAR_LENGTH = 6  # shorter names have too many neighbours one letter away
_KEPT = 8_192
_Plain = TypeVar("_Plain")


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


_Ids = dict[str, list[str]]
"""The ids of outlets by a name or a host."""


class OutletIndex:
    """Finds outlets by name and domain; a look-up costs the same for a hundred or a hundred thousand outlets."""

    def __init__(self, outlets: Mapping[str, Outlet] | Iterable[Outlet], digest: str = "") -> None:
        """Index the outlets; two outlets may share an alias, then a look-up returns both.

        With the digest of the catalog that they are all outlets of, what they are found by is kept for the next start.
        """
        self.by_id = outlets if isinstance(outlets, Mapping) else {outlet.id: outlet for outlet in outlets}
        self._digest = digest

    @cached_property
    def _names(self) -> tuple[_Ids, _Ids]:
        """Outlets by the names that they bear, and by those of these names that some of them bear at home only: the others."""
        return self._kept("outlet-names", partial(_by_name, self.by_id))

    @cached_property
    def _hosts(self) -> _Ids:
        return self._kept("outlet-hosts", partial(_by_host, self.by_id))

    @cached_property
    def _by_half(self) -> dict[str, list[str]]:
        """Names by their first and last half: a name one edit away shares one of the two."""
        return self._kept("outlet-halves", partial(_halved, self._names[0]))

    def _kept(self, name: str, make: Callable[[], _Plain]) -> _Plain:
        return worked_out(name, self._digest, make) if self._digest else make()

    def named(self, name: str) -> list[Outlet]:
        """Return the outlets that bear this name or alias, none when it is unknown; those of other countries' readers before local ones."""
        wanted, (bearers, widely) = key(name), self._names
        return [self.by_id[known] for known in widely.get(wanted) or bearers.get(wanted) or ()]

    def bearers(self, name: str) -> list[Outlet]:
        """Return all outlets that bear this name or alias somewhere, those that bear it at home only among them."""
        return [self.by_id[known] for known in self._names[0].get(key(name), ())]

    def at(self, domain: str) -> list[Outlet]:
        """Return the outlets published at this host or the host above it ("edition.cnn.com" finds "cnn.com")."""
        host = domain.lower().removeprefix("www.")
        while "." in host:
            if host in self._hosts:
                return [self.by_id[known] for known in self._hosts[host]]
            host = host.split(".", 1)[1]
        return []

    def near(self, name: str) -> list[Outlet]:
        """Return the outlets with a name exactly one edit (letter more, less, other, or two swapped) away from a name of six or more."""
        wanted, (names, _) = key(name), self._names
        if len(wanted) < NEAR_LENGTH - 1 or not wanted.isascii() or wanted in names:
            return []
        middle = len(wanted) // 2
        swapped = wanted[: middle - 1] + wanted[middle] + wanted[middle - 1] + wanted[middle + 1 :]
        close = {swapped} & names.keys()  # the one edit that touches both halves
        for half in _reach(wanted):
            close |= {other for other in self._by_half.get(half, ()) if OSA.distance(wanted, other, score_cutoff=1) == 1}
        figures = _figures(wanted)
        close = {other for other in close if _figures(other) == figures}  # "Channel 24" is not Channel 4
        return list({outlet.id: outlet for other in sorted(close) for outlet in self.named(other)}.values())


def _by_name(outlets: Mapping[str, Outlet]) -> tuple[_Ids, _Ids]:
    bearers: _Ids = {}
    for outlet in outlets.values():
        for name in {key(name) for name in (outlet.name, *outlet.aliases, *outlet.local)}:
            bearers.setdefault(name, []).append(outlet.id)
    widely = {name: [known for known in several if not outlets[known].is_local(name)] for name, several in bearers.items()}
    return bearers, {name: several for name, several in widely.items() if several != bearers[name]}


def _by_host(outlets: Mapping[str, Outlet]) -> _Ids:
    hosts: _Ids = {}
    for outlet in outlets.values():
        for domain in outlet.domains:
            hosts.setdefault(domain.lower(), []).append(outlet.id)
    return hosts


def _halved(names: Iterable[str]) -> dict[str, list[str]]:
    halves: dict[str, list[str]] = {}
    for name in names:
        if len(name) >= NEAR_LENGTH and name.isascii():
            for half in _halves(name):
                halves.setdefault(half, []).append(name)
    return halves


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


class _OnDemand(Mapping[str, Outlet]):
    """Outlets by their ids, each made of its fields when it is first asked for: a run meets a few of thousands."""

    def __init__(self, fields: dict[str, tuple[Any, ...]]) -> None:
        """Hold the fields of outlets by their ids, see `_fields`."""
        self._fields = fields
        self._made: dict[str, Outlet] = {}

    def __getitem__(self, known: str) -> Outlet:
        made = self._made.get(known)
        if made is None:
            values = list(self._fields[known])
            values[_LICENSES] = tuple([HouseLicense(*license_) for license_ in values[_LICENSES]])
            made = self._made[known] = Outlet(*values)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def index(tables: Callable[[], dict[str, dict[str, Any]]], digest: str) -> OutletIndex:
    """Return the outlets of a catalog with that digest; its parsed files are asked for when no earlier start read the outlets off them."""
    return OutletIndex(_OnDemand(worked_out("outlets", digest, partial(_fields, tables))), digest)


def _fields(tables: Callable[[], dict[str, dict[str, Any]]]) -> dict[str, tuple[Any, ...]]:
    """Return the fields of all outlets by their ids, in plain values."""
    found = {outlet.id: [getattr(outlet, name) for name in _ORDER] for outlet in outlets(tables())}
    for values in found.values():
        values[_LICENSES] = tuple([astuple(license_) for license_ in values[_LICENSES]])
    return {known: tuple(values) for known, values in found.items()}


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


_ORDER = tuple(field.name for field in fields(Outlet))
_FIELDS, _LICENSES = frozenset(_ORDER), _ORDER.index("licenses")


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
