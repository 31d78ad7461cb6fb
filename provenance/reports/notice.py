"""NOTICE: a text file that says who must be credited for what, under which licence as stated."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TextIO

from attrs import define, field

from provenance.model.record import ProvenanceRecord
from provenance.reports.credit import credit_line, credited, licensors
from provenance.reports.flat import storable
from provenance.reports.folder import AuditFolder, Texts, structure

_HEAD = """\
NOTICE

This corpus holds {total} articles. Below stands whom to credit for which of them, under which licence their texts state.
A statement found is a claim, not a grant. Not legal advice.
"""
_SECTIONS = (
    ("stated", "STATED LICENCES", "One licence is stated, and nobody but the licensor is credited as author."),
    (
        "third-party",
        "STATED LICENCE, OTHER AUTHOR",
        "A licence is stated, but somebody else than the licensor is credited as author. Ask before you rely on the licence.",
    ),
    ("unclear", "UNCLEAR OR CONFLICTING", "Something is stated, but not one clear licence."),
    ("none", "NO LICENCE STATED", "Nothing is stated: the law's default applies, all rights reserved."),
)
_DOUBT = "third-party-credit"
"""The rule whose findings say that somebody else than the licensor wrote a text."""


@define
class _Group:
    """The articles of one heading: byte offsets of their records, and whom they cite."""

    offsets: list[int] = field(factory=list)
    cited: Counter[str] = field(factory=Counter)


def write(audit: Path, target: Path, texts: Texts) -> None:  # noqa: ARG001 -- every exporter has one signature
    """Write the notice, in UTF-8 text, by section, outlet and licence; holds a number for each record, not the records."""
    folder = AuditFolder(audit)
    groups: dict[tuple[str, str, str], _Group] = {}
    total = 0
    for offset, row in folder.placed("records"):
        record = structure(row, ProvenanceRecord)
        total += 1
        group = groups.setdefault(_heading(record), _Group())
        group.offsets.append(offset)
        group.cited.update({item.name for item in record.attributions if item.role == "source" and item.name})
    with target.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
        out.write(_HEAD.format(total=f"{total:,}"))
        for section, title, remark in _SECTIONS:
            mine = sorted(key for key in groups if key[0] == section)
            if mine:
                out.write(f"\n\n{title}\n{'=' * len(title)}\n{remark}\n")
            for key in mine:
                _write_group(out, folder, key, groups[key])


def _heading(record: ProvenanceRecord) -> tuple[str, str, str]:
    """Return `(section, outlet, licence)` under which a record stands."""
    names = credited(record)
    outlet = " / ".join(names) if names else "Outlet not named"
    status, expression = record.license.status, record.license.expression
    if status == "none":
        return "none", storable(outlet), expression
    if status != "stated":
        return "unclear", storable(outlet), expression
    holders = licensors(record)
    authors = {item.name for item in record.attributions if item.role == "author" and item.name and item.confidence != "possible"}
    doubted = any(name.startswith(f"{_DOUBT}-") for name in record.findings)  # also where no licensor is named
    foreign = doubted or (bool(holders) and bool(authors - set(holders)))
    return ("third-party" if foreign else "stated"), storable(outlet), expression


def _write_group(out: TextIO, folder: AuditFolder, key: tuple[str, str, str], group: _Group) -> None:
    _, outlet, expression = key
    count = len(group.offsets)
    title = f"{outlet}: {expression}, {count:,} article{'s' if count != 1 else ''}"
    out.write(f"\n{title}\n{'-' * len(title)}\n")
    if group.cited:
        most = sorted(group.cited.items(), key=lambda item: (-item[1], item[0]))
        names = ", ".join(f"{storable(name)} ({number:,})" for name, number in most[:12])
        out.write(f"Cites: {names}{' and others' if len(most) > 12 else ''}\n")
    for row in folder.at("records", group.offsets):
        out.write(f"  * {_one_line(credit_line(structure(row, ProvenanceRecord)))}\n")


def _one_line(text: str) -> str:
    """Return a text without line ends and direction marks; joiners stay, they spell words in Persian and many Indian languages."""
    return "".join(char if char.isprintable() or char in "\u200c\u200d" else " " for char in storable(text))
