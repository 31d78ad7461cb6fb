"""What shared pieces are: the rules of `reprints.kinds` over shares of the pairs, and the counting between them as joins and groups."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from provenance.engines.spark.components import label
from provenance.engines.spark.meetings import (
    CELLS,
    KINDS,
    LOOKED,
    MEETINGS,
    SURE,
    VIEWS,
    beside,
    column,
    listed,
    local,
    of_table,
)  # fmt: skip
from provenance.engines.spark.stages import Stages, kind
from provenance.engines.spark.tables import rows
from provenance.reprints.citations import Citations
from provenance.reprints.frames import AT_ODDS
from provenance.reprints.furniture import HOMES, carried, homes
from provenance.reprints.kinds import NEAR, NOTHING, Facts, Look, View, decide, look, nearness, questions, view
from provenance.reprints.letters import Ints
from provenance.reprints.moulds import MANY, Company, sure_pairs

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Batches = Iterable[pa.RecordBatch]
_DOC, _CELL = 32, (1 << 32) - 1
ASKED = pa.schema([("a", pa.int64()), ("b", pa.int64())])


def decide_all(stages: Stages, articles: DataFrame, meetings: DataFrame) -> DataFrame:
    """Return the meetings with the kinds of their pieces and what follows for families."""
    looked = _looked(stages, articles, meetings)
    marked = _marked(stages, looked)
    views = stages.make("views", lambda: _beside(looked, marked).mapInArrow(_view, kind(VIEWS)))
    cited = _cited(stages, articles, views)

    def build() -> DataFrame:
        from pyspark.sql import functions as F  # noqa: N812, PLC0415

        answered = views.join(cited.withColumn("cited", F.lit(True)), ["a", "b"], "left")
        found = answered.drop("questions").mapInArrow(_decide, kind(KINDS))
        return meetings.join(found, ["a", "b"])

    return stages.make("kinds", build)


def _looked(stages: Stages, articles: DataFrame, meetings: DataFrame) -> DataFrame:
    def build() -> DataFrame:
        sure = stages.make("sure", lambda: meetings.mapInArrow(_sure, kind(SURE)).where("filling OR version"))
        tallies, frames = _company(stages, sure)
        known = articles.select("doc", "end", "outlet").join(tallies, "doc", "left").join(frames, "doc", "left")
        known = known.selectExpr("doc", "end", "outlet", "fillings", "versions", "coalesce(frame, -1) AS frame")
        return _both(meetings, known).mapInArrow(_look, kind(LOOKED))

    return stages.make("looked", build)


def _company(stages: Stages, sure: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Return `(doc, fillings, versions)` and `(doc, frame)`: the company that texts keep, counted as `moulds.company` does."""
    ends = "SELECT {0} AS doc, {1} AS other, {0}_shared AS shared, filling, version FROM {{sure}}"
    sides = stages.spark.sql(f"{ends.format('a', 'b')} UNION ALL {ends.format('b', 'a')}", sure=sure)
    tallies = stages.spark.sql(
        "SELECT doc, sum(int(filling)) AS fillings, sum(int(version)) AS versions FROM {sides} GROUP BY doc", sides=sides
    )
    tallies = stages.make("tallies", lambda: tallies)
    frames = stages.spark.sql(
        """
        WITH many AS (SELECT doc FROM {tallies} WHERE fillings >= {many}),
        form AS (SELECT doc, other FROM {sides} LEFT SEMI JOIN many USING (doc) WHERE filling AND other IN (SELECT doc FROM many)),
        odds AS (
          SELECT x.doc AS doc, x.other AS other, x.shared AS shared, count(*) AS times
          FROM {sides} x JOIN form ON x.other = form.doc JOIN {sides} y ON y.doc = x.doc AND y.other = form.other
          WHERE x.version AND y.version
          GROUP BY x.doc, x.other, x.shared
        )
        SELECT doc, sort_array(collect_list(shared))[count(*) div 2] AS frame
        FROM odds GROUP BY doc HAVING sum(times) div 2 >= {at_odds}
        """,
        sides=sides,
        tallies=tallies,
        many=MANY,
        at_odds=AT_ODDS,
    )
    return tallies, frames


def _both(pairs: DataFrame, known: DataFrame) -> DataFrame:
    """Put what is known of documents beside both texts of each pair, in columns `a_...` and `b_...`."""
    for side in ("a", "b"):
        pairs = pairs.join(known.toDF(side, *(f"{side}_{name}" for name in known.columns[1:])), side, "left")
    return pairs


def _marked(stages: Stages, looked: DataFrame) -> DataFrame:
    """Return `(doc, cells)`: the cells of each text that are furniture."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    def listed_by_doc(cells: DataFrame) -> DataFrame:
        return cells.groupBy("doc").agg(F.collect_set("cell").alias("cells"))

    def build() -> DataFrame:
        home = label(stages, "homes", looked.where("close").select("a", "b"))
        loose = _both(looked.where("NOT close AND NOT template"), home)
        cells = loose.mapInArrow(_homes, kind(CELLS)).groupBy("doc", "cell").agg(F.count_distinct("home").alias("n"))
        return cells.where(F.col("n") > HOMES).select("doc", "cell")

    crowded = stages.make("crowded", build)

    def carry() -> DataFrame:
        more = _beside(looked.where("NOT close AND NOT template"), listed_by_doc(crowded)).mapInArrow(_carried, kind(CELLS))
        return listed_by_doc(crowded.unionByName(more.select("doc", "cell")))

    return stages.make("marked", carry)


def _beside(looked: DataFrame, marked: DataFrame) -> DataFrame:
    return _both(looked, marked)


def _cited(stages: Stages, articles: DataFrame, views: DataFrame) -> DataFrame:
    """Return the pairs `(a, b)` in which somebody is named beside shared words."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    def build() -> DataFrame:
        asked = views.select("a", "b", F.explode("questions").alias("q")).select("a", "b", "q.doc", "q.start", "q.stop")
        by_doc = asked.groupBy("doc").agg(F.collect_list(F.struct("a", "b", "start", "stop")).alias("asked"))
        met = views.selectExpr("a AS doc").union(views.selectExpr("b AS doc")).distinct()
        named = articles.where("length(outlet_name) > 1").join(met, "doc", "leftsemi")
        names = named.groupBy("outlet_name").agg(F.max_by("outlet", "doc").alias("outlet"))
        listed_names = {row["outlet_name"]: row["outlet"] for row in names.toLocalIterator()}
        shared = stages.spark.sparkContext.broadcast(listed_names)
        told = by_doc.join(articles.select("doc", "text", "signals"), "doc").mapInArrow(partial(_answer, names=shared), kind(ASKED))
        return told.distinct()

    return stages.make("cited", build)


def _each(given: Batches, work: Callable[[pa.RecordBatch], pa.RecordBatch | pa.Table]) -> Iterator[pa.RecordBatch]:
    for batch in given:
        if batch.num_rows:
            made = work(batch)
            yield from made.to_batches() if isinstance(made, pa.Table) else [made]


def _sure(given: Batches) -> Iterator[pa.RecordBatch]:
    def work(batch: pa.RecordBatch) -> pa.RecordBatch:
        meetings, _ = of_table(batch)
        flags = [pa.array(found) for found in sure_pairs(meetings, nearness(meetings) >= NEAR)]
        ends, shared = (([batch.column(name) for name in names]) for names in (("a", "b"), ("a_shared", "b_shared")))
        return pa.record_batch([*ends, *flags, *shared], schema=SURE)

    return _each(given, work)


def _look(given: Batches) -> Iterator[pa.RecordBatch]:
    def work(batch: pa.RecordBatch) -> pa.RecordBatch:
        meetings, _ = of_table(batch)
        docs, near = local(meetings)
        known = Company(*(beside(near, len(docs), *_sides(batch, name)) for name in ("fillings", "versions", "frame")))
        seen = look(near, Facts(beside(near, len(docs), *_sides(batch, "end")), _outlets(batch, near, len(docs))), known)
        columns = [batch.column(name) for name in MEETINGS.names]
        columns += [pa.array(seen.template), pa.array(seen.close), pa.array(seen.foreign), batch.column("a_end"), batch.column("b_end")]
        return pa.record_batch(columns, schema=LOOKED)

    return _each(given, work)


def _sides(batch: pa.RecordBatch, name: str) -> tuple[Any, Any]:
    a, b = (np.asarray(batch.column(f"{side}_{name}").fill_null(0)) for side in ("a", "b"))
    return a.astype(np.int64), b.astype(np.int64)


def _outlets(batch: pa.RecordBatch, near: Any, count: int) -> Ints:
    """Return a number for the outlet of each document, a negative one of its own where it is not known."""
    numbers: dict[str, int] = {}
    found = -1 - np.arange(count)
    for places, side in ((near.a, "a_outlet"), (near.b, "b_outlet")):
        for place, name in zip(places.tolist(), batch.column(side).to_pylist(), strict=True):
            if name:
                found[place] = numbers.setdefault(name, len(numbers))
    return found


def _homes(given: Batches) -> Iterator[pa.RecordBatch]:
    def work(batch: pa.RecordBatch) -> pa.RecordBatch:
        meetings, spans = of_table(batch)
        docs, near = local(meetings)
        own = [np.asarray(pc.coalesce(batch.column(f"{side}_label"), batch.column(side))) for side in ("a", "b")]
        seen = Look(*(column(batch, name) for name in ("template", "close", "foreign")))
        cells, groups = homes(near, spans, beside(near, len(docs), *own), seen.stray(spans))
        return _cell_rows(docs, cells, groups)

    return _each(given, work)


def _cell_rows(docs: Ints, cells: Ints, groups: Ints) -> pa.RecordBatch:
    every = np.unique(np.stack([docs[cells >> _DOC], cells & _CELL, groups]), axis=1) if len(cells) else np.empty((3, 0), np.int64)
    return pa.record_batch([pa.array(values, pa.int64()) for values in every], schema=CELLS)


def _cells(batch: pa.RecordBatch, near: Any) -> Ints:
    """Return the marked cells of all documents of a batch, sorted."""
    found = [np.empty(0, np.int64)]
    for places, side in ((near.a, "a_cells"), (near.b, "b_cells")):
        lists = batch.column(side)
        lengths = np.asarray(lists.value_lengths().fill_null(0))
        found.append((np.repeat(places.astype(np.int64), lengths) << _DOC) | np.asarray(lists.flatten()))
    return np.unique(np.concatenate(found))


def _carried(given: Batches) -> Iterator[pa.RecordBatch]:
    def work(batch: pa.RecordBatch) -> pa.RecordBatch:
        meetings, spans = of_table(batch)
        docs, near = local(meetings)
        cells = carried(near, spans, np.ones(len(spans), np.bool_), _cells(batch, near))
        return _cell_rows(docs, cells, np.zeros(len(cells), np.int64))

    return _each(given, work)


def _view(given: Batches) -> Iterator[pa.RecordBatch]:
    def work(batch: pa.RecordBatch) -> pa.RecordBatch:
        meetings, spans = of_table(batch)
        docs, near = local(meetings)
        seen = Look(*(column(batch, name) for name in ("template", "close", "foreign")))
        facts = Facts(beside(near, len(docs), *_sides(batch, "end")), np.zeros(len(docs), np.int64))
        found = view(near, spans, facts, seen, _cells(batch, near))
        asked: list[list[dict[str, int]]] = [[] for _ in range(len(meetings))]
        for row, doc, start, stop in questions(near, spans, found):
            asked[row].append({"doc": int(docs[doc]), "start": start, "stop": stop})
        rows = np.searchsorted(spans.row, np.arange(len(meetings) + 1))
        furniture, last = listed(rows, found.furniture), listed(rows, found.last)
        columns = [batch.column(name) for name in ("a", "b", "template", "close", "foreign")]
        columns += [pa.array(values) for values in (found.near, found.small, found.shared, found.chain)]
        return pa.record_batch([*columns, furniture, last, pa.array(asked, VIEWS.field("questions").type)], schema=VIEWS)

    return _each(given, work)


def _answer(given: Batches, names: Any) -> Iterator[pa.RecordBatch]:
    citations = _citations(names)
    for row in rows(given):
        known = pickle.loads(row["signals"])  # noqa: S301 -- written by this very run
        hits = [(one["a"], one["b"]) for one in row["asked"] if citations.beside(known, row["text"], one["start"], one["stop"])]
        yield pa.record_batch([pa.array([hit[side] for hit in hits], pa.int64()) for side in (0, 1)], schema=ASKED)


@lru_cache(1)
def _citations(names: Any) -> Citations:
    return Citations(names.value)


def _decide(given: Batches) -> Iterator[pa.RecordBatch]:
    def work(batch: pa.RecordBatch) -> pa.RecordBatch:
        lengths = np.asarray(batch.column("furniture").value_lengths())
        marks = [batch.column(name).flatten().to_numpy(zero_copy_only=False) for name in ("furniture", "last")]
        furniture, last = (np.asarray(some, np.bool_) for some in marks)
        found = View(furniture, last, *(column(batch, name) for name in ("near", "small", "shared", "longest")))
        seen = Look(*(column(batch, name) for name in ("template", "close", "foreign")))
        cited = batch.column("cited").fill_null(False).to_numpy(zero_copy_only=False)
        made = decide(np.repeat(np.arange(batch.num_rows), lengths), seen, found, cited)
        kinds = listed(np.concatenate([[0], np.cumsum(lengths)]), made.span.astype(np.int32))
        columns = [batch.column("a"), batch.column("b"), pa.array(made.joins), pa.array(made.related), kinds]
        return pa.record_batch(columns, schema=KINDS)

    return _each(given, work)


def passages(kinds: DataFrame) -> DataFrame:
    """Return the shared passages, one a row."""
    names = ("a_start", "a_stop", "b_start", "b_stop", "similarity", "kinds")
    zipped = kinds.selectExpr("a", "b", f"explode(arrays_zip({', '.join(names)})) AS p")
    return zipped.selectExpr("a", "b", *(f"p.{name} AS {name}" for name in names[:-1]), "p.kinds AS kind").where(f"kind <> {NOTHING}")
