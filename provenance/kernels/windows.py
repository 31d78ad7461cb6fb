"""Which rules a text calls for, and where: the places of literals, each with the stretch around it in which a match can stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from provenance.kernels import compiled
from provenance.kernels.literals import Scanner

MARGIN = 80
"""How far, in code points, a match may reach beyond the positions that it must contain."""

ANYWHERE, HEAD, TAIL = range(3)
"""Where the literal of a rule may stand: in the first or the last characters of the text, as many as a match reaches back."""

NOWHERE, BEFORE, AFTER, EITHER = range(4)
"""On which side of its literal a match must contain one of the positions, if it must."""

Window = tuple[int, int, int, int]
"""A literal, `[start, stop)` of a text, and the stretch in which the matches around it stand."""

Taker = tuple[int, int, int, int, int, int]
"""A matcher, its rule, how far a match reaches before and behind the literal, where the literal may stand, and the side of a position."""


Takers = Mapping[str, tuple[Taker, ...]] | tuple[Taker, ...]
"""The rules that want a literal, or those that do as it stands in a text: with the character before it and two behind it."""


def no_doors(literals: int) -> bytearray:
    """Return a note of the characters behind which no rule wants literals, none yet: a bit for each of them, as pairs in ASCII."""
    return bytearray(literals << 5)


def close(doors: bytearray, literal: int, before: str) -> None:
    """Note that no rule wants a literal behind a character, given with the literal's first as it stands there."""
    if len(before) == len("ab") and before.isascii():
        at = _door(literal, before)
        doors[at >> 3] |= 1 << (at & 7)


def _door(literal: int, before: str) -> int:
    """Return the bit of a literal behind a character; its first one is a capital or is not."""
    return literal << 8 | (ord(before[1]) & 0x20) << 2 | ord(before[0])


def windows_around(
    scanner: Scanner, lower: str, text: str, takers: Sequence[Takers], doors: bytearray, near: Sequence[int], matchers: int
) -> list[dict[int, list[Window]]]:
    """Return for each matcher where the literals of its rules stand, each in the window of its matches.

    `takers` tell for each literal which rules want it, those with conditions by how it stands in the text ("" at the beginning);
    `doors` note where none does. `near` are the ascending positions of which a match may have to contain one: windows are cut down to
    those in them and the literal, and left out where there is none.
    """
    found: list[dict[int, list[Window]]] = [{} for _ in range(matchers)]
    for literal, start, stop in scanner.scan(lower):
        before = text[start - 1 : start + 1] if start else ""
        if start and before.isascii() and doors[_door(literal, before) >> 3] >> (_door(literal, before) & 7) & 1:
            continue
        several = takers[literal]
        for matcher, rule, reach, after, zone, side in (
            several if isinstance(several, tuple) else several[text[start - 1 : stop + 2] if start else ""]
        ):
            if (zone == HEAD and start > reach) or (zone == TAIL and stop < len(text) - reach):
                continue
            first, last = start - reach, stop + after
            if side != NOWHERE:
                at = bisect_left(near, start if side == AFTER else first)
                if at == len(near) or near[at] >= (start if side == BEFORE else last):
                    continue
                first = max(first, min(near[at], start) - MARGIN)
                last = min(last, max(near[bisect_left(near, last, at) - 1], stop) + MARGIN)
            found[matcher].setdefault(rule, []).append((start, stop, max(first, 0), min(last, len(text))))
    return found


windows = compiled("_literals", windows_around)
"""The same, compiled where it can be."""
