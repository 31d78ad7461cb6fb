"""The cost of an article does not grow with the licence catalog: the same texts with the catalog as it is and ten times as large.

python benchmarks/license_catalog_size.py articles.jsonl.gz
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
from license_speed import NOTICE, articles

from provenance.catalog import Catalog, load
from provenance.detectors import license as room
from provenance.model.text import Article, Source
from provenance.normalise import Folded, fold

TIMES = 10
SYLLABLES = ("ba", "de", "ki", "lo", "mu", "na", "pe", "ro", "su", "ti", "va", "ze")


def made_up(number: int) -> str:
    """Return a word that no language has, different for every number."""
    word = ""
    for _ in range(6):
        number, rest = divmod(number, len(SYLLABLES))
        word += SYLLABLES[rest]
    return word + "q"


def enlarged(catalog: Catalog, times: int) -> Catalog:
    """Return the catalog with every language and licence name there `times` times, the copies in made-up words."""
    count = 0

    def strange(words: list[str]) -> list[str]:
        nonlocal count
        count += len(words)
        return [f"{made_up(count + at)} {made_up(7 * (count + at))}" for at in range(len(words))]

    tables: dict[str, Mapping[str, Any]] = dict(catalog.licenses)
    for copy in range(1, times):
        for stem, table in catalog.licenses.items():
            languages = [
                {key: strange(value) if isinstance(value, list) and key != "examples" else value for key, value in row.items()}
                for row in table.get("language", ())
            ]
            licenses = [
                {**row, "id": f"{row['id']}-{copy}", "names": strange(row["names"]), "urls": []} for row in table.get("license", ())
            ]
            if languages or licenses:
                tables[f"{stem}-{copy}"] = {"language": languages, "license": licenses}
    return attrs.evolve(catalog, licenses=tables)


def microseconds(texts: list[tuple[Article, Folded]], catalog: Catalog) -> float:
    """Return the CPU time of the detector per text."""
    room.find(*texts[0], catalog)
    start = time.process_time()
    for article, folded in texts:
        room.find(article, folded, catalog)
    return (time.process_time() - start) / len(texts) * 1e6


def spellings(catalog: Catalog) -> int:
    """Return how many spellings the licence tables hold."""
    rows = [row for table in catalog.licenses.values() for row in (*table.get("language", ()), *table.get("license", ()))]
    return sum(len(value) for row in rows for value in row.values() if isinstance(value, list))


def main() -> None:
    """Print the table."""
    small = load()
    large = enlarged(small, TIMES)
    plain = articles(Path(sys.argv[1]), 1000)
    for name, texts in (("no words of rights", plain), ("a notice at the end", [text + NOTICE for text in plain])):
        ready = [(Article("a", text, Source("a", "text")), fold(text)) for text in texts]
        before, after = (min(microseconds(ready, catalog) for _ in range(3)) for catalog in (small, large))
        sizes = f"{spellings(small):7,} spellings {before:7.0f} us   {spellings(large):7,} spellings {after:7.0f} us"
        print(f"{name:22} {sizes}   x{after / before:.2f}")


if __name__ == "__main__":
    main()
