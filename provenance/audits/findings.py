"""Findings: drafts by rules become numbered findings with a fingerprint that survives edits elsewhere in the text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from provenance.audits.policy import Policy
from provenance.model.audit import Finding, Severity
from provenance.model.evidence import Confidence, Evidence
from provenance.wire import structure, validate

Row = dict[str, Any]
"""A finding as plain JSON data."""


@frozen
class Draft:
    """What a rule says, before it has a number: the records that it names, a message, and evidence as `(record id, evidence)`.

    `severity` overrides the policy's level downwards (a weaker form of the same finding), never upwards.
    """

    rule: str
    confidence: Confidence
    records: tuple[str, ...]
    message: str
    evidence: tuple[tuple[str, Evidence], ...] = ()
    family: str | None = None
    severity: Severity | None = None


_WEIGHT: dict[str, int] = {"info": 0, "warning": 1, "error": 2}


def severity(draft: Draft, policy: Policy) -> Severity | None:
    """Return the severity of a draft under a policy, None when the rule is off; what is only possible is never an error."""
    level = policy.level(draft.rule)
    if level == "off":
        return None
    grave: Severity = level
    if draft.severity and _WEIGHT[draft.severity] < _WEIGHT[grave]:
        grave = draft.severity
    return "warning" if draft.confidence == "possible" and grave == "error" else grave


def rows_of(drafts: Iterable[Draft], policy: Policy) -> Iterator[Row]:
    """Yield the findings of some drafts as plain rows that follow their schema; an id comes from the fingerprint, see `numbered`.

    A draft whose rule is off makes none.
    """
    for draft in drafts:
        grave = severity(draft, policy)
        if grave is not None:
            row = _row(draft, grave)
            validate(row, "finding")
            yield row


def _row(draft: Draft, grave: Severity) -> Row:
    mark = fingerprint(draft)
    return {
        "id": f"{draft.rule}-{mark[:12]}",
        "rule": draft.rule,
        "severity": grave,
        "confidence": draft.confidence,
        "records": list(draft.records),
        "message": draft.message,
        "evidence": [
            {"record": record, "rule": item.rule, "start": item.start, "stop": item.stop, "quote": item.quote}
            for record, item in draft.evidence
        ],
        "family": draft.family,
        "fingerprint": mark,
    }


def numbered(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows with ids of their own; an id comes from the fingerprint and is the same in the next run, a second like it gets `-2`."""
    seen: Counter[str] = Counter()
    for row in rows:
        mark = row["fingerprint"]
        seen[mark] += 1
        yield {**row, "id": f"{row['id']}-{seen[mark]}"} if seen[mark] > 1 else row


def number(drafts: Iterable[Draft], policy: Policy) -> Iterator[Finding]:
    """Yield the findings of drafts in their order, each with an id of its own."""
    return (structure(row, Finding) for row in numbered(rows_of(drafts, policy)))


def fingerprint(draft: Draft) -> str:
    """Return 32 hexadecimal digits that depend on rule, records and quoted words, and on no offset."""
    words = [draft.rule, *sorted(draft.records), *(item.quote for _, item in draft.evidence)]
    if not draft.records:
        words.append(draft.message)
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]
