"""What a viral text costs: an audit of articles half of which are near-identical copies of one, beside an audit of ordinary articles.

    python benchmarks/viral.py articles.jsonl[.gz] [--articles 4000] [--jobs 1]

The ordinary corpus is the first articles of the file. The viral one keeps half of them; the other half are copies of one of them by several
hundred outlets, each with up to a dozen words of its own changed, some cut short, some with a credit. Both audits run in processes of
their own; CPU-seconds and peak memory are those of the process and its workers. The file must hold as many articles as are asked for.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from processes import spend

OUTLETS = 400
_LONG = range(2500, 4500)
_CHANGES = 12
Row = dict[str, Any]


def read(path: Path, count: int) -> list[Row]:
    """Return the first rows of a file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(count), lines, strict=False)]


def write(path: Path, rows: Iterable[Row]) -> Path:
    """Write rows as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def copies(source: Row, count: int, chance: random.Random) -> list[Row]:
    """Return near-identical copies of an article."""
    words, outlets = source["text"].split(" "), [f"Evening Post of Town {number}" for number in range(OUTLETS)]
    found = []
    for number in range(count):
        changed = list(words)
        for _ in range(chance.randrange(_CHANGES)):
            place = chance.randrange(len(changed))
            changed[place] = chance.choice([changed[place] + "e", changed[place][:-1], chance.choice(words)])
        if chance.random() < 0.3:
            changed = changed[: chance.randrange(6 * len(words) // 10, len(words))]
        credit = f"\n\n(Source: {chance.choice(outlets)})" if chance.random() < 0.5 else ""
        found.append(
            {
                "id": f"copy-{number:06d}",
                "text": " ".join(changed) + credit,
                "title": source.get("title"),
                "source": chance.choice(outlets),
                "published": f"2022-0{chance.randrange(1, 10)}-{chance.randrange(10, 29)}",
            }
        )
    return found


def viral(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """Return half of the articles, and copies of one of them instead of the others."""
    half = len(rows) // 2
    source = next((row for row in rows if len(row["text"]) in _LONG), rows[0])
    return [*rows[: len(rows) - half], *copies(source, half, chance)]


def main() -> None:
    """Print what both audits cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles_file", type=Path)
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    rows = read(options.articles_file, options.articles)
    chance = random.Random(1)  # noqa: S311 -- the same copies every time
    costs = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, some in (("ordinary", rows), ("viral", viral(rows, chance))):
            corpus = write(folder / f"{kind}.jsonl", some)
            command = [sys.executable, "-m", "provenance", "audit", str(corpus), "--out", str(folder / kind)]
            cost = spend([*command, "--fail-on", "never", "--jobs", str(options.jobs)])
            families = [json.loads(line) for line in (folder / kind / "families.jsonl").read_text(encoding="utf-8").splitlines()]
            largest = max((len(family["members"]) for family in families), default=0)
            size = sum(1 for _ in (folder / kind / "passages.jsonl").open("rb"))
            print(f"{kind:9} {len(some)} articles: {cost.seconds:8.1f} s CPU, {cost.megabytes:6.0f} MB", end="; ")
            print(f"{size} passages, {len(families)} families, the largest of {largest}", flush=True)
            costs.append(cost.seconds)
    print(f"viral / ordinary: {costs[1] / costs[0]:.2f}")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parent.parent))
    main()
