"""List the commonest credited and cited names of a corpus that do not resolve to an outlet of the catalog.

    python benchmarks/unresolved.py CORPUS.jsonl[.gz] [--top 200] [--limit N] [--markdown FILE]

Two kinds of names are counted: those that the detector reports with no outlet (credits such as "(Source: Some Ministry)", names
shaped like an outlet's), and those that stand where an outlet would stand beside a citing word but are not reported at all
("the ministry's spokesman reported"). The tail should hold people, institutions and noise only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from provenance.catalog import load
from provenance.detectors.attribution import find
from provenance.detectors.attribution.wordings import names_in, unread_names
from provenance.model.text import Article, Source
from provenance.normalise import fold

SHORTEST = 2


def articles(path: Path, limit: int) -> Iterator[tuple[str, str]]:
    """Yield the id and text of each row of a JSONL file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit and number >= limit:
                return
            row = json.loads(line)
            yield str(row.get("id", number)), str(row["text"])


def count(path: Path, limit: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return the credited names and the cited names without an outlet, and totals, over a corpus."""
    catalog = load()
    credited: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for key, text in articles(path, limit):
        folded = fold(text)
        totals["articles"] += 1
        for item in find(Article(key, text, Source(path.name, "jsonl")), folded, catalog):
            if item.name is None or item.kind in ("dateline", "byline", "desk_initials", "photo", "contact"):
                continue
            totals[f"{item.role} resolved" if item.outlet else f"{item.role} open"] += 1
            if item.outlet is None:
                (credited if item.role == "author" else cited)[item.name] += 1
        for name in set(unread_names(folded, catalog, names_in(folded, catalog))):
            if len(name) > SHORTEST:
                cited[name] += 1
    return credited, cited, totals


def table(names: Counter[str], top: int) -> str:
    """Return the commonest names as a Markdown table."""
    rows = [f"| {name.replace('|', ' ')} | {number} |" for name, number in names.most_common(top)]
    return "\n".join(["| name | articles |", "|---|---|", *rows])


def main() -> int:
    """Count, print and, when asked, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--top", type=int, default=200)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--markdown", type=Path)
    options = parser.parse_args()
    credited, cited, totals = count(options.corpus, options.limit)
    text = "\n\n".join(
        [
            ", ".join(f"{name}: {number}" for name, number in sorted(totals.items())),
            "Credited, without an outlet:",
            table(credited, options.top),
            "Beside a citing word, without an outlet:",
            table(cited, options.top),
        ]
    )
    sys.stdout.write(text + "\n")
    if options.markdown:
        options.markdown.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
