"""Credits to the publishers of a corpus: a case table."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import provenance
from provenance.catalog import load
from provenance.records.credited import Publishers, complete_credits

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "records" / "credited.toml").read_text(encoding="utf-8"))["case"]
BODY = (
    "The harbour board met on Monday and agreed that the old pier should stay open through the winter. Engineers had warned that the "
    "planks were rotten, but the mayor said that repairs would begin in the spring."
)
KNOWN = Publishers({"Lantern Wire": 9, "PortHub 7": 4, "Skipper": 3, "Rare Bird": 1, "reuters": 50}, load())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_credits_to_publishers_of_the_corpus(case: dict[str, Any]) -> None:
    text = case["text"].replace("BODY", BODY)
    first = provenance.record(text)
    record = complete_credits(first, text, KNOWN, before=first.body)
    found = [item for item in record.attributions if item.role == "author" and item.kind in {"agency", "source_line"}]
    assert [item.name for item in found] == ([case["name"]] if "name" in case else [])
    for item in found:
        assert text[item.evidence.start : item.evidence.stop] == item.evidence.quote == case["credit"]
        assert item.confidence == "likely"
        assert case["credit"] not in "".join(text[start:stop] for start, stop in record.body)
        assert record.license.coverage.third_party == 1.0


def test_publishers_of_one_article_and_houses_of_the_catalog_are_left_out() -> None:
    assert KNOWN.names == ["Lantern Wire", "PortHub 7", "Skipper"]


def test_a_record_without_news_is_returned_as_it_is() -> None:
    record = provenance.record(BODY)
    assert complete_credits(record, BODY, KNOWN, before=()) is record
