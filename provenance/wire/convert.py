"""Model values -> plain data -> JSON, and back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

import attrs
import orjson

from provenance.errors import RecordError
from provenance.model.audit import Finding, Manifest
from provenance.model.record import ProvenanceRecord
from provenance.model.reprint import Edge, Family, Passage
from provenance.model.text import Problem
from provenance.wire.direct import Dumper, checked_dumper, loader
from provenance.wire.forms import reader, writer
from provenance.wire.schemas import validate

if TYPE_CHECKING:
    import cattrs

_NAMES: dict[type, str] = {
    ProvenanceRecord: "provenance-record",
    Finding: "finding",
    Manifest: "manifest",
    Passage: "passage",
    Edge: "edge",
    Family: "family",
    Problem: "problem",
}
Value = TypeVar("Value")


@cache
def _converter() -> cattrs.Converter:
    """Return what checks data from elsewhere; a problem says nothing of `refused` (a problem inside a record never refuses)."""
    import cattrs  # noqa: PLC0415 -- an audit reads nothing from elsewhere, and need not wait for it
    from cattrs.gen import make_dict_structure_fn, override  # noqa: PLC0415

    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=False)
    read = make_dict_structure_fn(Problem, made, refused=override(omit=True), _cattrs_forbid_extra_keys=True)

    def problem(value: Any, _: Any) -> Problem:
        found = read(value, Problem)
        return Problem(found.source, found.stage, found.code, found.detail, refused=False)

    made.register_structure_hook(Problem, problem)
    return made


def plain(value: Any) -> Any:
    """Return a model value as dictionaries, lists and scalars, in the order and with the names of its schema."""
    return writer(cast("Any", type(value)))(value)


def to_bytes(value: Any, text: str | None = None) -> bytes:
    """Return a record, finding, manifest, passage, edge, family or problem as one line of JSON in UTF-8, without a line end.

    `text` is added to a record as the further member "text" (which its schema does not know) when it is given. Raises RecordError when
    the value does not follow its schema.
    """
    name = _NAMES.get(type(value))
    if name is None:
        raise RecordError(f"A {type(value).__name__} has no schema.", f"Give one of {', '.join(kind.__name__ for kind in _NAMES)}.")
    line = _dumper(cast("Any", type(value)))(value)
    return line if text is None else b'%b,"text":%b}' % (line[:-1], _dumps(text, name))


@cache
def _dumper(kind: type[attrs.AttrsInstance]) -> Dumper:
    """Return what writes a value of a class as JSON that follows its schema."""
    name = _NAMES[kind]

    def slow(value: Any) -> bytes:
        data = plain(value)
        validate(data, name)
        return _dumps(data, name)

    return checked_dumper(kind, name, slow)


def _dumps(data: Any, name: str) -> bytes:
    try:
        return orjson.dumps(data)
    except TypeError as error:
        raise RecordError(f"This {name} cannot be written as JSON: {error}.", "Replace lone surrogates in its strings.") from error


def to_json(value: Any, text: str | None = None) -> str:
    """Return a value as one line of JSON; the rest as in `to_bytes`."""
    return to_bytes(value, text).decode("utf-8")


def model(data: Any, kind: type[Value]) -> Value:
    """Return the model value of plain data that follows the schema of `kind`; raise RecordError when it does not."""
    import cattrs  # noqa: PLC0415 -- an audit reads nothing from elsewhere, and need not wait for it

    validate(data, _NAMES[kind])
    try:
        return _converter().structure(data, kind)
    except (cattrs.BaseValidationError, cattrs.StructureHandlerNotFoundError, ValueError, TypeError, KeyError) as error:
        raise RecordError(f"This is not a {_NAMES[kind]}: {error}.", "Read what this version of the program wrote.") from error


def structure(data: Any, kind: type[Value]) -> Value:
    """Return the model value of plain data that this program has validated before; nothing is checked again."""
    value: Value = reader(cast("Any", kind))(data)
    return value


def from_line(line: bytes, kind: type[Value]) -> Value:
    """Return the model value of a line of JSON that this program wrote; nothing is checked again."""
    value: Value = loader(cast("Any", kind))(line)
    return value


@overload
def from_json(text: str | bytes) -> ProvenanceRecord: ...


@overload
def from_json(text: str | bytes, kind: type[Value]) -> Value: ...


def from_json(text: str | bytes, kind: type[Any] = ProvenanceRecord) -> Any:
    """Return the record (or the value of another `kind`) of a JSON text; raise RecordError when it is none."""
    try:
        data = orjson.loads(text)
    except ValueError as error:
        raise RecordError(f"This is not JSON: {error}.", "Give one line of records.jsonl.") from error
    return model(data, kind)
