"""The headline of a page: the heading that its title repeats, else the title without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from provenance.model.text import Place
from provenance.readers.html.scanned import Scan
from provenance.readers.html.statements import Statement
from provenance.readers.html.words import PLACES

_LEVELS = {"h1": 0, "h2": 1, "h3": 2}
_SITES = frozenset(("og:site_name", "application-name", "publisher", "dc.publisher"))
_BRANDS = frozenset(("logo", "brand", "branding", "masthead", "sitename", "banner"))
_OUTSIDE = frozenset(("site", "blog", "header", "head"))
"""Words in classes of the name of a site, which titles begin or end with."""

_CUT = re.compile(r"\s+(?:[|·•»«›‹/]+|[-–—:]{1,2})\s+|\s*[|｜_＿]\s*|\s*-{2,}\s*|(?<=[^\x00-\u02ff])[-–—]")
_SIGN = re.compile(r"[^\w]+")
_SIGNS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
"""`_SIGN` for texts in ASCII."""
_HOUSE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[A-Za-z]{2,6}/?|[\u3040-\u9fff]{1,8}(?:网|網|日报|日報|晚报|在线|频道|新闻|新聞|ニュース)")
"""The name of a site that is its host, or a Chinese or Japanese house."""

_WORD = re.compile(r"\w{2,}")
_OPENED = re.compile(r"\s*[-–—|_]")
"""A title that begins so has lost its headline."""

_SHORTEST, _LONGEST, _LEAST, _MUCH = 2, 300, (6, 15, 15), 0.5
"""Letters of a heading that is a whole part of the title, of any, and of one of each level, which makes up so much of a part, too."""

_FEW = 3
_ALIKE = 0.5
_SITE = 40


class Heading(NamedTuple):
    """A short block of a page in an `h1`, `h2` or `h3`, its letters and figures, the words of the elements around it, nearest first."""

    text: str
    bare: str
    tag: str
    place: Place
    hints: tuple[str, ...]


def find_headings(scan: Scan) -> list[Heading]:
    """Return the headings of a page."""
    contexts, places = scan.contexts, scan.contexts.places.tolist()
    return [
        Heading(text, _bare(text), contexts.tags[at], PLACES[places[at]], contexts.hints[at] or ())
        for text, at in zip(scan.blocks.texts, scan.blocks.contexts.tolist(), strict=True)
        if contexts.tags[at] in _LEVELS and len(text) <= _LONGEST
    ]


def choose_headline(headings: list[Heading], stated: str | None, titled: str | None, statements: Iterable[Statement]) -> str | None:
    """Return the headline of a page whose markup states one title for cards (`stated`) and one for windows (`titled`)."""
    sites = {_bare(line.value) for line in statements if line.name in _SITES} - {""}
    titles = [title for title in (stated, titled) if title and not _OPENED.match(title)]
    own = [block for block in headings if block.bare not in sites]
    heading = _repeated(own, titles) or _alike(own, titles, sites)
    if heading is not None:
        return heading
    brands = {block.bare for block in headings if block.tag == "h1"}
    shown = next((cut for title in titles if (cut := _without_site(title, titles, sites, brands))), None)
    return shown or next((block.text for block in own if block.tag == "h1"), titled)


def _repeated(headings: list[Heading], titles: list[str]) -> str | None:
    """Return the heading of which most stands in one of the titles: the highest that does not name the site, the longest of several."""
    wholes = [_bare(title) for title in titles]
    parts = [[part for part in map(_bare, _CUT.split(title)) if part] for title in titles]
    longest = max((len(part) for some in parts for part in some), default=0)
    found: list[tuple[tuple[bool, int, int], str]] = []
    for block in headings:
        bare, level = block.bare, _LEVELS[block.tag]
        whole = any(bare in some for some in parts)
        enough = (whole and not level and len(bare) >= _SHORTEST) or len(bare) >= max(_LEAST[level], longest * _MUCH)
        if bare and enough and any(bare in title for title in wholes) and _BRANDS.isdisjoint(block.hints[:3]):
            ends = [some for some in parts if bare in (some[0], some[-1]) and len(bare) <= max(map(len, set(some) - {bare}), default=0)]
            if any(bare == some[-1] for some in ends):
                continue
            outside = bool(ends) and (block.place != "main" or not _OUTSIDE.isdisjoint(block.hints[:4]))
            found.append(((not outside, -level, len(bare)), block.text))
    return max(found, key=lambda item: item[0])[1] if found else None


def _alike(headings: list[Heading], titles: list[str], sites: set[str]) -> str | None:
    """Return the `h1` that shares most of its words with a title, or the title that it holds: titles are shortened, and written for
    search engines, headings begin with a topic."""
    known = [(cut, _words(cut)) for title in titles if (cut := _without_site(title, titles, sites, set()))]
    best, most = None, _ALIKE
    for block in headings:
        words = _words(block.text)
        if block.tag != "h1" or len(words) < _FEW:
            continue
        for cut, some in known:
            share = len(words & some) / max(1, min(len(words), len(some)))
            if share > most:
                best, most = cut if len(some) >= _FEW and _bare(cut) in block.bare else block.text, share
    return best


def _without_site(title: str, titles: list[str], sites: set[str], brands: set[str]) -> str | None:
    """Return a title without the parts at its ends that name the site; `brands` are headings that may do so. None when nothing is left."""
    pieces = list(_pieces(title))
    others = [_bare(other) for other in titles if other != title]
    while len(pieces) > 1:
        bare = _bare(pieces[-1][0])
        rest = title[pieces[0][1] : pieces[-2][2]]
        named = bare in sites | brands or _HOUSE.fullmatch(pieces[-1][0].strip()) is not None
        if named or any(name in bare and len(bare) <= _SITE for name in sites) or _bare(rest) in others:
            pieces.pop()
        elif _bare(pieces[0][0]) in sites:
            pieces.pop(0)
        else:
            break
    shown = title[pieces[0][1] : pieces[-1][2]].strip(" -–—|_·") if pieces else ""
    return shown or None


def _pieces(title: str) -> Iterator[tuple[str, int, int]]:
    """Yield the parts of a title between its strokes, each with its span."""
    at = 0
    for match in _CUT.finditer(title):
        if match.start() > at:
            yield title[at : match.start()], at, match.start()
        at = match.end()
    if at < len(title):
        yield title[at:], at, len(title)


def _bare(text: str) -> str:
    """Return the letters and figures of a text in small letters, as words."""
    if text.isascii():
        return " ".join(text.lower().translate(_SIGNS).split())
    return _SIGN.sub(" ", text.casefold().replace("\xad", "")).strip()


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold().replace("\xad", "")))
