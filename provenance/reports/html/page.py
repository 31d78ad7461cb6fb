"""The page itself: template, style and scripts in one file, with the numbers of the summary inside."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from attrs import frozen
from markupsafe import Markup

from provenance.cached import worked_out
from provenance.model.audit import Manifest
from provenance.reports.folder import DISCLAIMER
from provenance.reports.html.directory import Tally
from provenance.reports.html.shards import Collection
from provenance.reports.visible import visible
from provenance.views.marks import LAYERS
from provenance.views.words import script_json

PAGE_LIMIT = 1_900_000
_HERE = Path(__file__).parent
_SCRIPTS = ("page.js", "lists.js", "article.js", "family.js", "compare.js")
_TABLE_ROWS = 60
_AGENCIES = 250


@frozen
class Contents:
    """What the page is made of, the first rows of its lists aside.

    `manual` says what each rule finds, `advice` what to do about it; `doubtful` counts the articles that state a licence and have an error.
    """

    manifest: Manifest
    tally: Tally
    groups: list[tuple[str, str, str, int]]
    collections: tuple[Collection, ...]
    manual: dict[str, str]
    advice: dict[str, str]
    doubtful: int = 0


def page(contents: Contents, first: dict[str, list[Any]]) -> bytes:
    """Return the page with these first rows of each list inside."""
    data = {
        "collections": {
            item.name: {"count": item.count, "starts": item.starts, "first": first.get(item.name, [])} for item in contents.collections
        },
        "groups": contents.groups,
        "layers": LAYERS,
        "manual": contents.manual,
        "advice": contents.advice,
    }
    style = _source("page.css")
    script = "\n".join(_source(name) for name in _SCRIPTS)
    html = _template().render(
        disclaimer=DISCLAIMER,
        style=Markup(style),  # noqa: S704 -- our own file
        script=Markup(script),  # noqa: S704 -- our own file
        data=Markup(script_json(data)),  # noqa: S704 -- escaped by script_json
        policy=_policy(style, script),
        tiles=_tiles(contents),
        licences=_licences(contents.tally),
        more_licences=max(0, len(contents.tally.verdicts) - _TABLE_ROWS),
        statements=_statements(contents.tally),
        more_statements=max(0, len(contents.tally.statements) - _TABLE_ROWS),
        agencies=_agencies(contents.tally),
        rules=_rules(contents),
        credited=len(contents.tally.credited),
        languages=contents.tally.languages.most_common(8),
        total=contents.manifest.counts.records,
        manifest=contents.manifest,
    )
    return html.encode("utf-8", "replace")


def _tiles(contents: Contents) -> list[tuple[str, str, str, str]]:
    """Return `(figure, label, remark, view)` of the tiles."""
    counts, tally = contents.manifest.counts, contents.tally
    stated = sum(number for (status, _), number in tally.verdicts.items() if status == "stated")
    severities = {name: sum(group[3] for group in contents.groups if group[0] == name) for name in ("error", "warning", "info")}
    by_severity = ", ".join(f"{number:,} {name}" for name, number in severities.items() if number)
    share = f"{stated:,} of {counts.records:,} articles"
    doubt = f"; {contents.doubtful:,} of them with an error" if contents.doubtful else ""
    refused = f"{counts.refused:,} refused with a problem" if counts.refused else "none refused"
    return [
        (f"{counts.records:,}", "articles", refused, "#/articles"),
        (_share(stated, counts.records), "state one licence", share + doubt, "#/articles?status=stated"),
        (f"{counts.findings:,}", "findings", by_severity or "nothing to look at", "#/findings"),
        (f"{counts.families:,}", "reprint families", f"{counts.passages:,} shared passages", "#/families"),
        (f"{len(tally.credited):,}", "outlets credited", "as author, source or conduit", "#credits"),
        (f"{counts.problems:,}", "problems", "inputs or parts that could not be read", "#/problems"),
    ]  # fmt: skip


def _licences(tally: Tally) -> list[tuple[str, str, int]]:
    rows = [(expression, status, number) for (status, expression), number in tally.verdicts.items()]
    return sorted(rows, key=lambda row: (-row[2], row))[:_TABLE_ROWS]


def _statements(tally: Tally) -> list[tuple[str, str, str, int]]:
    rows = [(expression, tally.name(holder), scope, number) for (expression, holder, scope), number in tally.statements.items()]
    return sorted(rows, key=lambda row: (-row[3], row))[:_TABLE_ROWS]


def _agencies(tally: Tally) -> list[tuple[str, int, int, int, int]]:
    """Return `(name, articles, as author, as source, as conduit)`, the most credited first."""
    sums, credited = tally.credits, tally.credited.items()
    rows = [(tally.name(key), total, sums[key, "author"], sums[key, "source"], sums[key, "conduit"]) for key, total in credited]
    return sorted(rows, key=lambda row: (-row[2], -row[1], row[0]))[:_AGENCIES]


def _rules(contents: Contents) -> list[tuple[str, str, int, str, str]]:
    """Return `(rule, gravest severity, findings, what it finds, what to do)`, in the order of the findings."""
    sums: dict[str, int] = {}
    gravest: dict[str, str] = {}
    for severity, _, rule, count in contents.groups:
        sums[rule] = sums.get(rule, 0) + count
        gravest.setdefault(rule, severity)
    return [(rule, gravest[rule], count, contents.manual.get(rule, ""), contents.advice.get(rule, "")) for rule, count in sums.items()]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _policy(style: str, script: str) -> str:
    """Return a content security policy under which nothing but this page's own style and scripts can run or load."""
    own_style, own_script = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    nothing = "default-src 'none'; base-uri 'none'; form-action 'none'"
    return f"{nothing}; style-src 'sha256-{own_style}'; script-src 'sha256-{own_script}' 'self' file:"


@cache
def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    environment.filters["visible"] = visible
    source = _source("page.html")
    code = worked_out("page", f"{jinja2.__version__} {source}", lambda: environment.compile(source))
    return jinja2.Template.from_code(environment, code, environment.make_globals(None))
