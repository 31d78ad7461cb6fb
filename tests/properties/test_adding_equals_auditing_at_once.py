"""The law of `--add`: an audit to which articles were added is the audit of all of them at once, byte for byte."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.api import audit_folder
from provenance.audits import load_policy
from provenance.engines import Plan

OUTLETS = ("The Star", "Harbour Times", "Reuters")
STORY = (
    "The ferry between the two islands will run again from Monday, the harbour master said, after the crew had repaired the engine.",
    "Passengers had waited for nine days, and the shops on the smaller island had run out of flour, batteries and fresh fruit.",
    "The mayor asked the ministry for a second boat, which would cost four million crowns and need a crew of eleven people.",
    "A spokesman of the ministry answered that the budget of the year was spent, but that a loan could be thought about in spring.",
    "Fishermen offered to take letters and medicine across in the meantime, as their fathers had done in the winter of the great ice.",
)
BANNER = "Harbour evening letter: six stories for the way home"
NOTICE = "This article is licensed under a Creative Commons Attribution 4.0 International License."


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Draw one line of JSON: an article made of a few sentences, perhaps with the furniture of its outlet, or half a row."""
    if draw(st.integers(0, 19)) == 0:
        return "{half a row"
    story = draw(st.integers(0, 3))
    sentences = [f"{sentence} It was the {story + 1}th time in {story + 3} years that this happened." for sentence in STORY]
    kept = draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=5, unique=True))
    lines = [" ".join(kept), *draw(st.lists(st.sampled_from([BANNER, NOTICE, "(Source: Reuters)"]), max_size=3, unique=True))]
    number = draw(st.integers(0, 30))
    article = {"id": f"n{number}", "text": "\n\n".join(lines), "source": draw(st.sampled_from(OUTLETS))}
    if draw(st.booleans()):
        article["published"] = f"2024-05-{draw(st.integers(1, 28)):02}"
    return json.dumps(article)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of an audit folder, what it keeps included, and of the manifest all but the time."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest = orjson.loads(found.pop("manifest.json"))
    return {**found, "manifest.json": orjson.dumps({**manifest, "started": "", "seconds": 0})}


def audit(inputs: Sequence[Path], out: Path, *, add: bool = False) -> dict[str, bytes]:
    """Audit some files into a folder, or add them to the audit that lies there; return what is in the folder."""
    audit_folder(Plan(tuple(map(str, inputs)), out, load_policy(None), add=add))
    return contents(out)


@settings(max_examples=10, deadline=None)
@given(st.lists(rows(), min_size=2, max_size=14), st.data())
def test_any_split_of_a_corpus_adds_up_to_its_audit(lines: list[str], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(1, len(lines)), min_size=1, max_size=3)))
    names = data.draw(st.permutations([f"{k}.jsonl" for k in range(len(cuts) + 1)]))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = []
        for name, start, stop in zip(names, [0, *cuts], [*cuts, len(lines)], strict=True):
            if lines[start:stop]:
                files.append(folder / name)
                files[-1].write_text("\n".join(lines[start:stop]) + "\n", encoding="utf-8")
        audit(files[:1], folder / "added")
        for file in files[1:]:
            audit([file], folder / "added", add=True)
        assert contents(folder / "added") == audit(files, folder / "whole")
