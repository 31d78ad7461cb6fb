"""The article's own text: what is left when title, stamps, furniture, rights and credit lines are taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from provenance.model.evidence import Span
from provenance.model.record import Boilerplate, Published, Title
from provenance.model.text import Article
from provenance.records.furniture import line_of

_STAMP_WORDS = 16


def body_of(article: Article, title: Title | None, published: Published | None, furniture: Iterable[Boilerplate]) -> tuple[Span, ...]:
    """Return the ordered, disjoint spans of the article's own text; of a text without furniture the whole of it.

    Starts from the body that the reader of a page found, else from the whole text; the markup appendix is never in it.
    """
    text = article.text
    visible = min((item.start for item in article.markup), default=len(text))
    cuts = [(item.evidence.start, item.evidence.stop) for item in furniture if item.confidence != "possible"]
    if title and text[title.start : title.stop] == title.text:
        cuts.append((title.start, title.stop))
    if published and published.basis == "text":
        cuts += _stamp(text, published, cuts)
    given, gone = article.body if article.body is not None else ((0, visible),), merged(cuts)
    return tuple([span for start, stop in given for span in _rest(text, start, min(stop, visible), gone)])


def without(text: str, body: Sequence[Span], cuts: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans of a body without the given cuts."""
    gone = merged(cuts)
    for start, stop in body:
        yield from _rest(text, start, stop, gone)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, joined where they touch or overlap."""
    found: list[Span] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        elif stop > start:
            found.append((start, stop))
    return found


def _stamp(text: str, published: Published, cuts: Sequence[Span]) -> list[Span]:
    """Return the line of a date when little else stands in it that is not cut anyway; a date inside a sentence stays."""
    start, stop = published.evidence.start, published.evidence.stop
    first, last = line_of(text, start, stop)
    others = _rest(text, first, last, merged([*cuts, (start, stop)]))
    return [(first, last)] if sum(end - begin for begin, end in others) <= _STAMP_WORDS else []


def _rest(text: str, start: int, stop: int, cuts: Sequence[Span]) -> list[Span]:
    """Return `[start, stop)` without the cuts: white space at a cut goes with it, and so does what has no letter or digit."""
    found: list[Span] = []
    at, after_cut = start, False
    for first, last in [*cuts, (stop, stop)]:
        if last <= at and first < stop:
            continue
        end = min(max(first, at), stop)
        piece = text[at:end].lstrip() if after_cut else text[at:end]
        here = end - len(piece)
        if first < stop:
            piece = piece.rstrip()
        if piece and (any(map(str.isalnum, piece)) or (not after_cut and end == stop)):
            found.append((here, here + len(piece)))
        at, after_cut = max(at, last), True
        if at >= stop:
            break
    return found
