"""Findings: drafts by rules become numbered findings with a fingerprint that survives edits elsewhere in the text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from provenance.audits.policy import Policy
from provenance.model.audit import Finding, FindingEvidence, Severity
from provenance.model.evidence import Confidence, Evidence


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


def findings_of(drafts: Iterable[Draft], policy: Policy) -> Iterator[Finding]:
    """Yield the findings of some drafts, each with the id that comes from its fingerprint; a draft whose rule is off makes none."""
    for draft in drafts:
        grave = severity(draft, policy)
        if grave is not None:
            yield _finding(draft, grave)


def _finding(draft: Draft, grave: Severity) -> Finding:
    mark = fingerprint(draft)
    return Finding(
        id=f"{draft.rule}-{mark[:12]}",
        rule=draft.rule,
        severity=grave,
        confidence=draft.confidence,
        records=draft.records,
        message=draft.message,
        evidence=tuple([FindingEvidence(record, item.rule, item.start, item.stop, item.quote) for record, item in draft.evidence]),
        family=draft.family,
        fingerprint=mark,
    )


def number(drafts: Iterable[Draft], policy: Policy) -> Iterator[Finding]:
    """Yield the findings of drafts in their order, each with an id of its own: a second one with a fingerprint gets `-2`."""
    seen: Counter[str] = Counter()
    for found in findings_of(drafts, policy):
        seen[found.fingerprint] += 1
        again = seen[found.fingerprint]
        yield evolve(found, id=f"{found.id}-{again}") if again > 1 else found


def fingerprint(draft: Draft) -> str:
    """Return 32 hexadecimal digits that depend on rule, records and quoted words, and on no offset."""
    words = [draft.rule, *sorted(draft.records), *(item.quote for _, item in draft.evidence)]
    if not draft.records:
        words.append(draft.message)
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]
