"""Connected components in rounds of large-star and small-star joins, which need no graph in memory anywhere.

After Kiveris and others, "Connected Components in MapReduce and Beyond" (2014): every round hangs each node on the least one that it knows,
first among its larger neighbours, then among its smaller ones; the number of rounds grows with the logarithm of the longest chain.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from provenance.engines.spark.stages import Stages

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_LARGE = """
WITH ends AS (SELECT a AS node, b AS other FROM {edges} UNION ALL SELECT b AS node, a AS other FROM {edges}),
least AS (SELECT node, least(min(other), node) AS lowest FROM ends GROUP BY node)
SELECT DISTINCT l.lowest AS a, e.other AS b FROM ends e JOIN least l ON e.node = l.node WHERE e.other > e.node AND e.other <> l.lowest
"""
_SMALL = """
WITH least AS (SELECT b AS node, min(a) AS lowest FROM {edges} GROUP BY b)
SELECT DISTINCT l.lowest AS a, e.a AS b FROM {edges} e JOIN least l ON e.b = l.node WHERE e.a <> l.lowest
UNION
SELECT lowest AS a, node AS b FROM least
"""
_LOOSE = """
SELECT (SELECT count(*) FROM {edges} x LEFT SEMI JOIN {edges} y ON x.a = y.b) + (SELECT count(*) - count(DISTINCT b) FROM {edges}) AS n
"""


def label(stages: Stages, name: str, pairs: DataFrame) -> DataFrame:
    """Return `(doc, label)` for every text in one of different pairs a < b: the least text that a chain of pairs leads to."""
    spark = stages.spark
    found = stages.make(f"{name}-0", lambda: pairs.select("a", "b"))
    turn = 0
    while spark.sql(_LOOSE, edges=found).collect()[0]["n"]:  # until every text hangs on one that hangs on none
        turn += 1
        found = stages.make(f"{name}-{turn}", partial(_round, stages, found))
    ends = found.selectExpr("b AS doc", "a AS label").union(found.selectExpr("a AS doc", "a AS label"))
    return ends.distinct()


def _round(stages: Stages, edges: DataFrame) -> DataFrame:
    return stages.spark.sql(_SMALL, edges=stages.spark.sql(_LARGE, edges=edges))
