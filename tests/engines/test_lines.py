"""Records are finished in their bytes as they would be finished as data, and strings side by side are those that stand alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import orjson
import pytest

import provenance
from provenance.engines.blobs import Blobs, write_blobs
from provenance.engines.corpus import runs
from provenance.engines.finish import completed_line, finished
from provenance.engines.packs import Packs, PackWriter
from provenance.model.record import Coverage, Reprint
from provenance.wire import to_bytes

TEXTS = [
    "The bridge is open.",
    'He wrote ,"license":{"coverage":{"own":1}} and "reprint":null,"findings":[],"problems": into the book.\n\nSource: Reuters',
    "A bridge\n\nAll content by Nordic News is licensed under a Creative Commons Attribution 4.0 International License.",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("covered", [None, Coverage(0.25, 0.75)])
@pytest.mark.parametrize("part", [Reprint(None, "alone", ()), Reprint("f-1", "reprint", ("a", "b"))])
def test_a_line_is_finished_as_its_data_are(text: str, covered: Coverage | None, part: Reprint) -> None:
    line = to_bytes(provenance.record(text))
    assert completed_line(line, part, ["unlicensed-1"], covered) == finished(orjson.loads(line), part, ["unlicensed-1"], covered)


def test_strings_side_by_side(tmp_path: Path) -> None:
    strings = [b"a" * size for size in (3, 0, 70_000, 1, 1, 40_000, 2)]
    write_blobs(tmp_path / "plain.bin", strings)
    with PackWriter(tmp_path / "packed.pack") as out:
        out.add_all(strings)
    for read in (Blobs(tmp_path / "plain.bin"), Packs(tmp_path / "packed.pack")):
        assert [read[index] for index in range(len(read))] == read.between(0, len(strings)) == strings
        assert read.between(1, 4) == strings[1:4]
        assert read.between(2, 2) == []


@pytest.mark.parametrize("count", [0, 1, 2, 700])
def test_runs_are_the_places_in_their_order(count: int) -> None:
    numbers = np.random.default_rng(count).integers(0, 3, (2, count))
    folder, row = numbers[0].astype(np.int32), np.cumsum(numbers[1] > 0).astype(np.int32)
    found = [(part, place) for part, first, stop in runs(folder, row) for place in range(first, stop)]
    assert found == list(zip(folder.tolist(), row.tolist(), strict=True))
