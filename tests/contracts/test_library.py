"""What a program that calls the library may rely on: mistakes raise a ProvenanceError that says what to do, and results are frozen."""

from __future__ import annotations

import inspect
import pickle
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import provenance

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "PARIS (AFP) - The bridge is open again, the mayor told Reuters."
MISTAKES: dict[str, Callable[[], Any]] = {
    "bytes for a text": lambda: provenance.record(b"bytes"),  # type: ignore[arg-type]
    "nothing for a text": lambda: provenance.record(None),  # type: ignore[arg-type]
    "a row for a text": lambda: provenance.record({"text": TEXT}),  # type: ignore[arg-type]
    "nothing for a path": lambda: provenance.audit(None),  # type: ignore[arg-type]
    "a number for a path": lambda: provenance.audit(5),  # type: ignore[arg-type]
    "a number among paths": lambda: list(provenance.read([SEEDS, 5])),  # type: ignore[list-item]
    "no path": lambda: provenance.audit([]),
    "a path that is not there": lambda: provenance.audit("no/such/place"),
    "an address for the local engine": lambda: provenance.audit("s3a://news/2026/"),
    "a pattern that fits nothing": lambda: provenance.audit("no/such/*.txt"),
    "an engine that is not there": lambda: provenance.audit(SEEDS, engine="steam"),  # type: ignore[arg-type]
    "a field that is not there": lambda: provenance.audit(SEEDS, mapping=["story=text"]),
    "no batch": lambda: provenance.record_batch(None),
    "a value without a schema": lambda: provenance.to_json(5),
    "no JSON": lambda: provenance.from_json("{"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_says_what_to_do_next(mistake: Callable[[], Any]) -> None:
    with pytest.raises(provenance.ProvenanceError) as raised:
        mistake()
    assert raised.value.next_step


def test_an_audit_is_frozen_and_says_what_it_holds_in_a_line() -> None:
    found = provenance.audit(SEEDS, jobs=1)
    assert repr(found) == "<Audit: records=5, families=1, findings=9, problems=1>"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.records = ()  # type: ignore[misc]
    assert len(found.records) == found.manifest.counts.records


def test_what_is_loaded_late_is_named_and_explained() -> None:
    assert {"audit", "Audit", "record_batch"} <= set(dir(provenance))
    assert all(inspect.getdoc(getattr(provenance, name)) for name in provenance.__all__)


def test_records_are_the_same_from_many_threads_and_through_pickle() -> None:
    texts = [f"PARIS ({name}) - It rained, the mayor told {name}." for name in ("AFP", "Reuters", "AP", "dpa", "IRNA", "Xinhua")] * 4
    made: dict[int, str] = {}

    def make(first: int) -> None:
        for number in range(first, len(texts), 4):
            made[number] = provenance.to_json(pickle.loads(pickle.dumps(provenance.record(texts[number]))))  # noqa: S301 -- its own

    threads = [threading.Thread(target=make, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[number] for number in range(len(texts))] == [provenance.to_json(provenance.record(text)) for text in texts]
