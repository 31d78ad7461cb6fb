"""Findings: drafts by rules become numbered findings with a fingerprint that survives edits elsewhere in the text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

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


def number(drafts: Iterable[Draft], policy: Policy) -> Iterator[Finding]:
    """Yield the findings in the order of the drafts; ids come from the fingerprint, so that they are the same in the next run."""
    seen: Counter[str] = Counter()
    for draft in drafts:
        grave = severity(draft, policy)
        if grave is None:
            continue
        mark = fingerprint(draft)
        seen[mark] += 1
        name = f"{draft.rule}-{mark[:12]}" + (f"-{seen[mark]}" if seen[mark] > 1 else "")
        evidence = tuple(FindingEvidence(record, item.rule, item.start, item.stop, item.quote) for record, item in draft.evidence)
        yield Finding(name, draft.rule, grave, draft.confidence, draft.records, draft.message, evidence, draft.family, mark)


def fingerprint(draft: Draft) -> str:
    """Return 32 hexadecimal digits that depend on rule, records and quoted words, and on no offset."""
    words = [draft.rule, *sorted(draft.records), *(item.quote for _, item in draft.evidence)]
    if not draft.records:
        words.append(draft.message)
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]
