"""Furniture of thirty-one languages in words that are not in the catalog is known on lines of its own and behind the last sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance.catalog import load
from provenance.detectors.boilerplate import find_all
from provenance.model.record import Boilerplate
from provenance.model.text import Article, Source
from provenance.normalise import fold

LANGUAGES = tomllib.loads((Path(__file__).parents[1] / "cases/boilerplate/families.toml").read_text(encoding="utf-8"))["language"]
UNSPACED = ("zh", "ja")


def placed(language: dict[str, Any], way: str) -> Iterator[tuple[str, str, str]]:
    """Yield each piece of furniture of a language with its kind, and the text that holds it."""
    story = language["story"]
    for kind, several in language[way].items():
        for words in several:
            if way == "own":
                yield kind, words, "\n".join((*story[:-1], words, story[-1]))
            else:
                yield kind, words, " ".join(story) + ("" if language["id"] in UNSPACED else " ") + words


def wrong(kind: str, words: str, text: str, found: tuple[Boilerplate, ...]) -> str | None:
    """Return what is wrong with the furniture found in a text that holds some of one kind."""
    start = text.rindex(words)
    sure = [item for item in found if item.confidence != "possible"]
    outside = [item.evidence.quote for item in sure if item.evidence.stop <= start or item.evidence.start >= start + len(words)]
    size = sum(item.evidence.stop - item.evidence.start for item in sure)
    if outside or kind not in {item.kind for item in sure} or 10 * size < 8 * len(words):
        return f"{kind} {words!r}: {[(item.kind, item.evidence.quote) for item in sure]}"
    return None


@pytest.mark.parametrize("way", ["own", "glued"])
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language["id"])
def test_furniture_is_known_and_the_story_stays_whole(language: dict[str, Any], way: str) -> None:
    cases = list(placed(language, way))
    texts = [(Article(str(at), text, Source("case", "text")), fold(text)) for at, (_, _, text) in enumerate(cases)]
    faults = [wrong(*case, found) for case, found in zip(cases, find_all(texts, load()), strict=True)]
    assert len(cases) >= 10
    assert not [fault for fault in faults if fault]
