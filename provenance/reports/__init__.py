"""Reports: an audit folder in the forms that other people and programs read."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Literal

from provenance.errors import OutputError
from provenance.reports.folder import DISCLAIMER, AuditFolder, Texts

TextChoice = Literal["body", "full"]

FORMATS = ("jsonl", "parquet", "csv", "sarif", "prov", "croissant", "notice", "html")
"""What `-o FORMAT=PATH` offers; `html` writes a folder, `csv` two files, every other format one file."""

__all__ = ["DISCLAIMER", "FORMATS", "AuditFolder", "TextChoice", "Texts", "write"]


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
        if format in {"jsonl", "parquet"}:
            exporter.write(audit, target, texts, text=text)
        else:
            exporter.write(audit, target, texts)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}.", "Choose another place.") from error
