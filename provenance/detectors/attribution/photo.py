"""Photo credits: who made or supplied a picture; never the author of the text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

from provenance.catalog import Catalog
from provenance.detectors.attribution.authors import read_names
from provenance.detectors.attribution.line_rules import line_matches
from provenance.expressions import compiled
from provenance.model.evidence import evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_PARTS = compiled(r"\s*(?:/|,|;| via | for | - |\bcourtesy of\b)\s*")

_OF_PHOTOS = compiled(r"(?i)\s(?:file )?photos?$")


def find_photos(article: Article, folded: Folded, catalog: Catalog) -> Iterator[Attribution]:
    """Yield the photo credits of a text, with the person and the agency that they name."""
    done: list[tuple[int, int]] = []
    for entry, match in line_matches(folded, catalog, "photo"):
        before = bisect_left(done, (match.end(), 0))
        if before and done[before - 1][1] > match.start():
            continue
        first, last = match.span("credit")
        words = folded.text[first:last]
        outlets = [outlet for part in (words, *_PARTS.split(words)) for outlet in catalog.outlets.named(_OF_PHOTOS.sub("", part).strip())]
        names = read_names(folded.text, first, last, catalog)
        if not outlets and not names.people:
            continue
        insort(done, match.span())
        start, stop = folded.span(*_bracketed(folded.text, *match.span()))
        people = [" ".join(article.text[slice(*folded.span(name.start, name.stop))].split()) for name in names.people]
        yield Attribution(
            kind="photo",
            role="other",
            outlet=outlets[0].id if outlets else None,
            name=outlets[0].name if outlets else people[0],
            person=people[0] if people else None,
            place=None,
            date=None,
            cue=None,
            confidence="certain" if outlets or names.known else "likely",
            evidence=evidence(entry.rule.id, article.text, start, stop),
        )


def _bracketed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span with the brackets around it, if it stands in brackets."""
    return (start - 1, stop + 1) if text[start - 1 : start] == "(" and text[stop : stop + 1] == ")" else (start, stop)
