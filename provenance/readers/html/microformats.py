"""Elements that say by their class or by a property what their words are: microformats, and microdata whose value is shown.

`<span class="published">6 May 2014</span>` and `<abbr class="published" title="2014-05-06">` state a day,
`<span itemprop="author">Jane Doe</span>` and `<span class="author vcard">Jane Doe</span>` an author.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from provenance.readers.html.elements import is_hidden
from provenance.readers.html.scanned import Machine

_DAYS = frozenset({"published", "updated", "dt-published", "dt-updated"})
_PEOPLE = (frozenset({"author", "vcard"}), frozenset({"p-author"}))
_SELECTOR = "[itemprop=author], .published, .updated, .dt-published, .dt-updated, .author.vcard, .p-author"
_MARKS = ('"author"', "published", "updated", "vcard", "p-author")
_INVISIBLE = frozenset(("template", "noscript", "svg", "math"))
_LONGEST = 80
_MOST = 20


def find_shown(root: LexborNode, source: str) -> list[Machine]:
    """Return the elements of a page that state their author or a day and show it, each with its words; those of comments are left out."""
    if not any(mark in source for mark in _MARKS):
        return []
    return [found for node in root.css(_SELECTOR)[:_MOST] for found in _shown(node)]


def states(attributes: dict[str, str | None]) -> str | None:
    """Return what an element states by its class alone: "datetime", "author", or None."""
    words = frozenset((attributes.get("class") or "").split())
    if not _DAYS.isdisjoint(words):
        return "datetime"
    return "author" if any(people <= words for people in _PEOPLE) else None


def _shown(node: LexborNode) -> Iterator[Machine]:
    attributes = node.attributes
    if "datetime" in attributes or attributes.get("content") or _is_beside(node):
        return
    words = " ".join(node.text().split())
    if words and len(words) <= _LONGEST:
        yield node.tag or "", attributes, words


def _is_beside(node: LexborNode | None) -> bool:
    """Whether one of the elements around is hidden or a comment's, as its class, its id or its property says."""
    while node is not None:
        said = node.attributes
        if node.tag in _INVISIBLE or is_hidden(said):
            return True
        if node.tag != "body" and any("comment" in (said.get(name) or "").lower() for name in ("class", "id", "itemprop")):
            return True
        node = node.parent
    return False
