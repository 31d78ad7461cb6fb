"""Pieces of visible text -> blocks and links, with their offsets in the text of the page."""

from __future__ import annotations

from attrs import define, field

from provenance.model.text import Link
from provenance.readers.html.elements import Context, Element, holds, read_context
from provenance.readers.html.scanned import Attributes

_BADGES = ("creativecommons", "licensebuttons", "/cc-by", "/cc_by", "cc-zero", "cczero", "cc0", "publicdomain")
EDGES = frozenset(("footer", "aside", "nav", "header"))
"""Places on a page where a badge that is a link states the licence of the site."""

_UNSPACED = "\u0e00"
"""From here on most scripts write words without spaces."""


def is_badge(address: str) -> bool:
    """Whether an address of a link or an image is that of a free licence or its badge."""
    small = address.lower()
    return any(word in small for word in _BADGES)


@define(eq=False)
class RawBlock:
    """A block of visible text: `context` is the number of its context, `linked` of its characters stand in links, `emphasised` in bold."""

    context: int
    text: str
    start: int
    linked: int
    emphasised: int
    links: int
    images: int


@define(eq=False)
class OpenLink:
    """A link whose end has not come: it began at `start` of the block in the making, before piece number `piece`."""

    start: int
    piece: int
    href: str
    rel: tuple[str, ...]
    shown: bool = False


@define(eq=False)
class LineWriter:
    """Joins pieces of text as a browser does: white space to one space, `<br>` to a line end, two of them to the end of the block."""

    contexts: list[Context]
    blocks: list[RawBlock] = field(factory=list)
    links: list[Link] = field(factory=list)
    open_links: list[OpenLink] = field(factory=list)
    heading: str | None = None
    length: int = 0
    strong: int = 0
    preformatted: int = 0
    breaks: int = 0
    space: bool = False
    _pieces: list[str] = field(factory=list)
    _size: int = 0
    _linked: int = 0
    _emphasised: int = 0
    _link_count: int = 0
    _images: int = 0
    _inner: Element | None = None
    _last: Element | None = None

    def add_text(self, data: str, inside: Element) -> None:
        """Add the characters of a text node."""
        if self.preformatted and "\n" in data:
            for at, line in enumerate(data.split("\n")):
                self.breaks += 1 if at else 0
                self._add_line(line, inside)
        else:
            self._add_line(data, inside)

    def _add_line(self, data: str, inside: Element) -> None:
        words = data.split()
        if not words:
            self.space = self.space or bool(data)
            return
        if self.breaks:
            if self.breaks > 1 and not self.open_links:
                self.end_block(inside)
            elif self._size:
                self._pieces.append("\n")
                self._size += 1
            self.breaks = 0
        elif self._size and (self.space or data[0].isspace() or self._is_apart(data, inside)):
            self._pieces.append(" ")
            self._size += 1
        text = " ".join(words)
        if not self._size:
            self._inner = inside
        elif self._inner is not inside:
            self._inner = None
        self._last = inside
        self._pieces.append(text)
        self._size += len(text)
        if self.open_links:
            self._linked += len(text)
        if self.strong:
            self._emphasised += len(text)
        self.space = data[-1].isspace()

    def _is_apart(self, data: str, inside: Element) -> bool:
        """Whether a word follows one of another element of its own, which a page's style sets apart: a name and a job in two `<span>`."""
        last, ends = self._last, data[0] + self._pieces[-1][-1:]
        if last is None or last is inside or self.preformatted or not ends.isalnum() or max(ends) >= _UNSPACED:
            return False
        return not holds(last, inside) and not holds(inside, last)

    def add_image(self, attributes: Attributes, inside: Element) -> None:
        """Count an image; the words of a licence badge are shown as text."""
        self._images += 1
        words = attributes.get("alt")
        if not words:
            return
        licensed = any("license" in link.rel or is_badge(link.href) for link in self.open_links)
        if licensed or is_badge(attributes.get("src") or ""):
            self.add_text(f" {words} ", inside)

    def open_link(self, attributes: Attributes) -> None:
        """Begin a link."""
        rel = tuple((attributes.get("rel") or "").lower().split())
        self.open_links.append(OpenLink(self._size, len(self._pieces), attributes.get("href") or "", rel))

    def close_link(self) -> OpenLink | None:
        """End the innermost link; return it when it shows no words at all."""
        if not self.open_links:
            return None
        link = self.open_links.pop()
        self._note(link)
        return None if link.shown else link

    def _note(self, link: OpenLink) -> None:
        """Keep a link, or the part of it that stands in the block in the making, when it has words."""
        if self._size > link.start:
            link.shown = True
            self._link_count += 1
            if link.href or link.rel:
                begin = link.start + (1 if self._pieces[link.piece] in (" ", "\n") else 0)
                self.links.append(Link(self.length + begin, self.length + self._size, link.href, link.rel))

    def end_block(self, inside: Element) -> None:
        """End the block in the making; a link that is still open goes on in the next block as a link of its own."""
        if self._size:
            for link in self.open_links:
                self._note(link)
                link.start = link.piece = 0
            text = "".join(self._pieces)
            place = self._inner or inside
            context = place.context or read_context(place, self.contexts)
            self.blocks.append(RawBlock(context.number, text, self.length, self._linked, self._emphasised, self._link_count, self._images))
            if self.heading is None and (inside.context or read_context(inside, self.contexts)).tag == "h1":
                self.heading = text
            self.length += self._size + 1
            self._pieces = []
            self._size = self._linked = self._emphasised = self._link_count = self._images = 0
        self.space = False
        self.breaks = 0
