"""The report for people: a page that opens from disk without a network, with the details in files beside it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from provenance.reports.folder import AuditFolder, Texts
from provenance.reports.html.articles import article, index_passages
from provenance.reports.html.directory import Entry, Tally, register
from provenance.reports.html.families import families, sort_families
from provenance.reports.html.findings import findings, sort_findings
from provenance.reports.html.page import PAGE_LIMIT, Contents, page
from provenance.reports.html.room import make_room, may_be_replaced
from provenance.reports.html.shards import Collection, ShardWriter
from provenance.reports.manual import advice, summaries

__all__ = ["may_be_replaced", "write"]

_FIRST = 400
_AT_ONCE = 64
"""Articles that are shown together."""


def write(audit: Path, report_dir: Path, texts: Texts) -> None:
    """Write the report of an audit folder: `report_dir/index.html` (at most 2 MB) and `report_dir/data/*.js` beside it.

    The same audit gives the same bytes. Rows are read one by one; in memory stand a few words for each record, finding and passage.
    """
    folder = AuditFolder(audit)
    manifest = folder.manifest()
    data = make_room(report_dir)
    directory, tally, doubtful = register(folder.ids()), Tally(), 0
    family_order, finding_order = sort_families(folder), sort_findings(folder, directory)
    passages = index_passages(folder, directory)
    errors = sum(group[3] for group in finding_order.groups if group[0] == "error")
    first: dict[str, list[Any]] = {}
    collections: list[Collection] = []

    def shard(name: str, rows: Any) -> None:
        with ShardWriter(data, name) as shards:
            kept = first.setdefault(name, [])
            for row in rows:
                shards.add(row)
                if len(kept) < _FIRST:
                    kept.append(row)
        collections.append(shards.collection())

    with ShardWriter(data, "articles") as shards:  # first: what lists say about articles is found on the way
        records = folder.records()
        while some := list(islice(records, _AT_ONCE)):  # step by step: what each needs then stays in the processor's cache
            read = [texts.get(record.id) for record in some]
            for record, text in zip(some, read, strict=True):
                directory.add(record, text, tally.add(record))
            rows = [
                article(record, text, passages.of(directory.number[record.id]), directory) for record, text in zip(some, read, strict=True)
            ]
            for record, row in zip(some, rows, strict=True):
                named = finding_order.by_record.get(directory.number[record.id], [])
                family = family_order.number.get(record.reprint.family or "", -1) if record.reprint else -1
                doubtful += record.license.status == "stated" and bool(named) and named[0] < errors
                shards.add({**row, "findings": named[:100], "more_findings": max(0, len(named) - 100), "family": family})
    shard("findings", findings(folder, finding_order, directory, family_order.number))
    shard("families", families(folder, family_order, directory, tally))
    shard("list", (_line(entry, tally) for entry in directory.entries))
    shard("problems", ([item.source, item.stage, item.code, item.detail[:600]] for item in folder.problems()))
    collections.append(shards.collection())
    contents = Contents(manifest, tally, finding_order.groups, tuple(collections), summaries(), advice(), doubtful)
    _fit(report_dir / "index.html", contents, first)


def _line(entry: Entry, tally: Tally) -> list[Any]:
    """Return an article's row in the list."""
    credits_ = ", ".join(tally.name(house) for house in entry.credits)
    return [entry.id, entry.title, entry.outlet, entry.published, entry.status, entry.licence, entry.findings, credits_]


def _fit(target: Path, contents: Contents, first: dict[str, list[Any]]) -> None:
    """Write the page with as many first rows of each list as fit into it."""
    rows = _FIRST
    while True:
        html = page(contents, {name: list(islice(kept, rows)) for name, kept in first.items() if name != "families"})
        if len(html) <= PAGE_LIMIT or rows == 0:
            target.write_bytes(html)
            return
        rows //= 2
