"""Each format as its own readers see it: validators and loaders of the formats read what was written."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import provenance
from provenance.reports import write
from provenance.reports.folder import AuditFolder
from tests.contracts.seed_audit import IDS, Folder, build

FORMULAS = {"f1": "=1+1", "f2": " +1", "f3": "@SUM(A1)", "f4": "-2+3", "f5": "＝1", "f6": 'plain, with "quotes" and\nlines'}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The audit of the seeds and of six cells that a spreadsheet might run."""
    return build(tmp_path_factory.mktemp("seeds") / "audit", FORMULAS)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_holds_a_row_for_each_record_and_each_finding(seeds: Folder, tmp_path: Path) -> None:
    """Both tables can be read back."""
    write("csv", seeds.path, tmp_path / "out.csv", seeds)
    records, findings = rows(tmp_path / "out.csv"), rows(tmp_path / "out.findings.csv")
    assert [row["id"] for row in records] == [*IDS, *FORMULAS]
    assert records[0]["license"] == "CC-BY-4.0"
    assert records[0]["licensors"] == "Mehr News Agency"
    assert records[3]["cited"] == "Fars News | IRNA"
    assert findings[0]["rule"] == "conflicting-licenses"
    assert len(findings) == 2 + len(FORMULAS)


def test_csv_never_begins_a_cell_like_a_formula(seeds: Folder, tmp_path: Path) -> None:
    """Titles and messages come from the corpus; a spreadsheet must not run them."""
    write("csv", seeds.path, tmp_path / "out.csv", seeds)
    cells = [cell for file in tmp_path.glob("*.csv") for row in rows(file) for cell in row.values()]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if re.match(r"\s*[=+@\-＝＋－＠]", cell)]


def test_parquet_holds_the_flat_columns_and_the_whole_record(seeds: Folder, tmp_path: Path) -> None:
    """The JSON column is the record as it stands in the audit."""
    write("parquet", seeds.path, tmp_path / "out.parquet", seeds, text="full")
    table = pq.read_table(tmp_path / "out.parquet")
    audit = [json.loads(line) for line in (seeds.path / "records.jsonl").read_text().splitlines()]
    assert [json.loads(text) for text in table.column("record").to_pylist()] == audit
    assert table.column("text").to_pylist() == [seeds.texts[name] for name in (*IDS, *FORMULAS)]
    assert table.column("third_party").to_pylist()[0] == pytest.approx(0.14)
    assert table.column("body_characters").to_pylist()[3] == len(seeds.texts[IDS[3]])


def test_jsonl_without_text_is_the_records_file(seeds: Folder, tmp_path: Path) -> None:
    """Byte for byte."""
    write("jsonl", seeds.path, tmp_path / "out.jsonl", seeds)
    assert (tmp_path / "out.jsonl").read_bytes() == (seeds.path / "records.jsonl").read_bytes()


def test_jsonl_with_the_body_is_a_clean_corpus(seeds: Folder, tmp_path: Path) -> None:
    """No furniture; every offset leads back into the text as read; the credit stays with the text."""
    write("jsonl", seeds.path, tmp_path / "out.jsonl", seeds, text="body")
    corpus = {row["id"]: row for row in map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())}
    assert list(corpus) == [*IDS, *FORMULAS]
    assert "Leave a Comment" not in corpus[IDS[2]]["text"]
    assert corpus[IDS[0]]["license"] == "CC-BY-4.0"
    assert "Licence as stated: CC-BY-4.0 by Mehr News Agency" in corpus[IDS[0]]["attribution"]
    for name, row in corpus.items():
        for at, start, stop in row["offsets"]:
            assert row["text"][at : at + stop - start] == seeds.texts[name][start:stop]


def test_prov_is_read_by_the_reference_library(seeds: Folder, tmp_path: Path) -> None:
    """Entities, agents and relations arrive; a direction that is not known is no derivation."""
    prov = pytest.importorskip("prov.model", reason="prov is in the test extra")
    write("prov", seeds.path, tmp_path / "out.json", seeds)
    document = prov.ProvDocument.deserialize(tmp_path / "out.json", format="json")
    assert len(list(document.get_records(prov.ProvEntity))) == len(IDS) + len(FORMULAS)
    derived = list(document.get_records(prov.ProvDerivation))
    assert [[str(value) for _, value in item.formal_attributes[:2]] for item in derived] == [[f"article:{IDS[0]}", f"article:{IDS[1]}"]]
    assert len(list(document.get_records(prov.ProvAlternate))) == 1
    credited = {str(item.formal_attributes[1][1]) for item in document.get_records(prov.ProvAttribution)}
    assert credited == {"outlet:tehran-times"}


def test_croissant_is_read_by_the_reference_loader(seeds: Folder, tmp_path: Path) -> None:
    """mlcroissant finds no error, and the records can be loaded through it."""
    loader = pytest.importorskip("mlcroissant", reason="mlcroissant is in the test extra")
    write("croissant", seeds.path, seeds.path / "croissant.json", seeds)
    data = loader.Dataset(jsonld=seeds.path / "croissant.json")
    assert not data.metadata.ctx.issues.errors
    loaded = [row["records/id"].decode() for row in data.records("records")]
    assert loaded == [*IDS, *FORMULAS]


def test_sarif_has_the_shape_that_the_standard_asks_for(seeds: Folder, tmp_path: Path) -> None:
    """Version, rules, levels, locations and fingerprints as in SARIF 2.1.0."""
    write("sarif", seeds.path, tmp_path / "out.sarif", seeds)
    log = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert (log["version"], list(log)) == ("2.1.0", ["$schema", "version", "runs"])
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) > 0
    assert len(run["results"]) == len(list(AuditFolder(seeds.path).findings()))
    for result in run["results"]:
        assert result["level"] in {"error", "warning", "note"}
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert len(result["partialFingerprints"]["provenance/v1"]) == 16
        for place in [*result["locations"], *result.get("relatedLocations", [])]:
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", uri)
            region = place["physicalLocation"].get("region")
            assert region is None or len(region["snippet"]["text"]) == region["charLength"]


def test_the_notice_names_whom_to_credit(seeds: Folder, tmp_path: Path) -> None:
    """Grouped by outlet and licence, the claim line on top, nothing left out."""
    write("notice", seeds.path, tmp_path / "NOTICE", seeds)
    text = (tmp_path / "NOTICE").read_text(encoding="utf-8")
    assert "A statement found is a claim, not a grant. Not legal advice." in text
    assert "Mehr News Agency: CC-BY-4.0, 2 articles" in text
    assert text.count("\n  * ") == len(IDS) + len(FORMULAS)


def test_the_notice_doubts_a_licence_whose_licensor_is_not_named_under_the_copy_of_an_agency(tmp_path: Path) -> None:
    """Nobody says that Reuters gave this licence: the notice must not say so either."""
    story = "PARIS - The bridge is open again. (Reuters)\n\nThis article is licensed under CC BY 4.0.\n"
    (tmp_path / "a.txt").write_text(story, encoding="utf-8")
    audit = provenance.audit(tmp_path / "a.txt", jobs=1)
    audit.write(tmp_path / "audit")
    write("notice", tmp_path / "audit", tmp_path / "NOTICE", AuditTexts())
    text = (tmp_path / "NOTICE").read_text(encoding="utf-8")
    assert [finding.rule for finding in audit.findings if finding.severity == "error"] == ["third-party-credit"]
    assert "STATED LICENCE, OTHER AUTHOR" in text
    assert "STATED LICENCES\n" not in text


class AuditTexts:
    """No texts at hand."""

    def get(self, record_id: str, /) -> str | None:
        return None
