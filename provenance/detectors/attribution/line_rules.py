"""Wordings of the catalog that are looked for in the whole text, with slots of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from weakref import WeakKeyDictionary

import regex

from provenance.catalog import Catalog, RuleEntry
from provenance.normalise import Folded
from provenance.patterns import Matcher

_MATCHERS: WeakKeyDictionary[Catalog, dict[str, tuple[Matcher, dict[str, RuleEntry]]]] = WeakKeyDictionary()


def line_matches(folded: Folded, catalog: Catalog, kind: str, slots: Mapping[str, str]) -> Iterator[tuple[RuleEntry, regex.Match[str]]]:
    """Yield the wordings of a kind that match, with their matches in the folded text."""
    known = _MATCHERS.setdefault(catalog, {})
    if kind not in known:
        entries = {entry.rule.id: entry for entry in catalog.rules["credits"] if entry.kind == kind}
        known[kind] = (Matcher([entry.rule for entry in entries.values()], slots, backwards=True), entries)
    matcher, entries = known[kind]
    for rule, match in matcher.matches(folded):
        yield entries[rule.id], match
