"""Inputs on any file system that Hadoop knows: `hdfs://`, `s3a://`, `gs://`, `file:` and others.

Spark reads rows of Parquet and plain JSON Lines itself; every other format goes, file by file, through the readers of the local engine.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa

from provenance.engines.notes import note_all
from provenance.engines.plan import PREVIEWED, Plan
from provenance.engines.spark.read import row_of, rows_of
from provenance.engines.spark.stages import Stages, kind
from provenance.engines.spark.tables import BYTES, LONG, NOTED, TEXT, batches, rows
from provenance.errors import InputError
from provenance.model.audit import InputFile
from provenance.model.text import Article, Problem
from provenance.readers import share_of
from provenance.readers.columns import ALIASES, Mapped, column_of, parse_mapping
from provenance.readers.inputs import PACKINGS, SUFFIXES, refusal
from provenance.readers.jsonl import read_rows
from provenance.readers.parquet import wanted
from provenance.readers.rows import article

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_LINES = ("jsonl", "ndjson", "jsonlines", "jl")
_TABLES = ("parquet", "pq")
_LARGEST = 1 << 30
_UNKNOWN = "Files of this name are not read; give text, JSON Lines, Parquet, HTML or WARC."
NUMBERED = pa.schema([("line", BYTES), ("path", TEXT), ("block", LONG), ("at", LONG)])


class Remote:
    """The files below some addresses."""

    def __init__(self, stages: Stages, plan: Plan, addresses: list[str]) -> None:
        """List the files; raise InputError when an address leads nowhere."""
        from pyspark.errors import AnalysisException  # noqa: PLC0415 -- an extra

        self._stages, self._mapping, self._addresses = stages, dict(plan.mapping), addresses
        try:
            self._files = self._read("binaryFile").load(addresses).selectExpr("_metadata.file_path AS path", "length")
            self.size = int(self._files.selectExpr("coalesce(sum(length), 0) AS size").collect()[0]["size"])
        except AnalysisException as error:
            raise InputError(f"These addresses cannot be read: {', '.join(addresses)}.", "Check them, and Spark's credentials.") from error

    def _read(self, form: str, suffixes: Iterable[str] = ()) -> Any:
        found = self._stages.spark.read.format(form).option("recursiveFileLookup", "true")
        return found.option("pathGlobFilter", f"*.{{{','.join(suffixes)}}}") if suffixes else found

    def _there(self, suffixes: Iterable[str]) -> bool:
        return not self._files.where(_ends_in(suffixes)).isEmpty()

    def digests(self) -> tuple[InputFile, ...]:
        """Return the files with their digests: one line of the manifest each."""
        large = self._files.where(f"length > {_LARGEST}").limit(1).collect()
        if large:
            raise InputError(f"{large[0]['path']} holds more than a gigabyte.", "Write it as several files.")
        found = (
            self._read("binaryFile")
            .load(self._addresses)
            .selectExpr("_metadata.file_path AS path", "sha2(content, 256) AS sha256", "length")
            .collect()
        )
        return tuple(InputFile(unquote(row["path"]), row["sha256"], row["length"]) for row in found)

    def noted(self, width: int) -> DataFrame:
        """Return the articles of all files as the first stage notes them."""
        found = self._others().repartition(width).mapInArrow(partial(_note_files, mapping=self._mapping), kind(NOTED))
        mapped = parse_mapping(self._mapping)
        if self._there(_LINES):
            found = found.unionByName(self._lines().repartition(width).mapInArrow(partial(_note_lines, mapped=mapped), kind(NOTED)))
        if self._there(_TABLES):
            found = found.unionByName(self._table(mapped).repartition(width).mapInArrow(partial(_note_rows, mapped=mapped), kind(NOTED)))
        return found

    def columns(self) -> set[tuple[str, str]]:
        """Return the `(field, column)` pairs by which the first rows are read."""
        mapped = parse_mapping(self._mapping)
        previews: list[Iterator[dict[str, Any]]] = []
        if self._there(_TABLES):
            previews.append(iter(row.asDict(recursive=True) for row in self._table(mapped).limit(20 * PREVIEWED).toLocalIterator()))
        if self._there(_LINES):
            lines = self._read("text", _LINES).option("lineSep", "\n").load(self._addresses).limit(20 * PREVIEWED)
            previews.append(_objects(row["value"] for row in lines.toLocalIterator()))
        found = ((field, column_of(row, field, mapped)) for rows_ in previews for row in islice(rows_, 20 * PREVIEWED) for field in ALIASES)
        return {(field, column) for field, column in found if column is not None}

    def _others(self) -> DataFrame:
        """Return the files that the readers take as a whole, with their bytes; names of no known kind come without."""
        suffixes = sorted({suffix[1:] for suffix in (*SUFFIXES, *PACKINGS)} - {*_LINES, *_TABLES})
        whole: DataFrame = self._read("binaryFile", suffixes).load(self._addresses).selectExpr("_metadata.file_path AS path", "content")
        empty = self._files.where(f"length = 0 AND {_ends_in((*_LINES, *_TABLES))}")
        unknown = self._files.where(f"NOT {_ends_in((*suffixes, *_LINES, *_TABLES))}")
        without = empty.unionByName(unknown).selectExpr("path", "IF(length = 0, CAST('' AS BINARY), NULL) AS content")
        return whole.unionByName(without)

    def _lines(self) -> DataFrame:
        """Return the lines of plain JSON Lines with their numbers: each block of a file is counted first."""
        from pyspark.sql import Window  # noqa: PLC0415

        text: DataFrame = self._read("text", _LINES).option("lineSep", "\n").load(self._addresses)
        names = ("CAST(value AS BINARY) AS line", "_metadata.file_path AS path", "_metadata.file_block_start AS block")
        numbered = text.selectExpr(*names).mapInArrow(_number, kind(NUMBERED))
        counts = text.selectExpr(*names[1:]).groupBy("path", "block").count()
        from pyspark.sql import functions as F  # noqa: N812, PLC0415

        before = Window.partitionBy("path").orderBy("block").rowsBetween(Window.unboundedPreceding, -1)
        starts = counts.select("path", "block", F.coalesce(F.sum("count").over(before), F.lit(0)).alias("start"))
        return numbered.join(starts, ["path", "block"]).selectExpr("line", "path", "start + at AS number")

    def _table(self, mapped: Mapped) -> DataFrame:
        """Return the rows of Parquet files with their numbers."""
        table: DataFrame = self._read("parquet", _TABLES).option("mergeSchema", "true").load(self._addresses)
        names = wanted(table.schema, mapped)
        return table.selectExpr(*(f"`{name}`" for name in names), "_metadata.file_path AS _path", "_metadata.row_index AS _number")


def _ends_in(suffixes: Iterable[str]) -> str:
    return f"(lower(path) RLIKE '[.]({'|'.join(suffixes)})$')"


def _objects(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    import json  # noqa: PLC0415

    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def _number(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    seen: Counter[tuple[str, int]] = Counter()

    def numbered() -> Iterator[tuple[Any, ...]]:
        for row in rows(given):
            place = row["path"], row["block"]
            yield row["line"], *place, seen[place]
            seen[place] += 1

    yield from batches(numbered(), NUMBERED)


def _noted(items: Iterable[Article | Problem]) -> Iterator[pa.RecordBatch]:
    yield from batches((row_of(item) for item in note_all(items)), NOTED)


def _note_lines(given: Iterable[pa.RecordBatch], mapped: Mapped) -> Iterator[pa.RecordBatch]:
    yield from _noted(
        item for row in rows(given) for item in read_rows(io.BytesIO(row["line"]), unquote(row["path"]), row["number"], None, mapped)
    )


def _note_rows(given: Iterable[pa.RecordBatch], mapped: Mapped) -> Iterator[pa.RecordBatch]:
    yield from _noted(article(row, unquote(row.pop("_path")), "parquet", row.pop("_number"), None, mapped) for row in rows(given))


def _note_files(given: Iterable[pa.RecordBatch], mapping: dict[str, str]) -> Iterator[pa.RecordBatch]:
    def noted() -> Iterator[tuple[Any, ...]]:
        for row in rows(given):
            path = unquote(row["path"])
            if row["content"] is None:
                yield row_of(refusal(path, "unsupported-format", _UNKNOWN))
            else:
                yield from rows_of(share_of(path, row["content"], mapping))

    yield from batches(noted(), NOTED)
