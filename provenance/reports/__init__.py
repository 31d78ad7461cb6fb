"""Reports: an audit folder in the forms that other people and programs read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal

from provenance.errors import OutputError
from provenance.reports.folder import DATA, DISCLAIMER, AuditFolder, Texts

TextChoice = Literal["body", "full"]

FORMATS = ("jsonl", "parquet", "csv", "sarif", "prov", "croissant", "notice", "html")
"""What `-o FORMAT=PATH` offers; `html` writes a folder, `csv` two files, every other format one file."""
WITH_TEXT = ("jsonl", "parquet")
"""The formats that have a row for each article and take its text on request."""

__all__ = ["DATA", "DISCLAIMER", "FORMATS", "WITH_TEXT", "AuditFolder", "TextChoice", "Texts", "check_targets", "write"]


def write(format: str, audit: Path, target: Path, texts: Texts, *, text: TextChoice | None = None) -> None:  # noqa: A002 -- the option's name
    """Write an audit folder in another format.

    `format` is one of `FORMATS`; `target` is replaced when it exists; `text` adds to the formats with a row for each article (jsonl,
    parquet) their text: "body" without furniture, "full" as read. Raises OutputError for an unknown format or a target that cannot be
    written to, InputError when `audit` is not an audit folder.
    """
    if format not in FORMATS:
        raise OutputError(f"There is no export format {format!r}.", f"Choose one of {', '.join(FORMATS)}.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        exporter = import_module(f"provenance.reports.{format}")
        if format in WITH_TEXT:
            exporter.write(audit, target, texts, text=text)
        else:
            exporter.write(audit, target, texts)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}.", "Choose another place.") from error


def check_targets(exports: Sequence[tuple[str, Path]], audit: Path, inputs: Sequence[str] = ()) -> None:
    """Raise OutputError for an export that is sure to fail, or to write over the audit or another one: before hours of work, not after."""
    taken = {audit.absolute() / name: "a file of the audit" for name in DATA}
    for name, target in exports:
        place = target.absolute()
        if place in taken:
            raise OutputError(f"{target} is {taken[place]}.", "Choose another place for the export.")
        if place.is_file() and any(_holds(Path(given), place) for given in inputs):
            raise OutputError(f"{target} is one of the files to audit.", "Choose another place for the export.")
        taken[place] = "the place of another export"
        if target.exists() and target.is_dir() != (name == "html"):
            raise OutputError(f"{target} is a {'folder' if target.is_dir() else 'file'}.", "Choose another place for the export.")
        if name == "html" and not import_module("provenance.reports.html").may_be_replaced(target):
            raise OutputError(
                f"{target} holds an index.html or a data/ that belongs to no report.", "Choose an empty folder for the report."
            )
        above = next(folder for folder in (place if name == "html" else place.parent, *place.parents) if folder.exists())
        if not above.is_dir() or not os.access(above, os.W_OK):
            raise OutputError(f"{target} cannot be written: {above} is closed to writing.", "Choose another place for the export.")


def _holds(given: Path, file: Path) -> bool:
    """Tell whether a path that is to be audited is a file, or a folder above it."""
    known = given.resolve()
    return known == file.resolve() or known in file.resolve().parents
