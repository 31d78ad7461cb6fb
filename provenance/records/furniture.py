"""Furniture that other detectors know: licence lines and credit lines are boilerplate too, in the layers that are always kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from provenance.model.evidence import Evidence, Span, evidence
from provenance.model.record import Attribution, Boilerplate, BoilerplateKind, Layer, License, Reservation, Title
from provenance.model.text import Article

_CREDITS: dict[str, BoilerplateKind] = {
    "agency": "credit",
    "source_line": "credit",
    "via": "credit",
    "byline": "byline",
    "desk_initials": "byline",
}
_KEPT = {"license": frozenset({"license", "copyright"}), "credit": frozenset({"credit"}), "byline": frozenset({"byline", "credit"})}
_MET = frozenset().union(*_KEPT.values())
_EDGE = " \t\r\n()[]{}|*-–—·•.,;:/"


def line_of(text: str, start: int, stop: int) -> Span:
    """Return the line or lines, without their line ends, that hold `[start, stop)`."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", stop)
    return first, len(text) if last < 0 else last


def stands_alone(text: str, start: int, stop: int) -> bool:
    """Tell whether the words fill their line but for brackets, dashes and stops."""
    first, last = line_of(text, start, stop)
    return not text[first:start].strip(_EDGE) and not text[stop:last].strip(_EDGE)


def furniture(
    article: Article,
    found: Iterable[Boilerplate],
    licenses: Sequence[License],
    reservations: Sequence[Reservation],
    attributions: Sequence[Attribution],
    title: Title | None = None,
) -> tuple[Boilerplate, ...]:
    """Return the furniture of an article with the licence, rights and credit lines of the other detectors added, in the order of the text.

    A credit is furniture when it fills its line or ends the text; within a sentence it is part of the story. What the boilerplate
    detector reported already is not added again, and no piece of furniture holds the headline.
    """
    known = list(found)
    if title is not None and title.start < title.stop:
        known = [part for item in known for part in _but_for(title, item, article)]
    visible = len(article.text) if not article.markup else min(item.start for item in article.markup)

    taken = _Taken(item for item in known if item.kind in _MET)

    def add(kind: BoilerplateKind, layer: Layer, item: License | Reservation | Attribution) -> None:
        proof = item.evidence
        same = [other for other in taken.meeting(proof) if other.kind in _KEPT[kind]]
        if proof.start < proof.stop <= visible and all(other.confidence == "possible" for other in same):
            if same:
                known[:] = [other for other in known if other not in same]  # what was possible is known now
                taken.remove(same)
            known.append(Boilerplate(kind, layer, getattr(item, "confidence", "certain"), proof))
            taken.add(known[-1])

    for claim in licenses:
        if claim.channel == "text" and (claim.scope in {"site", "article"} or (claim.scope == "part" and _alone(article, claim))):
            add("license", "rights", claim)
    for reservation in reservations:
        if reservation.kind == "text":
            add("license", "rights", reservation)
    credits_ = [(kind, item) for item in attributions if (kind := _CREDITS.get(item.kind)) and item.role in {"author", "other"}]
    alone = [_alone(article, item) for _, item in credits_]
    inside = any(kind == "credit" and not own for (kind, _), own in zip(credits_, alone, strict=True))
    tail = _tail(article.text, visible, known) if inside else visible
    for (kind, credit), own in zip(credits_, alone, strict=True):
        if own or (kind == "credit" and credit.evidence.stop >= tail):
            add(kind, "provenance", credit)
    return tuple(sorted(known, key=lambda item: (item.evidence.start, item.evidence.stop, item.kind)))


def is_furniture(title: Title, found: Iterable[Boilerplate]) -> bool:
    """Tell whether the catalog knows what seems to be a headline as furniture: "Skip to main content" is the first line of many a text."""
    return any(_holds(item, title) and item.confidence != "possible" and not item.evidence.rule.startswith(_GUESSED) for item in found)


_GUESSED = ("boilerplate/line-model", "boilerplate/mentions/")
_STRETCH = 512  # code points


class _Taken:
    """What is furniture already, by the stretches of the text that it touches: only what shares one of them can meet."""

    def __init__(self, known: Iterable[Boilerplate]) -> None:
        self._rooms: dict[int, list[Boilerplate]] = {}
        for item in known:
            self.add(item)

    def add(self, item: Boilerplate) -> None:
        for room in _rooms(item.evidence):
            self._rooms.setdefault(room, []).append(item)

    def remove(self, items: Sequence[Boilerplate]) -> None:
        for item in items:
            for room in _rooms(item.evidence):
                self._rooms[room] = [other for other in self._rooms[room] if other != item]

    def meeting(self, proof: Evidence) -> list[Boilerplate]:
        """Return the furniture that shares a character with the words."""
        return [item for room in _rooms(proof) for item in self._rooms.get(room, ()) if _meet(item.evidence, proof)]


def _rooms(proof: Evidence) -> range:
    return range(proof.start // _STRETCH, -(-proof.stop // _STRETCH))


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.start < other.stop and other.start < one.stop


def _holds(item: Boilerplate, title: Title) -> bool:
    """Tell whether a plain piece of furniture covers a whole headline."""
    return item.layer == "plain" and item.evidence.start <= title.start < title.stop <= item.evidence.stop


def _but_for(title: Title, item: Boilerplate, article: Article) -> Iterator[Boilerplate]:
    """Yield a piece of furniture; of one that covers the headline, what the blocks of a page say before and after it."""
    if not _holds(item, title):
        yield item
    elif article.blocks:
        for start, stop in ((item.evidence.start, title.start), (title.stop, item.evidence.stop)):
            words = article.text[start:stop].strip()
            if words:
                first = article.text.index(words, start, stop)
                yield Boilerplate(
                    item.kind, item.layer, item.confidence, evidence(item.evidence.rule, article.text, first, first + len(words))
                )


def _alone(article: Article, item: License | Attribution) -> bool:
    return stands_alone(article.text, item.evidence.start, item.evidence.stop)


def _tail(text: str, visible: int, known: Iterable[Boilerplate]) -> int:
    """Return where the last words of the story end: after them come only furniture, brackets and stops."""
    end = visible
    sure = [(item.evidence.stop, item.evidence.start) for item in known if item.confidence != "possible"]
    for stop, start in sorted(sure, key=itemgetter(0), reverse=True):
        if stop <= end:
            if text[stop:end].strip(_EDGE):
                break
            end = start
    while end > 0 and text[end - 1] in _EDGE:
        end -= 1
    return end
