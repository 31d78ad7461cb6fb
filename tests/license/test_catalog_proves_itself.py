"""The licence catalog is proved by its own examples, and the proof notices what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest

from provenance.catalog import Catalog, load
from provenance.detectors.license.check import check, marked, read
from provenance.detectors.license.squash import squashed
from provenance.normalise import fold

SHARED = {"da", "gl", "ast", "an"}  # every word of theirs is a neighbour's, too; they stand in the table of languages in their own right
Row = Mapping[str, Any]


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


def language_rows() -> Iterator[tuple[str, Row]]:
    """Yield every language with the table that it stands in."""
    return ((stem, row) for stem, table in load().licenses.items() for row in table.get("language", ()))


def spellings(row: Row) -> set[str]:
    """Return the words of a language as they are compared."""
    return {squashed(fold(word).lower) for key in ("brand", "by", "nc", "nd", "sa") for word in row.get(key, ())}


def without(stem: str, row: Row) -> Catalog:
    """Return the catalog without one language."""
    known = load()
    table = known.licenses[stem]
    rest = {**table, "language": [one for one in table["language"] if one is not row]}
    return attrs.evolve(known, licenses={**known.licenses, stem: rest})


def readings(row: Row, catalog: Catalog) -> list[list[tuple[str, int, int]]]:
    """Return what the examples of a language are read as."""
    texts = [marked(example)[0] for example in row["examples"]]
    return [[(item.expression, item.evidence.start, item.evidence.stop) for item in read(text, catalog)] for text in texts]


def unproved() -> list[tuple[str, Row]]:
    """Return the languages whose examples hold no word that is theirs alone: whether they matter has to be tried."""
    rows = list(language_rows())
    stems = {
        squashed(fold(word).lower) for table in load().licenses.values() for words in table.get("stems", {}).values() for word in words
    }
    out = []
    for stem, row in rows:
        own = spellings(row) - set().union(*(spellings(other) for _, other in rows if other is not row))
        texts = [squashed(fold(marked(example)[0]).lower) for example in row["examples"]]
        if not any(word in text for word in own if not any(part in word for part in stems) for text in texts):
            out.append((stem, row))
    return out


@pytest.mark.parametrize(("stem", "row"), [pytest.param(stem, row, id=row["tag"]) for stem, row in unproved() if row["tag"] not in SHARED])
def test_dropping_a_language_changes_how_its_examples_are_read(stem: str, row: Row) -> None:
    assert readings(row, without(stem, row)) != readings(row, load())


def test_the_languages_that_share_every_word_are_few() -> None:
    assert {row["tag"] for _, row in unproved()} >= SHARED
    assert len(unproved()) < len(list(language_rows())) / 5
