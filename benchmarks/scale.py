"""What an audit costs as the corpus grows: CPU-seconds and bytes of every stage, peak memory, growth exponent, and what adding costs.

    python benchmarks/scale.py 2k.jsonl 8k.jsonl 32k.jsonl [--add NEW.jsonl] [--jobs 1] [--into FOLDER]

Each corpus is audited in a process of its own. CPU-seconds are those of this process and its workers, whose time is known only when they
end: with more than one of them the sums hold and the stages do not. Peak memory is the largest resident set of any one process. `--add`
adds a file to the audit of the last corpus and measures that, too. The table is Markdown.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STAGES = ("start", "read", "share", "fingerprint", "pairs", "align", "relate", "judge", "write", "keep", "report", "publish")
NAMES = {
    "start": "start of the process",
    "read": "reading and records",
    "share": "what outlets share",
    "fingerprint": "completing, signals, fingerprints, rules about single articles",
    "pairs": "candidate pairs",
    "align": "alignment",
    "relate": "kinds, families, edges",
    "judge": "rules about families, findings",
    "write": "records, passages, edges",
    "keep": "what is kept for the next audit",
    "report": "report",
    "publish": "moving into place",
}


def cpu() -> float:
    """Return the CPU-seconds of this process and of workers that have ended."""
    return sum(item.ru_utime + item.ru_stime for item in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def measure(inputs: list[str], out: Path, jobs: int, *, add: bool) -> dict[str, object]:
    """Audit some files in this process and return what each stage cost."""
    from provenance.api import audit_folder  # noqa: PLC0415 -- the imports are part of what is measured
    from provenance.audits import load_policy  # noqa: PLC0415
    from provenance.engines import Plan  # noqa: PLC0415
    from provenance.workers import collect_rarely  # noqa: PLC0415

    collect_rarely()  # as the command line does
    spent: dict[str, float] = {}
    now = {"stage": "start", "at": 0.0}

    def told(stage: str, _done: int, _total: int) -> None:
        if stage != now["stage"]:
            at = cpu()
            spent[str(now["stage"])] = spent.get(str(now["stage"]), 0) + at - float(now["at"])
            now.update(stage=stage, at=at)

    done = audit_folder(Plan(tuple(inputs), out, load_policy(None), jobs=jobs, add=add, progress=told))
    told("end", 0, 0)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    read = sum(item.bytes for item in done.manifest.inputs)
    return {"spent": spent, "articles": done.manifest.counts.records, "peak": peak * 1024, "read": read, "sizes": sizes(out)}


def sizes(out: Path) -> dict[str, int]:
    """Return the bytes of an audit folder by what they are for."""
    found = {"records, findings, passages, edges, families": 0, "report": 0, "state": 0}
    for path in out.rglob("*"):
        if path.is_file():
            top = path.relative_to(out).parts[0]
            found[top if top in found else next(iter(found))] += path.stat().st_size
    return found


def apart(inputs: list[str], out: Path, jobs: int, *, add: bool) -> dict[str, object]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, *inputs, "--one", str(out), "--jobs", str(jobs), *(["--to-it"] if add else [])]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def table(found: list[dict[str, object]]) -> str:
    """Return the measurements as a Markdown table, a column for each corpus."""
    heads = [f"{one['articles']:,} articles" for one in found]
    lines = ["| CPU-seconds (ms an article) | " + " | ".join(heads) + " |", "|---" * (len(found) + 1) + "|"]
    rows = [(NAMES[stage], [one["spent"].get(stage, 0.0) for one in found]) for stage in STAGES]  # type: ignore[attr-defined]
    rows.append(("all", [sum(one["spent"].values()) for one in found]))  # type: ignore[attr-defined]
    for name, values in rows:
        cells = [f"{value:.2f} ({1000 * value / int(str(one['articles'])):.3f})" for value, one in zip(values, found, strict=True)]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines.append("| peak memory, MB | " + " | ".join(f"{int(str(one['peak'])) / 1e6:.0f}" for one in found) + " |")
    lines.append(
        "| bytes read an article | " + " | ".join(f"{int(str(one['read'])) / int(str(one['articles'])):.0f}" for one in found) + " |"
    )
    for name in found[0]["sizes"]:  # type: ignore[attr-defined]
        cells = [f"{one['sizes'][name] / int(str(one['articles'])):.0f}" for one in found]  # type: ignore[index]
        lines.append(f"| bytes of {name} an article | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def exponent(first: dict[str, object], last: dict[str, object]) -> float:
    """Return by which power of the number of articles the CPU-seconds grow, the start of the process left out."""
    spent = [sum(value for stage, value in one["spent"].items() if stage != "start") for one in (first, last)]  # type: ignore[attr-defined]
    return math.log(spent[1] / spent[0]) / math.log(int(str(last["articles"])) / int(str(first["articles"])))


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--add")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--to-it", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.corpora, given.one, given.jobs, add=given.to_it)))
        return
    folder = given.into or Path(tempfile.mkdtemp())
    found = []
    for number, corpus in enumerate(given.corpora):
        out = folder / f"audit-{number}"
        if not Path(corpus).exists():
            parser.error(f"there is no {corpus}")
        found.append(apart([corpus], out, given.jobs, add=False))
        if not found[-1]["articles"]:
            parser.error(f"{corpus} holds no article")
        print(json.dumps(found[-1]), file=sys.stderr)
    print(table(found))
    if len({one["articles"] for one in found}) > 1:
        print(f"\nGrowth exponent: {exponent(found[0], found[-1]):.2f}")
    if given.add:
        print("\nAdding to the last:\n\n" + table([apart([given.add], folder / f"audit-{len(found) - 1}", given.jobs, add=True)]))
    if not given.into:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
