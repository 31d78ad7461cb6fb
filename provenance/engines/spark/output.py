"""The files of the audit folder: written in parts by the executors, then joined to one file each, in order."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from provenance.engines.spark.findings import passage_of, problem_of, renamed
from provenance.engines.spark.stages import kind
from provenance.engines.spark.tables import TEXT, batches, rows
from provenance.wire import to_bytes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINE = pa.schema([("line", TEXT)])


def passage_lines(articles: DataFrame, passages: DataFrame) -> DataFrame:
    """Return the lines of passages.jsonl."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    for side in ("a", "b"):
        passages = passages.join(articles.select(F.col("doc").alias(side), F.col("id").alias(f"{side}_id")), side)
    return passages.sort("a", "b", "a_start", "b_start").mapInArrow(_passages, kind(LINE))


def json_lines(table: DataFrame, column: str, *order: str) -> DataFrame:
    """Return JSON that stands in a column as lines, in an order."""
    return table.sort(*order).selectExpr(f"CAST({column} AS STRING) AS line")


def finding_lines(findings: DataFrame) -> DataFrame:
    """Return the lines of findings.jsonl."""
    return findings.where("NOT accepted").sort("section", "number", "turn").mapInArrow(_findings, kind(LINE))


def problem_lines(problems: DataFrame) -> DataFrame:
    """Return the lines of problems.jsonl."""
    return problems.sort("doc").mapInArrow(_problems, kind(LINE))


def write(lines: DataFrame, parts: str, target: Path) -> int:
    """Write lines as parts and join these, one at a time, to one file; return how many there are."""
    lines.select("line").write.mode("overwrite").text(parts, lineSep="\n")
    count = 0
    with target.open("wb") as out:
        for part in sorted(Path(parts).glob("part-*")):
            with part.open("rb") as held:
                while block := held.read(1 << 20):
                    count += block.count(b"\n")
                    out.write(block)
    shutil.rmtree(parts)
    return count


def write_parts(lines: DataFrame, name: str, address: str) -> int:
    """Write lines as parts below an address, as JSON Lines and as Parquet; return how many there are.

    The Parquet table holds the line and, for queries, what is asked for most.
    """
    lines.select("line").write.mode("overwrite").text(f"{address}/{name}.jsonl", lineSep="\n")
    written = lines.sparkSession.read.text(f"{address}/{name}.jsonl", lineSep="\n")
    columns = (f"get_json_object(value, '$.{path}') AS {path.replace('.', '_')}" for path in _ASKED[name])
    written.selectExpr(*columns, "value AS line").write.mode("overwrite").parquet(f"{address}/{name}.parquet")
    count: int = written.count()
    return count


_ASKED = {
    "records": (
        "id",
        "language",
        "published.value",
        "publisher.name",
        "license.expression",
        "license.status",
        "reprint.family",
        "reprint.role",
    ),
    "passages": ("a", "b", "kind"),
    "edges": ("copy", "source", "kind", "order.confidence"),
    "families": ("id", "origin", "outside_origin.outlet"),
    "findings": ("id", "rule", "severity", "confidence", "fingerprint"),
    "problems": ("source", "stage", "code"),
}


def _passages(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from _lines(passage_of({**row, "a": row["a_id"], "b": row["b_id"]}) for row in rows(given))


def _problems(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from _lines(problem_of(row) for row in rows(given))


def _findings(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from batches(((renamed(row["finding"], row["again"])[1].decode("utf-8"),) for row in rows(given)), LINE)


def _lines(values: Iterable[Any]) -> Iterator[pa.RecordBatch]:
    yield from batches(((to_bytes(value).decode("utf-8"),) for value in values), LINE)


def counts_of(table: DataFrame, *columns: str) -> dict[tuple[Any, ...], int]:
    """Return how many rows there are for each of a few values."""
    return {tuple(row[name] for name in columns): row["count"] for row in table.groupBy(*columns).count().collect()}


def as_json(value: Any) -> bytes:
    """Return plain data as indented JSON with a line end."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n"
