"""Every boilerplate family proves itself, and the proof notices a family that does not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve

from provenance.catalog import Catalog, RuleEntry, load
from provenance.detectors.boilerplate.check import check, unmark

LANGUAGES_WANTED = 15
KINDS = (
    "comment_form",
    "cookie",
    "share",
    "newsletter",
    "login",
    "paywall",
    "related",
    "read_time",
    "page_stamp",
    "footer",
    "photo_credit",
    "contact",
)


def rules() -> tuple[RuleEntry, ...]:
    return load().rules["boilerplate"]


def with_rules(entries: tuple[RuleEntry, ...]) -> Catalog:
    every: Mapping[str, tuple[RuleEntry, ...]] = {**load().rules, "boilerplate": entries}
    return evolve(load(), rules=every)


def test_every_family_proves_itself() -> None:
    assert check(load()) == []


def test_the_proof_notices_a_family_that_finds_nothing() -> None:
    entry = next(entry for entry in rules() if entry.labels.get("match") == "line")
    broken = evolve(entry, examples=("[[Nothing that any page ever said of itself, at all.]]",))
    faults = check(with_rules((broken,)))
    assert len(faults) == 1
    assert entry.rule.id in faults[0]


def test_the_proof_notices_words_that_are_found_but_not_marked() -> None:
    entry = next(entry for entry in rules() if entry.rule.id.endswith("captcha-sum"))
    broken = evolve(entry, examples=("The ferry sails again.\n\n2 + 0 =\n\n[[3 + 1 =]]",))
    assert any("not marked" in fault for fault in check(with_rules((broken,))))


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_of_furniture_are_known_in_many_languages(kind: str) -> None:
    languages = {language for entry in rules() if entry.kind == kind for language in entry.languages}
    assert len(languages) >= LANGUAGES_WANTED


def test_marks_are_taken_out_and_remembered() -> None:
    assert unmark("a [[b]] c [[d]]") == ("a b c d", [(2, 3), (6, 7)])
