"""Bytes -> Article or Problem."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from provenance.model.text import Article, Problem, Source
from provenance.readers.html import read_html


def read(path: str | Path) -> Iterator[Article | Problem]:
    """Yield every article of a JSON Lines file, `-` for standard input."""
    lines = sys.stdin if str(path) == "-" else Path(path).open(encoding="utf-8")
    for row, line in enumerate(lines):
        item = json.loads(line)
        source = Source(str(path), "jsonl", row, item.get("url"))
        if isinstance(item.get("html"), str) and not item.get("text"):
            yield read_html(item["html"], id=item["id"], source=source, url=item.get("url"))
        else:
            yield Article(item["id"], item.get("text") or "", source)
