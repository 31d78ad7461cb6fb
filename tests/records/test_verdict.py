"""What the statements of an article amount to."""

from __future__ import annotations

import pytest

from provenance.detectors.license.verdict import verdict as judge
from provenance.model.evidence import Evidence
from provenance.model.record import License

RESERVED = "LicenseRef-scancode-proprietary-license"


def claim(expression: str, scope: str = "site", channel: str = "text", confidence: str = "certain", at: int = 0) -> License:
    """Return a licence statement of 50 characters that begins at `at`."""
    family, _, version = expression.rpartition("-")
    if not version[:1].isdigit():
        family, version = expression.removeprefix("LicenseRef-"), ""
    proof = Evidence("test", at, at + 50, "x" * 50)
    return License(expression, family, version or None, None, None, scope, channel, (), confidence, proof)  # type: ignore[arg-type]


CASES: dict[str, tuple[list[License], str, str]] = {
    "nothing": ([], "none", "NONE"),
    "one": ([claim("CC-BY-4.0")], "stated", "CC-BY-4.0"),
    "twice the same": ([claim("CC-BY-4.0"), claim("CC-BY-4.0", channel="link", at=900)], "stated", "CC-BY-4.0"),
    "with and without version": ([claim("LicenseRef-CC-BY"), claim("CC-BY-4.0", channel="link")], "stated", "CC-BY-4.0"),
    "text and link differ": ([claim("CC-BY-SA-3.0"), claim("CC-BY-3.0", channel="link")], "conflicting", "NOASSERTION"),
    "far apart in the text": ([claim("CC-BY-SA-3.0"), claim("CC-BY-4.0", at=2000)], "conflicting", "NOASSERTION"),
    "one sentence": ([claim("GFDL-1.3"), claim("CC-BY-SA-3.0", at=60)], "stated", "CC-BY-SA-3.0 AND GFDL-1.3"),
    "only possible": ([claim("CC-BY-4.0", confidence="possible")], "unclear", "NOASSERTION"),
    "only a part": ([claim("CC-BY-4.0", scope="part")], "none", "NONE"),
    "only talked about": ([claim("CC-BY-4.0", scope="mention")], "none", "NONE"),
    "reserved": ([claim(RESERVED)], "stated", RESERVED),
    "copyright line beside a licence": ([claim("CC-BY-4.0"), claim(RESERVED, confidence="possible", at=400)], "stated", "CC-BY-4.0"),
    "copyright line alone": ([claim(RESERVED, confidence="possible")], "unclear", "NOASSERTION"),
    "all content licensed, all content reserved": ([claim("CC-BY-4.0"), claim(RESERVED, at=400)], "conflicting", "NOASSERTION"),
    "site licensed, article reserved": ([claim("CC-BY-4.0"), claim(RESERVED, scope="article", at=400)], "conflicting", "NOASSERTION"),
    "which one is not said": ([claim("LicenseRef-CC-unspecified")], "unclear", "NOASSERTION"),
}


@pytest.mark.parametrize("name", CASES)
def test_statements_amount_to(name: str) -> None:
    statements, status, expression = CASES[name]
    assert judge(statements)[:2] == (status, expression)
    assert judge(statements[::-1])[:2] == (status, expression)
    assert judge(statements)[2]
