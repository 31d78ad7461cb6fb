"""Law: an object that the kernel makes of a row is the one that its class makes."""

from __future__ import annotations

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.kernels.rows import change, make_rows
from provenance.model.text import Block, Link

ROWS = st.lists(st.tuples(st.integers(), st.integers(), st.text(), st.lists(st.text(), max_size=2).map(tuple)), max_size=5)


@pytest.mark.skipif(find_kernel("_rows", "make_rows") is None, reason="no compiler was at hand when the package was installed")
@given(ROWS)
def test_links(rows: list[tuple[int, int, str, tuple[str, ...]]]) -> None:
    kernel = find_kernel("_rows", "make_rows")
    assert kernel is not None
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    made = kernel(Link, ("start", "stop", "href", "rel"), columns)
    assert made == make_rows(Link, ("start", "stop", "href", "rel"), columns)
    assert list(map(hash, made)) == [hash(Link(*row)) for row in rows]


@pytest.mark.skipif(find_kernel("_rows", "change") is None, reason="no compiler was at hand when the package was installed")
@given(ROWS, st.fixed_dictionaries({}, optional={"start": st.integers(), "href": st.text(), "rel": st.just(("license",))}))
def test_changed_members(rows: list[tuple[int, int, str, tuple[str, ...]]], members: dict[str, object]) -> None:
    kernel = find_kernel("_rows", "change")
    assert kernel is not None
    for row in rows:
        link = Link(*row)
        assert kernel(link, **members) == change(link, **members)
        assert link == Link(*row)
        with pytest.raises(TypeError):
            kernel(link, unknown=1)


@pytest.mark.parametrize("kind", [Block, Link])
def test_classes_made_so_take_their_values_as_they_are(kind: type[Block] | type[Link]) -> None:
    assert all(field.converter is None and field.validator is None for field in fields(kind))
    assert "__slots__" in vars(kind)
    assert not hasattr(kind, "__attrs_post_init__")
