"""Every schema is a valid one, closed, described, and names exactly the fields of the class that it stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

from provenance.errors import RecordError
from provenance.model.audit import Finding, Manifest
from provenance.model.record import MadeWith, ProvenanceRecord
from provenance.model.reprint import Edge, Family, Order, OutsideOrigin, Passage
from provenance.model.text import Problem, Source
from provenance.records import record
from provenance.wire import SCHEMAS, from_json, plain, schema, to_json, validate

ROOT = Path(__file__).parents[2]
CLASSES = {
    "provenance-record": ProvenanceRecord,
    "finding": Finding,
    "manifest": Manifest,
    "passage": Passage,
    "edge": Edge,
    "family": Family,
    "problem": Problem,
}
EXAMPLES = (
    Passage("a", 0, 120, "b", 5, 125, 0.98, "article"),
    Edge("b", "a", "near", 0.9, 0.8, Order("likely", ("published",), ())),
    Family("f-1", ("a", "b"), "a", None),
    Family("f-2", ("a", "b"), None, OutsideOrigin("ap", "both sign off (AP)")),
    Problem("corpus.jsonl#17", "read", "bad-json", "The line is no JSON.", refused=False),
)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object inside a schema."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_closed_and_described(name: str) -> None:
    found = schema(name)
    jsonschema.Draft202012Validator.check_schema(found)
    objects = [node for node in nodes(found) if node.get("type") == "object"]
    assert objects
    for node in objects:
        assert node["additionalProperties"] is False or "description" in node["additionalProperties"]
        assert node["description"]
        for field in node["properties"].values():
            assert field.get("description") or "$ref" in field, field


@pytest.mark.parametrize("name", CLASSES)
def test_schemas_name_the_fields_of_their_class(name: str) -> None:
    fields = {field.name for field in attrs.fields(CLASSES[name])} - {"refused"}
    assert set(schema(name)["properties"]) == fields == set(schema(name)["required"])


@pytest.mark.parametrize(("part", "kind"), [("source", Source), ("made_with", MadeWith), ("problem", Problem)])
def test_parts_name_the_fields_of_their_class(part: str, kind: type) -> None:
    fields = {field.name for field in attrs.fields(kind)} - {"refused"}
    assert set(schema("provenance-record")["$defs"][part]["properties"]) == fields


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_values_round_trip(value: Any) -> None:
    assert from_json(to_json(value), type(value)) == value


def test_the_default_policy_is_valid() -> None:
    validate(tomllib.loads((ROOT / "provenance/audits/default-policy.toml").read_text(encoding="utf-8")), "policy")


def test_a_fault_names_its_place() -> None:
    broken = {**plain(record("text")), "body": [[0, "4"]]}
    with pytest.raises(RecordError, match="body/0/1"):
        validate(broken)
    with pytest.raises(RecordError, match="no schema"):
        schema("nothing")
    with pytest.raises(RecordError, match="not JSON"):
        from_json("{")
    with pytest.raises(RecordError, match="no schema"):
        to_json("text")


CATALOG = sorted(
    path for name in ("outlets", "statements", "credits", "boilerplate") for path in (ROOT / "provenance/catalog" / name).glob("*.toml")
)


@pytest.mark.parametrize("path", CATALOG, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_catalog_files_follow_their_schema(path: Path) -> None:
    validate(tomllib.loads(path.read_text(encoding="utf-8")), "catalog")
