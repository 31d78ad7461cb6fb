"""Room for a report: the one that lies there is removed, and nothing else ever is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from provenance.errors import OutputError

_OURS = re.compile(r"[a-z]+-\d{5,}\.js")
"""What `ShardWriter` calls its files."""


def make_room(report: Path) -> Path:
    """Return the empty folder `data` of a report; raise OutputError where the place holds something that is no report of ours."""
    data, page = report / "data", report / "index.html"
    if not may_be_replaced(report):
        found = page if page.exists() else data
        raise OutputError(f"{found} is there already and belongs to no report.", "Choose an empty folder for the report.")
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    return data


def may_be_replaced(report: Path) -> bool:
    """Tell whether a folder has neither a page nor a folder `data`, or those of a report, whole or broken off."""
    data, page = report / "data", report / "index.html"
    if not data.exists():
        return not page.exists()
    return data.is_dir() and not data.is_symlink() and all(_OURS.fullmatch(entry.name) for entry in data.iterdir())
