"""The manual of a catalog folder: every wording with what it means, how sure it is, and its proof."""

from __future__ import annotations

import regex

from provenance.catalog import Catalog, RuleEntry

_TITLES = {"statements": "Statements of rights", "credits": "Credits and citations"}
_BOLD = r"**\1**"
_MARKED = regex.compile(r"\[\[(.*?)\]\]", regex.DOTALL)


def pages(catalog: Catalog) -> dict[str, str]:
    """Return the page (Markdown) of each folder of wordings, by the folder's name."""
    return {folder: f"# {title}\n\n{_INTRODUCTION}\n\n{_sections(catalog, folder)}" for folder, title in _TITLES.items()}


_INTRODUCTION = """Each section is one entry of the catalog. The id is what `evidence.rule` names in a record. In the examples, which \
`provenance catalog check` proves, the words in bold are what is found; nothing is found in the counter-examples."""


def _sections(catalog: Catalog, folder: str) -> str:
    return "\n".join(_section(entry) for entry in catalog.rules[folder])


def _section(entry: RuleEntry) -> str:
    """Return the section of one wording."""
    about = [f"kind `{entry.kind}`", entry.confidence, *([f"languages {', '.join(entry.languages)}"] if entry.languages else [])]
    about += [f"{name} `{value}`" for name, value in sorted(entry.labels.items()) if isinstance(value, str) and value != "none"]
    lines = [f"## {entry.rule.id}\n", f"{'; '.join(about)}.\n"]
    lines += ["- " + _MARKED.sub(_BOLD, _line(text)) for text in entry.examples]
    lines += [f"- not: {_line(text)}" for text in entry.counter]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    """Return an example on one line, with what Markdown would read as a sign of its own made harmless."""
    return " ".join(text.split()).replace("*", r"\*").replace("<", "&lt;").replace("|", r"\|")
