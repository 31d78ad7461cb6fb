"""Reading the TOML files of a catalog folder, with a cache so that a start does not parse them again."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import orjson
from attrs import frozen

from provenance.cached import keep, place
from provenance.errors import CatalogError

FOLDERS = ("outlets", "licenses", "statements", "credits", "boilerplate", "calendar", "places", "people")
Tables = dict[str, dict[str, dict[str, Any]]]


@frozen
class RawCatalog:
    """The parsed tables, `tables[folder][file stem]`, and the digest of the bytes that they were read from."""

    tables: Tables
    digest: str


def read(folder: Path) -> RawCatalog:
    """Read every TOML file of a catalog folder; raise CatalogError naming the file when one does not parse."""
    files = [(name, path.stem, path.read_bytes()) for name in FOLDERS for path in sorted((folder / name).glob("*.toml"))]
    digest = hashlib.sha256(b"\0".join(name.encode() + b"/" + stem.encode() + b"\0" + data for name, stem, data in files)).hexdigest()
    cached = place(f"catalog-{len(FOLDERS)}-{digest[:32]}.json")
    try:
        return RawCatalog(orjson.loads(cached.read_bytes()), f"sha256:{digest}")
    except (OSError, ValueError):
        tables = _parse(files)
    keep(cached, orjson.dumps(tables, default=str))
    return RawCatalog(tables, f"sha256:{digest}")


def _parse(files: list[tuple[str, str, bytes]]) -> Tables:
    tables: Tables = {name: {} for name in FOLDERS}
    for name, stem, data in files:
        try:
            tables[name][stem] = tomllib.loads(data.decode("utf-8"))
        except ValueError as error:
            raise CatalogError(f"The catalog file {name}/{stem}.toml does not parse: {error}.", "Mend the TOML.") from error
    return tables
