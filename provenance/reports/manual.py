"""What a rule finds, in one sentence: the first line of the rule's own manual page."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

from provenance.audits import rules


def summaries() -> dict[str, str]:
    """Return the first paragraph of every audit rule's manual page, by rule name."""
    return {name: page.split("\n\n", 1)[0].replace("\n", " ") for name, page in pages().items()}


def pages() -> dict[str, str]:
    """Return the manual page (Markdown) of every audit rule, by rule name, in alphabetical order."""
    found = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(rules.__path__)):
        page = inspect.getdoc(import_module(f"{rules.__name__}.{module}"))
        if page:
            found[module.replace("_", "-")] = page
    return found
