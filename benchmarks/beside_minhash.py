"""The whole audit and MinHash by rensa on the same file, one after the other: CPU-seconds, memory and the ratio.

    python benchmarks/beside_minhash.py articles.jsonl [more.jsonl ...] [--jobs 1] [--turns 1]

Both read the same JSON Lines in a process of their own. MinHash takes sets of five-word shingles, 128 permutations and banded look-up, and
finds pairs of like texts. The audit makes a validated record of every article and finds passages, families, directed edges and findings;
the ratio says what that costs. With several turns the cheapest of each counts, since other work on the machine makes both dearer. Before
all others stands a start that is not counted, which leaves byte code, the parsed catalog and compiled expressions for those that follow.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from itertools import islice
from pathlib import Path

from processes import Cost, spend

WORDS = 5


def minhash(path: Path) -> int:
    """Return how many pairs of texts of a file rensa finds, by an estimated likeness of a half and more."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 -- only where it is compared with

    sets = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            words = re.findall(r"\w+", json.loads(line)["text"].lower())
            sets.append(sorted({" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))}))
    prints = [one for low in range(0, len(sets), 2000) for one in RMinHash.from_token_sets(sets[low : low + 2000], num_perm=128, seed=42)]
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    for number, one in enumerate(prints):
        index.insert(number, one)
    return sum(other < number and one.jaccard(prints[other]) >= 0.5 for number, one in enumerate(prints) for other in index.query(one))


def audit(path: Path, jobs: int) -> Cost:
    """Return what an audit of a file costs."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "provenance", "audit", str(path), "--out", f"{out}/audit", "--fail-on", "never"]
        return spend([*command, "--jobs", str(jobs)])


def start(path: Path) -> None:
    """Audit a few articles, for what the first start leaves to those that follow."""
    with tempfile.TemporaryDirectory() as folder, path.open("rb") as lines:
        few = Path(folder) / "few.jsonl"
        few.write_bytes(b"".join(islice(lines, 200)))
        audit(few, 1)


def main() -> None:
    """Print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--minhash", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.minhash:
        print(minhash(options.articles[0]))
        return
    start(options.articles[0])
    for path in options.articles:
        with path.open("rb") as lines:
            count = sum(1 for _ in lines)
        peers = [spend([sys.executable, __file__, "--minhash", str(path)]) for _ in range(options.turns)]
        ours = [audit(path, options.jobs) for _ in range(options.turns)]
        peer, own = (min(some, key=lambda cost: cost.seconds) for some in (peers, ours))
        print(
            f"{count} articles: MinHash {peer.seconds:.1f} s CPU, {peer.megabytes:.0f} MB; audit {own.seconds:.1f} s CPU, "
            f"{own.megabytes:.0f} MB; {own.seconds / peer.seconds:.1f} times as much"
        )


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parent.parent))
    main()
