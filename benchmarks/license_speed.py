"""How many 600-word articles the licence detector reads in a CPU-second, beside ScanCode where it is installed.

    python benchmarks/license_speed.py articles.jsonl.gz [--scancode /path/to/python]

Rows need a field "text". Figures are CPU-seconds of one process, folding of the text included.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from provenance.catalog import load
from provenance.detectors import license as room
from provenance.model.text import Article, Source
from provenance.normalise import fold

WORDS = 600
ENDS = 60  # words at the end of an article among which its notice may stand
NOTICE = " All content by Example News is licensed under a Creative Commons Attribution 4.0 International License."
PEER = """
import json, sys, tempfile, time
from pathlib import Path
from scancode.api import get_licenses
texts = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as folder:
    paths = [Path(folder) / f"{at}.txt" for at in range(len(texts))]
    for path, text in zip(paths, texts):
        path.write_text(text, encoding="utf-8")
    get_licenses(str(paths[0]))
    start = time.process_time()
    for path in paths:
        get_licenses(str(path))
    print(len(paths) / (time.process_time() - start))
"""


def articles(path: Path, count: int) -> list[str]:
    """Return `count` texts of 600 words, the rows of the file that have more in turn: what stands at their ends is cut off."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        words = [json.loads(line)["text"].split() for line in lines]
    texts = [" ".join(row[:WORDS]) for row in words if len(row) > WORDS + ENDS]
    return [texts[at % len(texts)] for at in range(count)]


def rate(work: Callable[[str], object], texts: list[str]) -> float:
    """Return texts per CPU-second."""
    work(texts[0])
    start = time.process_time()
    for text in texts:
        work(text)
    return len(texts) / (time.process_time() - start)


def detect(text: str) -> object:
    """Fold and read one text."""
    return room.find(Article("a", text, Source("a", "text")), fold(text), load())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--scancode", help="a Python interpreter that can import scancode")
    options = parser.parse_args()
    texts = articles(options.articles, options.count)
    for label, notice in (("articles without words of rights", ""), ("articles with a notice at the end", NOTICE)):
        given = [text + notice for text in texts]
        mine = rate(detect, given)
        print(f"{label:40} {mine:10.0f} per CPU-second")
        if options.scancode:
            peer = peer_rate(options.scancode, given[:30])
            print(f"{'  ScanCode get_licenses':40} {peer:10.1f} per CPU-second; the detector is {mine / peer:,.0f} times as fast")


def peer_rate(python: str, texts: list[str]) -> float:
    """Return how many of these texts ScanCode reads in a CPU-second."""
    done = subprocess.run([python, "-c", PEER], input=json.dumps(texts), capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    sys.exit(main())
