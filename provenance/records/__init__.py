"""Detections -> one provenance record: the place where the detectors meet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import attrs

from provenance.catalog import Catalog, load
from provenance.detectors import attribution, boilerplate, dates, language
from provenance.detectors import license as rights
from provenance.detectors.license.verdict import verdict as judge
from provenance.errors import InputError
from provenance.model.evidence import Span
from provenance.model.record import Attribution, Boilerplate, Coverage, License, MadeWith, ProvenanceRecord, Publisher, Verdict
from provenance.model.text import Article, Problem, Source
from provenance.normalise import Folded, fold, parted
from provenance.readers.decode import plain_text
from provenance.readers.ids import place_of
from provenance.readers.rows import note
from provenance.records.body import body_of
from provenance.records.coverage import coverage_of
from provenance.records.furniture import furniture, is_furniture
from provenance.records.publisher import find_publisher

__all__ = ["VERSION", "Recorded", "record", "record_all", "warm"]
VERSION = "0.1.0"
SCHEMA = "provenance-record/1"


_AT_ONCE = 128
"""Articles that each step of a detector reads one after the other: its tables stay at hand, which saves a quarter and more."""

_LETTERS_AT_ONCE = 400_000
"""Code points of articles after which no more are taken together, so that giant texts do not add up."""


@attrs.frozen(eq=False)
class Recorded:
    """An article as it was recorded, its folded text, and its record."""

    article: Article
    folded: Folded
    record: ProvenanceRecord


def record(article: str | Article, catalog: Catalog | None = None) -> ProvenanceRecord:
    """Return the provenance record of an article or of a bare text; never raises for any text.

    Raises InputError for what is neither: bytes, a path, a row.
    """
    if not isinstance(article, str | Article):
        raise InputError(f"A {type(article).__name__} is neither a text nor an Article.", "Give a str, or what provenance.read yields.")
    given = bare(article) if isinstance(article, str) else clean(article)
    return _recorded([given], load() if catalog is None else catalog)[0].record


def record_all(items: Iterable[Article | Problem]) -> Iterator[Recorded | Problem]:
    """Yield the record of every article, in order; problems pass through. Some articles more than asked for are read ahead."""
    known = load()
    for some in _batches(items):
        made = iter(_recorded_or_refused([clean(item) for item in some if isinstance(item, Article)], known))
        yield from (item if isinstance(item, Problem) else next(made) for item in some)


def _batches(items: Iterable[Article | Problem]) -> Iterator[list[Article | Problem]]:
    """Yield the items in lists of a few, of one where texts are giant."""
    some: list[Article | Problem] = []
    size = 0
    for item in items:
        some.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if len(some) >= _AT_ONCE or size >= _LETTERS_AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _recorded_or_refused(articles: Sequence[Article], catalog: Catalog) -> list[Recorded | Problem]:
    """Return the records of some articles; one on which a detector fails becomes a problem and takes no other with it."""
    try:
        return list(_recorded(articles, catalog))
    except Exception as error:  # noqa: BLE001 -- a fault of ours in one article must not end an audit of millions
        if len(articles) == 1:
            return [_refused(articles[0], error)]
        return [item for article in articles for item in _recorded_or_refused([article], catalog)]


def _refused(article: Article, error: Exception) -> Problem:
    """Return the problem of an article that no record can be made of, with the words that a report of the fault needs."""
    return Problem(
        place_of(article.source.path, article.source.row),
        "detect",
        "detector-failed",
        f"No record can be made of this text: {type(error).__name__}: {error}.",
    )


def _recorded(articles: Sequence[Article], catalog: Catalog) -> list[Recorded]:
    """Return the records of some articles; every detector reads all of them before the next one does."""
    texts = [fold(article.text) for article in articles]
    read = list(zip(articles, texts, strict=True))
    found = rights.find_all(read, catalog)
    labelled = boilerplate.find_all(read, catalog)
    headings = [_headed(*given) for given in zip(articles, dates.find_all(read, catalog), labelled, strict=True)]
    spans = [_spans(lines, stated.licenses) for lines, stated in zip(labelled, found, strict=True)]
    credits_ = attribution.find_all(
        [(article, parted(text, some)) for (article, text), some in zip(read, spans, strict=True)], catalog, spans
    )
    detected = [_Detected(*given) for given in zip(articles, headings, found, labelled, credits_, strict=True)]
    return [Recorded(article, text, made) for (article, text), made in zip(read, _records(detected, catalog), strict=True)]


def _headed(article: Article, heading: dates.Heading, labelled: Sequence[Boilerplate]) -> dates.Heading:
    """Return the heading of an article, without a first line of plain text that is known as furniture."""
    title, told = heading.title, article.title or article.markup or article.blocks
    return attrs.evolve(heading, title=None) if title is not None and not told and is_furniture(title, labelled) else heading


@attrs.frozen(eq=False)
class _Detected:
    """What the detectors found in an article."""

    article: Article
    heading: dates.Heading
    rights: rights.LicenseFindings
    labelled: Sequence[Boilerplate]
    credits: tuple[Attribution, ...]


def _records(detected: Sequence[_Detected], catalog: Catalog) -> list[ProvenanceRecord]:
    """Return the records of what the detectors found in some articles; what is worked out of it is so for all of them at a time."""
    lines = [_furniture(item) for item in detected]
    bodies = [body_of(item.article, item.heading.title, item.heading.published, some) for item, some in zip(detected, lines, strict=True)]
    publishers = [find_publisher(item.article, catalog, item.rights.licenses, item.credits) for item in detected]
    languages = [language.find(item.article, body) for item, body in zip(detected, bodies, strict=True)]
    shares = [
        coverage_of(item.article.text, body, item.credits, item.rights.licenses, publisher, catalog)
        for item, body, publisher in zip(detected, bodies, publishers, strict=True)
    ]
    made_with = MadeWith(VERSION, catalog.digest)
    return [_record(made_with, *given) for given in zip(detected, languages, publishers, lines, bodies, shares, strict=True)]


def _furniture(item: _Detected) -> tuple[Boilerplate, ...]:
    return furniture(item.article, item.labelled, item.rights.licenses, item.rights.reservations, item.credits, item.heading.title)


def _record(
    made_with: MadeWith,
    item: _Detected,
    spoken: str | None,
    publisher: Publisher | None,
    lines: tuple[Boilerplate, ...],
    body: tuple[Span, ...],
    shares: Coverage,
) -> ProvenanceRecord:
    article, heading = item.article, item.heading
    return ProvenanceRecord(
        schema=SCHEMA,
        id=article.id,
        source=article.source,
        language=spoken,
        title=heading.title,
        published=heading.published,
        publisher=publisher,
        licenses=item.rights.licenses,
        reservations=item.rights.reservations,
        attributions=item.credits,
        boilerplate=lines,
        body=body,
        license=Verdict(*judge(item.rights.licenses), shares),
        reprint=None,
        findings=(),
        problems=tuple([_kept(problem) for problem in (*article.problems, *heading.problems)]),
        made_with=made_with,
    )


_SAMPLE = """A headline of a few words

OSLO, May 3 (Reuters) - By Jane Doe. The road is closed, the agency said on Monday, according to Reuters. "It is," he told the BBC.
Nordic News Agency reported that a report by The New York Times, which quoted officials, was published in the Guardian newspaper.

Photo: Jane Doe/AFP. Contact: desk@example.org. With inputs from AFP. (Source: Reuters)
All content by Nordic News Agency is licensed under a Creative Commons Attribution 4.0 International License.
© 2020 Example. All rights reserved. Leave a comment. Your email address will not be published. Share this. Read more
"""
_ELSEWHERE = "Die Strasse bleibt bis Mittwoch gesperrt, teilte die Stadt am Montag mit. Wer sie meiden kann, soll das tun."


def warm() -> None:
    """Load the catalog and the expressions that most articles need, so that processes that part from this one have them."""
    for text in (_SAMPLE, _SAMPLE.replace("\u00a9", "(c)"), _ELSEWHERE):  # in ASCII and not, and one for the model of languages
        record(text)


def _spans(labelled: Sequence[Boilerplate], licenses: Sequence[License]) -> list[Span]:
    """Return the spans that are no part of the article for sure: furniture but for credits, and licence notices."""
    lines = [item.evidence for item in labelled if item.layer != "provenance" and item.confidence != "possible"]
    notices = [item.evidence for item in licenses if item.scope in {"site", "article"} and item.confidence != "possible"]
    return [(item.start, item.stop) for item in (*lines, *notices)]


def bare(text: str, id: str = "text") -> Article:  # noqa: A002 -- the field's own name
    """Return the article of a text that came without a file; lone surrogates become U+FFFD one for one, with a note."""
    plain, notes = plain_text(text)
    data = plain.encode("utf-8")
    source = Source(id, "text", sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    return Article(id, plain, source, problems=tuple(note(id, code, detail) for code, detail in notes))


def clean(article: Article) -> Article:
    """Return the article with lone surrogates of its text replaced; the readers' articles have none."""
    plain, notes = plain_text(article.text)
    if not notes:
        return article
    return attrs.evolve(article, text=plain, problems=(*article.problems, *(note(article.id, code, detail) for code, detail in notes)))


def _kept(problem: Problem) -> Problem:
    """Return a problem as one beside a record, which refuses nothing."""
    return attrs.evolve(problem, refused=False)
