"""Articles that cannot keep their ids get the same names, whether all are named at once or stem by stem."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.ids import rename, stem

NAMES = st.lists(st.from_regex(r"[ab](#[0-9])?(~[0-9]{1,2}){0,2}", fullmatch=True), max_size=12)


@given(NAMES, NAMES)
def test_stem_by_stem_is_all_at_once(places: list[str], taken: list[str]) -> None:
    whole = rename(places, taken)
    parts: dict[str, list[str]] = {}
    for root in {stem(name) for name in places}:
        parts[root] = rename([name for name in places if stem(name) == root], [name for name in taken if stem(name) == root])
    assert whole == [parts[stem(name)].pop(0) for name in places]


@given(NAMES, NAMES)
def test_no_name_comes_twice(places: list[str], taken: list[str]) -> None:
    names = rename(places, taken)
    assert len({*names, *taken}) == len(names) + len(set(taken))
