"""What one record costs, stage by stage: milliseconds of CPU an article, as a table in Markdown.

    python benchmarks/stages.py articles.jsonl[.gz] [--every 4]

Rows are read like those of an audit. Every second article is recorded before the others are measured, so that loading the catalog and
compiling expressions is not part of it, and what is remembered of lines that come again is what it is in the midst of a corpus. The line
below the table says how much longer the first half takes. Figures are CPU-seconds of one process, which looks for circles of dead
objects as rarely as the processes of an audit do.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import GeneratorType
from typing import Any

from provenance import records
from provenance.detectors.attribution.headings import LOOKS
from provenance.model.text import Article
from provenance.readers import read
from provenance.wire import to_bytes
from provenance.workers import collect_rarely

STAGES = {
    "fold": ("provenance.records", "fold"),
    "dates and title": ("provenance.detectors.dates", "find_all"),
    "licences": ("provenance.detectors.license", "find_all"),
    "boilerplate": ("provenance.detectors.boilerplate", "find_all"),
    "attribution": ("provenance.detectors.attribution", "find_all"),
    "- wordings": ("provenance.detectors.attribution", "wordings"),
    "- credits": ("provenance.detectors.attribution", "find_credits"),
    "- short names": ("provenance.detectors.attribution", "short_names"),
    "furniture": ("provenance.records", "furniture"),
    "body": ("provenance.records", "body_of"),
    "publisher": ("provenance.records", "find_publisher"),
    "language": ("provenance.detectors.language", "find"),
    "coverage": ("provenance.records", "coverage_of"),
}
"""What the table calls a stage -> the module and the name under which it is called; those with a hyphen are part of attribution."""


@contextmanager
def timed(spent: Counter[str]) -> Iterator[None]:
    """Measure the stages while a `with` block runs."""
    before = []
    for label, (module, name) in STAGES.items():
        home = import_module(module)
        before.append((home, name, getattr(home, name)))
        setattr(home, name, _measured(label, getattr(home, name), spent))
    looks = dict(LOOKS)
    LOOKS.update({name: _measured(f"- {name}", look, spent) for name, look in looks.items()})
    try:
        yield
    finally:
        LOOKS.update(looks)
        for home, name, function in before:
            setattr(home, name, function)


def _measured(label: str, function: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    def run(*given: Any, **options: Any) -> Any:
        start = time.process_time_ns()
        made = function(*given, **options)
        if isinstance(made, GeneratorType):
            made = iter(list(made))
        spent[label] += time.process_time_ns() - start
        return made

    return run


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--every", type=int, default=1, help="Take each n-th article only.")
    options = parser.parse_args()
    collect_rarely()
    every = [item for item in read(options.corpus) if isinstance(item, Article)][:: options.every]
    others, articles = every[1::2], every[::2]
    start = time.process_time_ns()
    for made in records.record_all(others):
        to_bytes(made.record)
    first = time.process_time_ns() - start
    spent: Counter[str] = Counter()
    start, written = time.process_time_ns(), 0
    with timed(spent):
        for made in records.record_all(articles):
            before = time.process_time_ns()
            to_bytes(made.record)
            written += time.process_time_ns() - before
    total = time.process_time_ns() - start
    labels = [*(f"- {name}" for name in LOOKS), *STAGES]
    labels.sort(key=lambda label: list(STAGES).index(label if label in STAGES else "- wordings"))
    rows = [*((label, spent[label]) for label in labels if spent[label]), ("JSON and its validation", written)]
    rows.append(("the rest", total - sum(cost for label, cost in rows if not label.startswith("-"))))
    print("| stage | ms an article |\n|---|---|")
    for label, cost in [*rows, ("**together**", total)]:
        print(f"| {label} | {cost / 1e6 / max(1, len(articles)):.3f} |")
    size = sum(len(article.text) for article in articles) / max(1, len(articles))
    print(f"\n{len(articles):,} articles of {size:,.0f} characters; what is loaded and compiled once: {max(0, first - total) / 1e9:.1f} s.")


if __name__ == "__main__":
    main()
