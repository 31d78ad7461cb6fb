"""CSV for spreadsheets: one file of records, and beside it one of findings."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from provenance.reports.flat import Cell, finding_row, record_row
from provenance.reports.folder import AuditFolder, Texts

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(audit: Path, target: Path, texts: Texts) -> None:  # noqa: ARG001 -- every exporter has one signature
    """Write the records to `target` and the findings to `NAME.findings.csv` beside it, in UTF-8.

    A spreadsheet runs cells that begin like a formula; such cells get an apostrophe before them.
    """
    folder = AuditFolder(audit)
    _table(target, (record_row(record) for record in folder.records()))
    _table(target.with_name(f"{target.stem}.findings{target.suffix or '.csv'}"), (finding_row(found) for found in folder.findings()))


def _table(target: Path, rows: Iterable[Mapping[str, Cell]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for number, row in enumerate(rows):
            if number == 0:
                writer.writerow(row.keys())
            writer.writerow([_harmless(value) for value in row.values()])


def _harmless(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    plain = value.replace("\0", "\ufffd")
    return f"'{plain}" if plain.lstrip(" \u00a0\ufeff\u200b").startswith(_FORMULA) else plain
