"""Who quoted whom, where two texts share no more than a quotation: who quotes says whom, beside the words."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.reprints.arrows import HOW
from provenance.reprints.clues import order_of_dates
from provenance.reprints.kinship import Kinship

_BESIDE = 80
"""Code points between a quotation and the name of the house that it is from."""


def quote_weights(kin: Kinship) -> list[float]:
    """Return for every arrow the log weight of "the shared words of the copy are quoted from the source"."""
    return [sum(QUOTED[name] for name in _clues(kin, arrow)) for arrow in range(len(kin.arrows))]


def _clues(kin: Kinship, arrow: int) -> Iterator[str]:
    arrows = kin.arrows
    copy, source = int(arrows.copy[arrow]), int(arrows.source[arrow])
    if _cites(kin, arrow, copy, source):
        yield "cites"
    if arrows.named[arrow]:
        yield HOW[arrows.named[arrow]]
    if dates := order_of_dates(kin.members[copy].signals, kin.members[source].signals):
        yield f"date_{dates}"


def _cites(kin: Kinship, arrow: int, copy: int, source: int) -> bool:
    """Tell whether the copy names the publisher of the source right beside words that it shares with it."""
    places = kin.members[copy].named.get(kin.members[source].signals.outlet)
    shared = kin.words.of(arrow) if places else ()
    return any(start - _BESIDE <= low < start or stop <= high <= stop + _BESIDE for low, high in places or () for start, stop in shared)


QUOTED: dict[str, float] = {
    "author": 1.02,
    "cites": 2.81,
    "date_earlier_days": -0.66,
    "date_earlier_far": -0.36,
    "date_earlier_hours": -0.49,
    "date_earlier_soon": -0.21,
    "date_earlier_weeks": -1.13,
    "date_later_days": 0.81,
    "date_later_far": 0.37,
    "date_later_hours": 0.23,
    "date_later_soon": 1.19,
    "date_later_weeks": -0.03,
    "date_same": 0.44,
    "mention": 2.70,
}
"""Fitted by the likelihood of the true arrows among 513 quotations of generated newsrooms (10 draws). What makes a text the copy of another
(how much it has of it, whose headline it has) says nothing here: two articles may quote the same words from a third."""
