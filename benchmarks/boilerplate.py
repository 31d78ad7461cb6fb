"""How many 600-word articles the boilerplate detector reads in a CPU-second, and how many clean ones it touches.

    python benchmarks/boilerplate.py articles.jsonl.gz [--limit 3000]

Rows need a field "text" with articles that carry no furniture. Figures are CPU-seconds of one process, folding of the text left out.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import time
from pathlib import Path

from provenance.catalog import load
from provenance.detectors.boilerplate import find
from provenance.model.text import Article, Source
from provenance.normalise import fold

WORDS = 600


def main() -> None:
    """Print the figures for articles of one line and of several."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=3000)
    options = parser.parse_args()
    with gzip.open(options.articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, options.limit)]
    catalog = load()
    measured = [(Article(str(at), text, Source("bench", "text")), fold(text)) for at, text in enumerate(texts)]
    for name, several in (("of one line", False), ("of several lines", True)):
        part = [(article, folded) for article, folded in measured if ("\n" in article.text.strip()) == several]
        if not part:
            continue
        find(*part[0], catalog)
        start, touched, lost = time.process_time(), 0, 0
        for article, folded in part:
            plain = [item for item in find(article, folded, catalog) if item.layer == "plain" and item.confidence != "possible"]
            touched += bool(plain)
            lost += sum(item.evidence.stop - item.evidence.start for item in plain)
        seconds = time.process_time() - start
        words = sum(len(article.text.split()) for article, _ in part)
        characters = sum(len(article.text) for article, _ in part)
        print(
            f"{len(part):6} articles {name}: {words / WORDS / seconds:7.0f} of {WORDS} words a CPU-second, "
            f"{touched / len(part):.2%} touched, {lost / characters:.4%} of the characters"
        )


if __name__ == "__main__":
    main()
