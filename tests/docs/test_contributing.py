"""What CONTRIBUTING tells a newcomer to write proves itself, word for word."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

import provenance
from provenance.catalog import load_beside
from provenance.cli import main

TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"^ *```toml\n(.*?)^ *```$", TEXT, re.MULTILINE | re.DOTALL)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalog of one's own that holds every block."""
    for number, block in enumerate(BLOCKS):
        kind = block.partition("/")[0].removeprefix("# ")
        (tmp_path / kind).mkdir(exist_ok=True)
        (tmp_path / kind / f"mine-{number}.toml").write_text(block, encoding="utf-8")
    return tmp_path


def test_every_recipe_proves_itself(folder: Path) -> None:
    assert {block.partition("/")[0] for block in BLOCKS} == {"# outlets", "# credits", "# boilerplate", "# licenses"}
    done = CliRunner().invoke(main, ["catalog", "check", str(folder)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"{len(BLOCKS)} entries, 0 faults" in done.stderr
    assert "slow" not in done.stderr


def test_a_catalog_of_ones_own_is_used_for_single_texts(folder: Path) -> None:
    text = "The bridge will open in May, the Example Herald reported.\n\nThis text is available under the Example Press Licence 1.0.\n"
    made = provenance.record(text, load_beside(folder))
    assert [item.outlet for item in made.attributions] == ["example-herald"]
    assert [item.expression for item in made.licenses] == ["LicenseRef-Example-1.0"]


def test_a_licence_that_lacks_a_field_is_named(folder: Path) -> None:
    (folder / "licenses/half.toml").write_text('[[license]]\nid = "Half-1.0"\nnames = ["Half Licence"]\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["catalog", "check", str(folder)])
    assert done.exit_code == 1
    assert "licenses/half.toml: the licence Half-1.0 lacks versions, expression, plain, examples." in done.stdout
