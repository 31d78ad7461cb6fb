"""What the articles of one outlet share: a notice under many of them is about the site, a one-off beside an image is its credit."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal

from attrs import field, frozen

from provenance.catalog import load
from provenance.detectors.license.clauses import cues
from provenance.detectors.license.verdict import verdict
from provenance.kernels.rows import changed
from provenance.model.evidence import Evidence
from provenance.model.record import License, ProvenanceRecord, Scope
from provenance.normalise import fold

LEAST, _SHARE = 3, 0.5
"""A notice that stands in fewer articles, or a smaller share of them, than this is nothing that an outlet says everywhere."""
_SITE = 5  # articles of an outlet from which on a licence that most of them lack is an exception
_BESIDE = 100  # code points between the credit of an image and the licence beside it
_KEPT = 4_096
Notice = tuple[str, str, str]


def outlet_of(record: ProvenanceRecord) -> str:
    """Return the name under which the articles of one outlet are counted together: its catalog id, its name, or the host of the URL."""
    if record.publisher and record.publisher.basis not in {"license", "copyright"}:
        return record.publisher.outlet or record.publisher.name
    if record.source.url and "//" in record.source.url:
        return record.source.url.split("//", 1)[1].split("/", 1)[0].lower().removeprefix("www.")
    return ""


def notices_of(record: ProvenanceRecord, outlet: str) -> frozenset[Notice]:
    """Return the notices of an article that are about it or its site; those of no outlet are not counted."""
    return frozenset([_key(outlet, item) for item in record.licenses if item.scope in {"site", "article"}]) if outlet else frozenset()


@frozen(slots=False)
class SiteNotices:
    """In how many articles of each outlet every licence notice stands; two counts add up to the count of both corpora."""

    articles: Counter[str] = field(factory=Counter)
    notices: Counter[Notice] = field(factory=Counter)

    def add(self, record: ProvenanceRecord) -> None:
        """Count the notices of one article; a notice that stands twice in it counts once."""
        outlet = outlet_of(record)
        self.count(outlet, notices_of(record, outlet))

    def count(self, outlet: str, notices: Iterable[Notice]) -> None:
        """Count the notices of one article of an outlet, each of which comes once."""
        if outlet:
            self.articles[outlet] += 1
            for notice in notices:
                self.notices[notice] += 1

    def merge(self, other: SiteNotices) -> None:
        """Add the counts of another part of the corpus."""
        self.articles.update(other.articles)
        self.notices.update(other.notices)

    def apply(self, record: ProvenanceRecord) -> ProvenanceRecord:
        """Return the record with what the outlet's other articles say about the scope of its notices.

        A notice about the article that stands under most articles of its outlet is about the site. A bare licence that most of them do
        not bear, beside the credit of an image, is the image's.
        """
        outlet = outlet_of(record)
        scopes = [self._scope(outlet, item, record) for item in record.licenses] if outlet else []
        if all(scope == item.scope for scope, item in zip(scopes, record.licenses, strict=False)):
            return record
        pairs = zip(scopes, record.licenses, strict=True)
        licenses = tuple([item if scope == item.scope else changed(item, scope=scope) for scope, item in pairs])
        status, expression, reasons = verdict(licenses)
        told = changed(record.license, status=status, expression=expression, reasons=reasons)
        return changed(record, licenses=licenses, license=told)

    def standing(self, outlet: str) -> bytes:
        """Return a digest of what the outlet's articles say about each of its notices: while it stays the same, so does `apply`."""
        return self._digests.get(outlet, b"")

    @cached_property
    def _digests(self) -> dict[str, bytes]:
        found: dict[str, list[tuple[Notice, str]]] = {name: [] for name in self.articles}
        for notice, count in self.notices.items():
            standing = self._standing(notice[0], count)
            if standing != "rare":
                found[notice[0]].append((notice, standing))
        told = {name: repr((self.articles[name] >= _SITE, sorted(notices))) for name, notices in found.items()}
        return {name: hashlib.sha256(words.encode("utf-8", "replace")).digest() for name, words in told.items()}

    def rows(self) -> list[list[object]]:
        """Return the counts as plain rows in order, for a file."""
        return [[*map(list, sorted(self.articles.items()))], [[*notice, count] for notice, count in sorted(self.notices.items())]]

    @classmethod
    def of_rows(cls, rows: Iterable[Iterable[tuple[object, ...]]]) -> SiteNotices:
        """Return the counts of plain rows."""
        articles, notices = rows
        return cls(
            Counter({str(outlet): int(str(count)) for outlet, count in articles}),
            Counter({(str(outlet), str(expression), str(words)): int(str(count)) for outlet, expression, words, count in notices}),
        )

    def _scope(self, outlet: str, item: License, record: ProvenanceRecord) -> Scope:
        if item.scope != "article":
            return item.scope
        standing = self._standing(outlet, self.notices[_key(outlet, item)])
        if standing == "site":
            return "site"
        return "part" if standing == "rare" and _names_nothing(item) and _beside_image(item, record) else "article"

    def _standing(self, outlet: str, count: int) -> Literal["site", "rare", "few"]:
        articles = self.articles[outlet]
        if count >= LEAST and count >= _SHARE * articles:
            return "site"
        return "rare" if articles >= _SITE and count < _SHARE * articles else "few"


def _names_nothing(item: License) -> bool:
    """Whether the words of a licence name neither who licenses nor what is licensed: "CC BY-SA 2.0" and no more."""
    if item.holder or item.channel not in {"text", "link"}:
        return False
    quote = fold(item.evidence.quote)
    return not any(cue.kind in {"site", "article"} for cue in cues(load()).find(quote, 0, len(quote.text)))


def _beside_image(item: License, record: ProvenanceRecord) -> bool:
    """Whether the credit of a photo, a map or a drawing stands right beside a licence."""
    credits_ = [one.evidence for one in record.attributions if one.kind == "photo"]
    credits_ += [one.evidence for one in record.boilerplate if one.kind == "photo_credit"]
    return any(_gap(one, item.evidence) <= _BESIDE for one in credits_)


def _gap(one: Evidence, other: Evidence) -> int:
    return max(one.start - other.stop, other.start - one.stop, 0)


def _key(outlet: str, item: License) -> Notice:
    """Return what makes two notices of an outlet the same: the licence and the words, without spacing and case."""
    return outlet, item.expression, _words(item.evidence.quote)


@lru_cache(maxsize=_KEPT)
def _words(quote: str) -> str:
    """Return the words of a notice without spacing and case; the last ones are kept, since an outlet repeats its own."""
    return " ".join(fold(quote).lower.split())[:300]
