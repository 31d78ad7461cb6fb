"""What a rule finds, in one sentence, and what to do about it: from the rule's own manual page."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

from provenance.audits import rules


def summaries() -> dict[str, str]:
    """Return the first paragraph of every audit rule's manual page, by rule name."""
    return {name: page.split("\n\n", 1)[0].replace("\n", " ") for name, page in pages().items()}


def advice() -> dict[str, str]:
    """Return what every audit rule's manual page says to do about a finding, by rule name."""
    parts = {name: page.partition("## What to do\n")[2].partition("\n## ")[0] for name, page in pages().items()}
    return {name: " ".join(part.replace("`", "").split()) for name, part in parts.items()}


def pages() -> dict[str, str]:
    """Return the manual page (Markdown) of every audit rule, by rule name, in alphabetical order."""
    found = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(rules.__path__)):
        page = inspect.getdoc(import_module(f"{rules.__name__}.{module}"))
        if page:
            found[module.replace("_", "-")] = page
    return found
