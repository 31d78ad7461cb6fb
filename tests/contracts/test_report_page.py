"""The report's files, read without a browser: size, independence of the run, and that every row can be found again."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from provenance import audit, record
from provenance.api import audit_folder
from provenance.audits import load_policy
from provenance.engines import Plan
from provenance.errors import InputError
from provenance.model.reprint import Edge, Family, Order
from provenance.reports import html
from provenance.reports.html import articles
from provenance.reports.html.directory import Tally
from provenance.views.article import TEXT_LIMIT, view_of
from provenance.wire import to_json
from tests.contracts.seed_audit import IDS, Folder, build


def shards(report: Path, name: str) -> list[list[Any]]:
    """Return the rows of a collection, file by file."""
    files = sorted((report / "data").glob(f"{name}-*.js"))
    return [json.loads(file.read_text(encoding="utf-8").partition(",")[2].rpartition(")")[0]) for file in files]


def data(report: Path) -> dict[str, Any]:
    """Return what the page holds for its scripts."""
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', (report / "index.html").read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """An audit of 2,500 articles with long ids and messages, one of them longer than the report shows."""
    texts = {f"article-{number:05}-{'x' * 200}": f"Number {number}. " + "ö" * 1500 for number in range(2_499)}
    return build(tmp_path_factory.mktemp("large") / "audit", {**texts, "long": "long " * TEXT_LIMIT})


def test_the_page_stays_below_two_megabytes_and_finds_every_row(large: Folder, tmp_path: Path) -> None:
    """What does not fit stands beside it; `starts` leads to each row."""
    html.write(large.path, tmp_path, large)
    assert (tmp_path / "index.html").stat().st_size <= 2_000_000
    collections = data(tmp_path)["collections"]
    assert {name: item["count"] for name, item in collections.items()} == {
        "articles": 2505,
        "list": 2505,
        "findings": 2502,
        "families": 1,
        "problems": 1,
    }
    for name, item in collections.items():
        files = shards(tmp_path, name)
        starts = [sum(map(len, files[:number])) for number in range(len(files))]
        assert (item["starts"], item["count"]) == (starts, sum(map(len, files)))
        assert item["first"] == [row for rows in files for row in rows][: len(item["first"])]
    assert len(shards(tmp_path, "articles")) > 10


def test_a_text_beyond_measure_is_cut_and_says_so(large: Folder, tmp_path: Path) -> None:
    """The row keeps the full length beside the part that is shown."""
    html.write(large.path, tmp_path, large)
    row = shards(tmp_path, "articles")[-1][-1]
    assert (len(row["text"]), row["length"]) == (TEXT_LIMIT, 5 * TEXT_LIMIT)


def test_the_report_says_nothing_of_the_run(tmp_path: Path) -> None:
    """Time and engine stand in the manifest alone: two runs give one report."""
    folder = build(tmp_path / "audit")
    html.write(folder.path, tmp_path / "one", folder)
    manifest = json.loads((folder.path / "manifest.json").read_text())
    (folder.path / "manifest.json").write_text(
        json.dumps({**manifest, "started": "2031-12-31T23:59:59Z", "seconds": 99.5, "engine": "spark"})
    )
    html.write(folder.path, tmp_path / "two", folder)
    assert (tmp_path / "one" / "index.html").read_bytes() == (tmp_path / "two" / "index.html").read_bytes()


def test_passages_in_memory_make_the_report_that_their_file_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a text shares more than is shown: three letters with one opening and one end."""
    monkeypatch.setattr(articles, "PASSAGES", 1)
    opening, end = (
        " ".join(f"{part} {number} of the old harbour was sold to the town." for number in range(9)) for part in ("Quay", "Mole")
    )
    for number, own in enumerate(("river", "market", "school")):
        between = " ".join(f"The {own} keeper counted {number + 7 * step} boats before noon that day." for step in range(12))
        (tmp_path / f"{own}.txt").write_text(f"{opening}\n\n{between}\n\n{end}\n", encoding="utf-8")
    out = tmp_path / "audit"
    done = audit_folder(Plan((str(tmp_path / "*.txt"),), out, load_policy(None)))
    html.write(out, tmp_path / "again", done.articles)
    assert [row["more_shared"] > 0 for row in shards(out / "report", "articles")[0]] == [True, True, True]
    for file in (out / "report").rglob("*.*"):
        assert file.read_bytes() == (tmp_path / "again" / file.relative_to(out / "report")).read_bytes()


def test_the_page_asks_nobody_for_anything(tmp_path: Path) -> None:
    """No address of a network in an element that loads; a policy that forbids it as well."""
    folder = build(tmp_path / "audit")
    html.write(folder.path, tmp_path / "report", folder)
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in unescape(page)
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", page)
    assert re.search(r'<html lang="en">', page)


def test_a_very_large_family_is_drawn_in_part_and_listed_in_whole(tmp_path: Path) -> None:
    """The origin and the members with the most edges are drawn; the others are named."""
    names = [f"m{number:03}" for number in range(200)]
    folder = build(tmp_path / "audit", {name: f"The same story, told as {name}." for name in names})
    family = Family("f-2", tuple(names), names[150], None)
    edges = [Edge(name, names[150], "near", 0.9, 0.9, Order("certain", ("published",), ())) for name in names if name != names[150]]
    for file, rows in (("families", [family]), ("edges", edges)):
        (folder.path / f"{file}.jsonl").write_text("".join(to_json(row) + "\n" for row in rows))
    html.write(folder.path, tmp_path / "report", folder)
    drawn = shards(tmp_path / "report", "families")[0][0]
    assert (drawn["size"], len(drawn["members"]), len(drawn["others"]), drawn["edge_count"]) == (200, 80, 120, 199)
    assert drawn["members"][drawn["origin"]][1] == names[150]
    assert {item[1] for item in drawn["members"]} | {item[1] for item in drawn["others"]} == set(names)


def test_the_article_view_holds_what_the_record_says(tmp_path: Path) -> None:
    """Spans with rule, confidence and reason; passages with the place in the other article; findings by their row."""
    folder = build(tmp_path / "audit")
    html.write(folder.path, tmp_path / "report", folder)
    view = shards(tmp_path / "report", "articles")[0][1]
    assert view["id"] == IDS[1]
    assert view["text"] == folder.texts[IDS[1]]
    licence = next(span for span in view["spans"] if span[2] == "license")
    assert licence[3:6] == ["CC-BY-4.0", "certain", "statements/cc/all-content-by"]
    assert [row[2] for row in view["shared"]] == [2, 0, 0]
    assert len(view["findings"]) == 2
    assert view["family"] == 0


def test_the_summary_says_what_to_do_and_how_many_licences_are_in_doubt(tmp_path: Path) -> None:
    """A rule's manual page ends with what to do; a stated licence under which an error stands is no licence to rely on."""
    for number, credit in enumerate(("(Reuters)", "", "")):
        notice = "All content by Mehr News Agency is licensed under CC BY 4.0."
        (tmp_path / f"{number}.txt").write_text(f"PARIS {credit} - Bridge {number} is open again.\n\n{notice}\n", encoding="utf-8")
    audit([tmp_path / f"{number}.txt" for number in range(3)], jobs=1).to_html(tmp_path / "report")
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "3 of 3 articles; 1 of them with an error" in page
    assert "To do: Take the article out, or ask the credited house." in page
    assert all(data(tmp_path / "report")["advice"].values())


def test_people_are_no_credited_houses() -> None:
    """Who wrote an article stands in its record; the table of credited agencies and outlets names the agency beside that person alone."""
    made = record("By Anna Weber\n\nPARIS (AFP) - The bridge over the river is open again after nine months of repair, the mayor said.")
    assert ("Anna Weber", "author") in {(item.person, item.role) for item in made.attributions}
    assert Tally().add(view_of(made, None).notes) == ("afp",)


def test_desks_and_initials_are_no_credited_houses() -> None:
    made = record("Bridge opens\nBy Staff Reporter\nPARIS (AFP) - The bridge over the river is open again, the mayor said.\nMH/PA")
    assert {"byline", "desk_initials"} <= {item.kind for item in made.attributions}
    assert Tally().add(view_of(made, None).notes) == ("afp",)


@pytest.mark.parametrize("name", ["records", "passages", "edges", "families", "findings", "problems"])
@pytest.mark.parametrize("row", ["{}", "[", "7", '{"id": 1, "schema": "provenance-record/1"}', "\x00"])
def test_a_broken_row_of_an_audit_is_named(name: str, row: str, tmp_path: Path) -> None:
    """The page reads plain rows, and asks which one was wrong when it cannot go on."""
    folder = build(tmp_path / "audit")
    file = folder.path / f"{name}.jsonl"
    file.write_text(f"{row}\n{file.read_text('utf-8')}", "utf-8")
    with pytest.raises(InputError, match=rf"Row 1 of .*{name}\.jsonl is not a row of an audit"):
        html.write(folder.path, tmp_path / "report", folder)
