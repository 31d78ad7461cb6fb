"""Wordings of the catalog that are looked for in the whole text, with slots of their own."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.attribution.prepared import prepared
from provenance.normalise import Folded


def line_matches(folded: Folded, catalog: Catalog, kind: str) -> Iterator[tuple[RuleEntry, regex.Match[str]]]:
    """Yield the wordings of a kind that match, with their matches in the folded text."""
    known = prepared(catalog)
    for rule, match in known.lines[kind].matches(folded):
        yield known.entries[rule.id], match
