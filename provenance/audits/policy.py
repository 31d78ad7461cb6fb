"""The policy: which licences may stand over an article, which outlets belong together, how grave each finding is."""

from __future__ import annotations

import hashlib
import re
import tomllib
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Literal

from attrs import field, frozen

from provenance.errors import PolicyError, RecordError
from provenance.wire import validate

Level = Literal["error", "warning", "info", "off"]
DEFAULT = Path(__file__).with_name("default-policy.toml")
_ONE_KEY = re.compile(r"[A-Za-z0-9.]+-[A-Za-z0-9.-]*")
"""A licence that nothing joins, as nearly all are; it needs no parser. No word that joins licences has a hyphen."""
_LEVELS: dict[str, Level] = {"error": "error", "warning": "warning", "info": "info", "off": "off"}


@frozen
class Policy:
    """What a run is judged by.

    `allowed` holds patterns of SPDX licence keys; `groups` are sets of outlet ids or names that count as one house; `levels` gives the
    severity of each rule, "off" to leave it out; `digest` is the SHA-256 of the policy's bytes.
    """

    allowed: tuple[str, ...]
    groups: tuple[frozenset[str], ...]
    levels: dict[str, Level] = field(hash=False)
    digest: str

    def level(self, rule: str) -> Level:
        """Return how grave a finding of this rule is."""
        return self.levels.get(rule, "off")

    def allows(self, expression: str) -> bool:
        """Tell whether every licence of an AND, or one licence of an OR, is allowed; an expression that does not parse is not."""
        return _allows(self.allowed, expression)


@lru_cache(maxsize=1024)
def _allows(allowed: tuple[str, ...], expression: str) -> bool:
    if _ONE_KEY.fullmatch(expression):
        return _holds(allowed, expression)
    from license_expression import ExpressionError, Licensing  # noqa: PLC0415 -- loading it late is the purpose

    try:
        parsed = Licensing().parse(expression)
    except ExpressionError:
        return False
    return parsed is not None and _holds(allowed, parsed)


def _holds(allowed: tuple[str, ...], node: object) -> bool:
    operator = type(node).__name__
    parts = getattr(node, "args", ())
    if operator == "OR":
        return any(_holds(allowed, part) for part in parts)
    if operator == "AND":
        return all(_holds(allowed, part) for part in parts)
    key = str(getattr(node, "key", node)).upper()
    return any(fnmatchcase(key, pattern.upper()) for pattern in allowed)


def load_policy(path: Path | None = None) -> Policy:
    """Return the policy of a TOML file, over the documented default; raise PolicyError naming what is wrong with it."""
    standard = tomllib.loads(DEFAULT.read_text(encoding="utf-8"))
    if path is None:
        return _policy(standard, standard, DEFAULT.read_bytes())
    try:
        data = path.read_bytes()
        given = tomllib.loads(data.decode("utf-8"))
    except (OSError, ValueError) as error:
        raise PolicyError(f"The policy {path} cannot be read: {error}.", "Mend the file or leave --policy out.") from error
    try:
        validate(given, "policy")
    except RecordError as error:
        raise PolicyError(f"The policy {path} is not valid. {error.what}", error.next_step) from error
    return _policy(standard, given, data)


def _policy(standard: dict[str, dict[str, object]], given: dict[str, dict[str, object]], data: bytes) -> Policy:
    allowed = given.get("licenses", {}).get("allowed", standard["licenses"]["allowed"])
    groups = given.get("outlets", {}).get("groups", [])
    levels = {**standard["severity"], **given.get("severity", {})}
    rules, names = levels.keys() - standard["severity"].keys(), {str(level) for level in levels.values()} - _LEVELS.keys()
    if rules or names:
        raise PolicyError(
            f"The policy names what does not exist: {', '.join(sorted({*rules, *names}))}.",
            f"Rules are {', '.join(sorted(standard['severity']))}; severities are {', '.join(_LEVELS)}.",
        )
    return Policy(
        allowed=tuple(map(str, allowed)) if isinstance(allowed, list) else (),
        groups=tuple(frozenset(map(str, group)) for group in groups) if isinstance(groups, list) else (),
        levels={rule: _LEVELS[str(level)] for rule, level in levels.items()},
        digest=f"sha256:{hashlib.sha256(data).hexdigest()}",
    )
