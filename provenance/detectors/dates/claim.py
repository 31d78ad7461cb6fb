"""One statement of the day of publication, and the ranks by which statements are trusted."""

from __future__ import annotations

from datetime import date, datetime

from attrs import frozen

from provenance.model.evidence import Evidence
from provenance.model.record import DateBasis, Precision

PUBLISHED, CREATED, PART, PLAIN, TIME, FAR, STRANGER, MODIFIED = 10, 20, 26, 46, 47, 66, 68, 70
"""Ranks of what a page says to machines: published, created, a part of the page, a day without a word, one far from the article, another
article, the last change."""

SHOWN_PUBLISHED, SHOWN_UPDATED = 22, 65
"""Ranks of `<time>` elements whose class says which day they hold."""

HEAD = {"published": 30, "plain": 40, "updated": 60}
"""Ranks of days near the headline, by the words before them."""

DATELINE, BESIDE, ADDRESS, STATED_ADDRESS, PLACED, SCRIPT, TITLED = 41, 43, 50, 51, 53, 54, 55
"""Ranks of days in datelines, among other words of a short line, in addresses, told by their place alone, in scripts, in the headline."""

TAIL = {"published": 34, "plain": 48, "updated": 62}
ELSEWHERE, SEVERAL = {"published": 42, "updated": 62}, 52
"""Ranks of days after the article and anywhere on the page; several days elsewhere are those of comments or of other articles."""


LUNAR = "dates/hijri"
"""The rule of a day of the Islamic calendar: it may be meant a day earlier or later."""


@frozen
class Claim:
    """One statement of the day of publication; the lower the rank, the more it is trusted."""

    rank: int
    value: str
    precision: Precision
    basis: DateBasis
    evidence: Evidence

    @property
    def day(self) -> str:
        """The day alone, "2023-05-04"."""
        return self.value[:10]

    @property
    def is_lunar(self) -> bool:
        """Whether the day is one of the Islamic calendar."""
        return self.evidence.rule == LUNAR

    @property
    def is_change(self) -> bool:
        """Whether it tells of a later change of the article."""
        return self.rank >= MODIFIED - 1 or (self.basis == "text" and self.rank in (HEAD["updated"], TAIL["updated"]))

    @property
    def moment(self) -> datetime | None:
        """The moment, None when no time of day is stated; without a zone where none is stated."""
        try:
            return datetime.fromisoformat(self.value) if "T" in self.value else None
        except ValueError:
            return None


def days_apart(one: Claim, other: Claim) -> int:
    """Return how many days the first statement lies after the second."""
    return (date.fromisoformat(one.day) - date.fromisoformat(other.day)).days
