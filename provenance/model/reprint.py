"""Reprint chains: shared passages, families and directed edges (CONTRACT section 4)."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

PassageKind = Literal["article", "quote", "furniture", "template"]
EdgeKind = Literal["verbatim", "near", "excerpt", "merge", "quote", "common_source"]
OrderConfidence = Literal["certain", "likely", "possible", "unknown"]


@frozen
class Passage:
    """A stretch of text that two articles share: half-open code point spans on both sides, `a < b`, similarity 0 to 1."""

    a: str
    a_start: int
    a_stop: int
    b: str
    b_start: int
    b_stop: int
    similarity: float
    kind: PassageKind


@frozen
class Order:
    """How sure the direction of an edge is; `basis` names the signals for it, `against` those that speak against it."""

    confidence: OrderConfidence
    basis: tuple[str, ...]
    against: tuple[str, ...]


@frozen
class Edge:
    """`copy` was most likely taken from `source`; with order `unknown` the two stand in id order. Shares are 0 to 1 of body characters."""

    copy: str
    source: str
    kind: EdgeKind
    share_of_copy: float
    share_of_source: float
    order: Order


@frozen
class OutsideOrigin:
    """The agency or outlet that a family was taken from although no text of it stands in the corpus."""

    outlet: str
    why: str


@frozen
class Family:
    """Articles joined by shared article passages; `origin` is the member that the others were taken from, where known."""

    id: str
    members: tuple[str, ...]
    origin: str | None
    outside_origin: OutsideOrigin | None
