"""Parsed tree -> visible text in reading order, its blocks and links, and the elements that speak to machines only.

One pass without recursion. Scripts, styles, templates, `noscript`, form fields, embedded media and elements that hide themselves show
nothing; ruby readings are left out, so that words stay whole.
"""

from __future__ import annotations

import numpy as np
from selectolax.lexbor import LexborNode

from provenance.readers.html.elements import (
    INLINE,
    INVISIBLE,
    Element,
    is_hidden,
    nearest_block,
    read_context,
    tabulate,
)
from provenance.readers.html.lines import EDGES, LineWriter, is_badge
from provenance.readers.html.microformats import find_shown
from provenance.readers.html.scanned import Attributes, Blocks, Scan
from provenance.readers.html.times import find_held, find_times
from provenance.readers.html.tree import parse_tree
from provenance.readers.html.written import scan_written

HIDDEN_PAGE = 200
"""A page that shows fewer characters than this is read with its hidden elements as well, when they hold more: scripts show them."""

_BUTTONS = frozenset(("submit", "button", "reset"))
_BOLD = frozenset(("strong", "b"))
_EMPTY = frozenset(("br", "img", "amp-img", "input"))
_HEADS = frozenset(("meta", "link"))
_BLOCK, _TEXT, _SILENT, _INLINE, _PLAIN = range(5)  # kinds of nodes; nothing happens where a plain element begins or ends
_KINDS = {
    **dict.fromkeys(INLINE, _PLAIN), **dict.fromkeys(INVISIBLE, _SILENT), **dict.fromkeys(("a", *_BOLD, *_EMPTY), _INLINE), "-text": _TEXT,
}  # fmt: skip


def scan_page(source: str) -> Scan:
    """Return what one pass over a page finds; nothing for a source in which the parser finds no element."""
    root = parse_tree(source)
    if root is None:
        return Scan()
    scan = scan_tree(root, show_hidden=False)
    if scan.length < HIDDEN_PAGE:
        bare = scan_tree(root, show_hidden=True)
        scan = bare if bare.length > 2 * scan.length + HIDDEN_PAGE // 4 else scan
    scan.machine += find_shown(root, source) + find_held(root, source)
    scan.times = find_times(root, source)
    return scan


def scan_tree(root: LexborNode, *, show_hidden: bool) -> Scan:
    """Return what one pass over a parsed page finds."""
    return scan_written(root, show_hidden=show_hidden) or Scanner(show_hidden=show_hidden).walk(root)


class Scanner:
    """The state of one pass: what was found, the lines in the making."""

    def __init__(self, *, show_hidden: bool) -> None:
        self.scan = Scan()
        self.lines = LineWriter([])
        self.show_hidden = show_hidden

    def walk(self, root: LexborNode) -> Scan:
        """Visit every node in document order; the stack holds where to go on when an element ends, and the tag if its end matters."""
        scan, lines = self.scan, self.lines
        inside = Element("html", {}, None)
        scan.language = root.attributes.get("lang") or root.attributes.get("xml:lang")
        stack: list[tuple[LexborNode | None, Element, str]] = []
        node: LexborNode | None = root.first_child
        while node is not None or stack:
            if node is None:
                node, outer, tag = stack.pop()
                if tag:
                    self.leave(tag, inside)
                inside = outer
                continue
            tag = node.tag or "-comment"  # what begins with `<?` has no name
            kind = _KINDS.get(tag, _BLOCK)
            if kind == _TEXT:
                data = node.text_content
                if data:
                    if data.isspace() and not lines.preformatted:
                        lines.space = True
                    else:
                        lines.add_text(data, inside)
            elif kind == _SILENT:
                if tag == "head":
                    stack.append((node.next, inside, ""))
                    node = node.first_child
                    continue
                self.state(tag, node)
            elif (inner := self.enter(tag, kind, node.attributes, inside)) is not None:
                child = node.first_child
                if child is not None:
                    stack.append((node.next, inside, "" if kind == _PLAIN else tag))
                    inside, node = inner, child
                    continue
                self.leave(tag, inner)
            node = node.next
        lines.end_block(inside)
        scan.links, scan.heading, scan.length = lines.links, lines.heading, lines.length
        rows = [(made.context, made.start, made.linked, made.emphasised, made.links, made.images) for made in lines.blocks]
        scan.blocks = Blocks([made.text for made in lines.blocks], *np.ascontiguousarray(np.array(rows, np.int64).reshape(-1, 6).T))
        scan.contexts = tabulate(lines.contexts, set(scan.blocks.contexts.tolist()))
        return scan

    def enter(self, tag: str, kind: int, attributes: Attributes, outer: Element) -> Element | None:
        """Open an element; return the one whose content comes next, None when nothing in it is shown."""
        if attributes:
            if ("style" in attributes or "hidden" in attributes) and not self.show_hidden and is_hidden(attributes):
                return None
            if "itemprop" in attributes or "property" in attributes or "datetime" in attributes:
                self.scan.machine.append((tag, attributes, ""))
        if kind != _BLOCK:
            if kind == _INLINE and not self.enter_inline(tag, attributes, outer):
                return None
            named = attributes and ("class" in attributes or "id" in attributes or "itemprop" in attributes)
            return Element(tag, attributes, outer) if named else outer
        lines = self.lines
        if tag == "dialog" and "open" not in attributes and not self.show_hidden:
            return None
        lines.end_block(outer)
        if tag == "pre":
            lines.preformatted += 1
        elif tag == "article" and nearest_block(outer) != "article":
            self.scan.articles += 1
        return Element(tag, attributes, outer)

    def enter_inline(self, tag: str, attributes: Attributes, outer: Element) -> bool:
        """Note what the start of a link, of bold text or of an element without content means; return whether content may follow."""
        lines = self.lines
        if tag == "a":
            lines.open_link(attributes)
        elif tag in _BOLD:
            lines.strong += 1
        else:
            if tag == "br":
                lines.breaks += 1
                lines.space = False
            elif tag != "input":
                lines.add_image(attributes, outer)
            elif (attributes.get("type") or "").lower() in _BUTTONS and attributes.get("value"):
                lines.add_text(f" {attributes['value']} ", outer)
            return False
        return True

    def leave(self, tag: str, inside: Element) -> None:
        """Close an element; a link that states a licence and shows no words (a badge in the footer) is a machine statement."""
        if tag == "a":
            silent = self.lines.close_link()
            if silent is not None and ("license" in silent.rel or (is_badge(silent.href) and self._at_edge(inside))):
                self.scan.machine.append(("a", {"rel": "license", "href": silent.href}, ""))
        elif tag in _BOLD:
            self.lines.strong -= 1
        elif tag not in INLINE:
            self.lines.end_block(inside)
            if tag == "pre":
                self.lines.preformatted -= 1

    def _at_edge(self, inside: Element) -> bool:
        return read_context(inside, self.lines.contexts).place in EDGES

    def state(self, tag: str, node: LexborNode) -> None:
        """Keep an element that speaks to machines."""
        if tag in _HEADS:
            self.scan.machine.append((tag, node.attributes, ""))
        elif tag == "script":
            kind = node.attributes.get("type")
            if kind and "ld+json" in kind.lower():
                self.scan.machine.append((tag, {}, node.text()))
        elif tag == "title" and self.scan.title is None:
            self.scan.title = " ".join(node.text().split()) or None
