"""The walk of scan.py, compiled: over the page as the parser writes it down again, which costs much less than visiting its nodes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from provenance.kernels import WANTED, find_kernel
from provenance.kernels.rows import rows_of
from provenance.model.text import Link
from provenance.readers.html.elements import HIDING, INLINE, INVISIBLE
from provenance.readers.html.lines import EDGES, is_badge
from provenance.readers.html.scanned import Blocks, Contexts, Scan
from provenance.readers.html.words import BESIDE, PLACES, ROLE_PLACES, TAG_PLACES, WORD_PLACES, load_families, read_name

Walk = Callable[[str, bool], tuple[Any, ...] | None]
_KINDS = ("block", "silent", "inline", "plain")
_SPECIAL = (
    "", "head", "meta link", "script", "title", "svg math", "a", "b strong", "br", "img amp-img", "input", "dialog", "pre", "article",
    "main", "body", "plaintext annotation-xml foreignObject desc mi mn mo ms mtext",
)  # fmt: skip
"""Tags that the walk treats specially, in the order of the numbers that the kernel knows them by; it gives up at the last ones."""

_EMPTY = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
    "track", "wbr",
))  # fmt: skip
_RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext")
_FOREIGN_RAW = ", ".join(f"{outer} {name}" for outer in ("svg", "math") for name in _RAW)
_PROBE = (
    "<html lang=de><p a=1 b c='\"&amp;<>\xa0'>&amp;&lt;>\xa0\"'<!--x--><pre>\n\ny</pre><xmp>&lt;<b></xmp><script>&lt;</script>"
    "<svg><style>&lt;"
)
_PROBED = (
    '<html lang="de"><head></head><body><p a="1" b="" c="&quot;&amp;{}&nbsp;">&amp;&lt;&gt;&nbsp;"\'<!--x--></p><pre>\ny</pre>'
    "<xmp>&lt;<b></xmp><script>&lt;</script><svg><style><</style></svg></body></html>"
)
"""A page and what the parser makes of it; a release of it that writes otherwise is not read this way."""


def scan_written(root: LexborNode, *, show_hidden: bool) -> Scan | None:
    """Return what a walk over a parsed page finds; None where there is no kernel or it is not certain what the parser has written down."""
    walk = load_walk()
    written = root.html if walk is not None else None
    found = walk(written, show_hidden) if walk is not None and written else None
    if found is None:
        return None
    texts, blocks, tags, hints, contexts, links, machine, title, heading, language, articles, length, raw = found
    if raw and any("<" in node.text() for node in root.css(_FOREIGN_RAW)):
        return None
    shown = Blocks(texts, *blocks), Contexts(tags, hints, *contexts), rows_of(Link, ("start", "stop", "href", "rel"), links)
    return Scan(*shown, machine, articles, language, title, heading, length)


@cache
def load_walk() -> Walk | None:
    """Return the kernel, told what tags and class words mean; None where it was not compiled or the parser writes pages otherwise."""
    kernel, rules = (find_kernel("_pages", name) if WANTED else None for name in ("walk_page", "Rules"))
    probed = LexborHTMLParser(_PROBE).root
    if kernel is None or rules is None or probed is None or probed.html not in (_PROBED.format("<>"), _PROBED.format("&lt;&gt;")):
        return None
    known = rules(_meanings(), PLACES, EDGES, ROLE_PLACES, load_names(), HIDING.search, is_badge)
    return lambda written, show_hidden: kernel(written, show_hidden, known)  # type: ignore[return-value]


@cache
def load_names() -> object:
    """Return the kernel's reader of class words, told what they mean; None where it was not compiled."""
    names, families = find_kernel("_pages", "Names"), load_families()
    return names and names(read_name, families.part_bits, families.whole, PLACES, WORD_PLACES, BESIDE)


def _meanings() -> list[tuple[str, int, int, str | None, bool, bool, bool]]:
    """Return what each known tag means: its kind, what is special about it, its place, whether it is empty, raw, inline."""
    special = {name: at for at, names in enumerate(_SPECIAL) for name in names.split()}
    inline = {"a", "b", "strong", "br", "img", "amp-img", "input"}
    kinds = {**dict.fromkeys(INLINE, "plain"), **dict.fromkeys(INVISIBLE, "silent"), **dict.fromkeys(inline, "inline")}
    names = {*kinds, *special, *TAG_PLACES, *_EMPTY, *_RAW, "p", "div", "li", "ul", "td", "h1", "h2", "h3"}
    return [
        (name, _KINDS.index(kinds.get(name, "block")), special.get(name, 0), TAG_PLACES.get(name), name in _EMPTY, name in _RAW,
         name in INLINE)
        for name in sorted(names) if not name.startswith("-")
    ]  # fmt: skip
