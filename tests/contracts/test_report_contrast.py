"""Text in the report can be read: every pair of colours holds the contrast that WCAG 2 asks for (AA, 4.5 to 1), in light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "provenance" / "reports" / "html" / "page.css").read_text(encoding="utf-8")
LAYERS = ("license", "reservation", "author", "source", "conduit", "other", "publisher", "title", "date", "rights", "provenance", "plain")
BADGES = ("error", "warning", "info", "license", "other")


def colours(block: str) -> dict[str, str]:
    """Return the custom properties of a block that are colours."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_colour_can_be_read_on_its_ground(dark: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    """Ink on every highlight, soft text on page and sheet, labels on their own wash."""
    light, rest = CSS.split("@media (prefers-color-scheme: dark)")
    known = colours(light) | (colours(rest.split("\n* {")[0]) if dark else {})
    pairs = [("ink", f"{layer}-wash") for layer in LAYERS if layer != "plain"] + [(name, f"{name}-wash") for name in BADGES]
    pairs += [(text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "sheet", "wash")]
    pairs += [("ink", "cut"), ("ink", "added"), ("ink", "same"), ("plain", "plain-wash"), ("plain", "paper")]
    low = [(one, other, round(contrast(known[one], known[other]), 2)) for one, other in pairs if contrast(known[one], known[other]) < 4.5]
    assert low == []
