"""Candidate pairs by the SQL of every engine, and their alignment in buckets of a few hundred pairs that share texts."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from provenance.engines.spark.meetings import MEETINGS, column, to_table
from provenance.engines.spark.stages import Stages, kind
from provenance.reprints.candidates import statement
from provenance.reprints.letters import LIMIT, Page
from provenance.reprints.meetings import meet_all
from provenance.workers import Workers

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_BUCKET = 400
"""Pairs that are aligned together, as many as the local engine gives to a worker at once."""


def choose(stages: Stages, articles: DataFrame) -> DataFrame:
    """Return the pairs `(a, b, strong)` that are worth aligning."""

    def build() -> DataFrame:
        known = articles.selectExpr("doc", "explode(arrays_zip(hash, pos)) AS print").selectExpr(
            "print.hash AS hash", "doc", "print.pos AS pos"
        )
        known.createOrReplaceTempView("fingerprints")
        articles.selectExpr("doc", "CAST(size(hash) AS BIGINT) AS hashes").createOrReplaceTempView("sizes")
        stages.spark.sql(statement("candidates")).createOrReplaceTempView("meetings")
        return stages.spark.sql(statement("pairs"))

    return stages.make("pairs", build)


def align(stages: Stages, articles: DataFrame, pairs: DataFrame) -> DataFrame:
    """Return the meetings of all pairs that share anything."""

    stages.make("buckets", lambda: _bucketed(pairs))

    def build() -> DataFrame:
        bucketed, again = stages.table("buckets"), stages.table("buckets")
        ends = again.selectExpr("bucket", "a AS doc").union(again.selectExpr("bucket", "b AS doc")).distinct()
        texts = ends.join(articles.select("doc", "text", "signals"), "doc")
        return bucketed.groupBy("bucket").cogroup(texts.groupBy("bucket")).applyInArrow(_align, kind(MEETINGS))

    return stages.make("meetings", build)


def _bucketed(pairs: DataFrame) -> DataFrame:
    """Give pairs of surely kin texts one bucket, so that few texts travel; a viral text fills many."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    count = max(1, -(-pairs.count() // _BUCKET))
    lowest = pairs.where("strong").groupBy("b").agg(F.min("a").alias("lead")).withColumnRenamed("b", "a")
    led = pairs.join(lowest, "a", "left").select("a", "b", F.coalesce("lead", "a").alias("lead"))
    sizes = led.groupBy("lead").agg(F.ceil(F.count("*") / _BUCKET).alias("shares"))
    salted = led.join(sizes, "lead").withColumn("salt", F.pmod(F.xxhash64("b"), F.col("shares")))
    return salted.select("a", "b", F.pmod(F.xxhash64("lead", "salt"), F.lit(count)).alias("bucket"))


def _align(pairs: pa.Table, texts: pa.Table) -> pa.Table:
    place = {doc: row for row, doc in enumerate(texts.column("doc").to_pylist())}

    def fetch(doc: int) -> Page:
        row = place[doc]
        known = pickle.loads(texts.column("signals")[row].as_py())  # noqa: S301 -- written by this very run
        return Page(texts.column("text")[row].as_py()[:LIMIT], known.body, known.furniture)

    ends = np.stack([column(pairs, side) for side in ("a", "b")], axis=1).astype(np.int64)
    ends = ends[np.lexsort((ends[:, 1], ends[:, 0]))]
    return to_table(*meet_all(ends, fetch, Workers(1, None)))
