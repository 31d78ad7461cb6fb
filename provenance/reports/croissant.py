"""Croissant 1.0 (JSON-LD): the audit described for data set search and machine-learning loaders."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from provenance.reports.folder import DISCLAIMER, AuditFolder, Texts

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_FIELDS = {
    "records": (
        ("id", "id", "sc:Text", "The article's id"),
        ("path", "source.path", "sc:Text", "The file that it was read from"),
        ("url", "source.url", "sc:URL", "Its address"),
        ("language", "language", "sc:Text", "BCP 47"),
        ("title", "title.text", "sc:Text", "Its headline"),
        ("published", "published.value", "sc:Text", "ISO 8601, cut to what is stated"),
        ("publisher", "publisher.name", "sc:Text", "Who published it"),
        ("license", "license.expression", "sc:Text", "SPDX expression as stated in the text, NONE or NOASSERTION"),
        ("license_status", "license.status", "sc:Text", "stated, none, unclear or conflicting"),
        ("family", "reprint.family", "sc:Text", "Its reprint family"),
    ),
    "findings": (
        ("id", "id", "sc:Text", "The finding's id"),
        ("rule", "rule", "sc:Text", "The audit rule"),
        ("severity", "severity", "sc:Text", "error, warning or info"),
        ("confidence", "confidence", "sc:Text", "certain, likely or possible"),
        ("message", "message", "sc:Text", "What was found"),
    ),
}


def write(audit: Path, target: Path, texts: Texts) -> None:  # noqa: ARG001 -- every exporter has one signature
    """Write the description of the audit folder; addresses in it are relative to `target`."""
    folder = AuditFolder(audit)
    manifest = folder.manifest()
    stated = sorted({record.license.expression for record in folder.records() if record.license.status == "stated"})
    counts = manifest.counts
    description = (
        f"What {counts.records} news articles state about their own provenance and licence, with {counts.findings} findings and "
        f"{counts.families} reprint families. {DISCLAIMER} The licences named here are those that the texts state."
    )
    files = [name for name in ("records", "findings", "passages", "edges", "families", "problems") if (audit / f"{name}.jsonl").exists()]
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": "news-provenance-audit",
        "description": description,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "version": manifest.provenance,
        "license": stated or ["NOASSERTION"],
        "distribution": [_file(audit, name, target.parent) for name in files],
        "recordSet": [_record_set(name) for name in _FIELDS if name in files],
    }
    target.write_text(json.dumps(document, indent=2, ensure_ascii=True) + "\n", encoding="utf-8")


def _file(audit: Path, name: str, beside: Path) -> dict[str, Any]:
    path = audit / f"{name}.jsonl"
    with path.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.jsonl",
        "name": f"{name}.jsonl",
        "contentUrl": Path(os.path.relpath(path, beside)).as_posix(),
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "application/jsonlines",
        "sha256": digest,
    }


def _record_set(name: str) -> dict[str, Any]:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{name}/{field}",
            "name": f"{name}/{field}",
            "description": words,
            "dataType": kind,
            "source": _source(name, path),
        }
        for field, path, kind, words in _FIELDS[name]
    ]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "key": {"@id": f"{name}/id"}, "field": fields}


def _source(name: str, path: str) -> dict[str, Any]:
    """Return where a field is read from: a member of the row, or a member inside it ("title.text")."""
    column, _, inside = path.partition(".")
    source: dict[str, Any] = {"fileObject": {"@id": f"{name}.jsonl"}, "extract": {"column": column}}
    return {**source, "transform": {"jsonPath": f"$.{inside}"}} if inside else source
