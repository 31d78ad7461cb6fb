"""The engine for corpora beyond one machine: the same rules as the local engine, with Spark to move the data.

Nothing that grows with the corpus comes to the driver, except a line of the manifest for each input file and the names of publishers.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import orjson

from provenance.engines.finish import Written
from provenance.engines.place import prepare
from provenance.engines.plan import PREVIEWED, SHARD_BYTES, Plan
from provenance.engines.run import Run, manifest_of
from provenance.engines.spark import articles as second
from provenance.engines.spark import families as kin
from provenance.engines.spark import findings as judged
from provenance.engines.spark import kinds, numbers, output, pairs, read, records
from provenance.engines.spark.session import SMALL, session
from provenance.engines.spark.stages import Stages
from provenance.engines.spark.texts import Texts
from provenance.errors import InputError
from provenance.readers import Input, guessed, shards, sources
from provenance.wire import plain

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SHARE = 8 << 20
"""Bytes of input for one task of the stages that carry texts."""
_WIDEST = 20_000


def run(plan: Plan) -> Run:
    """Audit the inputs of a plan into its audit folder; the rest as in the local engine, whose files these equal byte for byte."""
    started, clock = datetime.now(UTC), time.monotonic()
    inputs = sources(plan.inputs, plan.choice)
    columns = {pair for shard in islice(shards(inputs, SHARD_BYTES, mapping=dict(plan.mapping)), PREVIEWED) for pair in guessed(shard)}
    size = sum(item.size for item in inputs if isinstance(item, Input))
    width = _width(plan, size)
    with session(plan.jobs, size) as spark:
        stages = Stages(spark, str(plan.store.absolute()), lambda name: plan.progress(name, 0, 0))
        spread = read.spread(stages, inputs, width)
        files = read.digests(spread)
        prepare(plan, files)
        first = read.read(stages, plan, spread, width)
        if first.isEmpty():
            raise InputError(f"Nothing to read in {', '.join(plan.inputs)}.", "Name files or folders that hold articles.")
        written, grave, refused = _audit(stages, plan, first, width)
    manifest = manifest_of(plan, files, sorted(columns), refused, written, started, clock)
    (plan.staged / "manifest.json").write_bytes(orjson.dumps(plain(manifest), option=orjson.OPT_INDENT_2) + b"\n")
    return Run(manifest, grave, written.accepted, Texts(plan.store / "articles"), plan.staged)


def _width(plan: Plan, size: int) -> int:
    """Return into how many tasks the stages that carry texts are cut."""
    return max(plan.jobs if size < SMALL else 2 * plan.jobs, min(_WIDEST, -(-size // _SHARE)))


def _audit(stages: Stages, plan: Plan, first: DataFrame, width: int) -> tuple[Written, dict[str, int], int]:
    """Run every stage after reading; return what was written, the open findings by severity and the number of refused inputs."""
    names, notes = numbers.name_all(stages, first)
    numbered = numbers.number_all(stages, "numbers", names, ["id"])
    known = first.selectExpr("explode(problems) AS p").select("p.*").unionByName(notes)
    problems = numbers.number_all(stages, "problems", known, ["source", "stage", "code", "detail"])
    every = second.complete(stages, first, numbered, plan.policy, width)
    met = pairs.align(stages, every, pairs.choose(stages, every))
    shared = kinds.decide_all(stages, every, met)
    passages = stages.make("passages", lambda: kinds.passages(shared))
    related = kin.relate(stages, every, shared)
    found = judged.find_all(stages, every, related, passages, problems, plan.policy, plan.baseline)
    lines = {
        "records": records.record_all(every, related, passages, found, width),
        "passages": output.passage_lines(every, passages),
        "edges": output.json_lines(related[2], "edge", "copy", "source"),
        "families": output.json_lines(related[0], "family", "label"),
        "findings": output.finding_lines(found),
        "problems": output.problem_lines(problems),
    }
    rows = {}
    for name, table in lines.items():
        plan.progress(f"write {name}", 0, 0)
        rows[name] = output.write(table, stages.place(f"{name}.lines"), plan.staged / f"{name}.jsonl")
    counts = output.counts_of(found, "severity", "accepted")
    grave = {severity: count for (severity, accepted), count in counts.items() if not accepted}
    accepted = sum(count for (_, known), count in counts.items() if known)
    return Written(**rows, accepted=accepted), grave, problems.where("refused").count()
