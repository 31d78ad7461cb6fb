"""HTML source -> parsed tree, with hostile pages tamed first."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from provenance.kernels import compiled

MAX_DEPTH = 400
"""Elements nested deeper than this are read as if their tags were not there; browsers stop at 512."""

MANY_TAGS = 10_000
LONG_TAG = 20_000
MANY_ATTRIBUTES = 1_000
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/<>]*)((?:[^<>"']|"[^"]{0,300}"|'[^']{0,300}'|"[^"<]*"|'[^'<]*')*+)>""")
_STRAY = re.compile(r"<(?=[a-zA-Z])")
_NAME = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_FLAT = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",  # hold nothing
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup",  # the next one ends the last
))  # fmt: skip
_FLAT_BYTES = frozenset(name.encode() for name in _FLAT)
_UNREADABLE = re.compile(r"[\ud800-\udfff]")


def parse_tree(source: str) -> LexborNode | None:
    """Return the root element of a page, or None when the parser finds none; never raises and takes time linear in the source."""
    try:
        data = source.encode("utf-8")
    except UnicodeEncodeError:
        source = _UNREADABLE.sub("\ufffd", source)
        data = source.encode("utf-8")
    if _is_hostile(data):
        data = _flatten(source).encode("utf-8")
    try:
        return LexborHTMLParser(data).root
    except (ValueError, RuntimeError):  # the library's SelectolaxError is a RuntimeError in some releases
        return None


def _is_hostile(data: bytes) -> bool:
    """Whether the page has so many tags, or so long a tag, that nesting or attributes could cost the parser quadratic time."""
    count, long = _tags(data, LONG_TAG)
    if count > MANY_TAGS and _may_nest(data):
        return True
    return long and any(piece[:1].isalpha() and _has_many_attributes(piece) for piece in _long_pieces(data, LONG_TAG))


def count_tags(data: bytes, longest: int) -> tuple[int, bool]:
    """Return how often `<` stands in a page, and whether more than so many bytes follow one without another."""
    return data.count(b"<"), next(_long_pieces(data, longest), None) is not None


_tags = compiled("_pages", count_tags)


def _long_pieces(data: bytes, longest: int) -> Iterator[bytes]:
    """Yield what stands between two `<`, or after the last one, when it is longer than so many bytes."""
    at = data.find(b"<")
    while at >= 0:
        last = data.rfind(b"<", at + 1, at + longest + 2)
        if last < 0:
            last = data.find(b"<", at + 1)
            piece = data[at + 1 : last if last >= 0 else len(data)]
            if len(piece) > longest:
                yield piece
        at = last


def _has_many_attributes(piece: bytes) -> bool:
    """Whether a long piece of source could be one tag with very many attributes, and not one long value (an image inside the page)."""
    tag = piece if piece.find(b">", 0, LONG_TAG) < 0 else b""
    return sum(map(tag.count, (b" ", b"\n", b"\t", b'"', b"'"))) > MANY_ATTRIBUTES or 10 * tag.count(b"/") > max(len(tag), 1)


def _may_nest(data: bytes) -> bool:
    """Whether tags that nothing closes could nest deeper than `MANY_TAGS` / 10."""
    depth, counts = 0, dict.fromkeys(_FLAT_BYTES, -sys.maxsize)
    for closing, name in _NAME.findall(data):
        count = counts.get(name, 0)
        if count < 0:
            continue
        if not closing:
            counts[name] = count + 1
            depth += 1
            if depth > MANY_TAGS // 10:
                return True
        elif count:
            counts[name] = count - 1
            depth -= 1
    return False


def _flatten(source: str) -> str:
    """Drop the tags that open deeper than `MAX_DEPTH`, and the attributes of tags longer than `LONG_TAG`.

    What only begins like a tag becomes text.
    """
    out: list[str] = []
    open_names: list[str] = []
    counts: dict[str, int] = {}
    at = 0
    for match in _TAG.finditer(source):
        name = match[2].lower()
        out.append(_STRAY.sub("&lt;", source[at : match.start()]))
        at = match.end()
        keep = _close(name, open_names, counts) if match[1] else _open(name, open_names, counts)
        if keep:
            out.append(match[0] if at - match.start() < LONG_TAG else f"<{match[1]}{match[2]}>")
    out.append(_STRAY.sub("&lt;", source[at:]))
    return "".join(out)


def _open(name: str, open_names: list[str], counts: dict[str, int]) -> bool:
    if name in _FLAT:
        return True
    if len(open_names) >= MAX_DEPTH:
        return False
    open_names.append(name)
    counts[name] = counts.get(name, 0) + 1
    return True


def _close(name: str, open_names: list[str], counts: dict[str, int]) -> bool:
    if name in _FLAT:
        return True
    if not counts.get(name):
        return False
    while open_names:
        last = open_names.pop()
        counts[last] -= 1
        if last == name:
            break
    return True
