"""Columns -> objects (blocks and links of pages, of which there are many), and objects -> others that differ in a few members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import attrs

from provenance.kernels import compiled

_Kind = TypeVar("_Kind")


def make_rows(kind: type[_Kind], names: tuple[str, ...], columns: Sequence[Iterable[object]]) -> list[_Kind]:  # noqa: ARG001 - the kernel's
    """Return an object of a frozen class for each row of the columns, which are the values of its fields (`names`) in order.

    The class has slots and neither converters nor validators.
    """
    return [kind(*row) for row in zip(*columns, strict=True)]


rows_of = compiled("_rows", make_rows)
"""`make_rows`, compiled where it can be."""


def change(value: _Kind, **members: object) -> _Kind:
    """Return an object of a frozen class with other values of some members; the class is as for `make_rows`."""
    other: Any = attrs.evolve(value, **members)  # type: ignore[misc]  # an object of any such class
    return other  # type: ignore[no-any-return]


changed = compiled("_rows", change)
"""`change`, compiled where it can be."""
