"""Plain data -> model, for data that this program has written and validated before: nothing is checked again, and nothing is lost."""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from provenance.model.text import Problem

Reader = Callable[[Any], Any]


@cache
def reader(kind: Any) -> Reader | None:
    """Return what turns JSON data into a value of a type, None where JSON has the value already.

    Knows scalars, tuples, optional values and attrs classes of these; members that a class leaves to their defaults may be missing.
    """
    if attrs.has(kind):
        return _of_class(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _of_tuple(inner)
    if origin in (Union, types.UnionType):
        some = next((found for item in inner if (found := reader(item)) is not None), None)
        return None if some is None else _of_optional(some)
    return None


def _of_tuple(inner: tuple[Any, ...]) -> Reader:
    first = reader(inner[0])
    if first is None:
        return tuple
    return lambda rows: tuple([first(row) for row in rows])


def _of_optional(some: Reader) -> Reader:
    return lambda value: None if value is None else some(value)


def _of_class(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    found = [(item.name, reader(hints[item.name])) for item in attrs.fields(kind)]
    readers = [(name, read) for name, read in found if read is not None]
    if kind is Problem:  # one inside a record refuses nothing, and its rows do not say so
        return lambda row: Problem(**row, refused=False)
    if not readers:
        return lambda row: kind(**row)

    def read_all(row: dict[str, Any]) -> Any:
        values = dict(row)
        for name, read in readers:
            if name in values:
                values[name] = read(values[name])
        return kind(**values)

    return read_all
