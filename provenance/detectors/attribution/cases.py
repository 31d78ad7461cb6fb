"""Names of outlets in other cases than in the catalog: "Novoy gazete" is Novaya gazeta's, "Kommersanta" Kommersant's.

Which ending can stand for which is in the catalog (`credits/cases-*.toml`), and the dictionary of names has the last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice, product

from attrs import define

from provenance.catalog import RuleEntry
from provenance.errors import CatalogError

KIND = "case"
_MOST_WORDS = 3
_MOST_READINGS = 40
_SHORTEST_STEM = 3
_SHORTEST_NAME = 6


@define(eq=False, slots=False)
class Cases:
    """The endings of cases with the endings that the name itself can have; each of `entries` is of the kind `case`."""

    entries: Sequence[RuleEntry]

    @cached_property
    def _endings(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The endings, longer ones first, with those that they stand for, by their last letter."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for entry in sorted(self.entries, key=_length):
            ending, plain = entry.labels.get("ends"), entry.labels.get("plain")
            if not ending or not plain:
                raise CatalogError(f"{entry.rule.id} lacks an ending or what it stands for.", "Give it `ends` and `plain`.")
            known = found.setdefault(ending[-1], {})
            known[ending] = tuple(dict.fromkeys([*known.get(ending, ()), *plain]))
        return found

    def plain(self, name: str) -> list[str]:
        """Return what a name can be when it stands in another case than in the dictionary."""
        if name[-1:] not in self._endings or name.isupper():
            return []
        words = name.split()
        if len(words) > _MOST_WORDS:
            return []
        readings = product(*(self._readings(word) for word in words))
        return [" ".join(reading) for reading in islice(readings, 1, _MOST_READINGS)]

    def _readings(self, word: str) -> list[str]:
        """Return a word as it stands, then with every other ending that its own can stand for: "gazety" is "gazeta"."""
        bare = word.strip('"')
        stem = bare.partition(".")[0]
        found = [bare]
        for ending, others in self._endings.get(stem[-1:], {}).items():
            if len(stem) >= len(ending) + _SHORTEST_STEM and stem.endswith(ending):
                found += [stem[: -len(ending)] + other + bare[len(stem) :] for other in others]
                break
        return found

    def stem(self, name: str) -> str | None:
        """Return what all cases of a name of one word have in common; None where the name itself stands in all of them."""
        if " " in name or len(name) < _SHORTEST_NAME or name[-1] not in self._last_letters:
            return None
        ending = next(plain for plain in self._plain if name.endswith(plain))
        return name[: -len(ending)]

    @cached_property
    def _plain(self) -> list[str]:
        """The endings of names in the dictionary that other cases do not have, longer ones first."""
        plain = {other for endings in self._endings.values() for others in endings.values() for other in others}
        return sorted(plain - {""}, key=len, reverse=True)

    @cached_property
    def _last_letters(self) -> frozenset[str]:
        return frozenset(plain for plain in self._plain if len(plain) == 1)


def _length(entry: RuleEntry) -> int:
    return -len(entry.labels.get("ends", ""))
