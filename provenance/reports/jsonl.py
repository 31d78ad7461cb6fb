"""JSON Lines: the records, or a clean corpus with one article a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from provenance.model.record import ProvenanceRecord
from provenance.reports.credit import credit_line
from provenance.reports.flat import storable
from provenance.reports.folder import AuditFolder, Texts


def write(audit: Path, target: Path, texts: Texts, *, text: str | None = None) -> None:
    """Write one row a record.

    Without `text` the rows are the records as they stand in the audit. With "body" or "full" they are the rows of a corpus to train on:
    id, text, where the text was taken from, licence as stated, credit line, so that what must be named stays with what is used.
    """
    with target.open("wb") as out:
        if text is None:
            source = audit / "records.jsonl"
            if source.exists():
                with source.open("rb") as lines:
                    out.writelines(lines)
            return
        for record in AuditFolder(audit).records():
            row = corpus_row(record, texts.get(record.id), whole=text == "full")
            out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def corpus_row(record: ProvenanceRecord, text: str | None, *, whole: bool) -> dict[str, Any]:
    """Return one row of a clean corpus.

    `text` is the body, its spans joined by an empty line where furniture stood between them, or the whole text; null when the text is no
    longer at hand. `offsets` are triples `(start in this row's text, start, stop in the text as read)`, in code points.
    """
    spans = ((0, len(text)),) if whole and text is not None else record.body
    pieces: list[str] = []
    offsets: list[tuple[int, int, int]] = []
    length = 0
    for start, stop in spans if text is not None else ():
        piece = storable((text or "")[start:stop])
        if pieces:
            pieces.append("\n\n")
            length += 2
        offsets.append((length, start, stop))
        pieces.append(piece)
        length += len(piece)
    verdict = record.license
    return {
        "id": record.id,
        "text": "".join(pieces) if text is not None else None,
        "offsets": offsets,
        "license": verdict.expression,
        "license_status": verdict.status,
        "third_party": verdict.coverage.third_party,
        "attribution": credit_line(record),
        "language": record.language,
        "title": record.title.text if record.title else None,
        "published": record.published.value if record.published else None,
        "publisher": record.publisher.name if record.publisher else None,
        "source": {"path": record.source.path, "row": record.source.row, "url": record.source.url, "sha256": record.source.sha256},
        "reprint": {"family": record.reprint.family, "role": record.reprint.role} if record.reprint else None,
        "findings": list(record.findings),
    }
