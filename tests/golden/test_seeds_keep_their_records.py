"""The records of the five seeds are what a person has checked, field by field (README.md argues each)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from golden.regenerate import SEEDS, golden

from provenance.model.text import Article
from provenance.readers import read
from provenance.wire import validate

GOLDEN = sorted(Path(__file__).parent.glob("*.json"))


def test_every_seed_has_a_golden_record() -> None:
    assert [path.stem for path in GOLDEN] == [path.stem for path in sorted(SEEDS.glob("*.txt"))]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_record_is_the_golden_one(path: Path) -> None:
    (item,) = read(SEEDS / f"{path.stem}.txt")
    assert isinstance(item, Article)
    wanted = json.loads(path.read_text(encoding="utf-8"))
    assert golden(item) == wanted
    validate({**wanted, "made_with": {"provenance": "0", "catalog": f"sha256:{'0' * 64}"}})


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_fact_sheet_argues_every_statement(path: Path) -> None:
    sheet = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
    record = json.loads(path.read_text(encoding="utf-8"))
    part = sheet.split(f"## {path.stem}")[1].split("\n## ")[0]
    for field in ("licenses", "attributions", "boilerplate"):
        for item in record[field]:
            quote = item["evidence"]["quote"].strip()
            assert quote in part, f"README.md does not argue {field}: {quote!r}"
