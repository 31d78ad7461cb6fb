"""The engine for corpora beyond one machine: the same rules as the local engine, with Spark to move the data.

Nothing that grows with the corpus comes to the driver, except a line of the manifest for each input file and the names of publishers.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson

from provenance.engines.finish import Written
from provenance.engines.place import prepare
from provenance.engines.plan import Plan, address_of
from provenance.engines.run import Run, manifest_of
from provenance.engines.spark import articles as second
from provenance.engines.spark import families as kin
from provenance.engines.spark import findings as judged
from provenance.engines.spark import kinds, numbers, output, pairs, read, records, remote
from provenance.engines.spark.place import STORE, Place, prepare_address
from provenance.engines.spark.session import SMALL, session
from provenance.engines.spark.stages import Stages
from provenance.engines.spark.texts import Texts
from provenance.errors import InputError
from provenance.readers import Input, parse_mapping, sources
from provenance.wire import plain

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SHARE = 8 << 20
"""Bytes of input for one task of the stages that carry texts."""
_WIDEST = 20_000


def run(plan: Plan) -> Run:
    """Audit the inputs of a plan into its audit folder; the rest as in the local engine, whose files these equal byte for byte."""
    started, clock = datetime.now(UTC), time.monotonic()
    parse_mapping(dict(plan.mapping))  # a caller's mistake is told before Spark starts
    addresses = [path for path in plan.inputs if address_of(path)]
    inputs = sources([path for path in plan.inputs if not address_of(path)], plan.choice)
    size = sum(item.size for item in inputs if isinstance(item, Input))
    with session(plan.jobs, SMALL if addresses else size) as spark:  # how much lies there is not known yet
        place = Place(spark, plan.address or plan.out.absolute().as_uri())
        stages = Stages(spark, f"{place.address}/{STORE}", lambda name: plan.progress(name, 0, 0))
        spread = read.spread(stages, inputs, plan.jobs)
        files = read.digests(spread)
        far = remote.Remote(stages, plan, addresses) if addresses else None
        if far:
            files = tuple(sorted((*files, *far.digests()), key=lambda item: item.path))
            size += far.size
        prepare_address(place, plan, files) if plan.address else prepare(plan, files)
        first = _first(stages, plan, spread, far, _width(plan, size))
        told = first.selectExpr("explode(columns) AS c").select("c.*").distinct().collect()
        columns = {(row["field"], row["column"]) for row in told} | (far.columns() if far else set())
        written, grave, refused = _audit(stages, plan, first, _width(plan, size))
        manifest = manifest_of(plan, files, sorted(columns), refused, written, started, clock)
        data = orjson.dumps(plain(manifest), option=orjson.OPT_INDENT_2) + b"\n"
        if plan.address:
            place.write("manifest.json", data)
            place.remove(STORE)
        else:
            (plan.staged / "manifest.json").write_bytes(data)
    return Run(manifest, grave, written.accepted, Texts(plan.store / "articles"), plan.staged)


def _first(stages: Stages, plan: Plan, spread: DataFrame, far: remote.Remote | None, width: int) -> DataFrame:
    """Return all articles as the first stage notes them, with a `key` each; raise InputError when there is nothing at all."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 -- an extra, under the name that everybody gives it

    def build() -> DataFrame:
        noted = read.note(plan, spread, width)
        return (noted.unionByName(far.noted(width)) if far else noted).withColumn("key", F.monotonically_increasing_id())

    first = stages.make("read", build)
    if first.isEmpty():
        raise InputError(f"Nothing to read in {', '.join(plan.inputs)}.", "Name files or folders that hold articles.")
    return first


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
        if plan.address:
            rows[name] = output.write_parts(table, name, plan.address)
        else:
            rows[name] = output.write(table, str(plan.store / f"{name}.lines"), plan.staged / f"{name}.jsonl")
    counts = output.counts_of(found, "severity", "accepted")
    grave = {severity: count for (severity, accepted), count in counts.items() if not accepted}
    accepted = sum(count for (_, known), count in counts.items() if known)
    return Written(**rows, accepted=accepted), grave, problems.where("refused").count()
