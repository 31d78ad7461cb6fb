"""Credits that only the corpus explains: to houses that publish here, unknown to the catalog, and above furniture that repeats.

The words are read by the detector that reads them everywhere, with an agency that it knows standing in for the unknown house.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors import attribution
from provenance.expressions import compiled
from provenance.kernels.rows import changed
from provenance.model.evidence import Evidence, Span, evidence
from provenance.model.record import Attribution, Boilerplate, ProvenanceRecord
from provenance.patterns import Scanner
from provenance.records.body import without
from provenance.records.coverage import coverage_of

STAND_IN = "Reuters"
_LEAST = 2  # articles from which on a publisher of the corpus is known by its name
_REACH, _HEAD, _LINES = 200, 400, 4
_LINE = compiled(r"(?P<line>\S[^\n]{0,90})[^\n]*+")
_AFTER = 150  # code points of the body that may follow a credit at its end
_CREDITS = frozenset({"agency", "source_line"})
_LINES_OF_CREDIT = frozenset({"credit", "byline"})
_ALONE = "line-sign-off"
_BARE = ("sign-off", "outlet-above-text")
_OPENING = compiled(r"\s{0,4}(?P<line>[(\[][^()\[\]\n]{2,45}[)\]])\s{0,3}(?=[\p{Lu}\p{N}\"'“‘])")
_EDGE = " \t\r\n()[]*-.,"


@frozen(eq=False)
class Publishers:
    """The houses that publish in a corpus and that the catalog does not know, with the number of their articles."""

    articles: Mapping[str, int]
    catalog: Catalog

    @cached_property
    def names(self) -> list[str]:
        """Return their names, sorted."""
        known = self.catalog.outlets
        return sorted(
            name
            for name, count in self.articles.items()
            if count >= _LEAST and len(name) > 2 and name not in known.by_id and not known.named(name)
        )

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self.names)

    def may_stand_in(self, words: str) -> bool:
        """Return whether the letters of any name stand in some words."""
        return bool(self._scanner.scan(words))

    def inside(self, words: str) -> list[tuple[str, int]]:
        """Return the names that stand in some words as words of their own, with their places; of overlapping ones the longest."""
        found = self._scanner.scan(words)
        if not found:
            return []
        hits = [(start, stop, self.names[index]) for index, start, stop in found]
        hits = [hit for hit in hits if not (words[hit[0] - 1 : hit[0]].isalnum() or words[hit[1] : hit[1] + 1].isalnum())]
        hits = [hit for hit in hits if not any(other[0] <= hit[0] and hit[1] <= other[1] and other != hit for other in hits)]
        return [(name, start) for start, _, name in sorted(hits)]


def complete_credits(record: ProvenanceRecord, text: str, publishers: Publishers, *, before: Sequence[Span]) -> ProvenanceRecord:
    """Return the record with the credits at the head and the end of its body that name a publisher of the corpus.

    `before` is the body as the record knew it when its credits were read: where furniture was found since then, at the head or at the end,
    all credits are looked for again there.
    """
    return complete_all([(record, text, before)], publishers)[0]


def complete_all(some: Sequence[tuple[ProvenanceRecord, str, Sequence[Span]]], publishers: Publishers) -> list[ProvenanceRecord]:
    """Return what `complete_credits` makes of each of some records, given with text and former body: all words are read at once."""
    asked = [list(_asked(record, text, publishers, before)) for record, text, before in some]
    words = list({one.words: None for several in asked for one in several})
    read = dict(zip(words, _credits(words, publishers.catalog), strict=True))
    return [
        _completed(record, text, [item for one in several for item in one.found(read[one.words], text)], publishers) if several else record
        for (record, text, _), several in zip(some, asked, strict=True)
    ]


def _completed(record: ProvenanceRecord, text: str, found: Iterable[Attribution], publishers: Publishers) -> ProvenanceRecord:
    """Return the record with the credits of these that are in no words of another one."""
    said = [item.evidence for item in record.attributions if _says_who(item)]
    fresh: list[Attribution] = []
    for item in found:
        if not _touched(said, item.evidence.start, item.evidence.stop):
            fresh.append(item)
            said += [item.evidence] if _says_who(item) else []
    return _with(record, text, fresh, publishers.catalog) if fresh else record


@frozen
class _Asked:
    """A few words of a text, from `start` on, that may be a credit; with `name` at `at` the stand-in stands there for a house of that name.

    A credit must begin at `first` and reach `last` where these are given.
    """

    words: str
    start: int
    first: int | None
    last: int
    name: str | None = None
    at: int = 0

    def found(self, read: Iterable[Attribution], text: str) -> Iterator[Attribution]:
        """Yield the credits that were read in the words, with their places in the text."""
        for item in read:
            proof = self._place(item, text)
            if proof and proof.stop >= self.last and (self.first is None or proof.start == self.first):
                yield changed(item, evidence=proof) if self.name is None else _of_house(item, self.name, proof)

    def _place(self, item: Attribution, text: str) -> Evidence | None:
        """Return the words of a credit in the text; None where they do not hold the house that is looked for."""
        first, last, more = item.evidence.start, item.evidence.stop, 0
        if self.name is not None:
            if not (first <= self.at and self.at + len(STAND_IN) <= last) or (_bare(item) and not _distinct(self.name)):
                return None
            more = len(self.name) - len(STAND_IN)
        return evidence(item.evidence.rule, text, self.start + first, self.start + last + more)


def _of_house(item: Attribution, name: str, proof: Evidence) -> Attribution:
    return changed(item, outlet=None, name=name, confidence="likely", evidence=proof)


def _asked(record: ProvenanceRecord, text: str, publishers: Publishers, before: Sequence[Span]) -> Iterator[_Asked]:
    """Yield the words of a text in which credits are to be looked for, those at the end of its body first."""
    changed = record.body != before
    head, end = changed and _opening(record.body) != _opening(before), changed and _closing(record.body) != _closing(before)
    said = [item.evidence for item in record.attributions if _says_who(item)]
    yield from _at_end(record, text, publishers, said, anew=end)
    yield from _at_head(record, text, publishers, said, anew=head)


def _opening(body: Sequence[Span]) -> list[Span]:
    """Return the span within which a body may begin with a credit."""
    return [(start, min(stop, start + _HEAD)) for start, stop in body[:1]]


def _closing(body: Sequence[Span]) -> list[Span]:
    """Return the spans within which a body may end with a credit."""
    after, out = 0, []
    for start, stop in reversed(body):
        out.append((max(start, stop - _REACH), stop))
        after += stop - start
        if after > _AFTER:
            break
    return out


def _says_who(item: Attribution) -> bool:
    """Tell whether an attribution credits an author, so that no other credit is looked for in the same words."""
    return item.role == "author" and item.kind in _CREDITS and item.confidence != "possible"


def _touched(said: Iterable[Evidence], start: int, stop: int) -> bool:
    """Tell whether any of the words in `[start, stop)` are said to be a credit already."""
    return any(one.start < stop and start < one.stop for one in said)


def _at_end(record: ProvenanceRecord, text: str, publishers: Publishers, said: Sequence[Evidence], *, anew: bool) -> Iterator[_Asked]:
    """Yield the words with which the body ends, and lines that are known as credits, with little of the body after them."""
    after = 0
    for start, stop in reversed(record.body):
        if after > _AFTER:
            break
        end = _before_image(record, text, start, stop)
        low = max(start, end - _REACH)
        last = low + len(text[low:end].rstrip(_EDGE))
        yield from _ask(text, (low, end), publishers, said, anew=anew and not _touched(said, last - 1, last), last=last)
        after += end - start
    for line in (item.evidence for item in record.boilerplate if item.kind in _LINES_OF_CREDIT):
        before = sum(max(0, min(stop, line.start) - start) for start, stop in record.body)
        behind = sum(max(0, stop - max(start, line.stop)) for start, stop in record.body)
        if min(before, behind) <= _AFTER:
            yield from _ask(text, (line.start, min(line.stop, line.start + _REACH)), publishers, said, anew=anew)


def _before_image(record: ProvenanceRecord, text: str, start: int, stop: int) -> int:
    """Return where a span of the body ends without the credit of an image, and its licence, at its end."""
    images = [item.evidence for item in record.attributions if item.kind == "photo"]
    images += [item.evidence for item in record.licenses if item.scope == "part"]
    for item in sorted(images, key=lambda item: -item.stop):
        if start <= item.start and item.stop <= stop and not text[item.stop : stop].strip(_EDGE):
            stop = item.start
    return stop


def _at_head(record: ProvenanceRecord, text: str, publishers: Publishers, said: Sequence[Evidence], *, anew: bool) -> Iterator[_Asked]:
    """Yield short lines above the body, and the brackets with which it opens."""
    if not record.body:
        return
    at = record.body[0][0]
    opening = _OPENING.match(text, at)
    if opening:
        yield from _ask(text, opening.span("line"), publishers, said, anew=True)
    stop = min(len(text), at + _HEAD)
    if not (anew or publishers.may_stand_in(text[at:stop])):
        return
    for line in islice(_LINE.finditer(text, at, stop), _LINES):
        start, stop = line.span("line")
        yield from _ask(text, (start, stop), publishers, said, anew=anew and not _touched(said, start, start + 1), first=start)


def _ask(
    text: str, span: Span, publishers: Publishers, said: Sequence[Evidence], *, anew: bool, first: int | None = None, last: int = 0
) -> Iterator[_Asked]:
    """Yield a few words of a text once for each publisher of the corpus that they name, and as they stand where all is read anew."""
    start, stop = span
    words = text[start:stop]
    for name, at in publishers.inside(words):
        if not _touched(said, start + at, start + at + len(name)):
            yield _Asked(words[:at] + STAND_IN + words[at + len(name) :], start, first, last, name, at)
    if anew:
        yield _Asked(words, start, first, last)


def _credits(words: Sequence[str], catalog: Catalog) -> list[list[Attribution]]:
    """Return the credits to an author that each of some words gives, but for bare names on a line of their own."""
    found = attribution.credits_of_all(words, catalog) if words else []
    return [[item for item in several if _says_who(item) and not item.evidence.rule.endswith(_ALONE)] for several in found]


def _bare(item: Attribution) -> bool:
    return item.evidence.rule.endswith(_BARE)


def _distinct(name: str) -> bool:
    """Tell whether a name alone in brackets is sure to be a house: several words, or letters that no ordinary word has."""
    return len(name.split()) > 1 or not name[1:].islower()


def _with(record: ProvenanceRecord, text: str, fresh: Iterable[Attribution], catalog: Catalog) -> ProvenanceRecord:
    """Return the record with more credits, which replace what was read into the same words, and with all that follows from them."""
    new = list(fresh)
    kept = [old for old in record.attributions if not any(_overlap(old.evidence, item.evidence) for item in new)]
    attributions = tuple(sorted([*kept, *new], key=lambda item: (item.evidence.start, item.evidence.stop, item.kind, item.name or "")))
    lines = [
        Boilerplate("credit", "provenance", item.confidence, item.evidence)
        for item in new
        if not any(_overlap(old.evidence, item.evidence) for old in record.boilerplate)
    ]
    boilerplate = tuple(sorted([*record.boilerplate, *lines], key=lambda item: (item.evidence.start, item.evidence.stop, item.kind)))
    body = tuple(without(text, record.body, [(item.evidence.start, item.evidence.stop) for item in new]))
    coverage = coverage_of(text, body, attributions, record.licenses, record.publisher, catalog)
    told = changed(record.license, coverage=coverage)
    return changed(record, attributions=attributions, boilerplate=boilerplate, body=body, license=told)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.stop and other.start < one.stop
