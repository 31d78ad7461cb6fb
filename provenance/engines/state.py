"""What an audit keeps, so that articles can be added to it without reading its texts again: the folder `state/`.

Everything stands in the order of the article ids: texts, records as read and as completed, signals and findings (packed strings),
fingerprints and aligned pairs (Arrow), and in `state.json` what the audit was made of and with. The same articles give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import orjson
from attrs import evolve, frozen

from provenance.catalog import load
from provenance.engines.completed import Completed
from provenance.engines.corpus import Articles, problem_order
from provenance.engines.packs import PackWriter
from provenance.engines.parts import Part, open_part, problem_row, write_index
from provenance.engines.plan import Plan
from provenance.engines.prints import STRINGS
from provenance.engines.tables import load_aligned, merge_prints, save_aligned
from provenance.errors import OutputError
from provenance.model.audit import InputFile
from provenance.records import VERSION
from provenance.records.sites import SiteNotices
from provenance.reprints import Aligned

NAME = "state"
FORMAT = 3
_FIRST = ("records", "texts", "lines")


@frozen(eq=False)
class State:
    """What a finished audit has kept: `part` holds its articles as one part of the input, row k is article k in the order of ids."""

    folder: Path
    part: Part
    ids: tuple[str, ...]
    inputs: tuple[InputFile, ...]
    mapping: tuple[tuple[str, str], ...]
    digest: str

    def articles(self) -> Completed:
        """Return the articles of the audit."""
        rows = np.arange(len(self.ids), dtype=np.int32)
        first = Articles(self.ids, [self.folder], np.zeros_like(rows), rows)
        return Completed(first, [self.folder], np.stack([np.zeros_like(rows), rows], axis=1))

    def aligned(self) -> Aligned:
        """Return the pairs of articles that the audit has aligned."""
        return load_aligned(self.folder)


def open_state(out: Path) -> State:
    """Return what the audit in a folder has kept; raise OutputError when it is no audit, or keeps nothing."""
    folder = out / NAME
    try:
        data = (folder / "state.json").read_bytes()
        known = orjson.loads(data)
        inputs = tuple(InputFile(**row) for row in known["inputs"])
        part, ids = open_part(folder), tuple(orjson.loads((folder / "ids.json").read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            f"{out} is not an audit that articles can be added to: it has no readable {NAME}/ folder.",
            "Audit everything anew with `provenance audit PATHS --out DIR`, then add to that.",
        ) from error
    mapping = tuple((name, column) for name, column in known["mapping"])
    return State(folder, part, ids, inputs, mapping, hashlib.sha256(data).hexdigest())


def check(state: State, plan: Plan) -> Plan:
    """Return the plan for adding to an audit, with its mapping; raise OutputError when the audit was made with something else."""
    known = orjson.loads((state.folder / "state.json").read_bytes())
    anew = f"Audit everything anew: `provenance audit PATHS --out {plan.out}`, with the old and the new inputs."
    for what, mine in (("program", [VERSION, FORMAT]), ("catalog", load().digest)):
        if known[what] != mine:
            raise OutputError(f"The audit in {plan.out} was made with another version of the {what}.", anew)
    if known["policy"] != plan.policy.digest:
        raise OutputError(f"The audit in {plan.out} was judged by another policy.", f"Give the same --policy. Or: {anew}")
    if plan.mapping and sorted(plan.mapping) != sorted(state.mapping):
        raise OutputError(f"The audit in {plan.out} was read with other columns.", f"Give the same --map, or leave it out. Or: {anew}")
    if plan.choice != known["choice"]:
        raise OutputError(f"The audit in {plan.out} was read as {known['choice']}.", f"Choose the same input format. Or: {anew}")
    return evolve(plan, mapping=state.mapping)


def keep(
    plan: Plan, parts: Sequence[Part], completed: Completed, prints: Sequence[Path], aligned: Aligned | None, inputs: Sequence[InputFile]
) -> None:
    """Write the state of a finished run into what is staged."""
    folder = plan.staged / NAME
    folder.mkdir(parents=True, exist_ok=True)
    for kind in _FIRST:
        with PackWriter(folder / f"{kind}.pack") as out:
            out.add_all(completed.every(kind))
    for kind in STRINGS:
        with PackWriter(folder / f"{kind}.pack") as out:
            out.add_all(completed.every_made(kind))
    np.save(folder / "lights.npy", completed.lights())
    merge_prints(prints, folder / "prints.arrow", len(completed))
    save_aligned(folder, aligned)
    _index(folder, parts, completed)
    known = {
        "program": [VERSION, FORMAT],
        "catalog": load().digest,
        "policy": plan.policy.digest,
        "mapping": sorted(plan.mapping),
        "choice": plan.choice,
        "inputs": [{"path": item.path, "sha256": item.sha256, "bytes": item.bytes} for item in inputs],
    }
    (folder / "ids.json").write_bytes(orjson.dumps(completed.ids))
    (folder / "state.json").write_bytes(orjson.dumps(known, option=orjson.OPT_INDENT_2) + b"\n")


def _index(folder: Path, parts: Sequence[Part], completed: Completed) -> None:
    """Write the index of all parts as that of one part whose rows are in the order of ids."""
    notices = SiteNotices()
    for part in parts:
        notices.merge(part.notices)
    keys = []
    for doc in range(len(completed)):
        number, row = completed.place(doc)
        keys.append(parts[number].keys[row])
    problems = sorted((problem for part in parts for problem in part.problems), key=problem_order)
    columns = sorted({column for part in parts for column in part.columns})
    write_index(folder, keys, [problem_row(problem) for problem in problems], notices, columns)
