"""Where an audit and its exports may be written: what lies there and is none of ours is never touched, and a fault is told at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import provenance
from provenance.cli import main
from provenance.engines import alone_in
from provenance.errors import OutputError

SEED = Path(__file__).parents[2] / "seeds/000_fa94b455a9b7c675.txt"


def audit(*arguments: object) -> Result:
    """Run `provenance audit` on one seed with one process."""
    return CliRunner().invoke(main, ["audit", "--jobs", "1", "--fail-on", "never", *map(str, arguments)])


def test_a_second_audit_in_one_folder_waits_outside(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with alone_in(tmp_path / "audit"):
        done = audit(SEED, "--out", tmp_path / "audit")
    assert (done.exit_code, "Another audit is at work" in done.output) == (2, True)
    assert audit(SEED, "--out", tmp_path / "audit").exit_code == 0


def test_a_mistyped_path_does_not_take_the_folder(tmp_path: Path) -> None:
    wrong = audit(tmp_path / "nowhere", "--out", tmp_path / "audit")
    assert (wrong.exit_code, "There is no file or folder" in wrong.output) == (2, True)
    assert not (tmp_path / "audit").exists()
    (tmp_path / "empty.txt").touch()
    empty = audit(tmp_path / "empty.txt", "--out", tmp_path / "audit")
    assert (empty.exit_code, f"empty-file in {tmp_path.as_posix()}/empty.txt" in empty.output) == (2, True)
    assert audit(SEED, "--out", tmp_path / "audit").exit_code == 0


@pytest.mark.parametrize(
    ("exports", "told"),
    [
        (["jsonl=folder"], "is a folder"),
        (["html=file"], "is a file"),
        (["csv=file/below.csv"], "closed to writing"),
        (["jsonl=new", "csv=new"], "another export"),
        (["jsonl=audit/records.jsonl"], "a file of the audit"),
        (["html=site"], "belongs to no report"),
        (["html=shop"], "belongs to no report"),
        (["jsonl=seed.txt"], "one of the files to audit"),
        (["csv=corpus/below.txt"], "one of the files to audit"),
    ],
)
def test_an_export_that_cannot_be_written_is_told_before_the_audit(
    exports: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("folder", "site/data", "shop", "corpus"):
        Path(folder).mkdir(parents=True)
    for file in ("file", "site/data/mine.csv", "shop/index.html"):
        Path(file).write_text("mine", encoding="utf-8")
    for file in ("seed.txt", "corpus/below.txt"):
        shutil.copyfile(SEED, file)
    done = audit(SEED, "seed.txt", "corpus", "--out", "audit", *(word for export in exports for word in ("-o", export)))
    assert (done.exit_code, told in done.output) == (2, True)
    assert not Path("audit/records.jsonl").exists()
    assert [Path(file).read_text(encoding="utf-8") for file in ("file", "site/data/mine.csv", "shop/index.html")] == ["mine"] * 3


def test_an_audit_that_lies_among_its_articles_is_none_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(SEED, "seed.txt")
    for _ in range(2):
        assert audit(".").exit_code == 0
    assert len(Path("audit/records.jsonl").read_bytes().splitlines()) == 1
    assert "Not read as articles: audit." in Path("audit/problems.jsonl").read_text(encoding="utf-8")


def test_texts_without_an_export_that_holds_them_are_refused(tmp_path: Path) -> None:
    done = audit(SEED, "--out", tmp_path / "audit", "--text", "body", "-o", f"csv={tmp_path / 'a.csv'}")
    assert (done.exit_code, "-o jsonl=PATH" in done.output) == (2, True)


def test_the_library_writes_over_audits_alone(tmp_path: Path) -> None:
    found = provenance.audit(SEED, jobs=1)
    for folder in ("site/data", "site/state", "audit"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("site/data/mine.csv", "site/state/mine.txt"):
        (tmp_path / file).write_text("mine", encoding="utf-8")
    for write in (found.write, found.to_html):
        with pytest.raises(OutputError):
            write(tmp_path / "site")
    assert [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "site").glob("*/*"))] == ["mine", "mine"]
    for _ in range(2):
        found.write(tmp_path / "audit")
        found.to_html(tmp_path / "report")


def test_a_baseline_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "baseline.toml").write_text('[[accept]]\nfingerprint = "f"\nreason = "a slip of the pen"\n', encoding="utf-8")
    done = audit(SEED, "--out", tmp_path / "audit", "--baseline", tmp_path / "baseline.toml")
    assert (done.exit_code, "'accept', which nothing reads" in done.output) == (2, True)
