"""Every rule on small records: what it finds, and what it lets pass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve

from provenance.audits import judge_families, judge_record, number
from provenance.audits.context import Kin
from provenance.audits.findings import Draft, fingerprint
from provenance.audits.judge import judge_problems
from provenance.model.evidence import Evidence
from provenance.model.record import Boilerplate, ProvenanceRecord, Reservation
from provenance.model.text import Problem
from provenance.reprints.descent import Descent, Way
from tests.audits.made import article, context, credit, descends, kin, licensed, words

ARR = "LicenseRef-scancode-proprietary-license"


def found(drafts: Iterator[Draft]) -> set[str]:
    """Return the rules that spoke, under their severities."""
    return {f"{item.rule} {item.severity}" for item in number(drafts, context().policy)}


@pytest.mark.parametrize(
    ("record", "rules"),
    [
        (article(), {"unlicensed info"}),
        (article(licenses=(licensed("CC-BY-4.0", "Mehr News Agency"),)), set()),
        (article(licenses=(licensed("CC-BY-NC-4.0"),)), {"license-not-allowed error"}),
        (article(licenses=(licensed("CC-BY-4.0", "Mehr News Agency"),), attributions=(credit("Reuters"),)), {"third-party-credit error"}),
        (article(licenses=(licensed(ARR, "The Star"),), attributions=(credit("Reuters"),)), {"third-party-credit warning", "license-not-allowed error"}),
        (article(licenses=(licensed("CC-BY-4.0", "The Mehr News Agency"),), attributions=(credit("Mehr News"),)), set()),
        (article(licenses=(licensed("CC-BY-4.0", "M"),), attributions=(credit("Reuters", confidence="possible"),)), set()),
        (article(licenses=(licensed("CC-BY-4.0", "M", confidence="possible"),), attributions=(credit("Reuters"),), status="none"), {"unlicensed info"}),
        (article(licenses=(licensed("CC-BY-4.0", "M"),), attributions=(credit("Reuters", "source", "cited"),)), {"embedded-third-party info"}),
        (article(licenses=(licensed("CC-BY-4.0", "M"),), attributions=(credit("Reuters", "conduit", "told"),)), set()),
        (article(licenses=(licensed("CC-BY-4.0"), licensed("CC-BY-SA-4.0"))), {"conflicting-licenses error"}),
        (article(licenses=(licensed("CC-BY-SA-2.0", scope="part"),)), {"partial-scope warning"}),
        (article(licenses=(licensed("CC-BY-SA-2.0", scope="mention"),)), {"unlicensed info"}),
        (article(licenses=(licensed("CC-BY-4.0", "Somebody Else"),), publisher="The Star"), {"foreign-holder warning"}),
        (article(licenses=(licensed("CC-BY-4.0", "The Star News"),), publisher="Star"), set()),
    ],
)  # fmt: skip
def test_rules_about_one_article(record: ProvenanceRecord, rules: set[str]) -> None:
    assert found(judge_record(record, context())) == rules


def test_a_reservation_and_furniture_are_found() -> None:
    record = evolve(
        article(licenses=(licensed("CC-BY-4.0"),)),
        reservations=(Reservation("robots", "noai", words("noai")),),
        boilerplate=(Boilerplate("comment_form", "plain", "certain", words("Leave a Comment")),),
    )
    assert found(judge_record(record, context())) == {"reserved error", "leftover-boilerplate info"}


def test_rights_and_credits_are_no_leftovers() -> None:
    kept = (Boilerplate("license", "rights", "certain", words("(c)")), Boilerplate("credit", "provenance", "certain", words("AP")))
    record = evolve(article(licenses=(licensed("CC-BY-4.0"),)), boilerplate=kept)
    assert found(judge_record(record, context())) == set()


@pytest.mark.parametrize(
    ("family", "rules"),
    [
        (kin(article("a", licenses=(licensed(ARR),), publisher="A"), article("b", licenses=(licensed("CC-BY-4.0"),), publisher="B")),
         {"laundered-license error", "conflicting-licenses warning", "uncredited-reprint warning", "embedded-third-party warning"}),
        (kin(article("a", licenses=(licensed("CC-BY-4.0", "A"),), publisher="A"), article("b", licenses=(licensed(ARR),), publisher="B")),
         {"conflicting-licenses warning", "missing-attribution warning", "uncredited-reprint warning"}),
        (kin(article("a", licenses=(licensed("CC-BY-4.0", "A"),), publisher="A"),
             article("b", licenses=(licensed("CC-BY-4.0", "A"),), publisher="B", attributions=(credit("A"),))), set()),
        (kin(article("a", licenses=(licensed(ARR),), publisher="A"), article("b", licenses=(licensed("CC-BY-4.0"),), publisher="B"), order="unknown"),
         {"conflicting-licenses warning", "undated-family info"}),
        (kin(article("a", licenses=(licensed("CC-BY-4.0"),)), article("b"), order="unknown"), {"conflicting-licenses warning", "undated-family info"}),
        (kin(article("a", licenses=(licensed(ARR),), publisher="A"), article("b", licenses=(licensed("CC-BY-4.0"),), publisher="A")),
         {"conflicting-licenses warning"}),
    ],
)  # fmt: skip
def test_rules_about_a_family(family: Kin, rules: set[str]) -> None:
    assert found(judge_families(family, context())) == rules


def test_laundering_is_followed_along_a_chain_and_names_both_records() -> None:
    chain = kin(
        article("a", licenses=(licensed(ARR),), publisher="A"),
        article("b", publisher="B"),
        article("c", licenses=(licensed("CC-BY-4.0"),), publisher="C"),
    )
    drafts = [item for item in judge_families(chain, context()) if item.rule == "laundered-license"]
    assert [item.records for item in drafts] == [("c", "a")]
    assert {record for record, _ in drafts[0].evidence} == {"a", "c"}


def test_every_source_of_a_merged_text_is_named() -> None:
    sources = (article("a", licenses=(licensed(ARR),), publisher="A"), article("b", licenses=(licensed("CC-BY-SA-4.0"),), publisher="B"))
    merged = article("c", licenses=(licensed("CC-BY-4.0"),), publisher="C")
    family = evolve(kin(*sources, merged), descents=tuple(descends({"c": {name: 1.0}}) for name in ("a", "b")))
    drafts = [item for item in judge_families(family, context()) if item.rule == "laundered-license"]
    assert [item.records for item in drafts] == [("c", "a"), ("c", "b")]
    assert drafts[0].message == f"c (C) states CC-BY-4.0, but goes back to a (A), which states {ARR}."


@pytest.mark.parametrize(
    ("ways", "sure"),
    [
        ({"a": (0.0, 0.99, 0.0), "b": (0.99, 0.99, 0.0)}, [("a", "certain")]),  # all arrows on the way are certain
        ({"a": (0.45, 0.45, 0.0), "d": (0.45, 0.45, 0.0)}, [("d", "likely")]),  # taken from one of the two
        ({"a": (0.3, 0.55, 0.5), "d": (0.2, 0.5, 0.2)}, [("a", "likely")]),  # goes back to one of the two
        ({"a": (0.5, 0.55, 0.5)}, [("a", "possible")]),
        ({"a": (0.2, 0.4, 0.4), "b": (0.6, 0.6, 0.6)}, []),  # either may have it from elsewhere
    ],
)
def test_a_copy_is_as_surely_laundered_as_it_goes_back_to_any_stricter_text(
    ways: dict[str, tuple[float, float, float]], sure: list[tuple[str, str]]
) -> None:
    strict = [article(name, licenses=(licensed(ARR),), publisher=name.upper()) for name in "ad"]
    family = kin(strict[0], article("b", publisher="B"), article("c", licenses=(licensed("CC-BY-4.0"),), publisher="C"), strict[1])
    descent = Descent({"c": tuple(Way(source, *shares) for source, shares in ways.items())})
    drafts = [item for item in judge_families(evolve(family, descents=(descent,)), context()) if item.rule == "laundered-license"]
    assert [(item.records[1], item.confidence) for item in drafts] == sure


def test_who_names_the_first_house_has_credited_the_text() -> None:
    house, other, late = article("a", publisher="Alder Post"), article("b", publisher="Birch Mail"), article("c", publisher="Cedar Sun")
    named = evolve(late, attributions=(credit("Alder Post"),))
    for last, records in ((late, [("b", "a"), ("c", "b")]), (named, [("b", "a")])):
        family = kin(house, other, last)
        first = evolve(family, family=evolve(family.family, origin="a"))
        drafts = [item for item in judge_families(first, context()) if item.rule == "uncredited-reprint"]
        assert [item.records for item in drafts] == records


@pytest.mark.parametrize(
    ("house", "open_"),
    [("Alder Post", True), ("The minister", False), ("The min", True), ("bridge", True)],
)
def test_a_house_that_stands_in_the_text_by_its_name_is_named(house: str, *, open_: bool) -> None:
    family = kin(article("a", publisher=house), article("b", publisher="Birch Mail"))
    assert ("uncredited-reprint" in {item.rule for item in judge_families(family, context())}) == open_


def test_a_silent_copy_is_only_a_possible_conflict_with_both_quotes() -> None:
    drafts = [
        item
        for item in judge_families(kin(article("a", licenses=(licensed("CC-BY-4.0"),)), article("b")), context())
        if item.rule == "conflicting-licenses"
    ]
    assert [item.confidence for item in drafts] == ["possible"]
    assert {record for record, _ in drafts[0].evidence} == {"a", "b"}


def test_a_text_that_took_over_a_passage_licenses_its_own_words() -> None:
    family = kin(article("a", licenses=(licensed("CC-BY-4.0"),)), article("b", licenses=(licensed("CC-BY-ND-4.0"),)))
    little = evolve(family.shared, left=[(0, 40)])
    for shared, named in ((family.shared, [("a", "b")]), (little, [])):
        drafts = judge_families(evolve(family, shared=shared), context())
        assert [item.records for item in drafts if item.rule == "conflicting-licenses"] == named


def test_only_refused_input_is_unreadable() -> None:
    noted = Problem("a.txt", "read", "replaced-bytes", "two bytes", refused=False)
    assert found(judge_problems(noted, context())) == set()
    assert found(judge_problems(evolve(noted, refused=True), context())) == {"unreadable warning"}


def test_a_fingerprint_ignores_offsets_and_nothing_else() -> None:
    one = Draft("unlicensed", "likely", ("a",), "m", (("a", Evidence("r", 3, 5, "ab")),))
    moved = evolve(one, evidence=(("a", Evidence("r", 30, 32, "ab")),))
    other = evolve(one, evidence=(("a", Evidence("r", 3, 5, "ac")),))
    assert fingerprint(one) == fingerprint(moved) != fingerprint(other)
    assert fingerprint(one) != fingerprint(evolve(one, records=("b",)))
    ids = [item.id for item in number([one, one], context().policy)]
    assert len(set(ids)) == 2
