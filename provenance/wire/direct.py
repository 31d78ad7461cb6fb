"""Values -> lines of JSON and back without plain data in between, where a compiler was at hand; elsewhere the way through plain data.

The kernel writes and reads what it is sure of, which is all that this program makes, and goes the long way with the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import attrs
import orjson

from provenance.kernels import compiled
from provenance.wire.checks import Check, check_of, unasked
from provenance.wire.forms import Form, form_of, reader, writer
from provenance.wire.schemas import schema

Loader = Callable[[bytes], Any]
Dumper = Callable[[Any], bytes]


def make_loader(form: Form, slow: Loader, listed: bool = False) -> Loader:  # noqa: ARG001, FBT001 -- the kernel's own signature
    """Return what turns a line of JSON into the value that it holds."""
    return slow


def make_dumper(form: Form, check: Check, slow: Dumper, listed: bool = False) -> Dumper:  # noqa: ARG001, FBT001 -- the kernel's own
    """Return what turns a value into a line of JSON in which each member is as asked."""
    return slow


_loader_of, _dumper_of = compiled("_json", make_loader), compiled("_json", make_dumper)


@cache
def loader(kind: type[attrs.AttrsInstance], *, listed: bool = False) -> Loader:
    """Return what turns JSON that this program wrote into a value of a class; the rest as in `reader`."""
    read = reader(kind, listed=listed)
    return _loader_of(form_of(kind), lambda data: read(orjson.loads(data)), listed)


@cache
def dumper(kind: type[attrs.AttrsInstance]) -> Dumper:
    """Return what turns a value of a class into a JSON list, without names; nothing is checked."""
    write = writer(kind, listed=True)
    form = form_of(kind)
    return _dumper_of(form, unasked(form), lambda value: orjson.dumps(write(value)), True)


def checked_dumper(kind: type[attrs.AttrsInstance], name: str, slow: Dumper) -> Dumper:
    """Return what turns a value of a class into JSON that follows the schema of that name; `slow` does so through plain data."""
    form = form_of(kind)
    check = check_of(schema(name), form)
    return slow if check is None else _dumper_of(form, check, slow)
