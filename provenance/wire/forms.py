"""What the values of a class are made of, and the functions that turn such a value into plain data and back; nothing is checked.

Plain data are dictionaries, or lists of the members in their order (`listed`). A function is written for every class, as attrs writes its
constructors: `lambda row: Title(row["text"], row["start"], row["stop"])`, and for the way back
`lambda value: {"text": value.text, "start": value.start, "stop": value.stop}`. What reads is a kernel where a compiler was at hand.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from provenance.kernels import compiled
from provenance.model.text import Problem

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]
_NEEDED = object()


@attrs.frozen(eq=False)
class Several:
    """A tuple whose members are made of `each`."""

    each: Form | Several | None


@attrs.frozen(eq=False)
class Form:
    """A class with the names of its members, what each is made of (None: the same in both forms), and what stands for a missing one.

    `needed` is the default of a member that may not be missing; `fixed` are members that stand in no data, with their values.
    """

    kind: type[attrs.AttrsInstance]
    names: tuple[str, ...]
    ways: tuple[Form | Several | None, ...]
    defaults: tuple[Any, ...]
    fixed: tuple[tuple[str, Any], ...] = ()
    needed: object = _NEEDED


@cache
def form_of(kind: type[attrs.AttrsInstance]) -> Form:
    """Return the form of a class with slots, whose members are scalars, tuples, optional values and classes of these."""
    hints = get_type_hints(kind)
    fixed = (("refused", False),) if kind is Problem else ()  # one inside a record refuses nothing, and its rows do not say so
    members = [item for item in attrs.fields(kind) if item.name not in dict(fixed)]
    names, defaults = tuple(item.name for item in members), tuple(_default(item) for item in members)
    return Form(kind, names, tuple(_way(hints[name]) for name in names), defaults, fixed)


def _default(item: attrs.Attribute[Any]) -> object:
    return _NEEDED if item.default is attrs.NOTHING else item.default


def _way(kind: Any) -> Form | Several | None:
    if attrs.has(kind):
        return form_of(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return Several(_way(inner[0]))
    if origin in (Union, types.UnionType):
        return next((way for option in inner if (way := _way(option)) is not None), None)
    return None


def make_reader(form: Form, listed: bool = False) -> Reader:  # noqa: FBT001 -- the kernel's own signature
    """Return what turns the data of a value into the value."""
    calls: dict[str, Any] = {"make": form.kind}
    members = [f"{name}={value!r}" for name, value in form.fixed]
    for place, (name, way, default) in enumerate(zip(form.names, form.ways, form.defaults, strict=True)):
        value = f"row[{place if listed else name!r}]"
        if default is not form.needed and not listed:
            calls[f"default_{name}"] = default
            value = f"row.get({name!r}, default_{name})"
        members.append(f"{name}={_expression(way, value, calls, lambda inner: make_reader(inner, listed), 'tuple')}")
    function: Reader = eval(f"lambda row: make({', '.join(members)})", calls)  # noqa: S307 -- made of the names of our own classes alone
    return function


def make_writer(form: Form, *, listed: bool = False) -> Writer:
    """Return what turns a value into its data."""
    calls: dict[str, Any] = {}
    values = [
        _expression(way, f"value.{name}", calls, lambda inner: make_writer(inner, listed=listed), "list")
        for name, way in zip(form.names, form.ways, strict=True)
    ]
    named = ", ".join(f"{name!r}: {value}" for name, value in zip(form.names, values, strict=True))
    made = f"[{', '.join(values)}]" if listed else f"{{{named}}}"
    function: Writer = eval(f"lambda value: {made}", calls)  # noqa: S307 -- made of the names of our own classes alone
    return function


def _expression(way: Form | Several | None, value: str, calls: dict[str, Any], made: Callable[[Form], Any], several: str) -> str:
    """Return the Python expression for the other form of what the expression `value` stands for.

    `calls` takes up what it calls: functions that `made` makes for forms. `several` is the kind of sequence that stands for a tuple.
    """
    if way is None:
        return value
    if isinstance(way, Form):
        calls[way.kind.__name__] = made(way)
        whole = f"{way.kind.__name__}(some)"
    else:
        each = _expression(way.each, "item", calls, made, several)
        whole = f"{several}(some)" if each == "item" else f"{several}([{each} for item in some])"
    return f"(None if (some := {value}) is None else {whole})"


_reader_of = compiled("_wire", make_reader)


@cache
def reader(kind: type[attrs.AttrsInstance], *, listed: bool = False) -> Reader:
    """Return what turns plain data into a value of a class; members that the class leaves to their defaults may be missing."""
    return _reader_of(form_of(kind), listed)


@cache
def writer(kind: type[attrs.AttrsInstance], *, listed: bool = False) -> Writer:
    """Return what turns a value of a class into plain data."""
    return make_writer(form_of(kind), listed=listed)
