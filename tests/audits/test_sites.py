"""What the articles of one outlet share: notices become statements about the site, repeated lines furniture."""

from __future__ import annotations

import json
from pathlib import Path

import orjson
import pytest
from attrs import evolve
from click.testing import CliRunner

from provenance.cli import main
from provenance.model.evidence import evidence
from provenance.model.record import Attribution, ProvenanceRecord
from provenance.records.sites import SiteNotices
from tests.audits.made import article, licensed

NOTICE = "This article is licensed under a Creative Commons Attribution 4.0 International License."
BANNER = "Morning Star evening letter: six stories for the way home"


def counted(*records: ProvenanceRecord) -> SiteNotices:
    """Return the notices of these records."""
    found = SiteNotices()
    for record in records:
        found.add(record)
    return found


def star(name: str, *, notice: bool = True) -> ProvenanceRecord:
    """Return an article of one outlet, with or without its notice."""
    return article(name, publisher="The Star", licenses=(licensed("CC-BY-4.0", scope="article"),) if notice else ())


def test_a_notice_under_most_articles_is_about_the_site() -> None:
    many = [star(f"a{k}") for k in range(4)]
    assert counted(*many).apply(many[0]).licenses[0].scope == "site"


def test_a_notice_under_few_articles_is_about_them() -> None:
    few = [star("a"), star("b"), *(star(f"c{k}", notice=False) for k in range(9))]
    assert counted(*few).apply(few[0]) is few[0]


def test_articles_of_nobody_have_no_site() -> None:
    nobody = [evolve(star(f"a{k}"), publisher=None) for k in range(9)]
    assert counted(*nobody).apply(nobody[0]) is nobody[0]


def pictured(quote: str, *, gap: int = 2) -> ProvenanceRecord:
    """Return an article of The Star with the credit of a photo and this licence `gap` characters behind it."""
    text = "Photo by Jane Doe" + " " * gap + quote
    photo = Attribution("photo", "other", None, None, "Jane Doe", None, None, None, "certain", evidence("test/photo", text, 0, 17))
    notice = evolve(licensed("CC-BY-SA-2.0", scope="article"), evidence=evidence("test/licence", text, 17 + gap, len(text)))
    return evolve(article("one", publisher="The Star", licenses=(notice,)), attributions=(photo,))


@pytest.mark.parametrize(
    ("record", "others", "scope", "status"),
    [
        (pictured("CC BY-SA 2.0"), 6, "part", "none"),
        (pictured("CC BY-SA 2.0"), 3, "article", "stated"),  # too few articles to tell what is usual
        (pictured("CC BY-SA 2.0", gap=300), 6, "article", "stated"),
        (pictured("This article is licensed under CC BY-SA 2.0"), 6, "article", "stated"),
        (pictured("All content is licensed under CC BY-SA 2.0"), 6, "article", "stated"),
    ],
)
def test_a_one_off_beside_an_image_is_its_credit(record: ProvenanceRecord, others: int, scope: str, status: str) -> None:
    found = counted(record, *(star(f"c{k}", notice=False) for k in range(others))).apply(record)
    assert (found.licenses[0].scope, found.license.status) == (scope, status)


def test_counts_of_parts_add_up_to_the_count_of_the_whole() -> None:
    records = [star(f"a{k}") for k in range(6)]
    whole, parts = counted(*records), counted(*records[:2])
    parts.merge(SiteNotices.of_rows(counted(*records[2:]).rows()))
    assert parts == whole


def test_an_audit_sees_what_no_single_article_shows(tmp_path: Path) -> None:
    path = tmp_path / "star.jsonl"
    texts = [f"Report {k} tells of a road in the {word}.\n\nIt was opened after {k + 3} years by the {word} council.\n\n{BANNER}\n\n{NOTICE}"
             for k, word in enumerate(["north", "south", "east", "west", "upper", "lower", "inner", "outer"])]  # fmt: skip
    path.write_text(
        "".join(json.dumps({"id": f"s{k}", "text": text, "source": "The Star"}) + "\n" for k, text in enumerate(texts)), encoding="utf-8"
    )
    assert CliRunner().invoke(main, ["audit", str(path), "--out", str(tmp_path / "a"), "--fail-on", "never", "--jobs", "1"]).exit_code == 0
    records = [orjson.loads(line) for line in (tmp_path / "a/records.jsonl").read_bytes().splitlines()]
    for record, text in zip(records, texts, strict=True):
        assert [item["scope"] for item in record["licenses"]] == ["site"]
        start = text.index(BANNER)
        assert not any(first < start + len(BANNER) and start < stop for first, stop in record["body"])
