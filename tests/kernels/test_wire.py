"""Law: what the kernel reads of plain data is what the class makes of its members, and it is written back as it was."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import fields, has
from hypothesis import given, settings
from hypothesis import strategies as st

import provenance
from provenance.kernels import find_kernel
from provenance.model.audit import Finding
from provenance.model.record import ProvenanceRecord
from provenance.model.text import Source
from provenance.reprints import Signals, signals
from provenance.wire.forms import Form, Several, form_of, make_reader, make_writer
from tests.strategies import news_text

KERNEL = find_kernel("_wire", "make_reader")
KINDS = (ProvenanceRecord, Finding, Signals, Source)
needed = pytest.mark.skipif(KERNEL is None, reason="no compiler was at hand when the package was installed")


def within(form: Form | Several | None) -> list[Form]:
    """Return a form and all forms in it."""
    if isinstance(form, Several):
        return within(form.each)
    return [] if form is None else [form, *(inner for way in form.ways for inner in within(way))]


def same(kind: type[Any], value: object, *, listed: bool) -> None:
    """Assert that a value comes back from its data, by the kernel and without."""
    assert KERNEL is not None
    form = form_of(kind)
    row = make_writer(form, listed=listed)(value)
    read: Any = KERNEL(form, listed)
    assert read(row) == make_reader(form, listed)(row) == value
    assert hash(read(row)) == hash(value)


@needed
@pytest.mark.parametrize("listed", [False, True])
@settings(deadline=None)
@given(finding=st.from_type(Finding))
def test_findings_come_back(listed: bool, finding: Finding) -> None:  # noqa: FBT001 -- a parameter of the table
    same(Finding, finding, listed=listed)


@needed
@pytest.mark.parametrize("listed", [False, True])
@settings(deadline=None, max_examples=20)
@given(text=news_text)
def test_records_and_signals_come_back(listed: bool, text: str) -> None:  # noqa: FBT001 -- a parameter of the table
    record = provenance.record(text)
    same(ProvenanceRecord, record, listed=listed)
    same(Signals, signals(record), listed=listed)


@needed
def test_what_may_be_missing_has_its_default() -> None:
    assert KERNEL is not None
    row = {"path": "a.txt", "format": "text"}
    read: Any = KERNEL(form_of(Source))
    assert read(row) == make_reader(form_of(Source))(row) == Source("a.txt", "text")
    for reader in (read, make_reader(form_of(Source))):
        with pytest.raises(KeyError):
            reader({"path": "a.txt"})


@pytest.mark.parametrize("kind", sorted({form.kind for kind in KINDS for form in within(form_of(kind))}, key=lambda kind: kind.__name__))
def test_classes_read_so_take_their_values_as_they_are(kind: type[Any]) -> None:
    assert has(kind)
    assert all(field.converter is None and field.validator is None for field in fields(kind))
    assert "__slots__" in vars(kind)
    assert not hasattr(kind, "__attrs_post_init__")
    assert {field.name for field in fields(kind)} == {*form_of(kind).names, *dict(form_of(kind).fixed)}
