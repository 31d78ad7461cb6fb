"""The Spark session of a run: the one that is there, or a quiet one of this machine."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import ProvenanceError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_LOGGING = Path(__file__).with_name("log4j2.properties")
_QUIET = {
    "spark.app.name": "provenance",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
_SQL = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "512",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.adaptive.enabled": "true",
}
_SMALL = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""For a corpus of some megabytes, compiling and planning again would cost more than the work."""
SMALL = 64 << 20
_MISSING = "Install it with `pip install 'news-provenance[spark]'`, or leave --engine spark out."
_AGAIN = "See that news-provenance is installed on every machine; with --resume the run goes on where it stopped."
_TOLD = 600
_JAVA = "Install a Java runtime (17 or later) and set JAVA_HOME, or leave --engine spark out."


@contextmanager
def session(jobs: int, size: int) -> Iterator[SparkSession]:
    """Give a Spark session for the time of a `with` block, with settings of its own.

    It belongs to the active session or to what spark-submit configured; where nothing is configured, `jobs` cores of this machine are used
    and Spark ends with the block. `size` is that of the inputs in bytes. Raises ProvenanceError when PySpark or Java is missing.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
        builder = _builder()
        mine = builder.getActiveSession() is None
        spark = builder.getActiveSession() or _start(builder, jobs, size)
        found = spark.newSession()
        for name, value in {**_SQL, **(_SMALL if size < SMALL and not configured() else {})}.items():
            found.conf.set(name, value)
        try:
            yield found
        except _failures() as error:
            words = " ".join(str(error).split())
            raise ProvenanceError(f"Spark could not finish the work: {words[:_TOLD]}.", _AGAIN) from error
        finally:
            if mine:
                spark.stop()


def _failures() -> tuple[type[Exception], ...]:
    """Return what Spark raises when a stage fails."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 -- comes with PySpark
    from pyspark.errors import PySparkException  # noqa: PLC0415 -- an extra

    return PySparkException, Py4JError


def _builder() -> type[SparkSession]:
    try:
        import pandas  # noqa: F401, PLC0415 -- PySpark needs it for Arrow
        from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise ProvenanceError(f"The engine spark needs PySpark, which is not installed ({error.name}).", _MISSING) from error
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and Path(home, "bin", "java").exists()) and "PYSPARK_GATEWAY_PORT" not in os.environ:
        raise ProvenanceError("The engine spark needs Java, which is not installed.", _JAVA)
    kind: type[SparkSession] = SparkSession
    return kind


def _start(kind: type[SparkSession], jobs: int, size: int) -> SparkSession:
    builder = kind.builder
    if not configured():
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.master(f"local[{jobs}]").config("spark.sql.shuffle.partitions", str(jobs if size < SMALL else 4 * jobs))
        quick = " -XX:TieredStopAtLevel=1" if size < SMALL else ""
        builder = builder.config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={_LOGGING}{quick}")
        for name, value in _QUIET.items():
            builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        return spark
    except Exception as error:
        if type(error).__name__ != "PySparkRuntimeError" and not isinstance(error, OSError):
            raise
        raise ProvenanceError(f"Spark does not start: {error}.", _JAVA) from error


def configured() -> bool:
    """Tell whether spark-submit, the environment or a configuration folder says where Spark runs."""
    given = ("PYSPARK_GATEWAY_PORT", "PYSPARK_SUBMIT_ARGS", "SPARK_REMOTE", "SPARK_CONF_DIR", "MASTER")
    return any(name in os.environ for name in given)
