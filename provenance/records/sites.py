"""What the articles of one outlet have in common: a notice under many of them is a statement about the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import evolve, field, frozen

from provenance.model.record import License, ProvenanceRecord
from provenance.normalise import fold

_LEAST, _SHARE = 3, 0.5
Notice = tuple[str, str, str]


def outlet_of(record: ProvenanceRecord) -> str:
    """Return the name under which the articles of one outlet are counted together: its catalog id, its name, or the host of the URL."""
    if record.publisher and record.publisher.basis not in {"license", "copyright"}:
        return record.publisher.outlet or record.publisher.name
    if record.source.url and "//" in record.source.url:
        return record.source.url.split("//", 1)[1].split("/", 1)[0].lower().removeprefix("www.")
    return ""


@frozen
class SiteNotices:
    """In how many articles of each outlet every licence notice stands; two counts add up to the count of both corpora."""

    articles: Counter[str] = field(factory=Counter)
    notices: Counter[Notice] = field(factory=Counter)

    def add(self, record: ProvenanceRecord) -> None:
        """Count the notices of one article; a notice that stands twice in it counts once."""
        outlet = outlet_of(record)
        if outlet:
            self.articles[outlet] += 1
            self.notices.update({_key(outlet, item) for item in record.licenses if item.scope in {"site", "article"}})

    def merge(self, other: SiteNotices) -> None:
        """Add the counts of another part of the corpus."""
        self.articles.update(other.articles)
        self.notices.update(other.notices)

    def apply(self, record: ProvenanceRecord) -> ProvenanceRecord:
        """Return the record with scope `site` on every notice about the article that stands under most articles of its outlet."""
        outlet = outlet_of(record)
        common = [self._is_common(outlet, item) for item in record.licenses] if outlet else []
        if not any(common):
            return record
        licenses = tuple(evolve(item, scope="site") if found else item for item, found in zip(record.licenses, common, strict=True))
        return evolve(record, licenses=licenses)

    def rows(self) -> list[list[object]]:
        """Return the counts as plain rows, for a file."""
        return [[*map(list, self.articles.items())], [[*notice, count] for notice, count in self.notices.items()]]

    @classmethod
    def of_rows(cls, rows: Iterable[Iterable[tuple[object, ...]]]) -> SiteNotices:
        """Return the counts of plain rows."""
        articles, notices = rows
        return cls(
            Counter({str(outlet): int(str(count)) for outlet, count in articles}),
            Counter({(str(outlet), str(expression), str(words)): int(str(count)) for outlet, expression, words, count in notices}),
        )

    def _is_common(self, outlet: str, item: License) -> bool:
        if item.scope != "article":
            return False
        count = self.notices[_key(outlet, item)]
        return count >= _LEAST and count >= _SHARE * self.articles[outlet]


def _key(outlet: str, item: License) -> Notice:
    """Return what makes two notices of an outlet the same: the licence and the words, without spacing and case."""
    return outlet, item.expression, " ".join(fold(item.evidence.quote).lower.split())[:300]
