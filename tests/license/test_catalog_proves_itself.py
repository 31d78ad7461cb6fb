"""The licence catalog is proved by its own examples, and the proof notices what is missing."""

from __future__ import annotations

import attrs

from provenance.catalog import load
from provenance.detectors.license.check import check


def test_every_entry_is_proved() -> None:
    assert check(load()) == []


def test_at_least_forty_languages_have_the_three_elements() -> None:
    rows = [row for table in load().licenses.values() for row in table.get("language", ())]
    assert len({row["tag"] for row in rows if row.get("by") and row.get("nc") and row.get("sa")}) >= 40


def test_a_spelling_that_is_read_otherwise_is_a_fault() -> None:
    known = load()
    rows = {"language": [{"tag": "xx", "name": "Example", "by": ["Namensnennung"], "nc": ["Namensnennung"], "examples": []}]}
    faults = check(attrs.evolve(known, licenses={**known.licenses, "words-example": rows}))
    assert any("no example" in fault for fault in faults)
    assert any("the spelling 'Namensnennung'" in fault for fault in faults)
