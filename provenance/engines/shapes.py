"""Signals as compact JSON: what lies on disk between two stages, and between today's audit and tomorrow's."""

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
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what turns JSON data into a value of a type: scalars, tuples, optional values and attrs classes of these."""
    if attrs.has(kind):
        return _object_reader(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        first = _reader(inner[0])
        if inner[-1] is Ellipsis and first is not _same:
            return lambda rows: tuple(map(first, rows))
        return tuple
    if origin in (Union, types.UnionType):
        some = _reader(next(item for item in inner if item is not type(None)))
        return lambda value: None if value is None else some(value)
    return _same


def _object_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    names, readers = _names(kind), [_reader(hints[name]) for name in _names(kind)]
    if all(reader is _same for reader in readers):
        return lambda row: kind(**dict(zip(names, row, strict=True)))
    return lambda row: kind(**{name: reader(value) for name, reader, value in zip(names, readers, row, strict=True)})


def _same(value: Any) -> Any:
    return value
