"""Ids of their own for all articles, and their numbers in the order of these ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from provenance.engines.spark.read import fields
from provenance.engines.spark.stages import Stages, kind
from provenance.engines.spark.tables import RENAMED
from provenance.readers.ids import duplicate, place_of, rename

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TURNS = "(~[0-9]+)+$"


def name_all(stages: Stages, read: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Return `(key, id)` of all articles, and a table of notes about those that could not keep their ids."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    claims = read.where("given IS NOT NULL").select("key", "given", "path", "row")
    several = claims.groupBy("given").agg(F.count("*").alias("n"), F.min(F.struct("path", "row")).alias("first")).where("n > 1")
    judged = claims.join(several, "given", "left").select(
        "key", "given", "path", "row", (F.col("first").isNull() | (F.col("first") == F.struct("path", "row"))).alias("keeps")
    )

    def build() -> DataFrame:
        place = F.when(F.col("row") < 0, F.col("path")).otherwise(F.concat("path", F.lit("#"), F.col("row").cast("string")))
        later = judged.where("NOT keeps").withColumn("stem", F.regexp_replace(place, _TURNS, ""))
        kept = claims.select("given").distinct().withColumn("stem", F.regexp_replace("given", _TURNS, ""))
        kept = kept.join(later.select("stem").distinct(), "stem", "leftsemi")
        empty = F.lit(None)
        taken = kept.select(
            empty.cast("long").alias("key"), "given", empty.cast("string").alias("path"), empty.cast("long").alias("row"), "stem"
        )
        both = later.select("key", "given", "path", "row", "stem").unionByName(taken)
        return both.groupBy("stem").applyInArrow(_rename, kind(RENAMED))

    renamed = stages.make("renamed", build)
    names = judged.where("keeps").select("key", F.col("given").alias("id")).unionByName(renamed.select("key", "id"))
    return names, renamed.select("problem.*")


def _rename(table: pa.Table) -> pa.Table:
    given = table.to_pylist()
    later = sorted((row["given"], row["path"], row["row"], row["key"]) for row in given if row["key"] is not None)
    places = [place_of(path, None if row < 0 else row) for _, path, row, _ in later]
    names = rename(places, (row["given"] for row in given if row["key"] is None))
    return pa.Table.from_pylist(
        [
            {"key": key, "id": name, "problem": fields(duplicate(old, name, place))}
            for (old, _, _, key), name, place in zip(later, names, places, strict=True)
        ],
        RENAMED,
    )


def number_all(stages: Stages, name: str, table: DataFrame, order: Sequence[str]) -> DataFrame:
    """Return a table with a column `doc` that counts its rows in an order, from 0; only one number a partition comes to the driver."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    part, at = F.spark_partition_id().alias("_part"), F.monotonically_increasing_id().alias("_at")
    ordered = stages.make(name, lambda: table.sort(*order).select("*", part, at))
    counts = ordered.groupBy("_part").count().sort("_part").collect()
    starts, total = {}, 0
    for row in counts:
        starts[row["_part"]] = total
        total += row["count"]
    rows = pa.table({"_part": pa.array(list(starts), pa.int32()), "_start": pa.array(list(starts.values()), pa.int64())})
    within = F.col("_at").bitwiseAND((1 << 33) - 1)
    numbered = ordered.join(F.broadcast(stages.frame(rows)), "_part").withColumn("doc", F.col("_start") + within)
    return numbered.drop("_part", "_at", "_start")
