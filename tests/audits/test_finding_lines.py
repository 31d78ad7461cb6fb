"""Findings in lists of JSON are told apart, and numbered, as they are when each is parsed, whatever words they hold."""

from __future__ import annotations

import orjson
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from provenance.audits.lines import line_of, lines_in, numbered
from provenance.model.audit import Finding, FindingEvidence
from provenance.wire import from_json, to_bytes

HOSTILE = st.sampled_from(['},{"id":"x"', ',"message":', "[]", '"fingerprint":"0"}', "\\", '"']) | st.text(
    st.characters(exclude_categories=("Cs",)), max_size=5
)
WORDS = st.lists(HOSTILE, min_size=1, max_size=3).map("".join).filter(bool)
EVIDENCE = st.builds(FindingEvidence, record=WORDS, rule=WORDS, start=st.integers(0, 9), stop=st.integers(9, 19), quote=WORDS)
FINDINGS = st.builds(
    Finding,
    id=WORDS,
    rule=WORDS,
    severity=st.sampled_from(["error", "warning", "info"]),
    confidence=st.sampled_from(["certain", "likely", "possible"]),
    records=st.lists(WORDS, max_size=2).map(tuple),
    message=WORDS,
    evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
    family=st.none() | WORDS,
    fingerprint=st.text("0123456789abcdef", min_size=32, max_size=32),
)


@given(st.lists(st.lists(FINDINGS, max_size=3), max_size=4))
def test_findings_of_lists_are_told_apart(lists: list[list[Finding]]) -> None:
    written = [b"[%b]" % b",".join(map(to_bytes, some)) for some in lists]
    found = list(lines_in(written))
    every = [finding for some in lists for finding in some]
    assert [item.line for item in found] == list(map(to_bytes, every))
    assert [item._replace(records=tuple(item.records)) for item in found] == list(map(line_of, every))


@given(FINDINGS, FINDINGS)
def test_a_second_finding_with_a_fingerprint_has_an_id_of_its_own(one: Finding, other: Finding) -> None:
    lines = list(numbered(map(line_of, (one, other, one))))
    again = 3 if one.fingerprint == other.fingerprint else 2
    assert lines[0] == line_of(one)
    assert from_json(lines[2].line, Finding) == evolve(one, id=f"{one.id}-{again}")
    assert lines[2].id == f"{one.id}-{again}"
    assert orjson.loads(lines[2].line)["id"] == lines[2].id
