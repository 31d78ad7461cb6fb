"""How likely each member of a family was copied from each other, whoever supplied them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np
from attrs import evolve, frozen

from provenance.kernels import compiled
from provenance.reprints.clues import Pair, Root, features, headline, moment, order_of_moments, root_features
from provenance.reprints.kinship import Kinship, standings
from provenance.reprints.origin import answers, named
from provenance.reprints.readings import LARGEST, readings
from provenance.reprints.signals import Date
from provenance.reprints.trees import Floats, Forest, forest, mixed, sums
from provenance.reprints.weights import WEIGHTS, weight

Ends = tuple[int, int]
"""The places of a copy and of its source among the members of a family."""
Hours = tuple[float, float] | None
_RARE = 0.01
"""Answers that are rarer than this decide nothing."""


@frozen(eq=False)
class Odds:
    """The shares of all forests of a part of a family, and how likely each answer to "who supplied it" is."""

    forest: Forest
    suppliers: dict[str, float]


def weigh(kin: Kinship, part: Sequence[int], merged: Collection[int], supplies: Callable[[str], bool]) -> Odds:
    """Return how likely each member of a part was copied from each other, and from none.

    `merged` are the members that stand in other parts too. Every answer to who supplied the part has a forest of its own, and as much of
    a say as it has weight: `Odds` are the mean.
    """
    place = {k: number for number, k in enumerate(part)}
    pairs = list(_pairs(kin, part, merged))
    worth = _arrow_weights(pairs, WEIGHTS, moment, order_of_moments, headline)
    arrows = {(place[source], place[copy]): value for ((copy, source), _), value in zip(pairs, worth, strict=True)}
    roots = roots_of(kin, part)
    known = np.array([weight(root_features(root)) for root in roots])
    every = list(answers(kin, part, supplies))
    starts = [known + [weight(supplier.of_root(root)) for root in roots] for supplier in every]
    for key, clues in reading_clues(kin, part, arrows, starts[0]):
        arrows[key] += weight(clues)
    found = sums(arrows, starts)
    logs = np.array([weight(supplier.clues) + item.total for supplier, item in zip(every, found, strict=True)])
    shares = np.exp(logs - logs.max())
    shares[shares < _RARE * shares.sum()] = 0
    shares /= shares.sum()
    told = [k for k, share in enumerate(shares.tolist()) if share]
    names = {every[k].outlet: float(shares[k]) for k in told}
    return Odds(mixed([found[k].shares() for k in told], [float(shares[k]) for k in told]), names)


def arrow_clues(pairs: Sequence[tuple[Ends, Pair]]) -> Iterator[dict[str, float]]:
    """Yield what speaks for "c was copied from p" of every pair, as numbers by name.

    One pair at a time: a viral family has some hundred thousand, and each some thirty clues.
    """
    standing = standings({ends: pair.overlap.equal for ends, pair in pairs})
    for ends, pair in pairs:
        yield {**features(pair), **standing(*ends)}


def arrow_weights(
    pairs: Sequence[tuple[Ends, Pair]],
    weights: Mapping[str, float],
    moment: Callable[[tuple[Date, ...]], Hours],  # noqa: ARG001 -- what the kernel asks, so that the rules stand once
    order: Callable[[Hours, Hours], str],  # noqa: ARG001
    headline: Callable[[str, str], str],  # noqa: ARG001
) -> list[float]:
    """Return the log weight of "c was copied from p" of every pair."""
    return [weight(clues, weights) for clues in arrow_clues(pairs)]


_arrow_weights = compiled("_clues", arrow_weights)


def reading_clues(
    kin: Kinship, part: Sequence[int], arrows: Mapping[tuple[int, int], float], roots: Floats
) -> Iterator[tuple[tuple[int, int], dict[str, float]]]:
    """Yield what the words say in which members differ, given what all other clues say; two members have no third to be asked."""
    if not 3 <= len(part) <= LARGEST:
        return
    found = forest(arrows, roots)
    back = np.zeros((len(part), len(part)))
    source, child = np.array(list(found.at), np.int64).reshape(-1, 2).T
    back[source, child] = found.above
    yield from (item for item in readings([kin.members[k] for k in part], back) if item[0] in arrows)


def _pairs(kin: Kinship, part: Sequence[int], merged: Collection[int]) -> Iterator[tuple[Ends, Pair]]:
    """Yield the pairs inside a part as `(copy, source), pair`."""
    inside = set(part)
    for (copy, source), pair in kin.pairs.items():
        if copy in inside and source in inside:
            joint = copy in merged or source in merged
            yield (copy, source), evolve(pair, copy_merged=copy in merged, source_merged=source in merged) if joint else pair


def roots_of(kin: Kinship, part: Sequence[int]) -> list[Root]:
    """Return what is known of each member of a part as the one that was copied from nobody here."""
    size = dict.fromkeys(part, 1)
    for (copy, source), pair in kin.pairs.items():
        if copy in size and source in size:
            size[copy] = pair.overlap.copy_size
    when = {k: moment(kin.members[k].signals.dates) for k in part}
    starts = sorted(spread[1] for spread in when.values() if spread)
    author, mention = named(kin, part)
    here = {kin.members[k].signals.outlet for k in part}
    longest = max(size.values(), default=1)
    return [
        Root(
            size[k],
            longest,
            len(part),
            earlier=bisect_right(starts, spread[0]) if (spread := when[k]) else 0,
            dated=when[k] is not None,
            supplies=kin.supplies[k],
            dateline=bool(kin.members[k].signals.datelines),
            lead=kin.members[k].lead,
            named_author=author[outlet] if (outlet := kin.members[k].signals.outlet) else 0,
            named_mention=mention[outlet] if outlet else 0,
            inside=frozenset(how for one, how in kin.own[k].items() if one in here),
            outside={one: how for one, how in kin.own[k].items() if one not in here},
        )
        for k in part
    ]
