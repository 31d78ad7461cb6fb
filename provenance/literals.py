"""One pass over a text for many literals, whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from provenance.kernels.literals import Scanner
from provenance.kernels.windows import ANYWHERE, NOWHERE, Taker, Window, close, no_doors, windows
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


class After(Protocol):
    """What tells whether a literal is wanted as it stands in a text."""

    def __getitem__(self, words: str) -> Sequence[object]:
        """Return what wants a literal, given with the character before it and two behind it."""

    def met(self, before: str) -> Sequence[object]:
        """Return what may want a literal, given its first character with the one before it."""


class Wanted(NamedTuple):
    """A literal that one rule of one matcher looks for; `after` tells where it is wanted, when that is not everywhere."""

    literal: str
    matcher: int
    rule: int
    after: After | None = None
    reach: Reach = _HERE

    def stands(self, words: str) -> bool:
        """Return whether the literal is wanted where it stands in these words: what is before it rules nothing out at the beginning."""
        return self.after is None or not words or bool(self.after[words])

    def meets(self, before: str) -> bool:
        """Return whether the literal may be wanted behind a character, given with its own first."""
        return self.after is None or bool(self.after.met(before))


class _Takers(dict[str, tuple[Taker, ...]]):
    """The rules that want a literal as it stands in a text, given with the character before it and two behind it ("" at the beginning).

    Each rule comes with the number of its matcher and its reach. Where no rule wants the literal whatever follows it, its door is closed.
    """

    def __init__(self, wanted: Sequence[Wanted], literal: int, doors: bytearray) -> None:
        """Begin with nothing known of a literal, given with its number, that some rules want."""
        super().__init__()
        self._wanted = wanted
        self._literal = literal
        self._doors = doors

    def __missing__(self, words: str) -> tuple[Taker, ...]:
        if len(self) > _MOST:
            self.clear()
        found = self[words] = _takers([want for want in self._wanted if want.stands(words)])
        if not found and not any(want.meets(words[:2]) for want in self._wanted):
            close(self._doors, self._literal, words[:2])
        return found


def _takers(wanted: Iterable[Wanted]) -> tuple[Taker, ...]:
    return tuple([(want.matcher, want.rule, *want.reach) for want in wanted])


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
        self._doors = no_doors(len(literals))
        self._takers = [
            _Takers(several, number, self._doors) if any(want.after is not None for want in several) else _takers(several)
            for number, several in enumerate([takers[literal] for literal in literals])
        ]
        self._scanner = Scanner(literals)
        self._matchers = matchers
        self._across_lines = across_lines
        self._near = near

    def hits(self, folded: Folded) -> list[dict[int, list[Window]]]:
        """Return for each matcher where the literals of its rules stand, but for those that the character before them rules out."""
        lower = folded.lower.replace("\n", " ") if self._across_lines else folded.lower
        near = [] if self._near is None else folded.once(self._near)
        return windows(self._scanner, lower, folded.text, self._takers, self._doors, near, self._matchers)
