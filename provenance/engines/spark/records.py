"""The records as they stand in the audit: with their part in a family, their findings and what reprints say about coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from provenance.audits.coverage import third_party
from provenance.audits.weigh import ordered
from provenance.engines.finish import finished
from provenance.engines.spark.findings import renamed
from provenance.engines.spark.stages import kind
from provenance.engines.spark.tables import LONG, TEXT, batches, rows
from provenance.model.record import ProvenanceRecord
from provenance.model.reprint import Edge, Family
from provenance.reprints.kinds import ARTICLE, QUOTE
from provenance.reprints.roles import part_of
from provenance.wire import structure

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINES = pa.schema([("doc", LONG), ("line", TEXT)])
TAKEN = pa.schema([("copy", LONG), ("source", LONG)])
NAMED = pa.schema([("id", TEXT), ("section", pa.int32()), ("number", LONG), ("turn", pa.int32()), ("finding", TEXT)])
HOMES = pa.schema([("label", LONG), ("family", TEXT), ("origin", TEXT)])


def record_all(
    articles: DataFrame, related: tuple[DataFrame, DataFrame, DataFrame], passages: DataFrame, findings: DataFrame, width: int
) -> DataFrame:
    """Return the lines of records.jsonl, sorted."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    families, members, edges = related
    homes = members.join(families.mapInArrow(_homes, kind(HOMES)), "label").drop("label")
    taken = edges.groupBy(F.col("copy").alias("doc")).agg(F.collect_list("edge").alias("edges"))
    naming = findings.where("NOT accepted").mapInArrow(_named, kind(NAMED))
    named = naming.groupBy("id").agg(F.sort_array(F.collect_list(F.struct("section", "number", "turn", "finding"))).alias("findings"))
    every = articles.select("doc", "id", "record")
    for table, key in ((homes, "doc"), (taken, "doc"), (_pieces(edges, passages, articles), "doc"), (named, "id")):
        every = every.join(table, key, "left")
    return every.repartitionByRange(width, "doc").sortWithinPartitions("doc").mapInArrow(_finished, kind(LINES))


def _pieces(edges: DataFrame, passages: DataFrame, articles: DataFrame) -> DataFrame:
    """Return, for each copy, the spans that it shares with its sources, and who published these."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    taken = edges.mapInArrow(_taken, kind(TAKEN)).distinct()
    shared = passages.where(F.col("kind").isin(ARTICLE, QUOTE))
    a = shared.selectExpr("a AS copy", "b AS source", "a_start AS start", "a_stop AS stop")
    b = shared.selectExpr("b AS copy", "a AS source", "b_start AS start", "b_stop AS stop")
    spans = a.unionByName(b).join(taken, ["copy", "source"]).groupBy("copy").agg(F.collect_list(F.struct("start", "stop")).alias("pieces"))
    publishers = articles.selectExpr("doc AS source", "struct(publisher) AS publisher")
    sources = taken.join(publishers, "source").groupBy("copy").agg(F.collect_list("publisher").alias("publishers"))
    return spans.join(sources, "copy").withColumnRenamed("copy", "doc")


def _homes(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    every = ((row["label"], orjson.loads(row["family"])) for row in rows(given))
    yield from batches(((label, data["id"], data["origin"]) for label, data in every), HOMES)


def _taken(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from batches(((row["copy"], row["source"]) for row in rows(given) if ordered(_edge(row["edge"]))), TAKEN)


def _edge(data: bytes) -> Edge:
    return structure(orjson.loads(data), Edge)


def _named(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    found = (
        (name, row["section"], row["number"], row["turn"], renamed(row["finding"], row["again"])[0])
        for row in rows(given)
        for name in row["records"]
    )
    yield from batches(found, NAMED)


def _finished(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from batches(((row["doc"], _line(row)) for row in rows(given)), LINES)


def _line(row: dict[str, Any]) -> str:
    data = orjson.loads(row["record"])
    family = Family(row["family"], (), row["origin"], None) if row["family"] else None
    edges = sorted((_edge(item) for item in row["edges"] or ()), key=lambda edge: edge.source)
    part = part_of(row["id"], family, edges)
    covered = None
    if row["pieces"]:
        pieces = [(item["start"], item["stop"]) for item in row["pieces"]]
        covered = third_party(structure(data, ProvenanceRecord), [item["publisher"] for item in row["publishers"]], pieces)
    return finished(data, part, [item["finding"] for item in row["findings"] or ()], covered).decode("utf-8")
