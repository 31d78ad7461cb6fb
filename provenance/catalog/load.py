"""Loading the catalog once per process."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from attrs import frozen

from provenance import cached
from provenance.catalog.calendar import Calendar
from provenance.catalog.outlets import OutletIndex, index, outlets
from provenance.catalog.people import People
from provenance.catalog.places import Places
from provenance.catalog.regions import Regions
from provenance.catalog.rules import RuleEntry, entries
from provenance.catalog.tables import RawCatalog, read
from provenance.errors import CatalogError

HERE = Path(__file__).parent
_Plain = TypeVar("_Plain")


@frozen(eq=False)
class Catalog:
    """Everything that detectors know: the outlets, the wordings by folder and file, the licence tables, and the digest of it all.

    `rules[folder]` holds the wordings of `statements`, `credits` and `boilerplate`; `licenses[file stem]` is the parsed TOML;
    `calendar` reads dates, `regions` knows their zones, `places` the cities that stand in datelines, `people` the words around
    the names of authors.
    """

    outlets: OutletIndex
    rules: Mapping[str, tuple[RuleEntry, ...]]
    licenses: Mapping[str, Mapping[str, Any]]
    digest: str
    calendar: Calendar
    places: Places
    people: People
    regions: Regions


@cache
def load(folder: Path = HERE) -> Catalog:
    """Return the catalog of a folder, by default the one that is shipped; raise CatalogError when an entry is malformed."""
    with _without_collection():
        return _build(read(folder), shipped=folder == HERE)


def load_beside(folder: Path) -> Catalog:
    """Return the shipped catalog with the entries of another folder added; raise CatalogError when an entry or a file name clashes."""
    shipped, own = read(HERE), read(folder)
    clashes = [f"{name}/{stem}.toml" for name in own.tables for stem in own.tables[name] if stem in shipped.tables[name]]
    if clashes:
        raise CatalogError(f"The shipped catalog has a file {clashes[0]}, too.", f"Rename yours in {folder}.")
    tables = {name: {**shipped.tables[name], **own.tables[name]} for name in shipped.tables}
    digest = hashlib.sha256(f"{shipped.digest} {own.digest}".encode()).hexdigest()
    with _without_collection():
        return _build(RawCatalog(tables, f"sha256:{digest}"))


def worked_out(name: str, catalog: Catalog, make: Callable[[], _Plain]) -> _Plain:
    """Return what `make` works out of a catalog, in plain values; of the shipped one it is kept for the next start."""
    return cached.worked_out(name, catalog.digest, make) if catalog is load() else make()


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold the garbage collector back: a start makes many small objects and no garbage, and looking for it takes half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _build(raw: RawCatalog, *, shipped: bool = False) -> Catalog:
    rules = {
        name: tuple(entry for stem, table in raw.tables[name].items() for entry in entries(name, stem, table))
        for name in ("statements", "credits", "boilerplate")
    }
    calendar = Calendar(*(raw.tables["calendar"].get(name, {}) for name in ("months", "stamps", "weekdays")))
    places = Places(tuple(raw.tables["places"].values()))
    people, regions = People(raw.tables["people"]), Regions(raw.tables["calendar"].get("zones", {}))
    known = index(lambda: raw.tables["outlets"], raw.digest) if shipped else OutletIndex(outlets(raw.tables["outlets"]))
    return Catalog(known, rules, raw.tables["licenses"], raw.digest, calendar, places, people, regions)
