"""Wordings as data: the entries of `statements/`, `credits/` and `boilerplate/`."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from provenance.errors import CatalogError
from provenance.patterns import Rule, Zone

_KNOWN = {
    "id",
    "kind",
    "pattern",
    "literals",
    "languages",
    "zone",
    "reach",
    "after",
    "case",
    "confidence",
    "examples",
    "counter",
    "source",
    "note",
}


@frozen
class RuleEntry:
    """One wording with its proof.

    `examples` are sentences in which `[[...]]` marks the words that the rule must find; `counter` are sentences in which the rule must
    find nothing. `labels` holds the further fields of the entry, which the detector that uses it reads (role, layer, scope ...).
    """

    rule: Rule
    kind: str
    languages: tuple[str, ...]
    confidence: str
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    labels: dict[str, Any]
    source: str = ""
    note: str = ""


def entries(folder: str, stem: str, table: dict[str, Any]) -> tuple[RuleEntry, ...]:
    """Return the `[[rule]]` entries of one file; top-level `kind`, `languages` and other fields are defaults for all of them.

    A rule with a field `match` is a list of phrases and needs no pattern: the detector that reads it says what `match` means.
    """
    defaults = {key: value for key, value in table.items() if key != "rule"}
    return tuple(_entry(f"{folder}/{stem}", {**defaults, **row}) for row in table.get("rule", []))


def _entry(place: str, row: dict[str, Any]) -> RuleEntry:
    try:
        rule = Rule(
            id=f"{place}/{row['id']}",
            pattern=row["pattern"] if "match" not in row else row.get("pattern", ""),
            literals=tuple(row["literals"] if "match" not in row else row.get("literals", ())),
            zone=_zone(row.get("zone", "anywhere")),
            reach=row.get("reach", 200),
            after=row.get("after"),
            ignore_case=row.get("case", "ignore") == "ignore",
        )
        return RuleEntry(
            rule=rule,
            kind=row["kind"],
            languages=tuple(row.get("languages", ())),
            confidence=row.get("confidence", "certain"),
            examples=tuple(row["examples"]),
            counter=tuple(row.get("counter", ())),
            labels={key: value for key, value in row.items() if key not in _KNOWN},
            source=str(row.get("source", "")),
            note=str(row.get("note", "")),
        )
    except KeyError as missing:
        raise CatalogError(f"A rule of {place} has no {missing}: {row.get('id', row)!r}.", "Add the field.") from missing


def _zone(name: str) -> Zone:
    if name == "head":
        return "head"
    if name == "tail":
        return "tail"
    if name == "anywhere":
        return "anywhere"
    raise CatalogError(f"The zone {name!r} does not exist.", "Use anywhere, head or tail.")
