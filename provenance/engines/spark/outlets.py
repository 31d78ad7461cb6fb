"""What the articles of each outlet have in common, outlet by outlet."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import pyarrow as pa

from provenance.catalog import load
from provenance.detectors.boilerplate.repeated import LEAST_COUNT, RepeatedLines, repeats
from provenance.engines.prints import Shared
from provenance.engines.spark.stages import Stages, kind
from provenance.engines.spark.tables import HOUSES, OUTLETS, batches, rows
from provenance.records.credited import Publishers
from provenance.records.sites import LEAST, SiteNotices

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def share(stages: Stages, read: DataFrame) -> DataFrame:
    """Return `(outlet, shared)`: the notices and the repeated lines of each outlet."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    known = read.where("outlet <> ''")

    def counted(column: str, least: int) -> DataFrame:
        each = known.select("outlet", F.explode(column).alias("item")).groupBy("outlet", "item").agg(F.count("*").alias("times"))
        return each.where(F.col("times") >= least).groupBy("outlet").agg(F.collect_list(F.struct("item", "times")).alias(column))

    def build() -> DataFrame:
        outlets = known.groupBy("outlet").agg(F.count("*").alias("articles"))
        both = outlets.join(counted("lines", LEAST_COUNT), "outlet", "left").join(counted("notices", LEAST), "outlet", "left")
        return both.mapInArrow(_shared, kind(OUTLETS))

    return stages.make("outlets", build)


def publishers(stages: Stages, read: DataFrame) -> dict[str, int]:
    """Return the houses of the corpus that the catalog does not know, with the number of their articles."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    counts = read.where("outlet <> ''").groupBy("outlet").agg(F.count("*").alias("articles"))
    known = stages.make("publishers", lambda: counts.mapInArrow(_unknown, kind(HOUSES)))
    return {row["outlet"]: row["articles"] for row in known.toLocalIterator()}


def _unknown(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    every = ((row["outlet"], row["articles"]) for row in rows(given))
    yield from batches(((name, count) for name, count in every if Publishers({name: count}, load()).names), HOUSES)


def _shared(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from batches(((row["outlet"], pickle.dumps(_one(row))) for row in rows(given)), OUTLETS)


def _one(row: dict[str, Any]) -> Shared:
    lines, notices, outlet = row["lines"] or [], row["notices"] or [], row["outlet"]
    times = np.array([item["times"] for item in lines], np.int32)
    kept = repeats(times, np.full(len(lines), row["articles"], np.int64))
    repeated = frozenset(item["item"] for item, keep in zip(lines, kept.tolist(), strict=True) if keep)
    counts: Counter[tuple[str, str, str]] = Counter()
    for item in notices:
        expression, words = orjson.loads(item["item"])
        counts[outlet, expression, words] = item["times"]
    return Shared(SiteNotices(Counter({outlet: row["articles"]}), counts), RepeatedLines(repeated))
