"""Parsed tree -> visible text in reading order, its blocks and links, and the elements that speak to machines only.

One pass without recursion. White space of every kind collapses to one space, `<br>` is a line end, two of them end a block. Scripts, styles,
templates, `noscript`, form fields, embedded media and elements that hide themselves (`hidden`, `display: none`) show nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from provenance.readers.html.tree import parse_tree
from provenance.readers.html.words import ROLE_PLACES, TAG_PLACES, WORD_PLACES, split_words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from provenance.model.text import Place

_INVISIBLE = frozenset(
    ["script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "iframe", "object", "embed", "canvas", "video", "audio", "svg", "math", "select", "datalist", "textarea", "map", "rp", "rt", "area", "param", "source", "track", "applet", "noframes", "noembed", "frameset", "-comment", "-doctype"]
)
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "picture", "progress", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "input", "br", "amp-img", "button"]
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BADGE = re.compile(r"creativecommons|licensebuttons|/cc[-_]by|cc-zero|cczero|cc0|publicdomain", re.IGNORECASE)
_EDGES = frozenset(("footer", "aside", "nav", "header"))
_BUTTONS = frozenset(("submit", "button", "reset"))
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type")


@frozen
class Context:
    """What an element and its ancestors say: place, tag of the nearest block element, words, and a chain up to the root."""

    place: Place
    tag: str
    words: tuple[str, ...]
    parent: Context | None
    depth: int
    article: bool
    number: int
    families: int


@define
class RawBlock:
    """A block in the making: its text is `text`, `linked` of its characters stand in links."""

    context: Context
    text: str
    start: int
    linked: int
    emphasised: int
    links: int
    images: int


@frozen
class RawLink:
    """A link: span in the visible text, address and relations, and the words of its class and image."""

    start: int
    stop: int
    href: str
    rel: tuple[str, ...]


@define
class Scan:
    """What one pass over a tree found; `machine` holds (tag, attributes, text) of elements that state something without showing it."""

    blocks: list[RawBlock] = field(factory=list)
    links: list[RawLink] = field(factory=list)
    machine: list[tuple[str, dict[str, str | None], str]] = field(factory=list)
    contexts: list[Context] = field(factory=list)
    language: str | None = None
    title: str | None = None
    heading: str | None = None
    length: int = 0


HIDDEN_PAGE = 200
"""A page that shows fewer characters than this is read with its hidden elements as well, when they hold more: scripts show them."""


def scan_page(source: str) -> Scan:
    """Return what one pass over a page finds; nothing for a source in which the parser finds no element."""
    root = parse_tree(source)
    if root is None:
        return Scan()
    scan = scan_tree(root)
    if scan.length < HIDDEN_PAGE:
        bare = scan_tree(root, show_hidden=True)
        return bare if bare.length > 2 * scan.length else scan
    return scan


def scan_tree(root: LexborNode, *, show_hidden: bool = False) -> Scan:
    """Return the visible text of a tree in blocks, with its links and machine statements."""
    scanner = _Scanner(show_hidden)
    scanner.walk(root)
    return scanner.scan


class _Scanner:
    """The state of one pass: the block in the making and the chain of open elements."""

    def __init__(self, show_hidden: bool) -> None:  # noqa: FBT001 - private
        self.scan = Scan()
        self.show_hidden = show_hidden
        self.parts: list[str] = []
        self.size = 0
        self.linked = 0
        self.emphasised = 0
        self.link_count = 0
        self.images = 0
        self.space = False
        self.breaks = 0
        self.in_link = 0
        self.in_strong = 0
        self.in_pre = 0
        self.link_starts: list[tuple[int, str, tuple[str, ...], int]] = []

    def walk(self, root: LexborNode) -> None:
        """Visit every node in document order; `open_elements` holds what must be undone when an element closes."""
        first = Context("main", "html", (), None, 0, False, 0, 0)
        self.scan.contexts.append(first)
        self.scan.language = root.attributes.get("lang") or root.attributes.get("xml:lang")
        context = first
        stack: list[tuple[LexborNode | None, Context, str]] = []
        node: LexborNode | None = root.first_child
        while True:
            while node is None:
                if not stack:
                    self.flush(context)
                    return
                node, above, tag = stack.pop()
                self.leave(tag, context, above)
                context = above
            tag = node.tag or ""
            if tag == "-text":
                self.add_text(node.text_content or "", context)
                node = node.next
                continue
            if tag in _INVISIBLE:
                self.state(tag, node)
                if tag == "head":
                    stack.append((node.next, context, tag))
                    node = node.first_child
                else:
                    node = node.next
                continue
            inner = self.enter(tag, node.attributes, context)
            child = node.first_child if inner is not None else None
            if inner is None or child is None:
                if inner is not None:
                    self.leave(tag, inner, context)
                node = node.next
                continue
            stack.append((node.next, context, tag))
            context, node = inner, child

    def enter(self, tag: str, attributes: dict[str, str | None], context: Context) -> Context | None:
        """Open an element; return the context inside it, None when nothing in it is shown."""
        if attributes:
            if "style" in attributes or "hidden" in attributes:
                style = attributes.get("style")
                hides = "hidden" in attributes and attributes["hidden"] != "until-found"
                if (hides or (style and _HIDING.search(style))) and not self.show_hidden:
                    return None
            if "itemprop" in attributes or "property" in attributes or "datetime" in attributes:
                self.scan.machine.append((tag, attributes, ""))
        if tag in _INLINE:
            return self.enter_inline(tag, attributes, context)
        self.flush(context)
        if tag == "hr":
            return None
        if tag == "dialog" and "open" not in attributes and not self.show_hidden:
            return None
        if tag == "pre":
            self.in_pre += 1
        return self.inside(tag, attributes, context)

    def enter_inline(self, tag: str, attributes: dict[str, str | None], context: Context) -> Context | None:
        if tag == "br":
            self.breaks += 1
            self.space = False
            return None
        if tag == "a":
            rel = tuple((attributes.get("rel") or "").lower().split())
            self.link_starts.append((self.size, attributes.get("href") or "", rel, len(self.parts)))
            self.in_link += 1
        elif tag in ("strong", "b"):
            self.in_strong += 1
        elif tag in ("img", "amp-img"):
            self.add_image(attributes, context)
            return None
        elif tag == "input":
            if (attributes.get("type") or "").lower() in _BUTTONS and attributes.get("value"):
                self.add_text(f" {attributes['value']} ", context)
            return None
        if attributes and ("class" in attributes or "id" in attributes or "itemprop" in attributes):
            return self.inside(tag, attributes, context)
        return context

    def inside(self, tag: str, attributes: dict[str, str | None], context: Context) -> Context:
        """Return the context of the content of an element."""
        place, article = context.place, context.article
        words: tuple[str, ...] = ()
        families = 0
        if attributes and tag != "body":
            for key in _NAMING:
                value = attributes.get(key)
                if value:
                    more, bits = split_words(value)
                    words += more
                    families |= bits
            role = attributes.get("role")
            named = ROLE_PLACES.get(role) if role else None
        else:
            named = None
        named = named or TAG_PLACES.get(tag)
        if named is None and words and tag not in _INLINE and tag != "body":
            named = next((WORD_PLACES[word] for word in words if word in WORD_PLACES), None)
        if tag == "article" or tag == "main":
            article = True
        if named is not None and (place == "main" or named == "form") and not (article and named in ("header", "footer")):
            place = named
        number = len(self.scan.contexts)
        inner = Context(place, context.tag if tag in _INLINE else tag, words, context, context.depth + 1, article, number, families)
        self.scan.contexts.append(inner)
        return inner

    def leave(self, tag: str, inside: Context, outside: Context) -> None:
        """Close an element."""
        if tag == "a":
            self.in_link -= 1
            if self.link_starts:
                start, href, rel, _ = self.link_starts.pop()
                self.close_link(start, href, rel, inside.place)
        elif tag in ("strong", "b"):
            self.in_strong -= 1
        elif tag not in _INLINE and tag != "head":
            self.flush(inside)
            if tag == "pre":
                self.in_pre -= 1

    def close_link(self, start: int, href: str, rel: tuple[str, ...], place: Place = "main") -> None:
        """Note a link with words; one that states a licence without words (a badge in the footer) is a machine statement."""
        scan = self.scan
        if self.size > start:
            self.link_count += 1
            if href or rel:
                begin = start + (self.spaces_at(start))
                scan.links.append(RawLink(scan.length + begin, scan.length + self.size, href, rel))
        elif "license" in rel or (place in _EDGES and _BADGE.search(href)):
            scan.machine.append(("a", {"rel": "license", "href": href}, ""))

    def spaces_at(self, start: int) -> int:
        """Return 1 when the character at `start` of the block in the making is a joining space or line end, 0 otherwise."""
        at = 0
        for part in self.parts:
            if at == start:
                return 1 if part in (" ", "\n") else 0
            at += len(part)
        return 0

    def add_image(self, attributes: dict[str, str | None], context: Context) -> None:
        """Count an image; the words of a licence badge are shown as text."""
        self.images += 1
        alt = attributes.get("alt")
        if not alt:
            return
        licensed = any("license" in rel or _BADGE.search(href) for _, href, rel, _ in self.link_starts)
        if licensed or _BADGE.search(attributes.get("src") or ""):
            self.add_text(f" {alt} ", context)

    def add_text(self, data: str, context: Context) -> None:
        """Add the characters of a text node."""
        if self.in_pre and "\n" in data:
            for at, line in enumerate(data.split("\n")):
                self.breaks += 1 if at else 0
                self.add_words(line, context)
            return
        self.add_words(data, context)

    def add_words(self, data: str, context: Context) -> None:
        words = data.split()
        if not words:
            self.space = self.space or bool(data)
            return
        if self.breaks:
            if self.breaks > 1 and not self.in_link:
                self.flush(context)
            elif self.size:
                self.parts.append("\n")
                self.size += 1
        elif self.size and (self.space or data[0].isspace()):
            self.parts.append(" ")
            self.size += 1
        self.breaks = 0
        text = " ".join(words)
        self.parts.append(text)
        self.size += len(text)
        if self.in_link:
            self.linked += len(text)
        if self.in_strong:
            self.emphasised += len(text)
        self.space = data[-1].isspace()

    def flush(self, context: Context) -> None:
        """End the block in the making."""
        scan = self.scan
        if self.size:
            if self.link_starts:
                self.close_open_links()
            text = "".join(self.parts)
            scan.blocks.append(RawBlock(context, text, scan.length, self.linked, self.emphasised, self.link_count, self.images))
            if scan.heading is None and context.tag == "h1":
                scan.heading = text
            scan.length += self.size + 1
            self.parts = []
            self.size = self.linked = self.emphasised = self.link_count = self.images = 0
        self.space = False
        self.breaks = 0

    def close_open_links(self) -> None:
        """Cut the links that are open at the end of a block, so that each of their pieces is a link of its own."""
        reopened = []
        for start, href, rel, _ in self.link_starts:
            if self.size > start:
                self.close_link(start, href, rel)
            reopened.append((0, href, rel, 0))
        self.link_starts = reopened

    def state(self, tag: str, node: LexborNode) -> None:
        """Keep an element that speaks to machines."""
        if tag in ("meta", "link"):
            self.scan.machine.append((tag, node.attributes, ""))
        elif tag == "script":
            kind = node.attributes.get("type")
            if kind and "ld+json" in kind.lower():
                self.scan.machine.append((tag, {}, node.text()))
        elif tag == "title" and self.scan.title is None:
            self.scan.title = " ".join(node.text().split()) or None
