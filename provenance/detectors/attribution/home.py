"""Which of several outlets of one name is meant: the one that the article names in full, its publisher, or the one that is at home there.

"(APA)" below a text in German is Austria's agency, below one from Baku Azerbaijan's; "the Herald" in a paper of Harare is not Glasgow's.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from attrs import define, evolve

from provenance.catalog import Catalog, Outlet
from provenance.catalog.outlets import same_group
from provenance.detectors import language
from provenance.detectors.attribution.prepared import prepared
from provenance.detectors.attribution.resolve import Found
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded, lower

_SITE_NAMES = frozenset({"og:site_name", "publisher", "publisher.name"})
_OTHERS = frozenset({"byline", "desk_initials", "photo", "contact"})
_EDGES = " -,.:()/"
_CODES = {"uk": "GB"}
_EVERYWHERE = "en"
"""The language in which outlets of all countries are cited: it says nothing."""

_SAMPLE = 300
"""Characters in which the language of a text shows."""


def at_home(found: Sequence[Attribution], article: Article, folded: Folded, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return the attributions of an article, each name that several outlets bear with the one that is meant here.

    Where nothing says which one it is, the outlet stays open; a credit of which it is not even clear that an agency is meant goes.
    """
    shared = [_shared(item, catalog) for item in found]
    if not any(shared):
        return tuple(found)
    clear = frozenset(item.outlet for item, names in zip(found, shared, strict=True) if names is None and item.outlet)
    setting = _Setting(found, clear, article, folded, catalog)
    settled = [item if names is None else _settled(item, names, setting) for item, names in zip(found, shared, strict=True)]
    return tuple([item for item in settled if item is not None])


def _shared(item: Attribution, catalog: Catalog) -> Found | None:
    """Return the name of an attribution as the catalog knows it where several outlets bear it, else None."""
    known = prepared(catalog).resolver.resolve(item.name) if item.name is not None and item.kind not in _OTHERS else None
    if known is None or not known.bearers:
        return None
    return known if item.outlet is None or any(outlet.id == item.outlet for outlet in known.bearers) else None


def _settled(item: Attribution, name: Found, setting: _Setting) -> Attribution | None:
    meant = setting.meant(name)
    agency = meant.kind == "agency" if meant else all(outlet.kind == "agency" for outlet in name.bearers)
    if item.outlet is None and not agency and item.evidence.rule == "credits/bracket-sign-off":
        return None
    return evolve(item, outlet=meant.id if meant else None)


@define(eq=False, slots=False)
class _Setting:
    """Where an article was written and published; `clear` are the ids of the outlets whose names no other one bears."""

    found: Sequence[Attribution]
    clear: frozenset[str]
    article: Article
    folded: Folded
    catalog: Catalog

    def meant(self, name: Found) -> Outlet | None:
        """Return the one of the bearers of a name that is meant, None where nothing says which."""
        bearers = name.bearers
        for ids in self._signs(bearers):
            fitting = tuple(outlet for outlet in bearers if outlet.id in ids)
            if len(fitting) == 1:
                return fitting[0]
            bearers = fitting or bearers
        widely = [outlet for outlet in name.widely if outlet in bearers]
        spoken = [outlet for outlet in widely and bearers if self._language in outlet.languages and self._language != _EVERYWHERE]
        left = spoken if len(spoken) == 1 else widely
        return left[0] if len(left) == 1 else None

    def _signs(self, bearers: Sequence[Outlet]) -> Iterator[Container[str]]:
        """Yield the ids of those that the article names in full, those of its publisher's house, those at home where it was written."""
        yield self._in_full
        if (house := self._publisher) is not None:
            yield [outlet.id for outlet in bearers if same_group(outlet, house)]
        for country in (*self._countries, *self._company({outlet.country for outlet in bearers})):
            yield [outlet.id for outlet in bearers if outlet.country == country]

    def _company(self, homes: Container[str | None]) -> list[str]:
        """Return the country of the papers that the article also names, where there are several and all are at home in one of `homes`."""
        named = [outlet for outlet in map(self.catalog.outlets.by_id.get, self._in_full) if outlet and outlet.kind == "newspaper"]
        near = [outlet.country for outlet in named if outlet.country in homes]
        return [near[0]] if len(near) > 1 and len(set(near)) == 1 and near[0] else []

    @cached_property
    def _in_full(self) -> frozenset[str]:
        """The ids of the outlets that the article names by names of their own."""
        known = prepared(self.catalog)
        return frozenset([*self.clear, *(mention.outlet.id for mention in known.full.mentions(self.folded))])

    @cached_property
    def _publisher(self) -> Outlet | None:
        """The outlet that published the article, as the input, its address or the page says."""
        index = self.catalog.outlets
        names = [self.article.publisher, *(item.value for item in self.article.markup if item.name.lower() in _SITE_NAMES)]
        stated = [index.named(name) or index.at(name) for name in names if name]
        return next((found[0] for found in (*stated, index.at(self._host)) if len(found) == 1), None)

    @cached_property
    def _host(self) -> str:
        try:
            return urlsplit(self.article.source.url or "").hostname or ""
        except ValueError:
            return ""

    @cached_property
    def _countries(self) -> list[str]:
        """The countries of the publisher and of the first dateline."""
        end = self._host.rpartition(".")[2]
        domain = _CODES.get(end, end.upper()) if self.catalog.regions.is_country(end) else None
        home = self._publisher.country if self._publisher else domain
        places = [item.place for item in self.found if item.kind == "dateline" and item.place][:1]
        written = [country for place in places if (country := self._country(place))]
        return [country for country in (home, *written) if country]

    def _country(self, place: str) -> str | None:
        """Return the country of a place in a dateline ("HARARE, Zimbabwe")."""
        plain = lower(place).strip(_EDGES)
        parts = [plain, *(part.strip(_EDGES) for part in reversed(plain.split(",")))]
        return next((country for part in parts if (country := self.catalog.places.country(part))), None)

    @cached_property
    def _language(self) -> str | None:
        """The language of the article, as the input says or its longest line."""
        told = language.declared(self.article.language)
        line = max(self.folded.text.split("\n"), key=len)
        return (told or language.written(line[:_SAMPLE]) or "").partition("-")[0] or None
