"""Read pages and find their articles beside trafilatura, in one run: pages per CPU-second of each.

    python benchmarks/pages.py FOLDER [--pages N]

FOLDER holds `*.jsonl` or `*.jsonl.gz` files with a page (`html`) a line. Both read the same pages in turns; trafilatura must be installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from provenance.model.text import Source
from provenance.readers.html import read_html

SOURCE = Source("benchmark", "html")
TURN = 20


def load_pages(folder: Path, most: int) -> list[str]:
    """Return up to `most` pages of a folder, spread over its rows."""
    pages = []
    for path in sorted(folder.glob("*.jsonl*")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            pages += [html for line in lines if isinstance(html := json.loads(line).get("html"), str)]
    return pages[:: max(1, len(pages) // most)][:most]


def cost(work: Callable[[str], object], pages: list[str]) -> float:
    """Return the CPU seconds that work on pages takes."""
    start = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    options = parser.parse_args()
    pages = load_pages(options.folder, options.pages)
    readers: dict[str, Callable[[str], object]] = {
        "provenance": lambda page: read_html(page, id="page", source=SOURCE),
        "trafilatura": trafilatura.extract,
    }
    for work in readers.values():
        cost(work, pages[:3])
    spent = dict.fromkeys(readers, 0.0)
    for at in range(0, len(pages), TURN):
        for name, work in readers.items():
            spent[name] += cost(work, pages[at : at + TURN])
    for name, seconds in spent.items():
        print(f"{name:12} {len(pages) / seconds:7.1f} pages per CPU-second")
    print(f"ratio        {spent['trafilatura'] / spent['provenance']:7.1f}")


if __name__ == "__main__":
    main()
