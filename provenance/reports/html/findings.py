"""The findings, worst first, in an order in which every filter is a few ranges of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from provenance.reports.folder import AuditFolder
from provenance.reports.html.directory import Directory
from provenance.views.words import shorten, told

_SEVERITIES = {"error": 0, "warning": 1, "info": 2}
_CONFIDENCES = {"certain": 0, "likely": 1, "possible": 2}
_RECORDS = 12
_EVIDENCE = 8
_QUOTE = 500


@frozen(eq=False)
class FindingOrder:
    """The findings sorted by severity, confidence, rule and id.

    `offsets` are their places in `findings.jsonl`; `groups` are `(severity, confidence, rule, count)` in the same order;
    `by_record[number]` are the row numbers of the findings that name a record.
    """

    offsets: list[int]
    groups: list[tuple[str, str, str, int]]
    by_record: dict[int, list[int]]


def sort_findings(audit: AuditFolder, directory: Directory) -> FindingOrder:
    """Return the order of the findings; holds a few words for each, not the findings."""
    number = directory.number
    keys: list[tuple[int, int, str, str, int, list[int]]] = []
    for offset, name, rule, severity, confidence, records in audit.findings_placed():
        if len(records) == 1:
            named = [number[records[0]]] if records[0] in number else []
        else:
            named = list(dict.fromkeys([number[record] for record in records if record in number]))
        keys.append((_SEVERITIES[severity], _CONFIDENCES[confidence], rule, name, offset, named))
    keys.sort()
    severities, confidences = tuple(_SEVERITIES), tuple(_CONFIDENCES)
    groups = Counter((severities[key[0]], confidences[key[1]], key[2]) for key in keys)
    by_record: dict[int, list[int]] = {}
    for place, key in enumerate(keys):
        for record in key[5]:
            by_record.setdefault(record, []).append(place)
    return FindingOrder([key[4] for key in keys], [(*group, count) for group, count in groups.items()], by_record)


def findings(audit: AuditFolder, order: FindingOrder, directory: Directory, families: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield the rows of all findings in order; `families` numbers the reprint families."""
    for row in audit.at("findings", order.offsets):
        yield _shown(row, directory, families)


def _shown(row: dict[str, Any], directory: Directory, families: dict[str, int]) -> dict[str, Any]:
    number, records = directory.number, row["records"]
    first = number.get(records[0], -1) if records else -1
    evidence = [
        [number.get(item["record"], -1), item["record"], item["start"], item["stop"], item["rule"], told(item["quote"], _QUOTE)]
        for item in row["evidence"][:_EVIDENCE]
    ]
    return {
        "id": row["id"],
        "rule": row["rule"],
        "severity": row["severity"],
        "confidence": row["confidence"],
        "message": shorten(row["message"], 1_000),
        "records": [[number.get(name, -1), name] for name in records[:_RECORDS]],
        "title": directory.entries[first].title if first >= 0 else "",
        "more": max(0, len(records) - _RECORDS),
        "evidence": evidence,
        "family": families.get(row["family"] or "", -1),
    }
