"""Law: lines that are written and read directly are those that go through plain data, for whatever is written or stands in a line."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, get_type_hints

import attrs
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import provenance
from provenance.audits.member import Member
from provenance.errors import RecordError
from provenance.kernels import find_kernel
from provenance.model.audit import Finding, Manifest
from provenance.model.evidence import Evidence
from provenance.model.record import Coverage, ProvenanceRecord, Title
from provenance.model.reprint import Edge, Family, Passage
from provenance.model.text import Problem, Source
from provenance.reprints import Signals, signals
from provenance.wire import schema, validate
from provenance.wire.checks import check_of, unasked
from provenance.wire.forms import form_of, make_reader, make_writer
from tests.strategies import news_text

LOADER, DUMPER = find_kernel("_json", "make_loader"), find_kernel("_json", "make_dumper")
pytestmark = pytest.mark.skipif(LOADER is None or DUMPER is None, reason="no compiler was at hand when the package was installed")
SCHEMAS: dict[type[Any], str] = {
    ProvenanceRecord: "provenance-record",
    Finding: "finding",
    Manifest: "manifest",
    Passage: "passage",
    Edge: "edge",
    Family: "family",
    Problem: "problem",
}
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-2, 5),
    st.floats(),
    st.sampled_from([0.0, -0.0, 1.0, 0.5, 1e-4, 9.999e-5, 1e15, 0.1 + 0.2]),
    st.text(max_size=6),
    st.text(st.characters(codec=None), max_size=6),
    st.sampled_from(
        ["", "likely", "text", '"\\/\b\f\n\r\t\x00\x1f\x7f', "é€😀", "\ud800", "0" * 64, "0" * 64 + "\n", "sha256:" + "a" * 64]
    ),
)


def slow_loader(kind: type[Any], *, listed: bool) -> Callable[[bytes], Any]:
    read = make_reader(form_of(kind), listed)
    return lambda data: read(orjson.loads(data))


def slow_dumper(kind: type[Any]) -> Callable[[Any], bytes]:
    write = make_writer(form_of(kind))

    def dump(value: Any) -> bytes:
        data = write(value)
        validate(data, SCHEMAS[kind])
        return orjson.dumps(data)

    return dump


def refuse(value: object) -> Any:
    raise AssertionError(f"{value!r:.200} went the long way")


@cache
def fast(kind: type[Any]) -> tuple[Any, Any]:
    """Return what writes and reads values of a class directly and fails where it is not sure."""
    assert DUMPER is not None
    assert LOADER is not None
    check = check_of(schema(SCHEMAS[kind]), form_of(kind))
    assert check is not None
    return DUMPER(form_of(kind), check, refuse), LOADER(form_of(kind), refuse)


def outcome(function: Callable[[Any], Any], value: object) -> Any:
    """Return what a function makes of a value: a result with its type, or the kind of error."""
    try:
        return repr(function(value))
    except (RecordError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        return type(error)


@settings(deadline=None, max_examples=20)
@given(text=news_text)
def test_records_are_written_and_read_directly(text: str) -> None:
    record = provenance.record(text)
    dump, load = fast(ProvenanceRecord)
    line = slow_dumper(ProvenanceRecord)(record)
    assert dump(record) == line
    assert load(line) == record
    assert hash(load(line)) == hash(record)
    assert LOADER is not None
    assert LOADER(form_of(Member), refuse)(line) == slow_loader(Member, listed=False)(line)


@settings(deadline=None, max_examples=20)
@given(text=news_text)
def test_signals_are_written_and_read_directly(text: str) -> None:
    assert DUMPER is not None
    assert LOADER is not None
    form, found = form_of(Signals), signals(provenance.record(text))
    line = DUMPER(form, unasked(form), refuse, True)(found)
    assert line == orjson.dumps(make_writer(form, listed=True)(found))
    assert LOADER(form, refuse, True)(line) == found


@pytest.mark.parametrize("kind", [Evidence, Coverage, Title, Source, Passage, Family, Problem, Edge])
@settings(deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_value_is_written_as_plain_data_is(kind: type[Any], data: st.DataObject) -> None:
    assert DUMPER is not None
    form = form_of(kind)
    values = {item.name: data.draw(anything) for item in attrs.fields(kind) if item.name != "refused"}
    made = kind(**values)
    plain = make_writer(form)
    unchecked = DUMPER(form, unasked(form), lambda value: orjson.dumps(plain(value)))
    assert outcome(unchecked, made) == outcome(lambda value: orjson.dumps(plain(value)), made)


@pytest.mark.parametrize("kind", [Finding, Passage, Edge, Family, Problem])
@settings(deadline=None)
@given(data=st.data())
def test_what_breaks_the_schema_is_refused(kind: type[Any], data: st.DataObject) -> None:
    assert DUMPER is not None
    check = check_of(schema(SCHEMAS[kind]), form_of(kind))
    dump, slow = DUMPER(form_of(kind), check, slow_dumper(kind)), slow_dumper(kind)
    given_ = data.draw(st.from_type(kind))
    name = data.draw(st.sampled_from([item for item in get_type_hints(kind) if item != "refused"]))
    for made in (given_, attrs.evolve(given_, **{name: data.draw(anything)})):
        assert outcome(dump, made) == outcome(slow, made)


def changed(record: ProvenanceRecord, name: str, value: object) -> ProvenanceRecord:
    """Return a record with another value of a member of one of its parts."""
    part, member = name.split(".")
    return attrs.evolve(record, **{part: attrs.evolve(getattr(record, part), **{member: value})})


RECORD = provenance.record("OSLO (Reuters) - The road is closed.\n\nAll content by Nordic News is licensed under CC BY 4.0.\n")
PARTS = ("source.path", "source.format", "source.row", "source.sha256", "source.bytes", "license.status", "license.expression",
         "license.reasons", "made_with.catalog", "made_with.provenance")  # fmt: skip


@settings(deadline=None)
@given(name=st.sampled_from(PARTS), value=anything)
def test_a_record_that_breaks_the_schema_is_refused(name: str, value: object) -> None:
    assert DUMPER is not None
    check, slow = check_of(schema("provenance-record"), form_of(ProvenanceRecord)), slow_dumper(ProvenanceRecord)
    made = changed(RECORD, name, value)
    assert outcome(DUMPER(form_of(ProvenanceRecord), check, slow), made) == outcome(slow, made)


@settings(deadline=None, max_examples=500)
@given(
    at=st.integers(0, 10_000),
    width=st.integers(0, 3),
    put=st.one_of(
        st.sampled_from(
            [b"", b",", b"{", b"}", b"[", b"]", b"null", b'"', b"\\", b"01", b"-0", b"1e2", b"2.5", b"\xff", b"\n", b" ", b"true", b"x"]
        ),
        st.binary(max_size=2),
    ),
    listed=st.booleans(),
)
def test_a_damaged_line_is_read_as_plain_data_is(at: int, width: int, put: bytes, *, listed: bool) -> None:
    assert LOADER is not None
    kind: type[Any] = Signals if listed else ProvenanceRecord
    value: object = signals(RECORD) if listed else RECORD
    line = orjson.dumps(make_writer(form_of(kind), listed=listed)(value))
    at %= len(line)
    damaged = line[:at] + put + line[at + width :]
    slow = slow_loader(kind, listed=listed)
    assert outcome(LOADER(form_of(kind), slow, listed), damaged) == outcome(slow, damaged)


@pytest.mark.parametrize("listed", [False, True])
def test_a_line_that_ends_early_is_read_as_plain_data_is(*, listed: bool) -> None:
    assert LOADER is not None
    kind: type[Any] = Signals if listed else ProvenanceRecord
    line = orjson.dumps(make_writer(form_of(kind), listed=listed)(signals(RECORD) if listed else RECORD))
    slow = slow_loader(kind, listed=listed)
    load = LOADER(form_of(kind), slow, listed)
    assert [outcome(load, line[:size]) for size in range(len(line))] == [outcome(slow, line[:size]) for size in range(len(line))]


def test_members_may_stand_in_any_order_and_be_missing() -> None:
    assert LOADER is not None
    load = LOADER(form_of(Source), refuse)
    assert load(b'{"bytes":3,"other":{"a":["}",1]},"format":"text","more":null,"path":"a.txt"}') == Source("a.txt", "text", bytes=3)
    assert load(b'{"path":"a.txt","format":"text"}') == Source("a.txt", "text")
    slow = slow_loader(Source, listed=False)
    with pytest.raises(KeyError):
        LOADER(form_of(Source), slow)(b'{"path":"a.txt"}')


def test_every_schema_is_checked_while_its_values_are_written() -> None:
    assert all(check_of(schema(name), form_of(kind)) is not None for kind, name in SCHEMAS.items())
    assert check_of({"type": "object", "properties": {"text": {"format": "date"}}}, form_of(Title)) is None
