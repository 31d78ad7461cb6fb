"""Findings as lines of JSON, each with the few words by which findings are numbered, counted and put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import orjson

from provenance.model.audit import Finding, Severity
from provenance.model.evidence import Confidence
from provenance.wire import to_bytes

_NEXT = b'},{"id":'
"""What parts the findings of a list: evidence begins otherwise, and in a string no quotation mark stands by itself."""
_REST = b',"message":'
_MARK = slice(-34, -2)
"""Where the fingerprint stands in a line."""
_AT_ONCE = 256


class Line(NamedTuple):
    """A finding as a line of JSON, its fingerprint, and what lists say about it."""

    line: bytes
    fingerprint: str
    id: str
    rule: str
    severity: Severity
    confidence: Confidence
    records: Sequence[str]


def line_of(finding: Finding) -> Line:
    """Return the line of a finding, which follows its schema."""
    named = finding.id, finding.rule, finding.severity, finding.confidence, finding.records
    return Line(to_bytes(finding), finding.fingerprint, *named)


def lines_in(lists: Iterable[bytes]) -> Iterator[Line]:
    """Yield the findings of lists in JSON as this program writes them; of each no more is parsed than lists say about it."""
    rest = iter(lists)
    while some := list(islice(rest, _AT_ONCE)):
        lines = [b'{"id":%b}' % row for every in some if len(every) > len(b"[]") for row in every[len(_NEXT) - 1 : -2].split(_NEXT)]
        heads = orjson.loads(b"[%b]" % b",".join([line.partition(_REST)[0] + b"}" for line in lines]))
        for line, head in zip(lines, heads, strict=True):
            yield Line(line, line[_MARK].decode(), *head.values())


def numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield findings with ids of their own: one comes from the fingerprint and is the same in the next run, a second like it gets `-2`."""
    seen: Counter[str] = Counter()
    for item in lines:
        mark = item.fingerprint
        seen[mark] += 1
        if seen[mark] > 1:
            name = f"{item.id}-{seen[mark]}"
            yield item._replace(id=name, line=orjson.dumps({**orjson.loads(item.line), "id": name}))
        else:
            yield item
