"""SARIF 2.1.0: findings for code-scanning dashboards and editors."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from provenance.model.audit import Finding, FindingEvidence
from provenance.model.text import Source
from provenance.reports.flat import storable
from provenance.reports.folder import DISCLAIMER, AuditFolder, Texts
from provenance.reports.manual import pages

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_RANKS = {"certain": 99.0, "likely": 90.0, "possible": 50.0}


def write(audit: Path, target: Path, texts: Texts) -> None:  # noqa: ARG001 -- every exporter has one signature
    """Write every finding as a SARIF result, one at a time.

    Plain text files get a region with code point offsets. In formats where the text is extracted from a larger file (JSON Lines, WARC,
    HTML) the place is the file, the article a logical location, and the offsets into the extracted text stand in `properties`.
    """
    folder = AuditFolder(audit)
    manuals = pages()
    sources = {record.id: record.source for record in folder.records()}
    number = {rule: index for index, rule in enumerate(manuals)}
    run = {
        "tool": {"driver": _driver(folder.manifest().provenance, manuals)},
        "columnKind": "unicodeCodePoints",
        "properties": {"disclaimer": DISCLAIMER},
    }
    head = orjson.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"})
    with target.open("wb") as out:
        out.write(head[:-1] + b',"runs":[' + orjson.dumps(run)[:-1] + b',"results":[')
        for index, found in enumerate(folder.findings()):
            out.write((b",\n" if index else b"\n") + orjson.dumps(_result(found, sources, number)))
        out.write(b"\n]}]}\n")


def _driver(version: str, manuals: dict[str, str]) -> dict[str, Any]:
    rules = []
    for rule, page in manuals.items():
        first = page.split("\n\n", 1)[0].replace("\n", " ")
        rules.append({"id": rule, "shortDescription": {"text": first}, "help": {"text": page, "markdown": page}})
    return {"name": "provenance", "version": version, "semanticVersion": version, "rules": rules}


def _result(found: Finding, sources: dict[str, Source], number: dict[str, int]) -> dict[str, Any]:
    places = [_location(item, sources) for item in found.evidence if item.record in sources]
    named = {item.record for item in found.evidence}
    places += [_whole(record, sources[record]) for record in found.records if record in sources and record not in named]
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "level": _LEVELS[found.severity],
        "rank": _RANKS[found.confidence],
        "message": {"text": storable(found.message) or found.rule},
        "locations": places[:1],
        "partialFingerprints": {"provenance/v1": found.fingerprint},
        "properties": {"id": found.id, "confidence": found.confidence, "records": [storable(name) for name in found.records]},
    }
    if found.rule in number:
        result["ruleIndex"] = number[found.rule]
    if len(places) > 1:
        result["relatedLocations"] = [{"id": index, **place} for index, place in enumerate(places[1:], start=1)]
    if found.family:
        result["properties"]["family"] = found.family
    return result


def _location(item: FindingEvidence, sources: dict[str, Source]) -> dict[str, Any]:
    source, words = sources[item.record], storable(item.quote)
    place = _whole(item.record, source)
    if source.format == "text" and item.stop > item.start:
        region = {"charOffset": item.start, "charLength": item.stop - item.start, "snippet": {"text": words}}
        place["physicalLocation"]["region"] = region
    else:
        place["properties"] = {"start": item.start, "stop": item.stop, "quote": words}
    place["message"] = {"text": f"{words} [{item.rule}]"}
    return place


def _whole(record: str, source: Source) -> dict[str, Any]:
    name = source.path if source.row is None else f"{source.path}#{source.row}"
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(source.path)}},
        "logicalLocations": [{"name": storable(record), "fullyQualifiedName": storable(name), "kind": "resource"}],
    }


def _uri(path: str) -> str:
    """Return a path as a URI reference: "a b.txt" -> "a%20b.txt", an absolute path with "file://"."""
    encoded = quote(storable(path).replace("\\", "/"), safe="/~.-_")
    return f"file://{encoded}" if encoded.startswith("/") else encoded
