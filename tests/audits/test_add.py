"""Adding to an audit: what must come out the same, what must be left alone, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

import provenance
from provenance.cli import main
from provenance.engines import local, notes, place
from provenance.errors import OutputError
from provenance.model.text import Article, Problem
from provenance.records import Recorded
from tests.properties.test_adding_equals_auditing_at_once import BANNER, NOTICE, STORY, contents


def run(*arguments: str | Path) -> Result:
    """Run an audit with one process and without an exit status for findings."""
    return CliRunner().invoke(main, ["audit", *map(str, arguments), "--fail-on", "never", "--jobs", "1"])


def write(path: Path, *articles: tuple[str, str]) -> Path:
    """Write `(id, text)` as JSON Lines."""
    lines = [json.dumps({"id": name, "text": text, "source": "Harbour Times", "published": "2024-05-02"}) for name, text in articles]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def equal(folder: Path, *files: Path) -> None:
    """Check that adding the files one after the other gives the audit of all of them."""
    assert run(files[0], "--out", folder / "added").exit_code == 0
    for file in files[1:]:
        result = run("--add", file, "--to", folder / "added")
        assert result.exit_code == 0, result.output
    assert run(*files, "--out", folder / "whole").exit_code == 0
    assert contents(folder / "added") == contents(folder / "whole")


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    """Return the rows of one file of an audit folder."""
    return [orjson.loads(line) for line in (folder / f"{name}.jsonl").read_bytes().splitlines()]


def test_an_article_may_join_two_families(tmp_path: Path) -> None:
    first, second = "\n\n".join(STORY[:2]), "\n\n".join(STORY[3:])
    old = write(tmp_path / "a.jsonl", ("a1", first), ("a2", first + " So it was."), ("b1", second), ("b2", second + " So it will be."))
    new = write(tmp_path / "b.jsonl", ("c", f"{first}\n\n{second}"))
    equal(tmp_path, old, new)
    assert len(rows(tmp_path / "added", "families")) == 1


def test_ids_may_come_again_on_either_side(tmp_path: Path) -> None:
    old = write(tmp_path / "m.jsonl", ("x", STORY[0]), ("y", STORY[1]), ("z", STORY[0]))
    equal(
        tmp_path,
        old,
        write(tmp_path / "b.jsonl", ("x", STORY[0] + " Twice."), ("w", STORY[2])),
        write(tmp_path / "z.jsonl", ("y", STORY[3])),
    )
    assert {row["id"] for row in rows(tmp_path / "added", "records")} >= {"x", "y", "z", "w"}


def test_notices_and_lines_of_an_outlet_turn_with_its_articles(tmp_path: Path) -> None:
    texts = [f"Report {k} tells of the {word} road.\n\n{BANNER}\n\n{NOTICE}" for k, word in enumerate(("north", "south", "east", "west"))]
    old = write(tmp_path / "a.jsonl", *((f"a{k}", text) for k, text in enumerate(texts[:2])))
    more = write(tmp_path / "b.jsonl", *((f"b{k}", f"{text} {k}") for k, text in enumerate(texts)))
    other = write(tmp_path / "c.jsonl", *((f"c{k}", f"{sentence} ({k})") for k, sentence in enumerate(STORY * 3)))
    equal(tmp_path, old, more, other)


def test_a_publisher_that_comes_later_explains_old_credits(tmp_path: Path) -> None:
    old = write(
        tmp_path / "a.jsonl", *((f"a{k}", f"{sentence} ({'The Vale Courant' if k else 'AFP'})") for k, sentence in enumerate(STORY))
    )
    new = tmp_path / "b.jsonl"
    new.write_text(
        "".join(json.dumps({"id": f"b{k}", "text": STORY[k], "source": "The Vale Courant"}) + "\n" for k in range(4)), encoding="utf-8"
    )
    assert run(old, "--out", tmp_path / "old").exit_code == 0
    equal(tmp_path, old, new)
    before = {row["id"]: row["attributions"] for row in rows(tmp_path / "old", "records")}
    assert any(row["attributions"] != before.get(row["id"], row["attributions"]) for row in rows(tmp_path / "added", "records"))


def test_broken_rows_and_empty_files_are_told_once(tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.jsonl", ("a", STORY[0])), tmp_path / "b.jsonl"
    new.write_text("{half a row\n", encoding="utf-8")
    (tmp_path / "c.jsonl").write_bytes(b"")
    equal(tmp_path, old, new, tmp_path / "c.jsonl")
    before = contents(tmp_path / "added")
    assert run("--add", tmp_path / "c.jsonl", "--to", tmp_path / "added").exit_code == 0
    assert contents(tmp_path / "added") == before


def test_a_file_that_is_there_already_changes_nothing(tmp_path: Path) -> None:
    old = write(tmp_path / "a.jsonl", ("a", STORY[0]), ("b", STORY[0]))
    assert run(old, "--out", tmp_path / "audit").exit_code == 0
    before = contents(tmp_path / "audit")
    assert run("--add", old, "--to", tmp_path / "audit").exit_code == 0
    assert contents(tmp_path / "audit") == before


def test_a_folder_that_has_grown_can_be_added_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    write(tmp_path / "news/a.jsonl", ("a", STORY[0]))
    assert run(tmp_path / "news", "--out", tmp_path / "added").exit_code == 0
    write(tmp_path / "news/b.jsonl", ("b", STORY[0]))
    assert run("--add", tmp_path / "news", "--to", tmp_path / "added").exit_code == 0
    assert run(tmp_path / "news", "--out", tmp_path / "whole").exit_code == 0
    assert contents(tmp_path / "added") == contents(tmp_path / "whole")


def test_old_texts_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = write(tmp_path / "a.jsonl", ("a", STORY[0])), write(tmp_path / "b.jsonl", ("b", STORY[1]))
    assert run(old, "--out", tmp_path / "audit").exit_code == 0
    old.unlink()
    made: list[str] = []
    record_all = notes.record_all

    def noted(items: Iterable[Article | Problem]) -> Iterator[Recorded | Problem]:
        for item in record_all(items):
            made.append(item.article.id if isinstance(item, Recorded) else item.source)
            yield item

    monkeypatch.setattr(notes, "record_all", noted)
    assert run("--add", new, "--to", tmp_path / "audit").exit_code == 0
    assert made == ["b"]
    assert [row["id"] for row in rows(tmp_path / "audit", "records")] == ["a", "b"]


def stopped(*_: object, **__: object) -> None:
    """Do as somebody who presses Ctrl-C."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("stage", ["arrange", "find", "write_folder", "keep"])
def test_a_stop_leaves_the_old_audit_whole_and_can_be_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    old, new = write(tmp_path / "a.jsonl", ("a", STORY[0])), write(tmp_path / "b.jsonl", ("b", STORY[0]))
    assert run(old, "--out", tmp_path / "audit").exit_code == 0
    before = contents(tmp_path / "audit")
    with monkeypatch.context() as inner:
        inner.setattr(local, stage, stopped)
        result = run("--add", new, "--to", tmp_path / "audit")
    assert result.exit_code == 130
    assert {name: data for name, data in contents(tmp_path / "audit").items() if not name.startswith(".parts")} == before
    assert run("--add", new, "--to", tmp_path / "audit", "--resume").exit_code == 0
    assert run(old, new, "--out", tmp_path / "whole").exit_code == 0
    assert contents(tmp_path / "audit") == contents(tmp_path / "whole")


def test_a_move_that_was_broken_off_is_finished_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = write(tmp_path / "a.jsonl", ("a", STORY[0])), write(tmp_path / "b.jsonl", ("b", STORY[0]))
    assert run(old, "--out", tmp_path / "audit").exit_code == 0
    moved: list[Path] = []
    replace = Path.replace

    def twice(path: Path, target: Path) -> Path:
        moved.append(path)
        if len(moved) == 4:
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as inner:
        inner.setattr(Path, "replace", twice)
        assert run("--add", new, "--to", tmp_path / "audit").exit_code == 130
    place.settle(tmp_path / "audit")
    assert run(old, new, "--out", tmp_path / "whole").exit_code == 0
    assert contents(tmp_path / "audit") == contents(tmp_path / "whole")


def test_what_does_not_fit_is_refused_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = write(tmp_path / "a.jsonl", ("a", STORY[0])), write(tmp_path / "b.jsonl", ("b", STORY[1]))
    assert run(old, "--out", tmp_path / "audit").exit_code == 0
    before = contents(tmp_path / "audit")
    assert "not an audit" in run("--add", new, "--to", tmp_path / "nothing").output
    policy = tmp_path / "policy.toml"
    policy.write_text('[licenses]\nallowed = ["CC0-1.0"]\n', encoding="utf-8")
    assert "another policy" in run("--add", new, "--to", tmp_path / "audit", "--policy", policy).output
    assert "other columns" in run("--add", new, "--to", tmp_path / "audit", "--map", "text=story").output
    with monkeypatch.context() as inner:
        inner.setattr("provenance.engines.state.VERSION", "0.0.1")
        assert "another version of the program" in run("--add", new, "--to", tmp_path / "audit").output
    old.write_text(new.read_text(encoding="utf-8"), encoding="utf-8")
    assert "has changed since" in run("--add", old, "--to", tmp_path / "audit").output
    assert run(new, "--to", tmp_path / "audit").exit_code == 2
    assert contents(tmp_path / "audit") == before


def test_the_library_adds_like_the_command(tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.jsonl", ("a", STORY[0])), write(tmp_path / "b.jsonl", ("b", STORY[0]))
    provenance.audit(old, jobs=1).write(tmp_path / "audit")
    found = provenance.audit(new, jobs=1, to=tmp_path / "audit")
    assert [record.id for record in found.records] == ["a", "b"]
    assert run(old, new, "--out", tmp_path / "whole").exit_code == 0
    assert contents(tmp_path / "audit") == contents(tmp_path / "whole")
    with pytest.raises(OutputError):
        provenance.audit(new, to=tmp_path / "nowhere")
