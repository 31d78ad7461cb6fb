"""House licences: under which licence an outlet publishes its own texts, since when and until when, and who says so."""

from __future__ import annotations

from typing import Any

from attrs import fields, frozen

from provenance.errors import CatalogError
from provenance.expressions import compiled

_DAY = compiled(r"\d{4}(?:-\d{2}(?:-\d{2})?)?$")


@frozen
class HouseLicense:
    """A licence that an outlet states for its own texts.

    `expression` is an SPDX expression; `since` and `until` are the first day and the day from which it no longer held, `seen` a day on
    which it was read, each as YYYY, YYYY-MM or YYYY-MM-DD, "" where unknown; `source` says where it is stated. Without `seen` nobody
    has read it for this catalog: it is what the site is generally known to state.
    """

    expression: str
    since: str = ""
    until: str = ""
    seen: str = ""
    source: str = ""

    def held_on(self, day: str) -> bool | None:
        """Return whether it held on a day (YYYY-MM-DD): None where the catalog knows neither a first day nor a last one that decides."""
        if self.since and day < self.since:
            return False
        if self.until and day >= self.until:
            return False
        return True if self.since else None


_FIELDS = tuple(field.name for field in fields(HouseLicense))


def house_license(outlet: str, row: dict[str, Any]) -> HouseLicense:
    """Return one entry of an outlet's list; raise CatalogError when a field is unknown or a day malformed."""
    days = [row.get(name, "") for name in ("since", "until", "seen")]
    if row.keys() - set(_FIELDS) or "expression" not in row or any(day and not _DAY.match(str(day)) for day in days):
        raise CatalogError(
            f"A house licence of the outlet {outlet!r} is malformed: {row!r}.", "Give expression, since, until, seen, source."
        )
    return HouseLicense(*(str(row.get(name, "")) for name in _FIELDS))
