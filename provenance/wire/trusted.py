"""Plain data -> model, for data that this program has written and validated before, and model -> plain data; nothing is checked.

A function is written for every class, as attrs writes its constructors: `lambda row: Title(row["text"], row["start"], row["stop"])`, and
for the way back `lambda value: {"text": value.text, "start": value.start, "stop": value.stop}`.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from provenance.model.text import Problem

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]


@cache
def reader(kind: type[attrs.AttrsInstance]) -> Reader:
    """Return what turns JSON data into a value of a class.

    Its members may be scalars, tuples, optional values and classes of these; those that the class leaves to their defaults may be missing.
    """
    hints = get_type_hints(kind)
    names: dict[str, Any] = {"make": kind}
    members = []
    for item in attrs.fields(kind):
        value = f"row[{item.name!r}]"
        if item.default is not attrs.NOTHING:
            names[f"default_{item.name}"] = item.default
            value = f"row.get({item.name!r}, default_{item.name})"
        if (kind, item.name) == (Problem, "refused"):  # one inside a record refuses nothing, and its rows do not say so
            value = "False"
        made = _expression(hints[item.name], value, names, reader, "tuple")
        members.append(f"{item.name}={made}" if item.kw_only else made)
    function: Reader = eval(f"lambda row: make({', '.join(members)})", names)  # noqa: S307 -- made of the names of our own classes alone
    return function


def _expression(kind: Any, value: str, names: dict[str, Any], made: Callable[[Any], Any], several: str) -> str:
    """Return the Python expression for the other form of a value of a type, which the expression `value` stands for.

    It is `value` itself where both forms are the same; `names` takes up what the expression calls: functions that `made` makes for
    classes. `several` is the kind of sequence that stands for a tuple.
    """
    if attrs.has(kind):
        names[kind.__name__] = made(kind)
        return f"{kind.__name__}({value})"
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        each = _expression(inner[0], "item", names, made, several)
        return f"{several}({value})" if each == "item" else f"{several}([{each} for item in {value}])"
    if origin in (Union, types.UnionType):
        each = next((found for option in inner if (found := _expression(option, "some", names, made, several)) != "some"), "some")
        return value if each == "some" else f"(None if (some := {value}) is None else {each})"
    return value


@cache
def writer(kind: type[attrs.AttrsInstance]) -> Writer:
    """Return what turns a value of a class into dictionaries, lists and scalars, with members as in `reader`."""
    hints, calls = get_type_hints(kind), dict[str, Any]()
    names = [item.name for item in attrs.fields(kind) if (kind, item.name) != (Problem, "refused")]
    members = [f"{name!r}: {_expression(hints[name], f'value.{name}', calls, writer, 'list')}" for name in names]
    made: Writer = eval(f"lambda value: {{{', '.join(members)}}}", calls)  # noqa: S307 -- made of the names of our own classes alone
    return made
