"""What a JSON Schema asks of a value, in a form that is checked member by member while the value is written."""

from __future__ import annotations

import re
from typing import Any

import attrs

from provenance.wire.forms import Form, Several

_SAID = frozenset({"$schema", "$id", "$defs", "title", "description"})
"""What asks nothing of a value."""
_ANY = ("string", "integer", "number", "boolean", "null", "array", "object")
_NUMBERS = frozenset({"minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"})
_ASKED = _NUMBERS | {"type", "const", "enum", "pattern", "items", "properties", "required", "additionalProperties"}
_PLAIN = re.compile(r"(?:[a-z0-9:]|\[(?:[a-z0-9]-?)+\]|\{\d+\})+")
_NO_END = (1 << 63) - 1


@attrs.frozen(eq=False)
class Check:
    """What is asked of a value: kinds of JSON values, the only words (None: any), sizes of strings and arrays, bounds of numbers.

    `pattern` must match a whole string; `each` is asked of the members of an array, `members` of those of an object, which has these alone.
    """

    kinds: tuple[str, ...] = _ANY
    words: tuple[str, ...] | None = None
    shortest: int = 0
    longest: int = _NO_END
    least: float = float("-inf")
    most: float = float("inf")
    pattern: str | None = None
    each: Check | None = None
    members: dict[str, Check] = attrs.field(factory=dict)


def check_of(schema: dict[str, Any], way: Form | Several | None) -> Check | None:
    """Return what a schema asks of a value that is made so; None where a `Check` cannot say it."""
    try:
        found = _check(schema, schema)
    except LookupError:
        return None
    return found if _fits(way, found) else None


def unasked(way: Form | Several | None) -> Check:
    """Return the check that any value passes that is made so."""
    if way is None:
        return Check()
    if isinstance(way, Several):
        return Check(each=unasked(way.each))
    return Check(members={name: unasked(inner) for name, inner in zip(way.names, way.ways, strict=True)})


def _fits(way: Form | Several | None, check: Check | None) -> bool:
    """Tell whether each member of a value has what is asked of it, and nothing is asked of one that it lacks."""
    if check is None or way is None:
        return check is not None
    if isinstance(way, Several):
        return _fits(way.each, check.each)
    return set(way.names) == set(check.members) and all(
        _fits(inner, check.members[name]) for name, inner in zip(way.names, way.ways, strict=True)
    )


def _check(schema: dict[str, Any], whole: dict[str, Any]) -> Check:
    """Return what a part of a schema asks; raise LookupError where a `Check` cannot say it."""
    asked = {key: value for key, value in schema.items() if key not in _SAID}
    if set(asked) == {"$ref"}:
        return _check(whole["$defs"][asked["$ref"].removeprefix("#/$defs/")], whole)
    if set(asked) == {"anyOf"}:
        one, *others = asked["anyOf"]
        if others != [{"type": "null"}]:
            raise LookupError
        found = _check(one, whole)
        return attrs.evolve(found, kinds=(*found.kinds, "null"))
    if not set(asked) <= _ASKED:
        raise LookupError
    members = {name: _check(value, whole) for name, value in asked.get("properties", {}).items()}
    if members and (asked.get("additionalProperties") is not False or set(asked.get("required", ())) != set(members)):
        raise LookupError
    kinds, words = asked.get("type", _ANY), _words(asked)
    return Check(
        kinds=("string",) if words else (kinds,) if isinstance(kinds, str) else tuple(kinds),
        words=words,
        shortest=asked.get("minLength", asked.get("minItems", 0)),
        longest=asked.get("maxLength", asked.get("maxItems", _NO_END)),
        least=asked.get("minimum", float("-inf")),
        most=asked.get("maximum", float("inf")),
        pattern=_pattern(asked),
        each=_check(asked["items"], whole) if "items" in asked else None,
        members=members,
    )


def _words(asked: dict[str, Any]) -> tuple[str, ...] | None:
    """Return the only words that are allowed, None where any are."""
    if "const" not in asked and "enum" not in asked:
        return None
    words = (asked["const"],) if "const" in asked else tuple(asked["enum"])
    if not words or not all(isinstance(word, str) for word in words) or not set(asked) <= {"const", "enum"}:
        raise LookupError
    return words


def _pattern(asked: dict[str, Any]) -> str | None:
    """Return the expression that a whole string must match."""
    pattern: str | None = asked.get("pattern")
    if pattern is None:
        return None
    inner = pattern.removeprefix("^").removesuffix("$")
    if f"^{inner}$" != pattern or not _PLAIN.fullmatch(inner):  # of others each library has its own understanding
        raise LookupError
    return inner
