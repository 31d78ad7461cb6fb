"""What the links of a page state about rights, and what the place on the page says about a statement's scope."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import regex
from attrs import evolve, frozen

from provenance.detectors.license.compose import UNSPECIFIED, Stated
from provenance.detectors.license.urls import GRANTING, Grant, read_address
from provenance.detectors.license.vocabulary import Vocabulary
from provenance.expressions import compiled
from provenance.literals import Scanner
from provenance.model.record import Scope
from provenance.model.text import Article, Block, Link
from provenance.normalise import Folded

_PART_HINTS = frozenset((
    "figcaption", "figure", "caption", "gallery", "credit", "credits", "photo", "photos", "photocredit", "image", "thumbnail", "comment",
    "comments", "commentlist", "attribution", "copyrightimage", "imagecredit", "bildquelle", "bildnachweis", "leaflet", "slideshow",
    "lightbox", "playlist", "embed", "blockquote",
))  # fmt: skip
_BADGE_HINTS = frozenset(("image", "figure", "photo", "thumbnail"))  # a badge in a footer is an image, too
_CAPTION_HINTS = frozenset(("figcaption", "caption", "gallery"))  # what says rel=license here says it of the picture
_LIST_HINTS = frozenset((
    "tagcloud", "tags", "tag", "categories", "category", "blogroll", "linkcat", "menu", "breadcrumb", "breadcrumbs", "related", "recent",
    "archive", "nav", "navigation",
))  # fmt: skip
_LICENSE_PAGE = compiled(
    r"creativecommons|wikipedia\.org/wiki/|gnu\.org|opendatacommons|licen[sc]e|lizenz|copyright|^#|^$", regex.IGNORECASE
)
_WIDEST = 1200  # no statement is longer
_REACH = 90  # how far from the words the link may stand that says which licence they mean ("... licence, which you find here")


@frozen
class Linked:
    """A licence link: what it points to and where its words stand in the folded text."""

    link: Link
    grant: Grant
    start: int
    stop: int


def licence_links(article: Article, folded: Folded, known: Vocabulary) -> list[Linked]:
    """Return the visible links that point to a licence; links to terms, choosers and home pages are none."""
    out = []
    for link in _candidates(article.links, known):
        grant = read_address(link.href, known)
        if grant:
            out.append(Linked(link, grant, folded.position(link.start), folded.position(link.stop)))
    return out


def _candidates(links: Sequence[Link], known: Vocabulary) -> list[Link]:
    """Return the links whose address holds that of a licence; one scan over all of them, since most pages have hundreds and none does."""
    addresses = [link.href.lower() for link in links]
    starts = list(accumulate((len(address) + 1 for address in addresses), initial=0))
    hits = _addresses(known).scan("\n".join(addresses))
    found = sorted({bisect_right(starts, start) - 1 for _, start, _ in hits})
    return [links[number] for number in found if "/" in links[number].href]


@cache
def _addresses(known: Vocabulary) -> Scanner:
    """Return the scan for what stands in every address that names a licence."""
    return Scanner(sorted({*GRANTING, *(url for name in known.names.values() for url in name.urls)}))


def block_at(article: Article, offset: int) -> Block | None:
    """Return the block of the page that holds an offset of the article's text."""
    at = bisect_right(article.blocks, offset, key=lambda block: block.start) - 1
    return article.blocks[at] if at >= 0 and offset <= article.blocks[at].stop else None


def with_links(found: Sequence[Stated], links: Sequence[Linked], folded: Folded) -> list[Stated]:
    """Return the statements of the text completed by their links, and those that links alone make, in order.

    A link that agrees adds version and port to the words it stands on; one that differs stands beside them as a statement of its own.
    """
    out = list(found)
    starts = [one.start for one in found]
    for linked in links:
        first = bisect_left(starts, linked.start - _WIDEST)
        at = _owner(out, range(first, bisect_left(starts, linked.stop + _REACH)), linked, folded)
        merged = _merged(out[at], linked) if at is not None else None
        if merged and at is not None:
            out[at] = merged
        else:
            out.append(
                Stated(
                    linked.grant,
                    linked.start,
                    linked.stop,
                    by_code=True,
                    rule="licenses/link",
                    channel="link",
                    rel="license" in linked.link.rel,
                )
            )
    return sorted(out, key=lambda one: (one.start, one.stop))


def _owner(found: Sequence[Stated], near: range, linked: Linked, folded: Folded) -> int | None:
    """Return the index of the statement, of those `near`, whose words the link stands on or follows in the same block."""
    best = None
    for at in near:
        one = found[at]
        if one.rule not in ("licenses/name", "licenses/link") or one.grant.family == "proprietary-license":
            continue
        if one.start < linked.stop and linked.start < one.stop:
            return at
        gap = linked.start - one.stop if one.stop <= linked.start else one.start - linked.stop
        between = folded.text[min(one.stop, linked.stop) : max(one.start, linked.start)]
        if gap <= (_REACH if one.unspecified else 12) and "\n" not in between and one.channel == "text":
            best = at
    return best


def _merged(one: Stated, linked: Linked) -> Stated | None:
    words, link = one.grant, linked.grant
    rel = one.rel or "license" in linked.link.rel
    if words.family == UNSPECIFIED.family:
        agrees = not words.version or not link.version or words.version == link.version
        return evolve(one, grant=link, rel=rel, linked=True, channel="link" if one.channel == "text" else one.channel) if agrees else None
    agrees = words.family == link.family and (not words.version or not link.version or words.version == link.version)
    if not agrees or (words.port and link.port and words.port != link.port):
        return None
    return evolve(one, grant=evolve(words, version=words.version or link.version, port=words.port or link.port), rel=rel, linked=True)


def place_scope(  # noqa: PLR0911 -- a list of cases, the surest first
    article: Article, one: Stated, offset: int, said: Scope | None, *, label: bool
) -> Scope | None:
    """Return the scope of a statement at `offset` of a page, given what its sentence `said`; None when it is no statement at all."""
    block = block_at(article, offset)
    if block is None:
        return said or "article"
    hints = set(block.hints)
    if said is None and hints & _LIST_HINTS and block.link_density > 0.5 and not one.linked:
        return None
    if said is None and _is_label_elsewhere(article, one, offset):
        return None
    if said in ("site", "article") or (said == "part" and not (label or _is_badge_line(block, one))):
        return said
    badge = block.place in ("footer", "aside") and block.stop - block.start < 60
    if hints & (_PART_HINTS - _BADGE_HINTS if badge else _PART_HINTS) and not (one.rel and not hints & _CAPTION_HINTS):
        return "part"
    if block.place == "footer":
        return "site"
    if one.unspecified:
        return "site" if one.rel or (one.has_licence_word and block.place != "nav") else None
    if one.rel or block.place in ("aside", "header", "nav"):
        return "site"
    return _in_body(article, block)


def _is_label_elsewhere(article: Article, one: Stated, offset: int) -> bool:
    """Whether the words are all of a link that leads to something else than the licence: a category, a page about licences."""
    if one.by_url or one.linked:
        return False
    at = bisect_right(article.links, offset, key=lambda link: link.start) - 1
    link = article.links[at] if at >= 0 else None
    return link is not None and link.start <= offset < link.stop and link.stop - link.start < 60 and not _LICENSE_PAGE.search(link.href)


def _is_badge_line(block: Block, one: Stated) -> bool:
    """Whether a rel=license statement is alone in its block, so that a part named before it is another line's."""
    return one.rel and block.stop - block.start < 60 and block.place in ("footer", "aside")


def _in_body(article: Article, block: Block) -> Scope:
    """Return the scope of a bare licence in the main part of the page: the article's own when it has a line of its own, else a mention."""
    words = article.text[block.start : block.stop]
    return "article" if len(words) <= 160 or regex.search(r"©|\(c\)|copyright|lizenz|licen[sc]", words.lower()) else "mention"
