"""Every wording and every outlet proves itself, and what is wrong is said."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from provenance.catalog import Catalog, Outlet, OutletIndex, load
from provenance.catalog.outlets import key, outlets, same_group
from provenance.detectors.attribution.check import check, check_cases, check_outlets, check_unsaid, check_wordings, groping
from provenance.detectors.attribution.unsaid import Unsaid
from provenance.errors import CatalogError


def test_all_entries_hold() -> None:
    assert check(load()) == []


def test_a_wrong_outlet_example_is_named() -> None:
    outlet = Outlet("nordlicht", "Nordlicht Blatt", kind="newspaper", source="made up", example="The moon is round.")
    catalog = evolve(load(), outlets=OutletIndex([outlet]))
    assert check_outlets(catalog) == ["outlets/nordlicht is not found in its example 'The moon is round.'."]


def test_a_wrong_wording_is_named() -> None:
    entries = load().rules["credits"]
    entry = next(entry for entry in entries if entry.rule.id == "credits/cited-en/according-to")
    broken = evolve(entry, examples=("[[Nothing at all]] is here.",), counter=("It rained, according to Reuters.",))
    faults = check_wordings(evolve(load(), rules={"credits": (broken,)}))
    assert len(faults) == 2
    assert "example" in faults[0]
    assert "counter-example" in faults[1]


def test_words_that_take_nothing_back_are_named() -> None:
    entries = load().rules["credits"]
    entry = next(entry for entry in entries if entry.rule.id == "credits/unsaid-en/supposed")
    counter = ("Had the Guardian reported it, he would have gone.", "It rained.")
    broken = evolve(entry, examples=("The [[Guardian reported]] it.",), counter=counter)
    faults = check_unsaid(evolve(load(), rules={"credits": (*entries, broken)}))
    assert [" ".join(fault.split()[1:5]) for fault in faults] == [
        "does not take back",
        "takes back 'Guardian reported'",
        "has no citation in",
    ]


def test_words_that_stand_beside_no_citation_are_refused() -> None:
    entry = next(entry for entry in load().rules["credits"] if entry.kind == "unsaid")
    with pytest.raises(CatalogError, match="beside which"):
        Unsaid([evolve(entry, labels={})])


def test_a_wrong_ending_is_named() -> None:
    entries = load().rules["credits"]
    entry = next(entry for entry in entries if entry.rule.id == "credits/cases-ru/y")
    broken = evolve(entry, examples=("Читайте [[Зеленку]].",), counter=("По данным Медузы, мост открыт.",))
    faults = check_cases(evolve(load(), rules={"credits": (*(other for other in entries if other is not entry), broken)}))
    assert [" ".join(fault.split()[1:4]) for fault in faults] == ["does not know", "finds 'Meduza' in"]


def test_every_wording_has_both_sorts_of_examples() -> None:
    bare = [
        entry.rule.id for entry in load().rules["credits"] if "$outlet" in entry.rule.pattern and not (entry.examples and entry.counter)
    ]
    assert bare == []


def test_the_catalog_is_large_and_sourced() -> None:
    known = load().outlets.by_id
    assert len(known) >= 2_000
    assert all(outlet.source and outlet.example and outlet.country for outlet in known.values())


def test_group_of_mehr_and_tehran_times() -> None:
    known = load().outlets.by_id
    assert same_group(known["mehr-news"], known["tehran-times"])
    assert same_group(known["mehr-media"], known["tehran-times"])
    assert not same_group(known["mehr-news"], known["irna"])
    assert not same_group(known["reuters"], known["afp"])


def test_outlets_are_not_merged_on_a_domain() -> None:
    index = OutletIndex([Outlet("a", "Morning A", domains=("shared.example",)), Outlet("b", "Evening B", domains=("shared.example",))])
    assert [outlet.id for outlet in index.at("news.shared.example")] == ["a", "b"]


@pytest.mark.parametrize(
    ("written", "outlet"),
    [
        ("the guardian", "guardian"),
        ("A.P.", "ap"),
        ("NYT", "new-york-times"),
        ("ایرنا", "irna"),
        ("خبرگزاري ايسنا", "isna"),
        ("新华社", "xinhua"),
    ],
)
def test_names_in_any_dress(written: str, outlet: str) -> None:
    assert outlet in {found.id for found in load().outlets.named(written)}


@pytest.mark.parametrize("written", ["Xinhuaa", "Xihnua", "Xinhau", "Xinuha", "Xynhua"])
def test_one_edit_away(written: str) -> None:
    assert [outlet.id for outlet in load().outlets.near(written)] == ["xinhua"]


@pytest.mark.parametrize("written", ["Xinhua", "Xnihau", "AP", "", "新华", "x" * 10_000])
def test_not_one_edit_away(written: str) -> None:
    assert load().outlets.near(written) == []


def test_keys_ignore_article_case_and_stops() -> None:
    assert key("The U.S. News") == key("US news")
    assert key("The") == "the"


@pytest.mark.parametrize(
    "row",
    [{"name": "No Id"}, {"id": "no-name"}, {"id": "x", "name": "X", "colour": "red"}],
)
def test_malformed_rows_are_refused(row: dict[str, Any]) -> None:
    with pytest.raises(CatalogError):
        outlets({"bad": {"outlet": [row]}})


def test_an_id_stands_once() -> None:
    with pytest.raises(CatalogError, match="twice"):
        outlets({"one": {"outlet": [{"id": "x", "name": "X"}]}, "two": {"outlet": [{"id": "x", "name": "Y"}]}})


def test_the_catalog_itself_is_frozen() -> None:
    catalog = load()
    assert isinstance(catalog, Catalog)
    assert load() is catalog


def test_wordings_of_which_english_texts_are_full_are_not_tried_at_every_letter() -> None:
    slow = {entry for entry in groping(load()) if entry.startswith(("credits/cited-en/", "credits/told-en/", "credits/agency-en/"))}
    assert slow <= {"credits/agency-en/agency-and-initials", "credits/cited-en/reporter-of-outlet"}
