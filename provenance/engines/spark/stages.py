"""Tables that are written once: a stage that is done is only read when a stopped run goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from attrs import frozen

from provenance.engines.spark.place import Place

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@frozen(eq=False)
class Stages:
    """The tables of a run: `make` writes one, `table` reads one. They lie in a folder that driver and executors share."""

    spark: SparkSession
    folder: str
    tell: Callable[[str], None]

    def make(self, name: str, build: Callable[[], DataFrame]) -> DataFrame:
        """Return the table of a stage, made now unless it is done."""
        if not self.done(name):
            self.tell(name)
            build().write.mode("overwrite").parquet(self.place(name))
        return self.table(name)

    def table(self, name: str) -> DataFrame:
        """Return a table that is done."""
        return self.spark.read.parquet(self.place(name))

    def place(self, name: str) -> str:
        """Return where a table lies."""
        return f"{self.folder}/{name}"

    def done(self, name: str) -> bool:
        """Tell whether a table was written to its end."""
        return Place(self.spark, self.folder).exists(f"{name}/_SUCCESS")

    def frame(self, table: pa.Table) -> DataFrame:
        """Return a small table of the driver as a table of Spark."""
        return self.spark.createDataFrame(table.to_pylist(), kind(table.schema))


def kind(schema: pa.Schema) -> Any:
    """Return the columns of an Arrow schema as Spark writes them."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 -- an extra

    return from_arrow_schema(schema)
