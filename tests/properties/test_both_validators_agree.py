"""The fast validator says what the reference says, on records and on records that were damaged."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import news_text

from provenance.errors import RecordError
from provenance.records import record
from provenance.wire import plain, schema, validate

REFERENCE = jsonschema.Draft202012Validator(schema("provenance-record"))
values = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**20), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=5),
    st.just([]), st.just({}), st.just([[1, 2]]), st.just([[1]]), st.just("CC-BY-4.0"),
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every member and item of plain data."""
    found = [path]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


def damaged(value: Any, path: tuple[Any, ...], way: str, new: Any) -> Any:
    """Return plain data with the member at a path replaced, removed, or joined by another."""
    if not path:
        return new if way != "add" or not isinstance(value, dict) else {**value, "extra": new}
    made = dict(value) if isinstance(value, dict) else list(value)
    if way == "remove" and len(path) == 1:
        del made[path[0]]
    else:
        made[path[0]] = damaged(made[path[0]], path[1:], way, new)
    return made


def accepts(value: Any) -> bool:
    """Say whether the fast validator takes the data."""
    try:
        validate(value)
    except RecordError:
        return False
    return True


@settings(deadline=None, max_examples=60)
@given(news_text)
def test_every_record_is_valid(text: str) -> None:
    made = plain(record(text))
    assert accepts(made)
    assert REFERENCE.is_valid(made)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damaged_records(data: st.DataObject) -> None:
    made = plain(
        record("TEHRAN (Reuters) - It rained.\n\nAll rights reserved.\n\n© 2020 Reuters. Licensed under CC BY 4.0. (Source: Reuters)")
    )
    path = data.draw(st.sampled_from(places(made)))
    broken = damaged(made, path, data.draw(st.sampled_from(["replace", "remove", "add"])), data.draw(values))
    assert accepts(broken) == REFERENCE.is_valid(broken)


@pytest.mark.parametrize("value", [float("nan"), 10**400, "\ud800", {1: 2}, {"a"}, object()])
def test_what_is_no_json_is_refused(value: Any) -> None:
    assert not accepts(value)
    assert not accepts({**plain(record("text")), "language": value}) or value == "\ud800"
