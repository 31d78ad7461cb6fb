"""HTML source -> parsed tree, with hostile pages tamed first."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 400
"""Elements nested deeper than this are read as if their tags were not there; browsers stop at 512."""

MANY_TAGS = 10_000
LONG_TAG = 20_000
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*+)>""")
_LONG = re.compile(rf"<[a-zA-Z][^<>]{{{LONG_TAG}}}")
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_UNREADABLE = re.compile(r"[\ud800-\udfff]")


def parse_tree(source: str) -> LexborNode | None:
    """Return the root element of a page, or None when the parser finds none; never raises and takes time linear in the source."""
    clean = source if source.isascii() else _UNREADABLE.sub("\ufffd", source)
    if _is_hostile(clean):
        clean = _flatten(clean)
    try:
        return LexborHTMLParser(clean).root
    except (ValueError, RuntimeError):  # the library's SelectolaxError is a RuntimeError in some releases
        return None


def _is_hostile(source: str) -> bool:
    """Whether the page has so many tags, or so long a tag, that nesting or attributes could cost the parser quadratic time."""
    return source.count("<") > MANY_TAGS or _LONG.search(source) is not None


def _flatten(source: str) -> str:
    """Drop the tags that open deeper than `MAX_DEPTH`, and the attributes of tags longer than `LONG_TAG`."""
    out: list[str] = []
    open_names: list[str] = []
    counts: dict[str, int] = {}
    at = 0
    for match in _TAG.finditer(source):
        name = match[2].lower()
        out.append(source[at : match.start()])
        at = match.end()
        keep = _close(name, open_names, counts) if match[1] else _open(name, open_names, counts)
        if keep:
            out.append(match[0] if at - match.start() < LONG_TAG else f"<{match[1]}{match[2]}>")
    out.append(source[at:] if at else source.replace("<", "&lt;"))
    return "".join(out)


def _open(name: str, open_names: list[str], counts: dict[str, int]) -> bool:
    if name in _VOID:
        return True
    if len(open_names) >= MAX_DEPTH:
        return False
    open_names.append(name)
    counts[name] = counts.get(name, 0) + 1
    return True


def _close(name: str, open_names: list[str], counts: dict[str, int]) -> bool:
    if not counts.get(name):
        return False
    while open_names:
        last = open_names.pop()
        counts[last] -= 1
        if last == name:
            break
    return True
