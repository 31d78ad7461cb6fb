"""Write the golden records of the seeds anew, after a person has read what changes: `python tests/golden/regenerate.py`.

Shows the difference for every seed and writes nothing before it was told that the difference has been read and argued in README.md.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

from provenance.model.text import Article
from provenance.readers import read
from provenance.records import record
from provenance.wire import plain

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
SENTENCE = "I have read every change and argued it in README.md"


def golden(article: Article) -> dict[str, Any]:
    """Return the record of a seed as plain data, without what made it and with the path below the repository."""
    made: dict[str, Any] = plain(record(article))
    del made["made_with"]
    made["source"]["path"] = f"seeds/{Path(article.source.path).name}"
    return made


def main() -> None:
    """Show the differences, ask, write."""
    changed: dict[Path, str] = {}
    for item in read(sorted(SEEDS.glob("*.txt"))):
        if not isinstance(item, Article):
            raise SystemExit(f"{item.source}: {item.detail}")
        path = HERE / f"{item.id}.json"
        new = json.dumps(golden(item), indent=1, ensure_ascii=False) + "\n"
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if new != old:
            changed[path] = new
            print("".join(difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path.name, path.name, n=4)))  # noqa: T201
    if not changed:
        raise SystemExit("Nothing has changed.")
    if input(f'Type "{SENTENCE}" to write {len(changed)} files: ') != SENTENCE:
        raise SystemExit("Nothing was written.")
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
