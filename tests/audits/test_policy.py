"""The policy: what it allows, and what is said about a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.audits import load_baseline, load_policy
from provenance.audits.judge import FAMILY_RULES, PROBLEM_RULES, RECORD_RULES
from provenance.errors import PolicyError


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("CC-BY-4.0", True),
        ("CC-BY-3.0-IGO", True),
        ("LicenseRef-CC-BY", True),
        ("CC0-1.0", True),
        ("CC-BY-SA-2.5", True),
        ("OGL-UK-3.0", True),
        ("CC-BY-NC-4.0", False),
        ("CC-BY-ND-4.0", False),
        ("LicenseRef-CC-BY-NC", False),
        ("LicenseRef-scancode-proprietary-license", False),
        ("CC-BY-4.0 OR CC-BY-NC-4.0", True),
        ("CC-BY-4.0 AND CC-BY-NC-4.0", False),
        ("NOASSERTION", False),
        ("not an ( expression", False),
        ("", False),
    ],
)
def test_the_default_policy_allows_what_may_be_used_by_all(expression: str, allowed: bool) -> None:  # noqa: FBT001 -- a table's column
    assert load_policy().allows(expression) is allowed


def test_every_rule_has_a_severity_and_no_other_has_one() -> None:
    assert load_policy().levels.keys() == RECORD_RULES.keys() | FAMILY_RULES.keys() | PROBLEM_RULES.keys()


def test_a_policy_is_laid_over_the_default(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(
        'schema = "provenance-policy/1"\n[licenses]\nallowed = ["CC-BY-NC-*"]\n[severity]\nunlicensed = "off"\n', encoding="utf-8"
    )
    policy = load_policy(path)
    assert policy.allows("CC-BY-NC-4.0")
    assert not policy.allows("CC-BY-4.0")
    assert policy.level("unlicensed") == "off"
    assert policy.level("laundered-license") == "error"
    assert policy.digest != load_policy().digest


@pytest.mark.parametrize(
    "text",
    ["schema = 1", 'schema = "provenance-policy/1"\nlicences = 3', 'schema = "provenance-policy/1"\n[severity]\nno-such-rule = "error"',
     'schema = "provenance-policy/1"\n[severity]\nunlicensed = "fatal"', "[[["],
)  # fmt: skip
def test_a_bad_policy_is_refused_with_a_next_step(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    assert caught.value.next_step


def test_a_policy_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError):
        load_policy(tmp_path / "none.toml")


def test_a_baseline_needs_a_reason_for_each_finding(tmp_path: Path) -> None:
    path = tmp_path / "b.toml"
    path.write_text('[[accepted]]\nfingerprint = "abc"\nreason = "agreed with the house"\n', encoding="utf-8")
    assert load_baseline(path).reasons == {"abc": "agreed with the house"}
    path.write_text('[[accepted]]\nfingerprint = "abc"\nreason = " "\n', encoding="utf-8")
    with pytest.raises(PolicyError):
        load_baseline(path)


def test_a_rule_that_does_not_exist_is_told_with_those_that_do(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('schema = "provenance-policy/1"\n\n[severity]\nunlicenced = "error"\n', encoding="utf-8")
    with pytest.raises(PolicyError, match="unlicen"):
        load_policy(tmp_path / "policy.toml")
