"""What may be said about the licence of an article as a whole, from all the statements found in it and on its page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from provenance.model.record import Holder, License, Status

RESERVED = "LicenseRef-scancode-proprietary-license"
UNSPECIFIED = "CC-unspecified"
_SIDE_BY_SIDE = 60  # characters between two licences that one sentence names together ("GFDL and CC BY-SA")
Judgement = tuple[Status, str, tuple[str, ...]]
_NOTHING: Judgement = "none", "NONE", ("No licence is stated.",)


def verdict(licenses: Sequence[License]) -> Judgement:
    """Return `(status, expression, reasons)` for the article.

    Only statements about the site or the article that are more than possible count; scopes part and mention license nothing. A bare
    copyright line is the law's default and no second licence; reserved rights that are said of the text itself contradict a licence.
    """
    if not licenses:
        return _NOTHING
    governing = [item for item in licenses if item.scope in ("site", "article") and item.confidence != "possible"]
    others = _claims_of_others(licenses, governing)
    governing += others
    named = [item for item in governing if item.family != UNSPECIFIED]
    if not named:
        return _unclear(governing, licenses)
    reasons = [_reason(item) for item in governing]
    if any(item.expression == RESERVED and item.confidence == "possible" and item not in others for item in licenses):
        reasons.append("A copyright line with all rights reserved beside it is the law's default and no second licence.")
    expressions = _different(named)
    if len(expressions) == 1:
        return "stated", expressions[0], _once(reasons)
    if _offered_together(named):
        joined = " AND ".join(sorted(expressions))
        return "stated", joined, _once([*reasons, "The licences stand side by side in one sentence; all of them are to be kept."])
    return "conflicting", "NOASSERTION", _once([*reasons, f"The statements differ: {', '.join(expressions)}."])


def _claims_of_others(licenses: Sequence[License], governing: Sequence[License]) -> list[License]:
    """Return the copyright lines that reserve all rights for somebody else than the one who licenses: no default beside a licence."""
    houses = {item.holder for item in governing if item.holder}
    if not houses:
        return []
    lines = [
        item for item in licenses if item.expression == RESERVED and item.confidence == "possible" and item.scope in ("site", "article")
    ]
    return [item for item in lines if item.holder and all(_apart(item.holder, house) for house in houses)]


def _apart(one: Holder, other: Holder) -> bool:
    """Whether two holders share neither outlet nor a word of their names."""
    if one.outlet and other.outlet:
        return one.outlet != other.outlet
    return not {word for word in one.name.lower().split() if len(word) > 3} & {word for word in other.name.lower().split() if len(word) > 3}


def _unclear(governing: Sequence[License], licenses: Sequence[License]) -> Judgement:
    if governing:
        return "unclear", "NOASSERTION", ("A Creative Commons licence is stated, but not which one.",)
    unsure = [item for item in licenses if item.scope in ("site", "article")]
    if unsure:
        return "unclear", "NOASSERTION", _once([_default(item) for item in unsure])
    parts = [f"{item.expression} is stated for a part only." for item in licenses if item.scope == "part" and item.confidence != "possible"]
    return ("none", "NONE", _once(parts)) if parts else _NOTHING


def _default(item: License) -> str:
    if item.expression == RESERVED:
        return f"A copyright line reserves all rights without saying for what ({RESERVED})."
    return f"Possibly stated: {item.expression}."


def _reason(item: License) -> str:
    holder = f" by {item.holder.name}" if item.holder else ""
    return f"{item.expression} is stated{holder} for the {item.scope} ({item.channel})."


def _once(reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))


def _different(items: Sequence[License]) -> list[str]:
    """Return the expressions without those that say the same as another one, only without its version or port."""
    kept = {item.expression: item for item in items}
    for item in list(kept.values()):
        others = [other for other in kept.values() if other.expression != item.expression and other.family == item.family]
        if any(item.version is None or (item.version == other.version and item.jurisdiction is None) for other in others):
            del kept[item.expression]
    return list(kept)


def _offered_together(items: Sequence[License]) -> bool:
    """Whether licences of different families stand side by side in one sentence of the running text."""
    spoken = sorted(items, key=lambda item: item.evidence.start)
    if any(item.channel != "text" or item.expression == RESERVED for item in spoken) or len({_house(item) for item in spoken}) < 2:
        return False
    return all(after.evidence.start - before.evidence.stop <= _SIDE_BY_SIDE for before, after in pairwise(spoken))


def _house(item: License) -> str:
    return "CC" if item.family.startswith("CC") else item.family
