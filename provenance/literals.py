"""One pass over a text for many literals, whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from provenance.kernels.literals import Scanner
from provenance.kernels.windows import ANYWHERE, NOWHERE, Taker, Window, windows
from provenance.normalise import Folded

__all__ = ["Hit", "Reach", "Scanner", "Sweep", "Wanted", "Window", "ascii_first"]

_Item = TypeVar("_Item")
_MOST = 5_000
"""Words around one literal that are remembered."""

Hit = tuple[int, int]
"""Where a literal stands, `[start, stop)` of a folded text."""


def ascii_first(items: Iterable[_Item], literal: Callable[[_Item], str]) -> list[_Item]:
    """Return the items in their order, those whose literals are in ASCII first: hits in a text in ASCII then need no new numbers."""
    return sorted(items, key=lambda item: not literal(item).isascii())


class Reach(NamedTuple):
    """How far from its literal a rule matches, where the literal may stand, and on which side a match must hold one of some positions."""

    before: int = 0
    after: int = 0
    zone: int = ANYWHERE
    side: int = NOWHERE


_HERE = Reach()


class Wanted(NamedTuple):
    """A literal that one rule of one matcher looks for; `after` holds the pairs of a character and the literal's first that allow it."""

    literal: str
    matcher: int
    rule: int
    after: Mapping[str, object] | None = None
    reach: Reach = _HERE

    def stands(self, words: str) -> bool:
        """Return whether the literal is wanted where it stands in these words: what is before it rules nothing out at the beginning."""
        return self.after is None or not words or bool(self.after[words])


class _Takers(dict[str, tuple[Taker, ...]]):
    """The rules that want a literal as it stands in a text, given with the character before it and two behind it ("" at the beginning).

    Each rule comes with the number of its matcher and its reach.
    """

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        """Begin with nothing known of a literal that some rules want."""
        super().__init__()
        self._wanted = wanted

    def __missing__(self, words: str) -> tuple[Taker, ...]:
        if len(self) > _MOST:
            self.clear()
        found = self[words] = tuple([(want.matcher, want.rule, *want.reach) for want in self._wanted if want.stands(words)])
        return found


class Sweep:
    """One scan for the literals of several matchers: each literal is looked for once, and its hits go to the rules that want it.

    `near` tells the ascending positions in a text of which matches must contain one, where the reach of their rule asks for it.
    `across_lines`: a line break counts as the blank in a literal.
    """

    def __init__(
        self,
        wanted: Sequence[Wanted],
        matchers: int = 1,
        *,
        across_lines: bool = False,
        near: Callable[[Folded], list[int]] | None = None,
    ) -> None:
        """Prepare the scan; literals are given in lower case."""
        takers: dict[str, list[Wanted]] = {}
        for want in wanted:
            if want not in (known := takers.setdefault(want.literal, [])):
                known.append(want)
        literals = ascii_first(takers, str)
        self._takers = [_Takers(takers[literal]) for literal in literals]
        self._scanner = Scanner(literals)
        self._matchers = matchers
        self._across_lines = across_lines
        self._near = near

    def hits(self, folded: Folded) -> list[dict[int, list[Window]]]:
        """Return for each matcher where the literals of its rules stand, but for those that the character before them rules out."""
        lower = folded.lower.replace("\n", " ") if self._across_lines else folded.lower
        near = [] if self._near is None else folded.once(self._near)
        return windows(self._scanner, lower, folded.text, self._takers, near, self._matchers)
