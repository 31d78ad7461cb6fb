"""CPU-seconds of the reprint stage by its parts and its peak memory, beside MinHash by rensa where that is installed.

    python benchmarks/reprints.py articles.jsonl.gz [--count 2000]

Rows need a field "text"; "id", "title", "source" and "published" are used when they are there. Records are made first and not counted.
Figures are CPU-seconds of one process with one thread. MinHash finds pairs of like texts; the reprint stage also finds which passages they
share, what these are, and who took them from whom, so the ratio says what that costs, not which of two equals is faster.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
from attrs import frozen

from provenance.model.text import Article, Source
from provenance.records import record
from provenance.reprints import Passages, Signals, find, fingerprint_batch, signals
from provenance.reprints.candidates import candidates

try:
    import rensa
except ImportError:
    rensa = None

BATCH = 256
WORDS = 5
T = TypeVar("T")


@frozen
class Listed:
    """A corpus in memory."""

    ids: list[str]
    texts: list[str]
    known: list[Signals]

    def __len__(self) -> int:
        return len(self.ids)

    def text(self, doc: int) -> str:
        """Return the text of an article."""
        return self.texts[doc]

    def signals(self, doc: int) -> Signals:
        """Return the signals of an article."""
        return self.known[doc]


def read(path: Path, count: int) -> Listed:
    """Return the first articles of a file, sorted by id, with the signals of their records."""
    opener = gzip.open if path.suffix == ".gz" else open
    articles = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == count:
                break
            row = json.loads(line)
            articles.append(
                Article(
                    str(row.get("id", f"{number:09d}")),
                    row["text"],
                    Source(path.name, "jsonl", number),
                    title=row.get("title"),
                    published=row.get("published"),
                    publisher=row.get("source"),
                )
            )
    articles.sort(key=lambda item: item.id)
    return Listed([item.id for item in articles], [item.text for item in articles], [signals(record(item)) for item in articles])


def timed(name: str, work: Callable[[], T], count: int) -> tuple[T, float]:
    """Do some work and print its CPU-seconds, in all and by article."""
    start = time.process_time()
    found = work()
    spent = time.process_time() - start
    print(f"{name:34} {spent:8.2f} s {1000 * spent / count:8.3f} ms an article")
    return found, spent


def fingerprint(corpus: Listed, path: Path) -> None:
    """Write the fingerprints of a corpus as the local engine does."""
    ranges = [range(low, min(low + BATCH, len(corpus))) for low in range(0, len(corpus), BATCH)]
    batches = [fingerprint_batch(corpus.texts[part.start : part.stop], corpus.known[part.start : part.stop], part) for part in ranges]
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batches[0].schema) as out:
        for batch in batches:
            out.write_batch(batch)


def minhash(texts: list[str]) -> int:
    """Return how many pairs of texts rensa finds by 128 permutations of runs of five words, threshold 0.5."""
    index, pairs = rensa.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), 0
    for number, text in enumerate(texts):
        words = text.lower().split()
        print_ = rensa.RMinHash(num_perm=128, seed=1)
        print_.update([" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))])
        pairs += len(index.query(print_))
        index.insert(number, print_)
    return pairs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    options = parser.parse_args()
    corpus = read(options.articles, options.count)
    count = len(corpus)
    print(f"{count} articles, {sum(map(len, corpus.texts)) / count:.0f} code points each; memory before: {_memory()} MB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fingerprints.arrow"
        fingerprint(Listed(corpus.ids[:1], corpus.texts[:1], corpus.known[:1]), path)  # tables are made once
        _, first = timed("fingerprints", lambda: fingerprint(corpus, path), count)
        timed("candidate pairs (also part of find)", lambda: candidates([path], Path(folder)), count)
        found, second = timed("find: candidates, pieces, families", lambda: find(corpus, [path], Path(folder)), count)
    passages = len(found.passages) if isinstance(found.passages, Passages) else 0
    print(f"{passages} passages, {len(found.edges)} edges, {len(found.families)} families; peak memory: {_memory()} MB")
    if rensa:
        pairs, peer = timed("rensa RMinHash and LSH", lambda: minhash(corpus.texts), count)
        print(f"{pairs} pairs by MinHash; fingerprints and find cost {(first + second) / peer:.1f} times as much")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
