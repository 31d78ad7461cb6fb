"""A finished run, and its manifest."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Protocol

from attrs import frozen

from provenance.audits.fresh import Fresh
from provenance.catalog import load
from provenance.engines.finish import Written
from provenance.engines.plan import Plan
from provenance.model.audit import Counts, InputFile, Manifest
from provenance.records import VERSION


class Texts(Protocol):
    """Where the texts of the audited articles are found again."""

    def get(self, record_id: str, /) -> str | None:
        """Return the article's text as read, None when it is no longer at hand."""


@frozen
class Run:
    """A finished run: its manifest, the open findings by severity, the articles, readable until `close`, where its files lie, and, until it
    is published, what of it is in memory.
    """

    manifest: Manifest
    grave: dict[str, int]
    accepted: int
    articles: Texts
    folder: Path
    fresh: Fresh | None = None


def manifest_of(
    plan: Plan,
    inputs: tuple[InputFile, ...],
    columns: list[tuple[str, str]],
    refused: int,
    written: Written,
    started: datetime,
    clock: float,
) -> Manifest:
    """Return the manifest of a run; `refused` inputs have a problem in place of a record, `clock` is when it began (monotonic)."""
    counts = Counts(
        read=written.records + refused,
        records=written.records,
        refused=refused,
        passages=written.passages,
        edges=written.edges,
        families=written.families,
        findings=written.findings,
        accepted=written.accepted,
        problems=written.problems,
    )
    return Manifest(
        schema="provenance-manifest/1",
        provenance=VERSION,
        catalog=load().digest,
        policy=plan.policy.digest,
        inputs=inputs,
        columns=tuple(columns),
        counts=counts,
        engine=plan.engine,
        started=started.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - clock, 3),
    )
