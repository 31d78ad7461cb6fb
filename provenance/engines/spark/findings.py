"""Findings: the rules over families, records and problems, and the numbers that equal findings get."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from provenance.audits import Baseline, Draft, Policy, judge_families, judge_problems, number
from provenance.audits.context import Context, Kin
from provenance.audits.parties import Houses
from provenance.audits.shared import Shared
from provenance.catalog import load
from provenance.engines.kin import NO_FAMILY
from provenance.engines.spark.stages import Stages, kind
from provenance.engines.spark.tables import BYTES, FLAG, INT, LONG, TEXT, batches, rows
from provenance.model.record import ProvenanceRecord
from provenance.model.reprint import Edge, Family, Passage
from provenance.model.text import Problem
from provenance.reprints.kinds import ARTICLE, NAMES, QUOTE
from provenance.wire import structure, to_bytes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

FOUND = pa.schema([
    ("section", INT), ("number", LONG), ("turn", INT), ("mark", TEXT), ("severity", TEXT), ("records", pa.list_(TEXT)), ("accepted", FLAG),
    ("finding", BYTES),
])  # fmt: skip
_FAMILY, _DESCENTS, _EDGE, _PASSAGE, _RECORD = range(5)


def find_all(
    stages: Stages, articles: DataFrame, related: tuple[DataFrame, DataFrame, DataFrame], passages: DataFrame, problems: DataFrame,
    policy: Policy, baseline: Baseline,
) -> DataFrame:  # fmt: skip
    """Return all findings in the order `(section, number, turn)`, each with an `again` that counts equal ones from 1."""
    from pyspark.sql import Window  # noqa: PLC0415
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    record_rules, problem_rules = (partial(check, policy=policy, baseline=baseline) for check in (_judge_single, _judge_problem))

    def kin_rules(table: pa.Table) -> pa.Table:
        return _judge_kin(table, policy, baseline)

    def build() -> DataFrame:
        kin = _items(articles, related, passages).groupBy("section", "number").applyInArrow(kin_rules, kind(FOUND))
        single = articles.select("doc", "drafts").mapInArrow(record_rules, kind(FOUND))
        other = problems.mapInArrow(problem_rules, kind(FOUND))
        every = kin.unionByName(single).unionByName(other)
        equal = Window.partitionBy("mark").orderBy("section", "number", "turn")
        return every.withColumn("again", F.row_number().over(equal))

    return stages.make("findings", build)


def _items(articles: DataFrame, related: tuple[DataFrame, DataFrame, DataFrame], passages: DataFrame) -> DataFrame:
    """Return everything that the rules about reprints look at, once for each family and for each article without one that took words."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    families, members, edges = related

    def homed(table: DataFrame, doc: str) -> DataFrame:
        home = members.select(F.col("doc").alias(doc), "label")
        found = table.join(home, doc, "left")
        return found.selectExpr("*", "IF(label IS NULL, 1, 0) AS section", f"coalesce(label, {doc}) AS number").drop("label")

    def items(table: DataFrame, tag: int, first: str, second: str, place: str, json: str, text: str = "CAST(NULL AS STRING)") -> DataFrame:
        names = (f"{tag} AS tag", f"{first} AS first", f"{second} AS second", f"{place} AS place", f"{json} AS json", f"{text} AS text")
        return table.selectExpr("section", "number", *names)

    from_copy = homed(edges, "copy")
    named = families.selectExpr("0 AS section", "label AS number", "family", "descents")
    asked = from_copy.select("section", "number").union(named.select("section", "number")).distinct()
    shared = passages.where(F.col("kind").isin(ARTICLE, QUOTE))
    sides = homed(shared, "a").unionByName(homed(shared, "b")).distinct().join(asked, ["section", "number"], "leftsemi")
    shown = "CAST(to_json(struct(a_start, a_stop, b_start, b_stop, CAST(similarity AS DOUBLE) AS similarity, kind)) AS BINARY)"
    docs = members.selectExpr("doc", "0 AS section", "label AS number")
    for table, names in ((from_copy, ("copy", "source")), (sides, ("a", "b"))):
        for name in names:
            docs = docs.unionByName(table.selectExpr(f"{name} AS doc", "section", "number"))
    texts = docs.distinct().join(articles.select("doc", "record", "text"), "doc")
    return (
        items(named, _FAMILY, "number", "number", "0L", "family")
        .unionByName(items(named, _DESCENTS, "number", "number", "0L", "descents"))
        .unionByName(items(from_copy, _EDGE, "copy", "source", "0L", "edge"))
        .unionByName(items(sides, _PASSAGE, "a", "b", "a_start", shown))
        .unionByName(items(texts, _RECORD, "doc", "doc", "0L", "record", "text"))
    )


class _Lookup:
    """The records and texts of one family."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._rows: dict[str, tuple[bytes, str]] = {}

    def add(self, doc: int, data: bytes, text: str) -> None:
        name: str = orjson.loads(data)["id"]
        self.names[doc] = name
        self._rows[name] = (data, text)

    def record(self, name: str) -> ProvenanceRecord:
        """Return the record with this id."""
        return structure(orjson.loads(self._rows[name][0]), ProvenanceRecord)

    def words(self, name: str, start: int, stop: int) -> str:
        """Return `text[start:stop]` of the record's article."""
        return self._rows[name][1][start:stop]


def _judge_kin(table: pa.Table, policy: Policy, baseline: Baseline) -> pa.Table:
    every = sorted(table.to_pylist(), key=lambda row: (row["tag"], row["first"], row["second"], row["place"]))
    lookup, family, edges, passages, ways = _Lookup(), NO_FAMILY, [], [], ()
    for row in every:
        if row["tag"] == _RECORD:
            lookup.add(row["first"], row["json"], row["text"])
    for row in every:
        if row["tag"] == _FAMILY:
            family = structure(orjson.loads(row["json"]), Family)
        elif row["tag"] == _DESCENTS:
            ways = pickle.loads(row["json"])  # noqa: S301 -- written by this very run
        elif row["tag"] == _EDGE:
            edges.append(structure(orjson.loads(row["json"]), Edge))
        elif row["tag"] == _PASSAGE:
            passages.append(_passage(row, lookup))
    kin = Kin(family, tuple(edges), Shared.of(passages), lookup, ways)
    found = _rows(judge_families(kin, _context(policy)), every[0]["section"], every[0]["number"], policy, baseline)
    return pa.Table.from_batches(list(batches(found, FOUND)), FOUND)


def _passage(row: dict[str, Any], lookup: _Lookup) -> Passage:
    data = orjson.loads(row["json"])
    return passage_of({**data, "a": lookup.names[row["first"]], "b": lookup.names[row["second"]]})


def passage_of(row: dict[str, Any]) -> Passage:
    """Return the passage of a row with ids in the place of document numbers."""
    similarity = round(float(row["similarity"]), 3)
    return Passage(row["a"], row["a_start"], row["a_stop"], row["b"], row["b_start"], row["b_stop"], similarity, NAMES[row["kind"]])


def _judge_single(given: Iterable[pa.RecordBatch], policy: Policy, baseline: Baseline) -> Iterator[pa.RecordBatch]:
    found = (
        row
        for article in rows(given)
        for row in _rows(pickle.loads(article["drafts"]), 2, article["doc"], policy, baseline)  # noqa: S301 -- written by this very run
    )
    yield from batches(found, FOUND)


def _judge_problem(given: Iterable[pa.RecordBatch], policy: Policy, baseline: Baseline) -> Iterator[pa.RecordBatch]:
    context = _context(policy)
    found = (row for item in rows(given) for row in _rows(judge_problems(problem_of(item), context), 3, item["doc"], policy, baseline))
    yield from batches(found, FOUND)


def problem_of(row: dict[str, Any]) -> Problem:
    """Return the problem of a row."""
    return Problem(row["source"], row["stage"], row["code"], row["detail"], refused=row["refused"])


def _context(policy: Policy) -> Context:
    return Context(policy, Houses(load(), policy.groups))


def _rows(drafts: Iterable[Draft], section: int, place: int, policy: Policy, baseline: Baseline) -> Iterator[tuple[Any, ...]]:
    """Yield the findings that drafts make under a policy, each as the first of its kind."""
    for turn, draft in enumerate(drafts):
        for found in number([draft], policy):
            accepted = baseline.accepts(found.fingerprint)
            yield section, place, turn, found.fingerprint, found.severity, list(found.records), accepted, to_bytes(found)


def renamed(data: bytes, again: int) -> tuple[str, bytes]:
    """Return id and JSON of a finding that is the `again`th of equal ones."""
    row = orjson.loads(data)
    if again > 1:
        row["id"] = f"{row['id']}-{again}"
    return row["id"], orjson.dumps(row)
