"""How an attribution names its outlet: by the catalog's spelling where it resolves, with the words of the cue as they stand."""

from __future__ import annotations

from provenance.catalog import Catalog
from provenance.expressions import compiled
from provenance.model.record import Attribution

_CORE = compiled(r"[^\W_](?:.*[^\W_])?")
_ARTICLES = frozenset({"the", "a", "an"})


def spell(item: Attribution, catalog: Catalog) -> Attribution:
    """Return the attribution under the catalog's name of its outlet, and with the words beside the name as its cue.

    The words as written stand in the evidence; an outlet that does not resolve keeps its name as written.
    """
    if item.name is None or item.kind == "dateline":
        return item
    outlet = catalog.outlets.by_id.get(item.outlet or "")
    name, cue = outlet.name if outlet else item.name, _cue(item.evidence.quote, item.name) or None
    return item if name == item.name and cue == item.cue else _named(item, name, cue)


def _named(item: Attribution, name: str, cue: str | None) -> Attribution:
    return Attribution(
        item.kind, item.role, item.outlet, name, item.person, item.place, item.date, cue, item.confidence, item.evidence
    )  # fmt: skip


def _cue(quote: str, written: str) -> str:
    """Return the words of a quote without the name in it; empty for a bare name."""
    before, found, after = quote.partition(written)
    if not found or not (before or after):
        return ""
    return " … ".join([piece for piece in (_words(before), _words(after)) if piece])


def _words(piece: str) -> str:
    """Return the words of a piece without the marks at its ends, and without an article there."""
    core = _CORE.search(" ".join(piece.split()))
    words = core[0].split(" ") if core else []
    if len(words) > 1 and words[0].lower() in _ARTICLES:
        words.pop(0)
    if len(words) > 1 and words[-1].lower() in _ARTICLES:
        words.pop()
    return " ".join(words)
