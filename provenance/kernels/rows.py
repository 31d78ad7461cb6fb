"""Columns -> objects: blocks and links of pages, of which there are many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from provenance.kernels import compiled

_Kind = TypeVar("_Kind")


def make_rows(kind: type[_Kind], names: tuple[str, ...], columns: Sequence[Iterable[object]]) -> list[_Kind]:  # noqa: ARG001 - the kernel's
    """Return an object of a frozen class for each row of the columns, which are the values of its fields (`names`) in order.

    The class has slots and neither converters nor validators.
    """
    return [kind(*row) for row in zip(*columns, strict=True)]


rows_of = compiled("_rows", make_rows)
"""`make_rows`, compiled where it can be."""
