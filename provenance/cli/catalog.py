"""`provenance catalog`: what is known, listed, shown with its proof, and proved."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import click
from rich.console import Console
from rich.table import Table

from provenance.catalog import Catalog, Outlet, RuleEntry, load, load_beside
from provenance.errors import ProvenanceError, RecordError
from provenance.wire import validate

EXAMPLES = """
\b
Examples:
  provenance catalog list outlets --country ir
  provenance catalog list credits --language fa --json
  provenance catalog show mehr-news
  provenance catalog check my-catalog/
"""
KINDS = ("outlets", "licenses", "statements", "credits", "boilerplate")
SHAPED = ("outlets", "statements", "credits", "boilerplate")
"""The kinds whose files follow schemas/catalog.schema.json."""
ROOMS = ("license", "attribution", "boilerplate")
"""The detectors that prove the entries which they use."""
_LICENSE = ("id", "names", "versions", "expression", "plain", "examples")
"""What every licence known by its name must have."""
_GROPING = "since no literal stands in plain words in each branch of the pattern, or a name stands before it"


@click.group(epilog=EXAMPLES, short_help="List, show or prove what the detectors know.")
def catalog() -> None:
    """List, show or prove the outlets, licences, wordings and boilerplate families that the detectors know."""


@catalog.command("list", epilog="\b\nExample:\n  provenance catalog list outlets --kind agency --country de")
@click.argument("what", type=click.Choice(KINDS), required=False)
@click.option("--country", help="Outlets of this country (ISO 3166-1 alpha-2).")
@click.option("--language", help="Entries in this language (BCP 47).")
@click.option("--kind", help="Entries of this kind: agency, newspaper, comment_form ...")
@click.option("--words", help="Entries in whose id, name or examples these words stand.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_entries(what: str | None, as_json: bool, **filters: str | None) -> None:  # noqa: FBT001 -- a flag of the command line
    """List entries, all kinds or one of them, with filters."""
    chosen = [entry for entry in entries(load()) if what in {None, entry["catalog"]} and _accepts(entry, filters)]
    if as_json:
        for entry in chosen:
            click.echo(json.dumps(entry, ensure_ascii=False))
        return
    rows = [(entry["catalog"], entry["kind"], entry["id"], entry["name"]) for entry in chosen]
    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        table = Table("catalog", "kind", "id", "name", box=None, pad_edge=False, header_style="dim")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    else:
        click.echo("".join("\t".join(row) + "\n" for row in rows), nl=False)
    click.echo(f"{len(chosen):,} entries", err=True)


@catalog.command("show", epilog="\b\nExample:\n  provenance catalog show credits/cited-en/according-to")
@click.argument("entry_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show_entry(entry_id: str, as_json: bool) -> None:  # noqa: FBT001 -- a flag of the command line
    """Show one entry with its examples, counter-examples and source."""
    found = [entry for entry in entries(load()) if entry_id in {entry["id"], entry["name"]}]
    if not found:
        raise click.UsageError(f"There is no entry {entry_id!r}. See `provenance catalog list --words {entry_id}`.")
    for entry in found:
        if as_json:
            click.echo(json.dumps(entry, ensure_ascii=False))
            continue
        for name, value in entry.items():
            for line in value if isinstance(value, list) else [value]:
                if line not in (None, ""):
                    click.echo(f"{name:>12}  {line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)}")


@catalog.command("check", short_help="Prove every entry by its examples.", epilog="\b\nExample:\n  provenance catalog check my-catalog/")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
def check_entries(folder: Path | None) -> None:
    """Prove every entry by its examples and counter-examples: those that are shipped, or with them
    those of FOLDER, which has the same layout.

    The exit status is 0 when all hold, 1 when one does not, 2 when the folder cannot be read.
    """
    try:
        shipped = load()
        known = shipped if folder is None else load_beside(folder)
        count = sum(1 for _ in entries(known)) - (0 if folder is None else sum(1 for _ in entries(shipped)))
        if not count:
            raise click.UsageError(f"{folder} holds no entry. Put TOML files into {', '.join(KINDS)} below it.")
        faults = misshapen(folder) or [fault for prove in provers() for fault in prove(known)]
    except ProvenanceError as error:
        raise click.UsageError(str(error)) from error
    for fault in faults:
        click.echo(fault)
    if slow := sorted(set(groping(known)) - (set() if folder is None else set(groping(shipped)))):
        click.echo(f"slow, {_GROPING}: {', '.join(slow)}", err=True)
    click.echo(f"{count:,} entries, {len(faults):,} faults", err=True)
    sys.exit(int(bool(faults)))


def misshapen(folder: Path | None) -> list[str]:
    """Return what the files of a folder hold that the catalog's schema does not know, one fault a file."""
    faults = []
    for path in sorted(path for name in SHAPED for path in folder.glob(f"{name}/*.toml")) if folder else ():
        try:
            validate(tomllib.loads(path.read_text(encoding="utf-8")), "catalog")
        except RecordError as error:
            faults.append(f"{path.parent.name}/{path.name}: {error}")
    return faults + [fault for path in sorted(folder.glob("licenses/*.toml")) for fault in _incomplete(path)] if folder else faults


def _incomplete(path: Path) -> Iterator[str]:
    """Yield what the licences of a file lack, one fault a licence."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("license", [])
    for number, row in enumerate(rows if isinstance(rows, list) else [rows]):
        missing = [name for name in _LICENSE if not isinstance(row, dict) or name not in row]
        if missing:
            name = row.get("id", number) if isinstance(row, dict) else number
            yield f"licenses/{path.name}: the licence {name} lacks {', '.join(missing)}."


def groping(known: Catalog) -> list[str]:
    """Return the ids of the entries that cost more than they need to: what leads to their literals cannot be read off their patterns.

    Those that say why (`slow`) are left out.
    """
    meant = {entry.rule.id for rules in known.rules.values() for entry in rules if entry.labels.get("slow")}
    found = [id_ for room in ROOMS if hasattr(proof := _proof(room), "groping") for id_ in proof.groping(known)]
    return [id_ for id_ in found if id_ not in meant]


def provers() -> list[Callable[[Catalog], list[str]]]:
    """Return what proves a catalog: each detector proves the entries which it uses, and returns the faults in words."""
    return [_proof(room).check for room in ROOMS]


def _proof(room: str) -> ModuleType:
    return import_module(f"provenance.detectors.{room}.check")


def entries(known: Catalog) -> Iterator[dict[str, Any]]:
    """Yield every entry of a catalog as plain data, in the order of the kinds."""
    yield from (_outlet(outlet) for outlet in known.outlets.by_id.values())
    for stem, table in known.licenses.items():
        yield from _licences(stem, table)
    for folder, rules in known.rules.items():
        yield from (_rule(folder, entry) for entry in rules)


def _outlet(outlet: Outlet) -> dict[str, Any]:
    data = attrs.asdict(outlet)
    return {"catalog": "outlets", "id": data.pop("id"), "kind": data.pop("kind"), "name": data.pop("name"), **_listed(data)}


def _licences(stem: str, table: Any) -> Iterator[dict[str, Any]]:
    """Yield the tables of a licence file: each list of tables in it is a list of entries."""
    for kind, rows in table.items():
        if isinstance(rows, list):
            for number, row in enumerate(row for row in rows if isinstance(row, dict)):
                name = str(row.get("id") or row.get("expression") or row.get("code") or number)
                rest = {key: value for key, value in row.items() if key != "id"}
                yield {"catalog": "licenses", "id": f"licenses/{stem}/{name}", "kind": kind, "name": str(row.get("name") or name), **rest}


def _rule(folder: str, entry: RuleEntry) -> dict[str, Any]:
    return {
        "catalog": folder,
        "id": entry.rule.id,
        "kind": entry.kind,
        "name": entry.rule.id.rsplit("/", 1)[-1],
        "confidence": entry.confidence,
        "languages": list(entry.languages),
        "pattern": entry.rule.pattern,
        "literals": list(entry.rule.literals),
        "examples": list(entry.examples),
        "counter": list(entry.counter),
        "source": entry.source,
        "note": entry.note,
        **entry.labels,
    }


def _listed(data: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}


def _accepts(entry: dict[str, Any], filters: dict[str, str | None]) -> bool:
    country, language, kind, words = (filters[name] for name in ("country", "language", "kind", "words"))
    if country and str(entry.get("country") or "").lower() != country.lower():
        return False
    if language and language.lower() not in {str(item).lower() for item in entry.get("languages", ())}:
        return False
    if kind and kind != entry["kind"]:
        return False
    return not words or words.lower() in json.dumps(entry, ensure_ascii=False).lower()
