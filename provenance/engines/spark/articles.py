"""The second stage: articles in the light of the corpus, with their signals, fingerprints and drafts of findings."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import pyarrow as pa

from provenance.audits import Policy, judge_record
from provenance.audits.context import Context
from provenance.audits.parties import Houses
from provenance.catalog import load
from provenance.detectors.boilerplate.repeated import RepeatedLines
from provenance.engines.prints import Shared
from provenance.engines.spark.outlets import publishers, share
from provenance.engines.spark.stages import Stages, kind
from provenance.engines.spark.tables import ARTICLES, batches, rows
from provenance.model.record import ProvenanceRecord
from provenance.records.credited import Publishers
from provenance.records.sites import SiteNotices
from provenance.reprints import Signals, fingerprint_batch, signals
from provenance.wire import structure, to_bytes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_AT_ONCE = 64


def complete(stages: Stages, read: DataFrame, numbers: DataFrame, policy: Policy, width: int) -> DataFrame:
    """Return all articles, sorted by their numbers."""

    def build() -> DataFrame:
        outlets, houses = share(stages, read), stages.spark.sparkContext.broadcast(publishers(stages, read))
        known = read.where("given IS NOT NULL").select("key", "text", "record", "outlet")
        every = numbers.join(known, "key").join(outlets, "outlet", "left").drop("key")
        ordered = every.repartitionByRange(width, "doc").sortWithinPartitions("doc")
        return ordered.mapInArrow(partial(_complete, policy=policy, houses=houses), kind(ARTICLES))

    return stages.make("articles", build)


def _complete(given: Iterable[pa.RecordBatch], policy: Policy, houses: Any) -> Iterator[pa.RecordBatch]:
    known = Publishers(houses.value, load())
    context = Context(policy, Houses(load(), policy.groups))
    waiting = rows(given)
    while some := list(islice(waiting, _AT_ONCE)):
        made = [_one(row, context, known) for row in some]
        prints = _prints(made)
        yield from batches((_row(item, *one) for item, one in zip(made, prints, strict=True)), ARTICLES)


def _one(row: dict[str, Any], context: Context, known: Publishers) -> dict[str, Any]:
    data = orjson.loads(row["record"])
    data["id"] = row["id"]
    first = structure(data, ProvenanceRecord)
    record = _shared(row["shared"]).complete(first, row["text"], known)
    drafts = tuple(judge_record(record, context))
    return {
        **row,
        "made": record,
        "record": orjson.dumps(data) if record is first else to_bytes(record),
        "drafts": drafts,
        "known": signals(record),
    }


def _prints(made: list[dict[str, Any]]) -> Iterator[tuple[Any, Any]]:
    """Yield hashes and places of each article."""
    batch = fingerprint_batch([item["text"] for item in made], [item["known"] for item in made], range(len(made)))
    docs, hashes, places = (np.asarray(batch.column(name)) for name in ("doc", "hash", "pos"))
    edges = np.searchsorted(docs, np.arange(len(made) + 1))
    for start, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        yield hashes[start:stop], places[start:stop]


def _row(item: dict[str, Any], hashes: Any, places: Any) -> tuple[Any, ...]:
    known: Signals = item["known"]
    publisher = item["made"].publisher
    return (
        item["doc"], item["id"], item["text"], item["record"], pickle.dumps(known), pickle.dumps(item["drafts"]), hashes, places,
        known.end, known.outlet, known.outlet_name, publisher.name if publisher else None,
    )  # fmt: skip


@lru_cache(64)
def _shared(data: bytes | None) -> Shared:
    if data is None:
        return Shared(SiteNotices(), RepeatedLines())
    found: Shared = pickle.loads(data)  # noqa: S301 -- written by this very run
    return found
