"""The report for people: a page that opens from disk without a network, with the details in files beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from provenance.audits.fresh import Fresh
from provenance.reports.folder import AuditFolder, FreshFolder, Standing, Texts
from provenance.reports.html.articles import PassageIndex, Shown, article, index_passages
from provenance.reports.html.directory import Directory, Entry, Tally, register
from provenance.reports.html.families import families, sort_families
from provenance.reports.html.findings import findings, sort_findings
from provenance.reports.html.page import PAGE_LIMIT, Contents, page
from provenance.reports.html.room import make_room, may_be_replaced
from provenance.reports.html.shards import Collection, ShardWriter
from provenance.reports.manual import advice, summaries
from provenance.reprints import Passages
from provenance.views.article import View

__all__ = ["may_be_replaced", "write"]

_FIRST = 400


def write(audit: Path, report_dir: Path, texts: Texts, fresh: Fresh | None = None) -> None:
    """Write the report of an audit folder: `report_dir/index.html` (at most 2 MB) and `report_dir/data/*.js` beside it.

    The same audit gives the same bytes. Rows are read a few at a time; in memory stand a few words for each record, finding and passage.
    What still is in memory of an audit just written (`fresh`) is not read. Raises InputError when the folder is no audit, or a row of it is
    broken.
    """
    folder = FreshFolder(audit, fresh) if fresh else AuditFolder(audit)
    try:
        _write(folder, report_dir, texts, fresh.passages if fresh else None)
    except (ValueError, TypeError, LookupError, AttributeError):
        folder.check()
        raise


def _write(folder: AuditFolder, report_dir: Path, texts: Texts, found: Passages | None) -> None:
    manifest = folder.manifest()
    data = make_room(report_dir)
    directory, tally = register(folder.ids()), Tally()
    family_order, finding_order = sort_families(folder), sort_findings(folder, directory)
    passages = index_passages(folder, directory, found)
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
        for number, (view, standing, shared) in enumerate(_articles(folder, texts, directory, tally, passages)):
            named, family = finding_order.by_record.get(number, []), family_order.number.get(standing.family or "", -1)
            shards.add_written(article(view, standing, shared, directory, named, family))
    shard("findings", findings(folder, finding_order, directory, family_order.number))
    shard("families", families(folder, family_order, directory, tally))
    spelled = cache(tally.name)
    shard("list", (_line(entry, spelled) for entry in directory.entries))
    shard("problems", ([item.source, item.stage, item.code, item.detail[:600]] for item in folder.problems()))
    collections.append(shards.collection())
    grave = [number for number, named in finding_order.by_record.items() if named[0] < errors]
    doubtful = sum(directory.entries[number].status == "stated" for number in grave)
    contents = Contents(manifest, tally, finding_order.groups, tuple(collections), summaries(), advice(), doubtful)
    _fit(report_dir / "index.html", contents, first)


def _articles(
    folder: AuditFolder, texts: Texts, directory: Directory, tally: Tally, passages: PassageIndex
) -> Iterator[tuple[View, Standing, Shown]]:
    """Yield what the rows of all articles are made of, and note on the way what lists say about each.

    Some are done together, step by step: what each step needs then stays in the processor's cache.
    """
    for some in folder.views(texts):
        first = len(directory.entries)
        for view, standing in some:
            directory.add(view.notes, standing.findings, tally.add(view.notes))
        for (view, standing), shared in zip(some, passages.between(first, first + len(some)), strict=True):
            yield view, standing, shared


def _line(entry: Entry, spelled: Callable[[str], str]) -> tuple[Any, ...]:
    """Return an article's row in the list."""
    return *entry[:-1], ", ".join(map(spelled, entry.credits))


def _fit(target: Path, contents: Contents, first: dict[str, list[Any]]) -> None:
    """Write the page with as many first rows of each list as fit into it."""
    rows = _FIRST
    while True:
        html = page(contents, {name: list(islice(kept, rows)) for name, kept in first.items() if name != "families"})
        if len(html) <= PAGE_LIMIT or rows == 0:
            target.write_bytes(html)
            return
        rows //= 2
