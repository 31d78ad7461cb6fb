"""What countries and languages say about clocks and calendars: differences to Greenwich, and whether the month stands before the day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define

Offsets = tuple[float, float]
"""The least and the greatest difference of local clocks to Greenwich, in hours."""


@define
class Regions:
    """Looks up zones by country (ISO 3166, lower case; the same as its domain but for "uk") and by language."""

    zones: Mapping[str, Any]

    def offsets(self, country: str | None, language: str | None) -> Offsets | None:
        """Return between which differences to Greenwich the clocks of a country lie, else those of all who speak the language."""
        known = self.zones.get("countries", {}).get(country) or self.zones.get("languages", {}).get(language)
        return (float(known[0]), float(known[1])) if known else None

    def is_country(self, code: str) -> bool:
        """Whether the end of a host's name is the code of a country that is known."""
        return code in self.zones.get("countries", {}) and code not in self.zones.get("borrowed", ())

    def day_first(self, country: str) -> bool | None:
        """Return whether the day stands before the month where figures alone are written, None where both are usual."""
        if country in self.zones.get("both_orders", ()):
            return None
        return country not in self.zones.get("month_first", ())
