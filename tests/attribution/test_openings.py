"""The wordings that a line may begin with are remembered, and asked for by several readers, and threads, at once."""

from __future__ import annotations

from provenance.catalog import load
from provenance.detectors.attribution.dateline_slots import SLOTS
from provenance.detectors.attribution.openings import openers


def test_two_readers_of_one_line_see_every_wording() -> None:
    rules = openers(load(), "dateline", SLOTS, 160)
    words = "PARIS (Example Agency) - It rained, and the mayor said so."
    wanted = [entry.rule.id for entry, _ in rules.at(words)]
    assert len(wanted) > 1
    line = rules.remembered(words)
    one, other = iter(line), iter(line)
    first, second = [next(one)], [next(other)]
    second += other
    first += one
    assert [[entry.rule.id for entry, _ in found] for found in (first, second)] == [wanted, wanted]
