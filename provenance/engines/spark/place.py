"""The place of an audit on any file system that Hadoop knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from attrs import frozen

from provenance.engines.place import identity
from provenance.engines.plan import Plan
from provenance.errors import OutputError
from provenance.model.audit import InputFile

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

STORE = ".parts"
_MARKER = f"{STORE}/run.json"


@frozen(eq=False)
class Place:
    """A folder by its address; names in it are relative."""

    spark: SparkSession
    address: str

    def exists(self, name: str) -> bool:
        """Tell whether there is a file or folder of this name."""
        path, system = self._open(name)
        return bool(system.exists(path))

    def names(self) -> list[str]:
        """Return the names in the folder, none when there is no folder."""
        path, system = self._open("")
        return [str(entry.getPath().getName()) for entry in system.listStatus(path)] if system.exists(path) else []

    def read(self, name: str) -> bytes:
        """Return the bytes of a small file."""
        path, system = self._open(name)
        stream = system.open(path)
        try:
            return bytes(stream.readAllBytes())
        finally:
            stream.close()

    def write(self, name: str, data: bytes) -> None:
        """Write a small file, replacing one that is there."""
        path, system = self._open(name)
        stream = system.create(path, True)
        try:
            stream.write(bytearray(data))
        finally:
            stream.close()

    def remove(self, name: str) -> None:
        """Remove a file or folder if it is there."""
        path, system = self._open(name)
        system.delete(path, True)

    def _open(self, name: str) -> tuple[Any, Any]:
        jvm: Any = self.spark._jvm
        path = jvm.org.apache.hadoop.fs.Path(f"{self.address}/{name}" if name else self.address)
        return path, path.getFileSystem(self.spark._jsc.hadoopConfiguration())


def prepare_address(place: Place, plan: Plan, inputs: tuple[InputFile, ...]) -> None:
    """Make an address ready for a run; raise OutputError when it holds something else than an audit of the same inputs.

    What a stopped run of the same plan has left is kept when the plan says so.
    """
    names, mark = place.names(), identity(plan, inputs)
    paths = sorted(item.path for item in inputs)
    before = None
    if "manifest.json" in names:
        before = sorted(row["path"] for row in orjson.loads(place.read("manifest.json"))["inputs"])
    stopped = orjson.loads(place.read(_MARKER)) if place.exists(_MARKER) else None
    if names and paths not in (before, stopped and stopped["inputs"]):
        raise OutputError(f"{place.address} is not empty and is not an audit of these inputs.", "Choose another folder with --out.")
    if not (plan.resume and stopped and stopped["run"] == mark):
        place.remove(STORE)
    place.write(_MARKER, orjson.dumps({"run": mark, "inputs": paths}))
