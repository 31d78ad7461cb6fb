"""The day that a page's readers had when its markup states the moment in Greenwich: 23:00 there is the next day in Paris."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve

from provenance.catalog.regions import Offsets
from provenance.detectors.dates.claim import BESIDE, STRANGER, Claim, days_apart

_ANYWHERE: Offsets = (-10.0, 1.0)
"""Where pages of unknown origin are from: most are American or British. A browser elsewhere may have written its own time into a page."""

_SUMMER, _WINTER = range(4, 10), (1, 2, 11, 12)
_STEP, _SLACK, _HOUR = 1800, 60, 3600


def local(best: Claim, others: list[Claim], offsets: Offsets | None) -> Claim:
    """Return the statement of the local day: by a clock set at midnight, by the same moment in another zone, by the day that is shown."""
    moment = best.moment
    if best.basis != "markup" or moment is None or (moment.tzinfo is not None and moment.utcoffset() and not others):
        return best
    if midnight := _midnight(best, moment, offsets):
        return midnight
    low, high = offsets or _ANYWHERE
    near = (claim for claim in others if abs(days_apart(claim, best)) == 1 and claim.rank < STRANGER)
    return next((claim for claim in near if _is_local(best, moment, claim, low, high)), best)


def _is_local(best: Claim, moment: datetime, claim: Claim, low: float, high: float) -> bool:
    """Whether a statement gives the moment of the best one as a clock shows it where the page may be from."""
    other = claim.moment
    if claim.basis == "text" and claim.rank <= BESIDE:
        return _shows(moment, other, low, high) if other else _may_show(best, claim, low, high)
    marked = claim.basis == "markup" and other is not None and not _offset(moment)
    return marked and other is not None and _is_same(moment, other) and _offset(other) in _span(low, high)


def _midnight(best: Claim, moment: datetime, offsets: Offsets | None) -> Claim | None:
    """Return the day that begins at this very moment in the zone of a page: who sets a clock so, has stated a day alone."""
    if offsets is None or offsets[1] - offsets[0] > 1 or offsets[0] < 0 or _offset(moment) != 0 or moment.minute or moment.second:
        return None
    season = offsets[1:] if moment.month in _SUMMER else offsets[:1] if moment.month in _WINTER else offsets
    if 24 - moment.hour not in season:
        return None
    return evolve(best, value=(moment + timedelta(hours=24 - moment.hour)).date().isoformat(), precision="day")


def _span(low: float, high: float) -> range:
    """Return the differences to Greenwich between two hours, in seconds, by the half hour."""
    return range(int(low * _HOUR), int(high * _HOUR) + 1, _STEP)


def _offset(moment: datetime) -> int:
    """Return how many seconds a moment is said to lie before Greenwich; where nothing is said, it is taken for Greenwich itself."""
    offset = moment.utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _is_same(one: datetime, other: datetime) -> bool:
    """Whether two statements with zones are of one moment."""
    if one.tzinfo is None or other.tzinfo is None:
        return False
    return abs((one - other).total_seconds()) <= _SLACK


def _shows(moment: datetime, shown: datetime, low: float, high: float) -> bool:
    """Whether a time that a page shows is the same moment in a zone where the page may be from."""
    if shown.tzinfo is not None:
        return _is_same(moment, shown) and _offset(shown) in _span(low, high)
    clock = moment.replace(tzinfo=None)
    for greenwich in (clock, clock - timedelta(seconds=_offset(moment))):
        apart = (shown - greenwich).total_seconds()
        rounded = round(apart / _STEP) * _STEP
        if abs(apart - rounded) <= _SLACK and low * _HOUR <= rounded <= high * _HOUR:
            return True
    return False


def _may_show(best: Claim, claim: Claim, low: float, high: float) -> bool:
    """Whether a day that a page shows can be that of a moment in Greenwich, in a zone where the page may be from."""
    moment = best.moment
    if moment is None or _offset(moment):
        return False
    hours = moment.hour + moment.minute / 60
    return hours + high >= 24 if days_apart(claim, best) == 1 else hours + low < 0
