"""What may be said about the licence of an article as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.model.record import License, Status

_RESERVED = "LicenseRef-scancode-proprietary-license"
Judgement = tuple[Status, str, tuple[str, ...]]


def judge(licenses: Sequence[License]) -> Judgement:
    """Return `(status, expression, reasons)`; only statements about the site or the article that are more than possible count."""
    governing = [item for item in licenses if item.scope in {"site", "article"} and item.confidence != "possible"]
    if not governing:
        return _silent(licenses)
    specific = [item for item in governing if item.expression != _RESERVED]
    reasons = [_reason(item) for item in governing]
    if not specific:
        return "stated", _RESERVED, tuple(dict.fromkeys(reasons))
    if len(specific) < len(governing):
        reasons.append("All rights reserved beside a licence is the law's default and no second licence.")
    expressions = _without_vague(specific)
    if len(expressions) == 1:
        return "stated", expressions[0], tuple(dict.fromkeys(reasons))
    return "conflicting", "NOASSERTION", tuple(dict.fromkeys([*reasons, f"The statements differ: {', '.join(expressions)}."]))


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


def _without_vague(items: Sequence[License]) -> list[str]:
    """Return the expressions without those that say the same as another one, only without its version or port."""
    kept = {item.expression: item for item in items}
    for item in list(kept.values()):
        finer = (other for other in kept.values() if other.expression != item.expression and other.family == item.family)
        if any(item.version is None or (item.version == other.version and item.jurisdiction is None) for other in finer):
            del kept[item.expression]
    return list(kept)
