"""Signals as compact JSON: what lies on disk between two stages, and between today's audit and tomorrow's.

For every class a function is written that turns a list into a value of it, as attrs writes its constructors.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import orjson

from provenance.reprints import Signals


def dump_signals(value: Signals) -> bytes:
    """Return signals as JSON lists, without names."""
    return orjson.dumps(value, default=_fields)


def load_signals(data: bytes) -> Signals:
    """Return the signals that `dump_signals` wrote."""
    found: Signals = _reader(Signals)(orjson.loads(data))
    return found


def _fields(value: object) -> list[object]:
    kind: Any = type(value)
    return [getattr(value, name) for name in _names(kind)]


@cache
def _names(kind: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    return tuple(item.name for item in attrs.fields(kind))


@cache
def _reader(kind: type[attrs.AttrsInstance]) -> Callable[[Any], Any]:
    """Return what turns a list into a value of a class; its members may be scalars, tuples, optional values and classes of these."""
    hints = get_type_hints(kind)
    calls: dict[str, Any] = {"make": kind}
    members = [f"{name}={_expression(hints[name], f'row[{place}]', calls)}" for place, name in enumerate(_names(kind))]
    made: Callable[[Any], Any] = eval(f"lambda row: make({', '.join(members)})", calls)  # noqa: S307 -- the names of our own classes alone
    return made


def _expression(kind: Any, value: str, calls: dict[str, Any]) -> str:
    """Return the Python expression for a value of a type out of the JSON data that `value` stands for; `calls` takes up what it calls."""
    if attrs.has(kind):
        calls[f"read_{kind.__name__}"] = _reader(kind)
        return f"read_{kind.__name__}({value})"
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        made = _expression(inner[0], "item", calls) if inner[-1] is Ellipsis else "item"
        return f"tuple({value})" if made == "item" else f"tuple([{made} for item in {value}])"
    if origin in (Union, types.UnionType):
        made = next((found for option in inner if (found := _expression(option, "some", calls)) != "some"), "some")
        return value if made == "some" else f"(None if (some := {value}) is None else {made})"
    return value
