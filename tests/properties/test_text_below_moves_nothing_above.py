"""Plain text added below an article leaves what was found well above its end where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from strategies import prose

from provenance.records import record

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
TAIL = 600
"""Sign-offs, source lines, licence lines and forms are read by their place at the end: the last characters may change their meaning."""


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
@settings(deadline=None, max_examples=5)
@given(below=prose)
def test_prose_below_a_seed(seed: Path, below: str) -> None:
    text = seed.read_text(encoding="utf-8")
    alone, longer = record(text), record(f"{text}\n\n{below}")
    settled = len(text) - TAIL
    for field in ("licenses", "attributions", "boilerplate"):
        before = [item for item in getattr(alone, field) if item.evidence.stop <= settled]
        after = [item for item in getattr(longer, field) if item.evidence.stop <= settled]
        assert after == before
    assert longer.title == alone.title
    assert longer.published == alone.published
    assert longer.body[0][0] == alone.body[0][0]


@settings(deadline=None, max_examples=30)
@given(prose, prose)
def test_plain_prose_states_nothing(above: str, below: str) -> None:
    made = record(above + "\n\n" + below)
    assert (made.licenses, made.reservations, made.attributions, made.published) == ((), (), (), None)
    assert made.license.status == "none"
