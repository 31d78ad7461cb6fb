"""Wordings that suppose, deny or order what they seem to say: "had the Guardian reported it", "was not reported by the BBC".

Which words do that is in the catalog (`credits/unsaid-*.toml`); here they are put beside the citing words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex
from attrs import define, field, frozen

from provenance.catalog import RuleEntry
from provenance.errors import CatalogError
from provenance.expressions import compiled

KIND = "unsaid"
LONGEST_LEAD = 60  # code points before a wording in which it can be taken back
_CITES = ("leading", "trailing", "told", "")


@frozen
class _Sign:
    """Words that take a wording back under the same conditions: on which side they stand, and what the wording is like."""

    before: bool
    cites: str
    begins: regex.Pattern[str] | None
    ends: regex.Pattern[str] | None
    words: regex.Pattern[str]

    def stands(self, text: str, start: int, stop: int) -> bool:
        """Return whether the words stand beside a wording, `[start, stop)` of a folded text, that is as they want it."""
        if (self.begins and not self.begins.match(text, start)) or (self.ends and not self.ends.match(text, start, stop)):
            return False
        return bool(self.words.match(text, max(0, start - LONGEST_LEAD), start) if self.before else self.words.match(text, stop))


@define(eq=False)
class Unsaid:
    """The words that take a citation back, by the languages of its wording; each of `entries` is of the kind `unsaid`."""

    entries: Sequence[RuleEntry]
    _signs: dict[tuple[str, ...], tuple[_Sign, ...]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a malformed entry with a CatalogError."""
        for entry in self.entries:
            if entry.labels.get("match") not in ("before", "after") or _cites(entry) not in _CITES or not entry.rule.pattern:
                raise CatalogError(f"{entry.rule.id} does not say beside which citations it stands.", 'Write match = "before" or "after".')

    def takes_back(self, text: str, start: int, stop: int, languages: tuple[str, ...], *, leading: bool, told: bool) -> bool:
        """Return whether the words around a wording in these languages, `[start, stop)` of a folded text, take it back.

        `leading` says that the name stands before the words that cite it; `told` that somebody speaks to the outlet.
        """
        wanted = ("", "leading" if leading else "trailing", "told" if told else "")
        signs = self._signs.get(languages)
        if signs is None:
            signs = self._signs[languages] = _signs(self.entries, frozenset(languages))
        return any(sign.cites in wanted and sign.stands(text, start, stop) for sign in signs)


def _cites(entry: RuleEntry) -> str:
    return str(entry.labels.get("cites", ""))


def _signs(entries: Iterable[RuleEntry], languages: frozenset[str]) -> tuple[_Sign, ...]:
    """Return the words of the entries that share a language with a wording; those with the same conditions are asked together."""
    alike: dict[tuple[bool, str, str, str], list[str]] = {}
    for entry in entries:
        if languages.intersection(entry.languages):
            words = f"(?i:{entry.rule.pattern})" if entry.rule.ignore_case else entry.rule.pattern
            label = entry.labels.get
            alike.setdefault((label("match") == "before", _cites(entry), label("begins", ""), label("ends", "")), []).append(words)
    return tuple(_sign(*conditions, "|".join(words)) for conditions, words in alike.items())


def _sign(before: bool, cites: str, begins: str, ends: str, words: str) -> _Sign:  # noqa: FBT001 -- a side, given by position with the rest
    return _Sign(
        before,
        cites,
        compiled(begins, regex.VERSION1) if begins else None,
        compiled(ends, regex.VERSION1 | regex.REVERSE) if ends else None,
        compiled(words, regex.VERSION1 | (regex.REVERSE if before else 0)),
    )
