"""A baseline: findings that somebody has looked at and accepted, each with a reason."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from provenance.errors import PolicyError

_FORM = 'Write [[accepted]] with fingerprint = "..." and reason = "..."'


@frozen
class Baseline:
    """Accepted findings: `reasons[fingerprint]` says why."""

    reasons: Mapping[str, str] = field(factory=dict)

    def accepts(self, fingerprint: str) -> bool:
        """Tell whether the finding with this fingerprint was accepted."""
        return fingerprint in self.reasons


def load_baseline(path: Path | None) -> Baseline:
    """Return the baseline of a TOML file with `[[accepted]]` entries of `fingerprint` and `reason`.

    Raises PolicyError when the file cannot be read or an entry has no reason.
    """
    if path is None:
        return Baseline()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PolicyError(f"The baseline {path} cannot be read: {error}.", "Mend the file or leave --baseline out.") from error
    unknown = sorted(given.keys() - {"accepted"})
    if unknown:
        raise PolicyError(f"The baseline {path} holds {unknown[0]!r}, which nothing reads.", f"{_FORM}, and nothing else.")
    rows, reasons = given.get("accepted", []), dict[str, str]()
    for row in rows if isinstance(rows, list) else [rows]:
        mark, reason = (row.get("fingerprint"), row.get("reason")) if isinstance(row, dict) else (None, None)
        if not isinstance(mark, str) or not isinstance(reason, str) or not reason.strip():
            raise PolicyError(
                f"An accepted finding of {path} lacks its fingerprint or its reason: {row!r}.",
                f"{_FORM}.",
            )
        reasons[mark] = reason
    return Baseline(reasons)
