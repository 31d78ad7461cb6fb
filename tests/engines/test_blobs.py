"""Byte strings in files are read back, however few of the files may stay open."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.engines import blobs


def test_more_files_are_read_than_may_stay_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "_most_open", lambda: 2)
    paths = [tmp_path / f"{number}.bin" for number in range(5)]
    for number, path in enumerate(paths):
        blobs.write_blobs(path, [b"first", b"%d" % number])
    kept = [blobs.Blobs(path) for path in paths]
    assert [item[1] for item in (*kept, *kept)] == [b"%d" % number for number in (*range(5), *range(5))]
    assert all(item.between(0, 2) == [b"first", b"%d" % number] for number, item in enumerate(kept))
    blobs.release()
