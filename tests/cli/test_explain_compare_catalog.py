"""The commands for reading single articles and the catalog, run as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from provenance.cli import main
from provenance.detectors.attribution import check as attribution
from tests.contracts.seed_audit import IDS, SEEDS, build


def run(*words: str | Path) -> Result:
    """Return the result of a command line."""
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def seed(number: int) -> Path:
    """Return the path of a seed."""
    return SEEDS / f"{IDS[number]}.txt"


def test_explain_shows_every_span_of_a_file_with_its_reason() -> None:
    """Marked words carry the number of the reason below them, and the claim line closes the page."""
    shown = run("explain", seed(0))
    assert shown.exit_code == 0
    assert "⟦" in shown.stdout
    assert "Claims CC-BY-4.0" in shown.stdout
    assert "A statement found is a claim, not a grant. Not legal advice." in shown.stdout
    assert "\x1b" not in shown.stdout


def test_explain_looks_an_id_up_in_an_audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record comes from the audit, family included; the text is read again from its file."""
    folder = build(tmp_path / "audit")
    monkeypatch.chdir(SEEDS.parent)
    shown = run("explain", IDS[1], "--audit", folder.path)
    assert shown.exit_code == 0
    assert "reprint: member in f-1" in shown.stdout
    assert "findings: g-0001, g-0002" in shown.stdout


def test_explain_refuses_a_file_that_has_changed_since_the_audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spans of another text would mark the wrong words."""
    folder = build(tmp_path / "audit")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / f"{IDS[0]}.txt").write_text("Another text altogether.")
    monkeypatch.chdir(tmp_path)
    shown = run("explain", IDS[0], "--audit", folder.path)
    assert shown.exit_code == 2
    assert "has changed since the audit" in shown.output


@pytest.mark.parametrize("name", ["nowhere.txt", "no-such-id"])
def test_explain_says_what_is_missing(name: str, tmp_path: Path) -> None:
    """Neither a file nor an id: exit status 2 and a sentence."""
    shown = run("explain", name, "--audit", tmp_path)
    assert shown.exit_code == 2
    assert name in shown.output


def test_explain_shows_one_row_of_many(tmp_path: Path) -> None:
    """FILE#ROW chooses; without a row the first article is shown and the others are mentioned."""
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps({"id": f"n{row}", "text": f"Story number {row} in full."}) + "\n" for row in range(3)))
    assert "Story number 2" in run("explain", f"{file}#2").stdout
    first = run("explain", file)
    assert "Story number 0" in first.stdout
    assert "more articles" in first.output
    assert run("explain", f"{file}#7").exit_code == 2


def test_explain_never_obeys_the_text(tmp_path: Path) -> None:
    """Terminal escapes and direction marks are written out, not sent."""
    file = tmp_path / "evil.txt"
    file.write_text("TEHRAN – \x1b]0;owned\x07 text \u202e[bold]desrever[/bold]\u202c end.", encoding="utf-8")
    shown = run("explain", file).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[U+001B]" in shown
    assert "[bold]desrever[/bold]" in shown


def test_compare_names_what_is_shared_cut_added_and_relicensed() -> None:
    """The near-copy on another page: same words, another licence, a headline and a comment form more."""
    shown = run("compare", seed(1), seed(2))
    assert shown.exit_code == 0
    assert "Shared: 1 passage" in shown.stdout
    assert "word for word the same" in shown.stdout
    assert "Leave a Comment" in shown.stdout.split("Only in B (added)")[1]
    assert "- CC-BY-4.0 by Mehr News Agency (site)" in shown.stdout
    assert "verdict: CC-BY-4.0 (stated) in A, NONE (none) in B" in shown.stdout


def test_compare_of_strangers_ends_with_status_one(tmp_path: Path) -> None:
    """Nothing shared is an answer, too."""
    (tmp_path / "a.txt").write_text("The harbour opened on Monday after a long winter of repairs to its old walls.")
    (tmp_path / "b.txt").write_text("Voters in the north will choose a new council next spring, the mayor said.")
    shown = run("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    assert shown.exit_code == 1
    assert "Shared: 0 passages" in shown.stdout


def test_compare_of_a_short_note_with_its_copy_says_that_they_are_the_same(tmp_path: Path) -> None:
    for name, text in (("a", "It rained in Kyoto.\n"), ("b", "It  rained in Kyoto."), ("c", "It snowed in Kyoto.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    same = run("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    assert (same.exit_code, "word for word the same" in same.output) == (0, True)
    assert run("compare", tmp_path / "a.txt", tmp_path / "c.txt").exit_code == 1


def test_compare_of_an_article_with_itself_changes_nothing() -> None:
    """The same file twice has one id twice; it is compared all the same."""
    shown = run("compare", seed(4), seed(4))
    assert shown.exit_code == 0
    assert shown.stdout.split("Only in A (cut)")[1].split("Only in B")[0] == shown.stdout.split("Only in B (added)")[1].split("Credits")[0]
    assert "word for word the same" in shown.stdout
    assert "Credits: the same" in shown.stdout


def test_catalog_lists_by_filter_as_json() -> None:
    """One object a line, and the filter holds for every line."""
    shown = run("catalog", "list", "outlets", "--country", "ir", "--kind", "agency", "--json")
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert {"irna", "mehr-news"} <= {row["id"] for row in rows}
    assert {(row["catalog"], row["country"].lower(), row["kind"]) for row in rows} == {("outlets", "ir", "agency")}


def test_catalog_shows_an_entry_with_its_examples() -> None:
    """An outlet by its name, a wording by its id with what it must and must not find."""
    assert "mehrnews.com" in run("catalog", "show", "Mehr News Agency").stdout
    wording = json.loads(run("catalog", "list", "credits", "--json").stdout.splitlines()[0])
    shown = run("catalog", "show", wording["id"]).stdout
    assert all(example in shown for example in wording["examples"])
    assert run("catalog", "show", "no-such-entry").exit_code == 2


def test_catalog_check_proves_the_shipped_entries() -> None:
    """Every entry holds by its own examples."""
    assert run("catalog", "check").exit_code == 0


def test_catalog_check_refuses_a_folder_without_entries(tmp_path: Path) -> None:
    """A wrong folder must not look like a perfect catalog."""
    assert run("catalog", "check", tmp_path).exit_code == 2


OUTLET = """
source = "our own list"
[[outlet]]
id = "my-gazette"
name = "Gazette of Nowhere"
country = "XX"
kind = "newspaper"
group = "{group}"
example = "The Gazette of Nowhere reported on Monday that the road is closed."
"""


def test_catalog_check_proves_a_folder_of_ones_own_beside_the_shipped_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own outlet may belong to a shipped group; one that belongs to nobody is a fault."""
    (tmp_path / "outlets").mkdir()
    monkeypatch.setattr("provenance.cli.catalog.provers", lambda: [attribution.check_outlets])
    (tmp_path / "outlets" / "my-good.toml").write_text(OUTLET.format(group="mehr-media"))
    (tmp_path / "outlets" / "my-bad.toml").write_text(OUTLET.format(group="no-such-group").replace("azette", "uardian"))
    shown = run("catalog", "check", tmp_path)
    assert shown.exit_code == 1
    assert "2 entries, 1 faults" in shown.stderr
    assert "my-guardian" in shown.stdout


def test_catalog_check_names_a_field_that_nothing_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in the name of a field is a fault and not a label that nobody asks for."""
    monkeypatch.setattr("provenance.cli.catalog.provers", list)
    (tmp_path / "credits").mkdir()
    rule = 'id = "mine"\nkind = "agency"\npattern = "wired by $outlet"\nliterals = ["wired"]\nexamples = ["[[wired by Reuters]]"]\n'
    (tmp_path / "credits" / "my-own.toml").write_text(f"[[rule]]\n{rule}")
    assert run("catalog", "check", tmp_path).exit_code == 0
    (tmp_path / "credits" / "my-own.toml").write_text(f'[[rule]]\n{rule}confidance = "likely"\n')
    shown = run("catalog", "check", tmp_path)
    assert shown.exit_code == 1
    assert "credits/my-own.toml" in shown.stdout
    assert "confidance" in shown.stdout


@pytest.mark.parametrize("pattern", ["(?i:as seen in$nosuchslot)", "(as seen in"])
def test_catalog_check_names_a_pattern_that_cannot_work(pattern: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slot that does not exist, a bracket that is not closed: exit status 2 and a sentence, no traceback."""
    monkeypatch.setattr("provenance.cli.catalog.provers", lambda: [attribution.check_wordings])
    (tmp_path / "credits").mkdir()
    rule = {
        "id": "mine",
        "kind": "cited",
        "role": "source",
        "pattern": pattern,
        "literals": ["seen"],
        "examples": ["The road is closed, [[as seen in Reuters]]."],
        "counter": ["Seen."],
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in rule.items()]
    (tmp_path / "credits" / "my-own.toml").write_text("[[rule]]\n" + "\n".join(lines) + "\n")
    shown = run("catalog", "check", tmp_path)
    assert shown.exit_code == 2
    assert "pattern" in shown.output


def test_catalog_check_names_wordings_that_cost_more_than_they_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a branch has no literal in plain words, the pattern is tried at every letter around each: no fault, but worth a word."""
    monkeypatch.setattr("provenance.cli.catalog.provers", list)
    (tmp_path / "credits").mkdir()
    rule = 'kind = "agency"\nliterals = ["wired", "cabled"]\nexamples = ["[[wired by Reuters]]"]\n'
    patterns = {"plain": "(?:wired|cabled) by $outlet", "hidden": "(?:wired|[a-z]{2}bled) by $outlet"}
    rules = (f'[[rule]]\nid = "{id_}"\npattern = "{pattern}"\n{rule}' for id_, pattern in patterns.items())
    (tmp_path / "credits" / "mine.toml").write_text("".join(rules))
    shown = run("catalog", "check", tmp_path)
    assert shown.exit_code == 0
    assert "credits/mine/hidden" in shown.stderr
    assert "credits/mine/plain" not in shown.stderr


def test_catalog_check_refuses_the_name_of_a_shipped_file(tmp_path: Path) -> None:
    """A file that would replace a shipped one is named, not silently preferred."""
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets" / "ir.toml").write_text(OUTLET.format(group="mehr-media"))
    shown = run("catalog", "check", tmp_path)
    assert shown.exit_code == 2
    assert "outlets/ir.toml" in shown.output


def test_catalog_check_names_a_file_that_does_not_parse(tmp_path: Path) -> None:
    """The message leads to the file."""
    (tmp_path / "credits").mkdir()
    (tmp_path / "credits" / "mine.toml").write_text("[[rule]\n")
    shown = run("catalog", "check", tmp_path)
    assert shown.exit_code == 2
    assert "credits/mine.toml" in shown.output


@pytest.mark.parametrize(
    "command", [("explain",), ("compare",), ("catalog",), ("catalog", "list"), ("catalog", "show"), ("catalog", "check")]
)
def test_help_shows_an_example(command: tuple[str, ...]) -> None:
    """Each command says how it is called."""
    shown = run(*command, "--help").stdout
    assert "Example" in shown
    assert f"provenance {command[0]}" in shown
