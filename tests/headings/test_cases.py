"""The tables of tests/cases/attribution hold: datelines, by-lines, desk initials, days of publication, headlines."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from provenance.catalog import load
from provenance.detectors import dates
from provenance.detectors.attribution.bylines import find_bylines
from provenance.detectors.attribution.datelines import find_datelines
from provenance.detectors.attribution.initials import find_initials
from provenance.model.text import Article, Source
from provenance.normalise import fold

TABLES = Path(__file__).parents[1] / "cases" / "attribution"
BODY = (
    "The harbour was closed on Monday because of the high waves that have been seen along the whole coast since Friday, the mayor of "
    "the town said in a statement, and it will not open again before the end of the week, when the wind is expected to turn to the east."
)


def table(name: str) -> list[Any]:
    rows = (row for path in sorted(TABLES.glob(f"{name}*.toml")) for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"])
    return [pytest.param(row, id=row["text"].strip()[:40]) for row in rows]


def article(text: str) -> Article:
    return Article("case", text, Source("case", "text"))


@pytest.mark.parametrize("row", table("datelines"))
def test_datelines(row: dict[str, Any]) -> None:
    given = article(row["text"])
    found = find_datelines(given, fold(given.text), load())
    told = [(item.attribution.evidence.quote, item.attribution.place, item.attribution.date, item.agency_name) for item in found]
    assert [quote for quote, *_ in told] == [want["quote"] for want in row["want"]]
    for (_, place, date, agency), want in zip(told, row["want"], strict=True):
        assert place == want.get("place")
        assert date == want.get("date")
        assert agency == want.get("agency", agency)


@pytest.mark.parametrize("row", table("bylines"))
def test_bylines(row: dict[str, Any]) -> None:
    given = article("\n".join([*[BODY] * 3, row["text"]]) if row.get("tail") else row["text"] + BODY)
    found = find_bylines(given, fold(given.text), load())
    assert [item.name for item in found] == row["want"]
    assert [item.evidence.quote for item in found] == row["want"]


@pytest.mark.parametrize("row", table("initials"))
def test_desk_initials(row: dict[str, Any]) -> None:
    given = article(f"{BODY}\n{row['text']}")
    assert [item.name for item in find_initials(given, fold(given.text), load())] == row["want"]


@pytest.mark.parametrize("row", table("dates"))
def test_days_of_publication(row: dict[str, Any]) -> None:
    given = article(f"{row['text']}\n{BODY}")
    heading = dates.find(given, fold(given.text), load())
    found = heading.published
    assert (found and found.value) == row.get("value")
    assert (found and found.evidence.quote) == row.get("quote")
    assert any(problem.code == "date-uncertain" for problem in heading.problems) == row.get("uncertain", False)


@pytest.mark.parametrize("row", table("titles"))
def test_headlines(row: dict[str, Any]) -> None:
    given = article(row["text"] + BODY)
    found = dates.find(given, fold(given.text), load()).title
    assert (found and found.text) == row.get("title")


@pytest.mark.parametrize("row", tomllib.loads((TABLES / "months.toml").read_text(encoding="utf-8"))["case"], ids=lambda row: row["name"])
def test_months(row: dict[str, Any]) -> None:
    readings = [load().calendar.read(fold(f"4 {name} 2023").lower, 0) for name in row["months"]]
    assert [reading and reading.value for reading in readings] == [f"2023-{number:02}-04" for number in range(1, 13)]
