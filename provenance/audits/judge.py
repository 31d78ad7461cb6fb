"""Running the rules: over one record, over one family, over one problem."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.audits.context import Context, FamilyCheck, Kin, ProblemCheck, RecordCheck
from provenance.audits.findings import Draft
from provenance.audits.rules import (
    conflicting_licenses,
    embedded_third_party,
    foreign_holder,
    laundered_license,
    leftover_boilerplate,
    license_not_allowed,
    missing_attribution,
    partial_scope,
    reserved,
    third_party_credit,
    uncredited_reprint,
    undated_family,
    unlicensed,
    unreadable,
)
from provenance.model.record import ProvenanceRecord
from provenance.model.text import Problem

RECORD_RULES: dict[str, RecordCheck] = {
    module.RULE: module.check
    for module in (
        third_party_credit,
        embedded_third_party,
        conflicting_licenses,
        foreign_holder,
        unlicensed,
        license_not_allowed,
        partial_scope,
        reserved,
        leftover_boilerplate,
    )
}
FAMILY_RULES: dict[str, FamilyCheck] = {
    module.RULE: module.check_family
    for module in (embedded_third_party, conflicting_licenses, laundered_license, missing_attribution, uncredited_reprint, undated_family)
}
PROBLEM_RULES: dict[str, ProblemCheck] = {unreadable.RULE: unreadable.check_problem}


def judge_record(record: ProvenanceRecord, context: Context) -> Iterator[Draft]:
    """Yield what the rules about single articles find in one record."""
    for rule, check in RECORD_RULES.items():
        if context.policy.level(rule) != "off":
            yield from check(record, context)


def judge_families(kin: Kin, context: Context) -> Iterator[Draft]:
    """Yield what the rules about reprints find in one family."""
    for rule, check in FAMILY_RULES.items():
        if context.policy.level(rule) != "off":
            yield from check(kin, context)


def judge_problems(problem: Problem, context: Context) -> Iterator[Draft]:
    """Yield what the rules about unreadable input find in one problem."""
    for rule, check in PROBLEM_RULES.items():
        if context.policy.level(rule) != "off":
            yield from check(problem, context)
