"""Records do not depend on the order of the files or on how the work is cut into shares."""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import any_text

from provenance.model.text import Article, Problem
from provenance.readers import read, read_shard, shards
from provenance.records import record
from provenance.wire import to_json

rows = st.lists(
    st.one_of(
        any_text.map(lambda text: json.dumps({"id": text[:8], "text": text})),
        st.sampled_from(["", "  ", "{", "[1]", '{"id": 5}', '{"text": null}', '{"content": "x", "link": "https://example.org/"}']),
    ),
    max_size=30,
)
SETTINGS = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def told(items: list[Article | Problem]) -> list[object]:
    """Return what identifies each item."""
    return [
        (item.id, item.text, item.source.row, item.source.sha256, item.problems) if isinstance(item, Article) else item for item in items
    ]


@SETTINGS
@given(rows, st.integers(1, 500), st.booleans(), st.booleans())
def test_shares_of_any_size(tmp_path: Path, lines: list[str], target: int, packed: bool, last_line_end: bool) -> None:  # noqa: FBT001
    data = ("\n".join(lines) + "\n" * last_line_end).encode("ascii")
    file = tmp_path / ("rows.jsonl.gz" if packed else "rows.jsonl")
    file.write_bytes(gzip.compress(data) if packed else data)
    whole = [item for shard in shards([file], 1 << 30) for item in read_shard(shard)]
    cut = [item for shard in shards([file], target) for item in read_shard(pickle.loads(pickle.dumps(shard)))]  # noqa: S301
    assert told(cut) == told(whole)
    filled = sum(bool(line.strip()) for line in lines)
    assert len(whole) == (filled or 1)


@settings(SETTINGS, max_examples=10)
@given(st.permutations(["a.txt", "b.txt", "c.txt", "d.txt"]))
def test_order_of_files(tmp_path: Path, names: list[str]) -> None:
    for number, name in enumerate(sorted(names)):
        (tmp_path / name).write_text(f"TEHRAN — Story {number}. It rained, IRNA reported.", encoding="utf-8")
    made = {item.id: to_json(record(item)) for item in read([tmp_path / name for name in names]) if isinstance(item, Article)}
    assert made == {item.id: to_json(record(item)) for item in read(tmp_path) if isinstance(item, Article)}
    assert list(made) == [Path(name).stem for name in names]
