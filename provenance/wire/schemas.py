"""The JSON Schemas: found beside the package or in it, compiled once, asked for every value that leaves the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from provenance.errors import RecordError

SCHEMAS = ("provenance-record", "finding", "manifest", "passage", "edge", "family", "problem", "catalog", "policy")
_PACKAGE = Path(__file__).parent.parent
_FOLDERS = (_PACKAGE / "schemas", _PACKAGE.parent / "schemas")


@cache
def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of that name, one of `SCHEMAS`; raise RecordError when there is none."""
    for folder in _FOLDERS:
        path = folder / f"{name}.schema.json"
        if path.is_file():
            loaded: dict[str, Any] = orjson.loads(path.read_bytes())
            return loaded
    raise RecordError(f"There is no schema called {name!r}.", f"Use one of {', '.join(SCHEMAS)}, or install the package again.")


@cache
def _validator(name: str, only: tuple[str, ...] = ()) -> jsonschema_rs.Draft202012Validator:
    found = schema(name)
    if only:
        found = {**found, "properties": {key: found["properties"][key] for key in only}, "required": list(only)}
    return jsonschema_rs.Draft202012Validator(found)


def validate(value: Any, name: str = "provenance-record", only: tuple[str, ...] = ()) -> None:
    """Check plain JSON data against a schema, or against the part of it about some members; raise RecordError with place and fault."""
    try:
        _validator(name, only).validate(value)
    except jsonschema_rs.ValidationError as error:
        place = "/".join(map(str, error.instance_path)) or "the whole"
        fault = error.message if len(error.message) <= 300 else error.message[:300] + " …"
        raise RecordError(f"This is not a valid {name}: {place}: {fault}.", f"Compare it with schemas/{name}.schema.json.") from error
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise RecordError(f"This is not JSON data: {error}.", "Give dictionaries, lists, strings, numbers, booleans and null.") from error
