"""What still is in memory of an audit that was just written, so that its report need not read it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

from provenance.model.audit import Severity
from provenance.model.evidence import Confidence
from provenance.model.record import Coverage, Reprint
from provenance.model.reprint import Edge, Family
from provenance.reprints import Passages


class Placed(NamedTuple):
    """A finding by the byte at which it stands in its file, and the words by which findings are put in order."""

    offset: int
    id: str
    rule: str
    severity: Severity
    confidence: Confidence
    records: Sequence[str]


@frozen(eq=False)
class Fresh:
    """The ids of all records in their order, and the rows of an audit in the order of its files: of findings, their places alone.

    `views` are those of all articles, packed, and `standings` their parts in families, coverage where reprints changed it, and how many
    findings name each; both are on their way and can be gone through once.
    """

    ids: Sequence[str]
    views: Iterator[bytes]
    standings: Iterator[tuple[Reprint, Coverage | None, int]]
    passages: Passages
    edges: Sequence[Edge]
    families: Sequence[Family]
    findings: Sequence[Placed]
