"""W3C PROV-JSON: articles as entities, outlets as agents, reprints as derivations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

import orjson

from provenance.model.record import ProvenanceRecord
from provenance.reports.flat import storable
from provenance.reports.folder import DISCLAIMER, AuditFolder, Texts

_SPACE = "urn:news-provenance"
_PREFIX = {name: f"{_SPACE}:{name}#" for name in ("article", "outlet", "run", "term")}
_TOOL, _RUN = "run:provenance", "run:audit"


def write(audit: Path, target: Path, texts: Texts) -> None:  # noqa: ARG001 -- every exporter has one signature
    """Write the audit as a PROV document.

    An author credit and a publisher become `wasAttributedTo`, a cited source `wasInfluencedBy`, an edge with a known direction
    `wasDerivedFrom`, an edge without one `alternateOf`. What the text states about its licence is an attribute, as a claim.
    """
    folder = AuditFolder(audit)
    version = folder.manifest().provenance
    names: dict[str, str] = {}
    for record in folder.records():
        names.update({agent: name for agent, name, _ in _parties(record)})
    agents = [(_TOOL, {"prov:type": _typed("prov:SoftwareAgent"), "prov:label": f"provenance {version}"})]
    agents += [(agent, {"prov:type": _typed("prov:Organization"), "prov:label": name}) for agent, name in sorted(names.items())]
    sections: list[tuple[str, Iterable[tuple[str, dict[str, Any]]]]] = [
        ("entity", ((_article(record.id), _entity(record)) for record in folder.records())),
        ("agent", agents),
        ("activity", [(_RUN, {"prov:label": "Audit of a corpus", "term:disclaimer": DISCLAIMER})]),
        ("wasAssociatedWith", [("_:run", {"prov:activity": _RUN, "prov:agent": _TOOL})]),
        ("wasAttributedTo", _relations(folder, "author")),
        ("wasInfluencedBy", _relations(folder, "source")),
        ("wasDerivedFrom", _derivations(folder)),
        ("alternateOf", _alternates(folder)),
    ]
    with target.open("wb") as out:
        out.write(b'{"prefix":' + orjson.dumps(_PREFIX))
        for name, rows in sections:
            _section(out, name, rows)
        out.write(b"\n}\n")


def _section(out: BinaryIO, name: str, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Write one kind of statement, row by row; nothing when there is none."""
    count = 0
    for key, value in rows:
        out.write(b",\n" if count else b',\n"' + name.encode() + b'":{\n')
        out.write(orjson.dumps(key) + b":" + orjson.dumps(value))
        count += 1
    if count:
        out.write(b"}")


def _entity(record: ProvenanceRecord) -> dict[str, Any]:
    verdict = record.license
    values = {
        "prov:label": record.title.text if record.title else record.id,
        "term:id": record.id,
        "term:path": record.source.path,
        "term:url": record.source.url,
        "term:sha256": record.source.sha256,
        "term:published": record.published.value if record.published else None,
        "term:license": verdict.expression,
        "term:licenseStatus": verdict.status,
        "term:family": record.reprint.family if record.reprint else None,
    }
    return {"prov:type": _typed("term:Article"), **{name: storable(value) for name, value in values.items() if value}}


def _parties(record: ProvenanceRecord) -> Iterator[tuple[str, str, str]]:
    """Yield `(agent, name, role)` for the publisher, every author and every cited source, each once."""
    found = [(item.outlet, item.name or item.person, item.role) for item in record.attributions if item.confidence != "possible"]
    if record.publisher:
        found.append((record.publisher.outlet, record.publisher.name, "author"))
    seen = set()
    for outlet, name, role in found:
        if name and role in {"author", "source"}:
            agent = "outlet:" + (outlet or quote(storable(name), safe=""))
            if (agent, role) not in seen:
                seen.add((agent, role))
                yield agent, storable(name), role


def _relations(folder: AuditFolder, wanted: str) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    for record in folder.records():
        for agent, _, role in _parties(record):
            if role == wanted:
                number += 1
                ends = ("prov:entity", "prov:agent") if wanted == "author" else ("prov:influencee", "prov:influencer")
                yield f"_:{wanted}{number}", {ends[0]: _article(record.id), ends[1]: agent}


def _derivations(folder: AuditFolder) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, edge in enumerate(folder.edges()):
        if edge.order.confidence != "unknown":
            yield (
                f"_:edge{number}",
                {
                    "prov:generatedEntity": _article(edge.copy),
                    "prov:usedEntity": _article(edge.source),
                    "term:kind": edge.kind,
                    "term:confidence": edge.order.confidence,
                    "term:shareOfCopy": {"$": f"{edge.share_of_copy:.6g}", "type": "xsd:double"},
                },
            )


def _alternates(folder: AuditFolder) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, edge in enumerate(folder.edges()):
        if edge.order.confidence == "unknown":
            yield f"_:alternate{number}", {"prov:alternate1": _article(edge.copy), "prov:alternate2": _article(edge.source)}


def _article(record_id: str) -> str:
    return "article:" + quote(storable(record_id), safe="")


def _typed(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
