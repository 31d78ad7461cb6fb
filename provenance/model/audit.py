"""An audit of a corpus: findings, manifest and everything an audit folder holds (CONTRACT section 4)."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from provenance.model.evidence import Confidence

Severity = Literal["error", "warning", "info"]


@frozen
class FindingEvidence:
    """Evidence inside one record: `record` is the record's id, the rest as in `Evidence`."""

    record: str
    rule: str
    start: int
    stop: int
    quote: str


@frozen
class Finding:
    """Something that a licensing team should look at. `fingerprint` ignores offsets, so that a baseline survives edits."""

    id: str
    rule: str
    severity: Severity
    confidence: Confidence
    records: tuple[str, ...]
    message: str
    evidence: tuple[FindingEvidence, ...]
    family: str | None
    fingerprint: str


@frozen
class InputFile:
    """One input of a run: path as given, digest and size in bytes."""

    path: str
    sha256: str
    bytes: int


@frozen
class Counts:
    """Articles in and out: `read == records + refused`, always; `accepted` findings are those that a baseline names."""

    read: int
    records: int
    refused: int
    passages: int
    edges: int
    families: int
    findings: int
    accepted: int
    problems: int


@frozen
class Manifest:
    """What was audited, with what, and when. The only place of an audit folder where a time stands."""

    schema: str
    provenance: str
    catalog: str
    policy: str
    inputs: tuple[InputFile, ...]
    columns: tuple[tuple[str, str], ...]
    counts: Counts
    engine: str
    started: str
    seconds: float
    disclaimer: str = "A licence statement is a claim found in a text, never a grant. Not legal advice."
