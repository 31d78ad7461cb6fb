"""Read pages beside trafilatura, in one run: pages per CPU-second of each, for the main text alone and for all that each finds.

    python benchmarks/pages.py FOLDER [--pages N]

FOLDER holds `*.jsonl` or `*.jsonl.gz` files with a page (`html`) a line. For the main text, our reader (the visible text, its blocks and
links, what the page says to machines, and which of it is the article) stands beside `trafilatura.extract`; for all, the whole record
(licences, attributions, furniture, day and title besides) beside `trafilatura.extract(..., with_metadata=True)`. All read the same pages in
turns; trafilatura must be installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

import provenance
from provenance.model.text import Article, Source
from provenance.readers.html import read_html

SOURCE = Source("benchmark", "html")
TURN = 20


def load_pages(folder: Path, most: int) -> list[str]:
    """Return up to `most` pages of a folder, spread over its rows."""
    pages = []
    for path in sorted(folder.glob("*.jsonl*")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            pages += [html for line in lines if line.strip() and isinstance(html := json.loads(line).get("html"), str)]
    return pages[:: max(1, len(pages) // most)][:most]


def cost(work: Callable[[str], object], pages: list[str]) -> float:
    """Return the CPU seconds that work on pages takes."""
    start = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - start


def read(page: str) -> Article:
    return read_html(page, id="page", source=SOURCE)


WORK: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "main text": (read, trafilatura.extract),
    "all": (lambda page: provenance.record(read(page)), lambda page: trafilatura.extract(page, with_metadata=True, output_format="json")),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    options = parser.parse_args()
    pages = load_pages(options.folder, options.pages)
    if not pages:
        parser.error(f"{options.folder} holds no page: give a folder of *.jsonl or *.jsonl.gz with a page in the column html")
    spent = {(name, side): 0.0 for name in WORK for side in (0, 1)}
    for name, side in spent:
        cost(WORK[name][side], pages[:3])
    for at in range(0, len(pages), TURN):
        for name, side in spent:
            spent[name, side] += cost(WORK[name][side], pages[at : at + TURN])
    print(f"{'':10} {'provenance':>12} {'trafilatura':>12} {'ratio':>7}   (pages per CPU-second)")
    for name in WORK:
        ours, theirs = spent[name, 0], spent[name, 1]
        print(f"{name:10} {len(pages) / ours:12.1f} {len(pages) / theirs:12.1f} {theirs / ours:7.1f}")


if __name__ == "__main__":
    main()
