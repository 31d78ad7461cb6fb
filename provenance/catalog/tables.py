"""Reading the TOML files of a catalog folder, with a cache so that a start does not parse them again."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
from attrs import field, frozen

from provenance.cached import keep, place
from provenance.errors import CatalogError

FOLDERS = ("outlets", "licenses", "statements", "credits", "boilerplate", "calendar", "places", "people")
Files = dict[str, dict[str, Any]]


@frozen(eq=False)
class RawCatalog:
    """The parsed tables, `tables[folder][file stem]`, and the digest of the bytes that they were read from."""

    tables: Mapping[str, Files]
    digest: str


@frozen(eq=False)
class _Tables(Mapping[str, Files]):
    """The tables of each folder, read when they are asked for: outlets, the most of them, are seldom."""

    files: dict[str, list[tuple[str, bytes]]]
    digest: str
    _read: dict[str, Files] = field(factory=dict)

    def __getitem__(self, name: str) -> Files:
        if name not in self._read:
            self._read[name] = self._parsed(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def _parsed(self, name: str) -> Files:
        cached = place(f"catalog-{name}-{self.digest[:32]}.json")
        try:
            found: Files = orjson.loads(cached.read_bytes())
        except (OSError, ValueError):
            found = {stem: _parse(f"{name}/{stem}.toml", data) for stem, data in self.files[name]}
            keep(cached, orjson.dumps(found, default=str))
        return found


def read(folder: Path) -> RawCatalog:
    """Read every TOML file of a catalog folder; asking for the tables of one raises CatalogError when a file of it does not parse."""
    files = {name: [(path.stem, path.read_bytes()) for path in sorted((folder / name).glob("*.toml"))] for name in FOLDERS}
    every = [name.encode() + b"/" + stem.encode() + b"\0" + data for name, some in files.items() for stem, data in some]
    digest = hashlib.sha256(b"\0".join(every)).hexdigest()
    return RawCatalog(_Tables(files, digest), f"sha256:{digest}")


def _parse(name: str, data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        raise CatalogError(f"The catalog file {name} does not parse: {error}.", "Mend the TOML.") from error
