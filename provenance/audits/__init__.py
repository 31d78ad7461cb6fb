"""Findings: what a licensing team should look at, by rules with one file each, under a policy of the user's."""

from provenance.audits.baseline import Baseline, load_baseline
from provenance.audits.findings import Draft, Row, number, numbered, rows_of
from provenance.audits.judge import judge_families, judge_problems, judge_record
from provenance.audits.policy import Policy, load_policy

__all__ = [
    "Baseline",
    "Draft",
    "Policy",
    "Row",
    "judge_families",
    "judge_problems",
    "judge_record",
    "load_baseline",
    "load_policy",
    "number",
    "numbered",
    "rows_of",
]
