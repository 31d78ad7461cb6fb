"""Whatever stands in a text, a report shows it and never runs it; nothing of it is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_text

from provenance.cli.explain import chunks, cut
from provenance.records import record
from provenance.reports.flat import storable
from provenance.reports.html.graph import HEIGHT, WIDTH, draw
from provenance.reports.jsonl import corpus_row
from provenance.reports.visible import visible
from provenance.views.marks import marks
from provenance.views.words import script_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | any_text, lambda inner: st.lists(inner) | st.dictionaries(any_text, inner), max_leaves=8
)


def stored(value: object) -> object:
    """Return a value with U+FFFD for every lone surrogate."""
    return json.loads(re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(value, ensure_ascii=False)))


@given(VALUES)
@settings(deadline=None)
def test_json_in_a_script_is_the_value_and_holds_no_markup(value: object) -> None:
    """It reads back as the value; no tag, comment, entity or line separator can begin in it."""
    text = script_json(value)
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", text)
    assert json.loads(text) == stored(value)


@given(any_text)
def test_visible_text_holds_no_control_and_keeps_everything_else(text: str) -> None:
    """Escape sequences and direction marks cannot reach a terminal; letters stay as they are."""
    shown = visible(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert visible(shown) == shown
    assert re.sub(r"\[U\+([0-9A-F]{4})\]", lambda found: chr(int(found[1], 16)), shown) == re.sub(
        r"\[U\+([0-9A-F]{4})\]", lambda found: chr(int(found[1], 16)), text
    )


@given(any_text)
@settings(max_examples=60, deadline=None)
def test_an_explained_text_is_the_whole_text(text: str) -> None:
    """The pieces that are shown, put together, are the article; each knows exactly the spans that cover it."""
    made = record(text)
    spans = marks(made)
    stretches = list(chunks(text))
    pieces = [piece for start, stop in stretches for piece in cut(text, spans, start, stop)]
    assert "".join(words for words, _ in pieces) == text
    at = 0
    for words, numbers in pieces:
        inside = tuple(number for number, span in enumerate(spans, start=1) if span.start <= at and at + len(words) <= span.stop)
        assert numbers == inside
        at += len(words)


@given(any_text, st.data())
@settings(max_examples=60, deadline=None)
def test_offsets_of_a_clean_corpus_lead_back(text: str, data: st.DataObject) -> None:
    """Every piece of a row's text is found in the text as read at the offsets that the row states."""
    places = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=8))))
    body = tuple(zip(places[::2], places[1::2], strict=False))
    row = corpus_row(evolve(record(""), body=body), text, whole=False)
    assert len(row["offsets"]) == len(body)
    for at, start, stop in row["offsets"]:
        assert row["text"][at : at + stop - start] == storable(text[start:stop])
    assert len(row["text"]) == sum(stop - start for start, stop in body) + 2 * max(0, len(body) - 1)


EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(["certain", "possible", "unknown"])), max_size=24)


@given(EDGES)
@settings(deadline=None)
def test_a_family_is_drawn_without_overlap_and_sources_stand_left(pairs: list[tuple[int, int, str]]) -> None:
    """Any edges, cycles too: every node has a place of its own; without a cycle a source stands left of its copies."""
    names = [f"n{number:02}" for number in range(12)]
    edges = [{"copy": names[a], "source": names[b], "order": {"confidence": sure}} for a, b, sure in pairs if a != b]
    drawing = draw(names, edges)
    places = list(drawing.places.values())
    assert len(set(places)) == len(names) == len(drawing.places)
    assert all(x >= 0 and x + WIDTH <= drawing.width and y >= 0 and y + HEIGHT <= drawing.height for x, y in places)
    for number, (x, y) in enumerate(places):
        assert all(x != other_x or abs(y - other_y) >= HEIGHT for other_x, other_y in places[number + 1 :])
    forward = [edge for edge in edges if edge["copy"] > edge["source"]]
    ordered = draw(names, forward).places
    assert all(ordered[edge["source"]][0] < ordered[edge["copy"]][0] for edge in forward if edge["order"]["confidence"] != "unknown")
    assert draw(names, list(edges)) == drawing


def test_scripts_of_the_page_cannot_close_their_own_element() -> None:
    """The page's own scripts stand inside it."""
    folder = Path(__file__).parents[2] / "provenance" / "reports" / "html"
    scripts = list(folder.glob("*.js"))
    assert scripts
    assert not [path.name for path in scripts if "</script" in path.read_text(encoding="utf-8").lower()]
