"""What every exporter owes: the same bytes for the same audit, no harm from hostile text, no trouble with an empty audit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from provenance.errors import InputError, OutputError
from provenance.reports import FORMATS, write
from tests.contracts.seed_audit import Folder, build

HOSTILE = {
    "../../../escape": "</script><script>document.title='ran'</script>",
    "a/b\\c\0d": "=cmd|' /C calc'!A0\u2028\u2029 \u202eesrever\u202c <img src=x onerror=alert(1)>",
    "emoji-\U0001f600": "\U0001f600\U0001f468‍\U0001f469 \ud800 lone surrogate, \udc00 and another; نیم‌فاصله",
    "{{ 7 * 7 }}": "{{ 7 * 7 }} {% raw %} ${7*7} <!-- --> ]]> &amp;",
}


def everything(target: Path) -> dict[str, bytes]:
    """Return all files below the folder of a target by relative name."""
    return {str(path.relative_to(target.parent)): path.read_bytes() for path in sorted(target.parent.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """An audit in which texts and ids try to break out."""
    return build(tmp_path_factory.mktemp("hostile") / "audit", HOSTILE)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_audit_gives_the_same_bytes_and_stays_as_it_is(name: str, hostile: Folder, tmp_path: Path) -> None:
    """Two exports are equal; the audit folder is only read."""
    before = everything(hostile.path / "records.jsonl")
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        write(name, hostile.path, tmp_path / place / f"out.{name}", hostile)
    first, second = everything(tmp_path / "one" / "x"), everything(tmp_path / "two" / "x")
    if name == "croissant":
        second = {file: data.replace(b"/two/", b"/one/") for file, data in second.items()}
    assert first
    assert first == second
    assert everything(hostile.path / "records.jsonl") == before


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_export_replaces_the_first(name: str, hostile: Folder, tmp_path: Path) -> None:
    """What an earlier, larger export wrote does not survive."""
    seeds = build(tmp_path / "audit")
    (tmp_path / "fresh").mkdir()
    (tmp_path / "again").mkdir()
    write(name, hostile.path, tmp_path / "again" / "out", hostile)
    for place in ("again", "fresh"):
        write(name, seeds.path, tmp_path / place / "out", seeds)
    assert everything(tmp_path / "again" / "x") == everything(tmp_path / "fresh" / "x")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_written_beside_the_target(name: str, hostile: Folder, tmp_path: Path) -> None:
    """An id such as "../../../escape" never becomes a place on disk."""
    (tmp_path / "deep" / "er").mkdir(parents=True)
    write(name, hostile.path, tmp_path / "deep" / "er" / "out", hostile)
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_relative_to(tmp_path / "deep" / "er")]
    assert outside == []
    assert not [path for path in tmp_path.rglob("*") if "escape" in path.name or "emoji" in path.name]


@pytest.mark.parametrize("name", FORMATS)
def test_an_audit_without_articles_can_be_exported(name: str, tmp_path: Path) -> None:
    """A run that could read nothing still has reports."""
    folder = build(tmp_path / "audit")
    for file in folder.path.glob("*.jsonl"):
        file.write_bytes(b"")
    manifest = json.loads((folder.path / "manifest.json").read_text())
    manifest["counts"] = dict.fromkeys(manifest["counts"], 0)
    (folder.path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "out").mkdir()
    write(name, folder.path, tmp_path / "out" / "x", folder)
    assert everything(tmp_path / "out" / "x")


@pytest.mark.parametrize("name", FORMATS)
def test_articles_whose_text_is_gone_can_be_exported(name: str, hostile: Folder, tmp_path: Path) -> None:
    """Texts may have been moved away since the audit."""
    (tmp_path / "out").mkdir()
    write(name, hostile.path, tmp_path / "out" / "x", Folder(hostile.path, {}))
    assert everything(tmp_path / "out" / "x")


def test_an_unknown_format_is_refused_by_name(hostile: Folder, tmp_path: Path) -> None:
    """The message says which formats there are."""
    with pytest.raises(OutputError, match="sarif"):
        write("docx", hostile.path, tmp_path / "out", hostile)


def test_a_folder_that_is_no_audit_is_refused(tmp_path: Path, hostile: Folder) -> None:
    """The message says what to do next."""
    with pytest.raises(InputError, match="provenance audit"):
        write("html", tmp_path, tmp_path / "out", hostile)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(InputError, match="provenance audit"):
        write("sarif", tmp_path, tmp_path / "out", hostile)


def test_a_target_that_cannot_be_written_is_named(hostile: Folder, tmp_path: Path) -> None:
    """A folder stands where the file should be."""
    (tmp_path / "taken").mkdir()
    with pytest.raises(OutputError, match="taken"):
        write("csv", hostile.path, tmp_path / "taken", hostile)
