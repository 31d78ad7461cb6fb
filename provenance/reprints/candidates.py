"""Candidate pairs: joined in memory where that holds the fingerprints, else by the SQL of `candidates.sql`, run by ranges of hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from provenance.reprints.columns import column_of, numbers_of
from provenance.reprints.components import components
from provenance.reprints.fingerprint import HIGHEST, SCHEMA
from provenance.reprints.joined import Batch, joined
from provenance.reprints.letters import Flags, Ints

if TYPE_CHECKING:
    import duckdb

Scan = Callable[[int, int], "pa.Table | pa.RecordBatchReader"]
"""Begins to read the fingerprints whose hashes lie from one number to another, `hash, doc, pos`."""
ROWS_AT_ONCE = 2_000_000
"""Fingerprints that are joined at once."""
FEW = 8_000_000
"""Fingerprints that are joined without a database, those of some 40,000 articles: they take less memory than it would."""
_MEMORY, _MEMORY_EACH = 256, 32
"""MB that DuckDB may hold, and for each thread where there are many of them; the rest goes to disk."""


def statement(name: str = "candidates") -> str:
    """Return an SQL text of this folder, the same for every engine."""
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def candidates(fingerprints: Sequence[Path], workspace: Path, jobs: int = 1) -> Ints:
    """Return the pairs `(a, b)` of document numbers, a < b, of shape (n, 2), that are worth aligning, kin together."""
    few = _few(fingerprints)
    if few is not None:
        return few
    connection = _connect(workspace, jobs)
    try:
        return _pairs(connection, lambda low, high: pa.RecordBatchReader.from_batches(SCHEMA, _between(_batches(fingerprints), low, high)))
    finally:
        connection.close()


def candidates_of(table: pa.Table | pa.RecordBatch) -> Ints:
    """Return the pairs worth aligning for fingerprints that are already in memory."""
    import duckdb  # noqa: PLC0415 -- loading it late is the purpose: few corpora need it

    batches = [table] if isinstance(table, pa.RecordBatch) else table.to_batches()
    connection = duckdb.connect()
    try:
        connection.execute("SET threads = 1")
        return _pairs(connection, lambda low, high: pa.Table.from_batches(_between(batches, low, high), SCHEMA))
    finally:
        connection.close()


def _few(paths: Sequence[Path]) -> Ints | None:
    """Return the pairs worth aligning for the fingerprints of some files, None when they are many."""
    found: list[Batch] = []
    rows = 0
    for batch in _batches(paths):
        rows += batch.num_rows
        if rows > FEW:
            return None
        hashes, docs, places = map(numbers_of, batch.columns)
        found.append((hashes, docs, places))
    sizes = np.zeros(1 + max([-1, *(int(docs.max(initial=-1)) for _, docs, _ in found)]), np.int64)
    for _, docs, _ in found:
        sizes += np.bincount(docs, minlength=len(sizes))
    pairs, strong = joined(found, sizes)
    return pairs[_by_kin(pairs, strong, len(sizes))]


def _batches(paths: Sequence[Path]) -> Iterator[pa.RecordBatch]:
    """Yield the fingerprints of some files, a batch at a time."""
    for path in paths:
        with pa.OSFile(str(path)) as data, pa.ipc.open_file(data) as known:
            for index in range(known.num_record_batches):
                yield known.get_batch(index)


def _between(batches: Iterable[pa.RecordBatch], low: int, high: int) -> Iterator[pa.RecordBatch]:
    """Yield the fingerprints whose hashes lie in `[low, high]`."""
    for batch in batches:
        hashes = numbers_of(batch.column("hash"))
        kept = np.flatnonzero((hashes >= low) & (hashes <= high))
        yield batch if len(kept) == len(hashes) else pa.record_batch([column_of(numbers_of(item)[kept]) for item in batch.columns], SCHEMA)


def _connect(workspace: Path, jobs: int) -> duckdb.DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 -- as above

    connection = duckdb.connect()
    connection.execute(f"SET threads = {max(1, jobs)}")
    connection.execute(f"SET temp_directory = '{_quoted(workspace)}'")
    connection.execute(f"SET memory_limit = '{max(_MEMORY, _MEMORY_EACH * jobs)}MB'")
    connection.execute("SET preserve_insertion_order = false")
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _pairs(connection: duckdb.DuckDBPyConnection, scan: Scan) -> Ints:
    connection.register("all_fingerprints", scan(0, HIGHEST))
    connection.execute("CREATE TEMP TABLE sizes AS SELECT doc, count(*) AS hashes FROM all_fingerprints GROUP BY doc")
    total, last = connection.execute("SELECT coalesce(sum(hashes), 0), coalesce(max(doc), 0) FROM sizes").fetchall()[0]
    if total == 0:  # texts without a run of letters
        return np.empty((0, 2), np.int64)
    _meet(connection, scan, -(-int(total) // ROWS_AT_ONCE))
    found = connection.execute(statement("pairs")).fetchnumpy()
    pairs = np.stack([np.asarray(found[side], np.int64) for side in ("a", "b")], axis=1)
    return pairs[_by_kin(pairs, np.asarray(found["strong"], np.bool_), int(last) + 1)]


def _by_kin(pairs: Ints, strong: Flags, count: int) -> Ints:
    """Return the order in which texts that share much come together, so that few texts are read at a time."""
    first = components(count, pairs[strong, 0], pairs[strong, 1])
    order: Ints = np.lexsort((pairs[:, 1], pairs[:, 0], np.minimum(first[pairs[:, 0]], first[pairs[:, 1]])))
    return order


def _meet(connection: duckdb.DuckDBPyConnection, scan: Scan, ranges: int) -> None:
    """Make the table of all meetings, range by range of the hashes; only the fingerprints of one range are held."""
    step = -(-(HIGHEST + 1) // ranges)
    places = ("a_low", "a_high", "b_low", "b_high")
    connection.execute(f"CREATE TEMP TABLE meetings (a BIGINT, b BIGINT, rare BIGINT, common BIGINT, {' BIGINT, '.join(places)} BIGINT)")
    for number in range(ranges):
        connection.execute("CREATE OR REPLACE TEMP TABLE fingerprints (hash BIGINT, doc BIGINT, pos INTEGER)")
        connection.register("all_fingerprints", scan(number * step, (number + 1) * step - 1))
        connection.execute("INSERT INTO fingerprints SELECT hash, doc, pos FROM all_fingerprints")
        connection.execute("INSERT INTO meetings " + statement())
