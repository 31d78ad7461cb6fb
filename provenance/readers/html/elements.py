"""What the open elements around a text say: its place on the page, the nearest block element, the words of their attributes."""

from __future__ import annotations

import re

import numpy as np
from attrs import define

from provenance.model.text import Place
from provenance.readers.html.scanned import Attributes, Contexts
from provenance.readers.html.words import PLACES, ROLE_PLACES, TAG_PLACES, read_name

INVISIBLE = frozenset((
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "iframe", "object", "embed", "canvas",
    "video", "audio", "svg", "math", "select", "datalist", "textarea", "map", "rp", "rt", "area", "param", "source", "track",
    "applet", "noframes", "noembed", "frameset", "-comment", "-doctype",
))  # fmt: skip
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "meter", "nobr", "output", "picture", "progress", "q", "ruby", "rb", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "input", "br", "amp-img", "button",
))  # fmt: skip
NAMING = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type"))
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_HINTS = 24
_ARTICLES = frozenset(("article", "main"))
_ENDS = frozenset(("header", "footer"))
_PLACE_AT = {place: at for at, place in enumerate(PLACES)}


@define(eq=False)
class Context:
    """What an element and its ancestors say: place, tag of the nearest block element, own words and their families, the way up.

    `number` counts the contexts of a page in document order.
    """

    place: Place
    tag: str
    words: tuple[str, ...]
    parent: Context | None
    depth: int
    article: bool
    number: int
    families: int


@define(eq=False)
class Element:
    """An open element as the walk meets it; what it says is read only when it or an element in it holds a block."""

    tag: str
    attributes: Attributes
    outer: Element | None
    context: Context | None = None


def read_context(element: Element, contexts: list[Context]) -> Context:
    """Return the context of the content of an element; it and those of its ancestors are added to `contexts` when first asked for."""
    chain: list[Element] = []
    at, context = element, element.context
    while context is None and at.outer is not None:
        chain.append(at)
        at = at.outer
        context = at.context
    if context is None:
        context = at.context = Context("main", "html", (), None, 0, False, 0, 0)
        contexts.append(context)
    for step in reversed(chain):
        context = step.context = _enter(step.tag, step.attributes, context, len(contexts))
        contexts.append(context)
    return context


def holds(element: Element, other: Element) -> bool:
    """Whether an element stands around another one, directly or not; an inline one is asked about no further than the next block."""
    at: Element | None = other
    while at is not None and at is not element and at.tag in INLINE:
        at = at.outer
    return at is element


def nearest_block(element: Element) -> str:
    """Return the tag of the element, or of the nearest around it, that is no inline one."""
    while element.tag in INLINE and element.outer is not None:
        element = element.outer
    return element.tag


def _enter(tag: str, attributes: Attributes, outer: Context, number: int) -> Context:
    """Return the context of the content of an element inside another."""
    words: tuple[str, ...] = ()
    families = 0
    named: Place | None = None
    block = tag not in INLINE
    if attributes and tag != "body":
        for key, value in attributes.items():
            if key in NAMING and value:
                more, bits, place = read_name(value)
                words = words + more if words else more
                families |= bits
                if key == "role" and value in ROLE_PLACES:
                    named = ROLE_PLACES[value]
                elif place is not None and block and named is None:
                    named = place
    place = outer.place
    article = outer.article or tag in _ARTICLES
    if block and tag in TAG_PLACES:
        named = TAG_PLACES[tag]
    if named is not None and named != place and (place == "main" or named == "form") and not (article and named in _ENDS):
        place = named
    return Context(place, tag if block else outer.tag, words, outer, outer.depth + 1, article, number, families)


def tabulate(contexts: list[Context], holding: set[int]) -> Contexts:
    """Return contexts as columns; those with the numbers in `holding` hold blocks."""
    makes: dict[tuple[str, tuple[str, ...]], int] = {}
    rows = [
        (at.parent.number if at.parent is not None else 0, at.depth, at.families, at.article, _PLACE_AT[at.place],
         makes.setdefault((at.tag, at.words), len(makes)))
        for at in contexts
    ]  # fmt: skip
    numbers = np.ascontiguousarray(np.array(rows, np.int64).reshape(-1, 6).T)
    hints = [_hints(context) if number in holding else None for number, context in enumerate(contexts)]
    return Contexts([context.tag for context in contexts], hints, *numbers)


def _hints(context: Context) -> tuple[str, ...]:
    """Return the words of an element and of those around it, each once, nearest first."""
    found: dict[str, None] = {}
    at: Context | None = context
    while at is not None and len(found) < _MAX_HINTS:
        found.update(dict.fromkeys(at.words))
        at = at.parent
    return tuple(found)[:_MAX_HINTS]


def is_hidden(attributes: Attributes) -> bool:
    """Whether an element hides itself: `hidden`, `display: none`, `visibility: hidden`."""
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    return bool(style) and HIDING.search(style or "") is not None
