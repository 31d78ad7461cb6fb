"""How likely each member of a family was copied from each other, whoever supplied them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from math import isnan, log1p

import numpy as np
from attrs import evolve, frozen

from provenance.kernels import compiled
from provenance.reprints.arrows import Arrows
from provenance.reprints.clues import HOURS, ORDERS, Root, features, root_features
from provenance.reprints.kinship import Kinship
from provenance.reprints.letters import Ints
from provenance.reprints.origin import answers, named
from provenance.reprints.readings import LARGEST, weights_of
from provenance.reprints.trees import Floats, Forest, Paths
from provenance.reprints.weights import WEIGHTS, weight

_RARE = 0.01
"""Answers that are rarer than this decide nothing."""
_READINGS = WEIGHTS["elsewhere"], WEIGHTS["elsewhere_one"], WEIGHTS["elsewhere_rate"]


@frozen(eq=False)
class Odds:
    """The shares of all forests of a part of a family, how likely each answer to "who supplied it" is, and its arrows in their order."""

    forest: Forest
    suppliers: dict[str, float]
    arrows: list[int]


def weigh(kin: Kinship, part: Sequence[int], merged: Collection[int], supplies: Callable[[str], bool]) -> Odds:
    """Return how likely each member of a part was copied from each other, and from none.

    `merged` are the members that stand in other parts too. Every answer to who supplied the part has a forest of its own, and as much of
    a say as it has weight: `Odds` are the mean.
    """
    arrows, which = kin.arrows, kin.arrows.inside(part)
    number = np.zeros(len(kin.docs), np.int64)
    number[list(part)] = np.arange(len(part))
    worth = _arrow_weights(arrows, which, merged, WEIGHTS, HOURS, ORDERS)
    ways = Paths(number[arrows.source[which]], number[arrows.copy[which]], worth)
    roots = roots_of(kin, part, which)
    known = np.array([weight(root_features(root)) for root in roots])
    every = list(answers(kin, part, supplies))
    starts = [known + supplier.of_roots(roots) for supplier in every]
    if 3 <= len(part) <= LARGEST:  # two members have no third to be asked
        above = ways.forest(starts[:1]).above
        ways = evolve(ways, value=worth + weights_of([kin.members[k] for k in part], ways, above, _READINGS))
    totals = ways.totals(starts).tolist()
    logs = np.array([weight(supplier.clues) + total for supplier, total in zip(every, totals, strict=True)])
    shares = np.exp(logs - logs.max())
    shares[shares < _RARE * shares.sum()] = 0
    shares /= shares.sum()
    names = {supplier.outlet: share for supplier, share in zip(every, shares.tolist(), strict=True) if share}
    return Odds(ways.forest(starts, shares), names, which.tolist())


def arrow_clues(arrows: Arrows, which: Ints, merged: Collection[int]) -> Iterator[dict[str, float]]:
    """Yield what speaks for "c was copied from p" of some arrows, as numbers by name.

    One arrow at a time: a viral family has some hundred thousand, and each some thirty clues.
    """
    standing = standings(arrows, which)
    for arrow in which.tolist():
        yield {**features(arrows.pair(arrow, merged)), **standing(arrow)}


def standings(arrows: Arrows, which: Ints) -> Callable[[int], dict[str, float]]:
    """Return what tells of one of some arrows how its source stands among all that share words with the copy.

    A text shares most with the one that it was taken from: what others have kept of it went through their hands too.
    """
    copies, equal = arrows.copy.tolist(), arrows.overlap[4].tolist()
    held: dict[int, list[int]] = {}
    for arrow in which.tolist():
        held.setdefault(copies[arrow], []).append(equal[arrow])
    for some in held.values():
        some.sort()

    def standing(arrow: int) -> dict[str, float]:
        letters, others = equal[arrow], held[copies[arrow]]
        return {"behind": log1p((others[-1] - letters) / 10), "closer": log1p(len(others) - bisect_right(others, letters))}

    return standing


def arrow_weights(
    arrows: Arrows,
    which: Ints,
    merged: Collection[int],
    weights: Mapping[str, float],
    hours: Sequence[float],  # noqa: ARG001 -- what the kernel asks, so that the rules stand once
    orders: Sequence[str],  # noqa: ARG001
) -> Floats:
    """Return the log weight of "c was copied from p" of some arrows."""
    return np.array([weight(clues, weights) for clues in arrow_clues(arrows, which, merged)], np.float64)


_arrow_weights = compiled("_clues", arrow_weights)


def roots_of(kin: Kinship, part: Sequence[int], which: Ints) -> list[Root]:
    """Return what is known of each member of a part as the one that was copied from nobody here; `which` are the arrows of the part."""
    houses, sizes = kin.arrows.houses, np.ones(len(kin.docs), np.int64)
    sizes[kin.arrows.copy[which]] = kin.arrows.overlap[0, which]
    size, when, lead = sizes.tolist(), houses.when.tolist(), houses.lead.tolist()
    starts = sorted(when[k][1] for k in part if not isnan(when[k][1]))
    author, mention = named(kin, part)
    here = {houses.outlet[k] for k in part}
    longest = max((size[k] for k in part), default=1)
    return [
        Root(
            size[k],
            longest,
            len(part),
            earlier=0 if isnan(when[k][0]) else bisect_right(starts, when[k][0]),
            dated=not isnan(when[k][0]),
            supplies=kin.supplies[k],
            dateline=bool(kin.members[k].signals.datelines),
            lead=lead[k],
            named_author=author[outlet] if (outlet := houses.outlet[k]) else 0,
            named_mention=mention[outlet] if outlet else 0,
            inside=frozenset(how for one, how in kin.own[k].items() if one in here),
            outside={one: how for one, how in kin.own[k].items() if one not in here},
        )
        for k in part
    ]
