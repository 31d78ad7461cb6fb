"""What may be said about the licence of an article as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.model.record import License, Status

_RESERVED = "LicenseRef-scancode-proprietary-license"
_NEAR = 60
"""How many characters may stand between two licences that one sentence names together."""

Judgement = tuple[Status, str, tuple[str, ...]]


def judge(licenses: Sequence[License]) -> Judgement:
    """Return `(status, expression, reasons)`; only statements about the site or the article that are more than possible count.

    "All rights reserved" beside a licence is the law's default and no conflict, unless it speaks of this article and the licence of the
    site. Statements of one sentence hold together; statements that differ otherwise contradict each other.
    """
    whole = [item for item in licenses if item.scope in {"site", "article"}]
    governing = [item for item in whole if item.confidence != "possible"]
    if not governing:
        return _silent(licenses)
    reasons = list(dict.fromkeys(_reason(item) for item in governing))
    specific = [item for item in governing if item.expression != _RESERVED]
    if not specific:
        return "stated", _RESERVED, tuple(reasons)
    if any(item.expression == _RESERVED for item in whole):
        reasons.append("All rights reserved beside a licence is the law's default and no second licence.")
    clear = [item for item in specific if "UNSPECIFIED" not in item.expression.upper()]
    if not clear:
        return "unclear", "NOASSERTION", (*reasons, "Which licence is meant is not said.")
    expressions = list(dict.fromkeys(_together(_without_vague(clear))))
    own = any(item.expression == _RESERVED and item.scope == "article" for item in governing)
    if len(expressions) == 1 and not (own and all(item.scope == "site" for item in clear)):
        return "stated", expressions[0], tuple(reasons)
    differing = expressions if len(expressions) > 1 else [*expressions, _RESERVED]
    return "conflicting", "NOASSERTION", (*reasons, f"The statements differ: {', '.join(differing)}.")


def _together(items: Sequence[License]) -> list[str]:
    """Return the expressions, those of one sentence joined by AND."""
    joined: list[tuple[int, list[str]]] = []
    for item in sorted(items, key=lambda item: (item.evidence.start, item.expression)):
        visible = item.channel == "text"
        if visible and joined and joined[-1][0] >= 0 and item.evidence.start - joined[-1][0] <= _NEAR:
            joined[-1] = (item.evidence.stop, [*joined[-1][1], item.expression])
        else:
            joined.append((item.evidence.stop if visible else -1, [item.expression]))
    return [" AND ".join(sorted(set(expressions))) for _, expressions in joined]


def _silent(licenses: Sequence[License]) -> Judgement:
    unsure = [item for item in licenses if item.scope in {"site", "article"}]
    if unsure:
        return "unclear", "NOASSERTION", tuple(dict.fromkeys(f"Possibly stated: {item.expression}." for item in unsure))
    parts = [item for item in licenses if item.scope == "part" and item.confidence != "possible"]
    return (
        "none",
        "NONE",
        tuple(dict.fromkeys(f"{item.expression} is stated for a part only." for item in parts)) or ("No licence is stated.",),
    )


def _reason(item: License) -> str:
    holder = f" by {item.holder.name}" if item.holder else ""
    return f"{item.expression} is stated{holder} for the {item.scope} ({item.channel})."


def _without_vague(items: Sequence[License]) -> list[License]:
    """Return the statements without those that say the same as another one, only without its version or port."""
    return [item for item in items if not any(_finer(other, item) for other in items)]


def _finer(one: License, other: License) -> bool:
    """Tell whether one statement says what the other says and more."""
    if one.family != other.family or one.expression == other.expression:
        return False
    if other.version is None:
        return one.version is not None
    return one.version == other.version and other.jurisdiction is None and one.jurisdiction is not None
