"""Families, and arrows between and inside them: each family, small beside the corpus, is one piece of work for one executor."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from provenance.engines.spark.components import label
from provenance.engines.spark.meetings import MEETINGS, local, of_table
from provenance.engines.spark.stages import Stages, kind
from provenance.engines.spark.tables import BYTES, LONG
from provenance.model.reprint import Edge
from provenance.reprints.citations import suppliers
from provenance.reprints.families import Library, one_family, one_quote
from provenance.reprints.kinship import Group, groups, shared
from provenance.reprints.meetings import in_order
from provenance.reprints.signals import Signals
from provenance.wire import to_bytes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

EDGES = pa.list_(pa.struct([("copy", LONG), ("source", LONG), ("edge", BYTES)]))
FAMILIES = pa.schema([("label", LONG), ("family", BYTES), ("descents", BYTES), ("edges", EDGES)])
QUOTES = pa.schema([("copy", LONG), ("source", LONG), ("edge", BYTES)])


def relate(stages: Stages, articles: DataFrame, kinds: DataFrame) -> tuple[DataFrame, DataFrame, DataFrame]:
    """Return families `(label, family, descents)`, members `(doc, label)` and edges `(copy, source, edge)`.

    A family is called by its first text.
    """
    members = stages.make("members", lambda: label(stages, "families", kinds.where("joins").select("a", "b")))
    texts = articles.select("doc", "text", "signals")

    def build() -> DataFrame:
        joined = kinds.where("joins").join(members.withColumnRenamed("doc", "a"), "a").select("label", *MEETINGS.names)
        known = stages.table("members").join(texts, "doc")
        return joined.groupBy("label").cogroup(known.groupBy("label")).applyInArrow(_family, kind(FAMILIES))

    found = stages.make("families", build)
    stages.make("quoted", lambda: _quoted(kinds, members))
    quotes = stages.make("quotes", lambda: _quotes(stages.table("quoted"), stages.table("quoted"), texts))
    inner = found.selectExpr("explode(edges) AS e").selectExpr("e.copy AS copy", "e.source AS source", "e.edge AS edge")
    return found.select("label", "family", "descents"), members, inner.unionByName(quotes)


def _quoted(kinds: DataFrame, members: DataFrame) -> DataFrame:
    """Return the meetings of families, or texts without one, that share no more than quotations."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    rows = kinds.where("related AND NOT joins").select(*MEETINGS.names)
    for side in ("a", "b"):
        homes = members.select(F.col("doc").alias(side), F.col("label").alias(f"{side}_home"))
        rows = rows.join(homes, side, "left").withColumn(f"{side}_home", F.coalesce(f"{side}_home", side))
    return rows.where("a_home <> b_home").selectExpr("*", "least(a_home, b_home) AS low", "greatest(a_home, b_home) AS high")


def _quotes(rows: DataFrame, again: DataFrame, texts: DataFrame) -> DataFrame:
    """Return an edge for every two of them."""
    sides = [again.selectExpr("low", "high", f"{side} AS doc", f"{side}_home AS label") for side in ("a", "b")]
    known = sides[0].union(sides[1]).distinct().join(texts, "doc")
    return rows.groupBy("low", "high").cogroup(known.groupBy("low", "high")).applyInArrow(_quote, kind(QUOTES))


class _Group:
    """The meetings and the articles of one piece of work."""

    def __init__(self, rows: pa.Table, texts: pa.Table) -> None:
        """Read the tables; documents are numbered within the group, in their order."""
        meetings, spans = in_order(*of_table(rows.select(MEETINGS.names)))
        self.docs, near = local(meetings)
        self.whole: Group = next(groups(shared(near, spans), [range(len(near))]))
        self._texts = texts
        found = {doc: row for row, doc in enumerate(texts.column("doc").to_pylist())}
        self._place = [found[doc] for doc in self.docs.tolist()]
        self._number: dict[str, int] = {}

    def library(self) -> Library:
        """Return where the relations are read."""
        return Library(self.signals, self.text, suppliers().__contains__)

    def signals(self, doc: int) -> Signals:
        """Return the signals of a document."""
        found: Signals = pickle.loads(self._texts.column("signals")[self._place[doc]].as_py())  # noqa: S301 -- written by this very run
        return found

    def text(self, doc: int) -> str:
        """Return the text of a document."""
        found: str = self._texts.column("text")[self._place[doc]].as_py()
        return found

    def labels(self) -> Any:
        """Return the family of every document."""
        return np.array([self._texts.column("label")[row].as_py() for row in self._place], np.int64)

    def edge(self, found: Edge) -> dict[str, Any]:
        """Return an edge as a row."""
        if not self._number:
            self._number = {self.signals(doc).id: int(number) for doc, number in enumerate(self.docs)}
        return {"copy": self._number[found.copy], "source": self._number[found.source], "edge": to_bytes(found)}


def _family(rows: pa.Table, texts: pa.Table) -> pa.Table:
    group = _Group(rows, texts)
    family, edges, ways = one_family(group.whole, group.library())
    arrows = [group.edge(edge) for edge in edges]
    row = {"label": int(group.docs[0]), "family": to_bytes(family), "descents": pickle.dumps(ways), "edges": arrows}
    return pa.Table.from_pylist([row], FAMILIES)


def _quote(rows: pa.Table, texts: pa.Table) -> pa.Table:
    group = _Group(rows, texts)
    edge = one_quote(group.whole, group.labels(), group.library())
    return pa.Table.from_pylist([group.edge(edge)], QUOTES)
