"""Outlets named in short: "the agency added", "the Times said", after the full name has stood in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from math import inf

import regex
from attrs import define, frozen

from provenance.catalog import Outlet, OutletIndex
from provenance.detectors.attribution.unsaid import Unsaid
from provenance.expressions import compiled
from provenance.literals import Scanner
from provenance.model.evidence import Span, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded
from provenance.patterns import Matcher, Rule

REACH = {"agency": 700, "newspaper": 1500, "broadcaster": 700, "magazine": 1500, "online": 700}
"""How far back, in code points, the full name of each kind may stand."""

_NOUNS = {
    "agency": ("agency",),
    "news agency": ("agency",),
    "wire service": ("agency",),
    "newspaper": ("newspaper",),
    "paper": ("newspaper",),
    "daily": ("newspaper",),
    "tabloid": ("newspaper",),
    "broadsheet": ("newspaper",),
    "magazine": ("magazine",),
    "weekly": ("magazine", "newspaper"),
    "network": ("broadcaster",),
    "broadcaster": ("broadcaster",),
    "channel": ("broadcaster",),
    "tv channel": ("broadcaster",),
    "news channel": ("broadcaster",),
    "website": ("online", "agency"),
    "news website": ("online", "agency"),
    "news outlet": ("online", "agency", "newspaper", "broadcaster"),
    "outlet": ("online", "agency", "newspaper", "broadcaster"),
}
_VERBS = (
    r"(?:(?:has|had|also|further|earlier|later|then|first|on \w+day)\s){0,3}(?:reported|reports|said|says|"
    r"wrote|writes|quoted|quotes|added|adds|noted|notes|cited|cites|"
    r"published|revealed|claimed|claims|stated|states|disclosed|estimated|described|obtained|found that|argued|argues|editorialized)\b"
)
_TOLD = (
    r"(?P<told>(?:told|tells|telling|informed|(?:spoke|speaks|[Ss]peaking|talked|[Tt]alking)\s(?:exclusively\s)?(?:to|with)|"
    r"interview(?:ed)?\s(?:with|to|by)|(?:statements?|e-?mails?|comments?|remarks|letter|message|confirmed)\s"
    r"(?:(?:sent|given|provided|made)\s)?to))"
)
_COMMON = (
    r"\b[Tt]he\s(?P<short>(?:[Nn]ews\s|[Tt][Vv]\s)?(?:agency|newspaper|paper|daily|tabloid|broadsheet|magazine|weekly|"
    r"network|broadcaster|channel|website|outlet)|wire service)"
    rf"(?:,\s[^,.\n]{{3,60}},)?\s(?:{_VERBS})|"
    r"\baccording to\sthe\s(?P<short>(?:news\s)?(?:agency|newspaper|paper|daily|magazine|network|broadcaster|channel|website|outlet))"
    rf"(?=[\s,.;:])|\b{_TOLD}\s(?:the|(?P<own>this))\s(?P<short>(?:(?:news|TV)\s)?(?:agency|newspaper|paper|daily|tabloid|magazine|"
    r"weekly|network|broadcaster|channel|website|outlet))(?=[\s,.;:'\"])(?!\s(?:to\b|of\b))"
)
_SHORT = (
    r"Times|Post|Journal|Globe|Herald|Tribune|Register|Inquirer|Examiner|Sentinel|Chronicle|Star|Sun|Mail|"
    r"Express|Mirror|Observer|Gazette|Dispatch|Telegraph|Guardian|"
    r"Bee|Review-Journal|Free Press|Courier|Ledger|Record|Advocate|Standard|Monitor|Republic|Oregonian|Sun-Times|"
    r"Independent|Union Leader|Plain Dealer|Daily News|Enquirer|Mercury News|Post-Dispatch|Post-Gazette|Star-Ledger|Commercial Appeal"
)
_PAPERS = frozenset(
    [
        *("Times", "Post", "Journal", "Globe", "Herald", "Tribune", "Inquirer", "Enquirer", "Examiner", "Sentinel", "Gazette", "Dispatch"),
        *("Telegraph", "Bee", "Review-Journal", "Free Press", "Courier", "Sun-Times", "Union Leader", "Plain Dealer", "Daily News"),
        *("Oregonian", "Mercury News", "Post-Dispatch", "Post-Gazette", "Star-Ledger", "Commercial Appeal"),
    ]
)
"""Short names that a citing word makes a paper's even where the text does not say which paper it is."""
_CLEARLY = compiled(
    r"(?:reported|reports|wrote|writes|quoted|published|revealed|disclosed|editorialized|board|'s?\s\w+)$|"
    r"^(?!by)[a-z].*\s(?:by|in|to|with)\s|^t(?:old|ell)"
)

_PROPER = (
    rf"\b[Tt]he\s(?P<short>{_SHORT})(?:,\s[^,.\n]{{3,60}},)?(?:\s{_VERBS}|'s?\s(?:report|story|article|editorial|editorial "
    r"board|account|investigation)\b)|"
    r"\b(?:according to|reported by|obtained by|published (?:in|by)|first reported by|in a report by|by)"
    rf"\sthe\s(?P<short>{_SHORT})(?=[\s,.;:])(?!\s(?:\p{{Lu}}|of\b|du\b))|"
    rf"\b{_TOLD}\s[Tt]he\s(?P<short>{_SHORT})(?=[\s,.;:]|'s\s(?:editorial|\p{{Lu}}))(?!\s(?:\p{{Lu}}|of\b|du\b|to\b))"
)
_OTHER_AGENCY = compiled(
    r"\b(?:IAEA|CIA|NASA|FDA|NSA|FEMA|USAID|EPA|DIA)\b|\b(?:Energy|Protection|Space|Intelligence|Security|"
    r"Drug|Food|Safety|Aviation|Nuclear|Refugee|Enforcement|"
    r"Relief|Development|Health|Disaster|Rating|Ratings|Travel)\s(?:\p{Lu}\p{L}+\s){0,2}Agency\b|\b(?:aid|"
    r"spy|space|ratings?|intelligence|nuclear|atomic|relief|government|"
    r"federal|U\.?N\.?|security|law enforcement|travel|advertising|police|watchdog|food|refugee|space)\sagency\b"
)


_NEVER_SHORT = frozenset({"financial-times"})
"""Papers that nobody calls by the last word of their names."""

_ARTICLE = len("The_s")
_KINDS = ("agency", "newspaper", "paper", "daily", "tabloid", "broadsheet", "magazine", "weekly", "network", "broadcaster", "channel")


def _named(words: Sequence[str], *, article: str = "the") -> tuple[str, ...]:
    """Return words as they stand behind an article, on its line or the next; far fewer texts hold that than hold the bare words."""
    return tuple(f"{article}{blank}{word}" for word in words for blank in " \n")


_COMMON_WORDS = (*_KINDS, "website", "outlet")
_OWN_WORDS = ("newspaper", "paper", "magazine", "website", "news agency", "agency", "daily", "channel", "network", "broadcaster")
_LANGUAGES = ("en",)
SHORT_RULES = (
    Rule(
        "common",
        _COMMON,
        (
            *_named((*_COMMON_WORDS, *(f"{kind} {word}" for kind in ("news", "tv") for word in _COMMON_WORDS), "wire service")),
            *_named(_OWN_WORDS, article="this"),
        ),
        ignore_case=False,
    ),
    Rule("proper", _PROPER, _named(_SHORT.lower().split("|")), ignore_case=False),
)
"""The two expressions, found by the words that they are about."""


@frozen
class Mention:
    """An outlet named at a place of the folded text."""

    start: int
    outlet: Outlet


@define(eq=False, slots=False)
class FullNames:
    """Finds the full names of outlets, of which the short ones are made.

    `shorts` matches the wordings with a short one, `unsaid` knows the words that take those back.
    """

    scanner: Scanner
    names: Sequence[str]
    index: OutletIndex
    shorts: Matcher
    unsaid: Unsaid

    def hits(self, folded: Folded) -> list[tuple[int, int, int]]:
        """Return where the names of outlets stand in a text, and words of which one stands in every unknown name of an outlet.

        A name in small letters ("nd") is none within a word.
        """
        text, small = folded.text, self._small
        hits = self.scanner.scan(text)
        return [hit for hit in hits if hit[0] not in small or not text[hit[1] - 1 : hit[1]].isalpha()] if small else hits

    def places(self, folded: Folded) -> list[int]:
        """Return where those begin, ascending."""
        return sorted({start for _, start, _ in folded.once(self.hits)})

    @cached_property
    def _small(self) -> frozenset[int]:
        return frozenset(at for at, name in enumerate(self.names) if name[0].islower())

    def mentions(self, folded: Folded) -> list[Mention]:
        """Return the names of more than one word in a text, in order; "The Times" may be short for any."""
        found = []
        for at, start, stop in folded.once(self.hits):
            name = self.names[at] if at < len(self.names) else ""
            if " " in name and name.removeprefix("The ") not in _PAPERS and not folded.text[stop : stop + 1].isalpha():
                known = self.index.named(name)
                if len(known) == 1:
                    found.append(Mention(start, known[0]))
        return sorted(found, key=lambda mention: mention.start)


def short_names(
    articles: Sequence[tuple[Article, Folded]], found: Sequence[Sequence[Attribution]], full: FullNames
) -> list[list[Attribution]]:
    """Return the citations of some articles that name their outlet in short, given with what was found in each.

    Which outlet it is they say where the text holds exactly one reading.
    """
    matched = full.shorts.matches_in([folded for _, folded in articles])
    given = zip(articles, found, matched, strict=True)
    return [list(_short_ones(article.text, folded, some, few, full)) if few else [] for (article, folded), some, few in given]


def _short_ones(
    text: str, folded: Folded, found: Sequence[Attribution], matches: Sequence[tuple[Rule, regex.Match[str]]], full: FullNames
) -> Iterator[Attribution]:
    common: list[regex.Match[str]] = []
    proper: list[regex.Match[str]] = []
    for rule, match in matches:
        told = match["told"] is not None
        start, stop = match.span()
        leading = match.start("short") - start < _ARTICLE
        if not full.unsaid.takes_back(folded.text, start, stop, _LANGUAGES, leading=leading, told=told):
            (common if rule.id == "common" else proper).append(match)
    if not common and not proper:
        return
    named = sorted(
        (Mention(folded.position(item.evidence.start), full.index.by_id[item.outlet]) for item in found if item.outlet), key=_start
    )
    for match in common:
        noun = " ".join(match["short"].lower().split())
        outlet = None if match["own"] else _nearest(named, noun, match.start())
        if match["own"] or (outlet is not None and not (noun == "agency" and _OTHER_AGENCY.search(folded.text))):
            yield _short(text, folded, match, outlet)
    spans = sorted((item.evidence.start, item.evidence.stop) for item in found if item.outlet)
    read = list(zip((start for start, _ in spans), accumulate((stop for _, stop in spans), max), strict=True))
    bearers = _bearers(full.mentions(folded), (match["short"] for match in proper))
    for match in proper:
        bearer = bearers.get(match["short"])
        own = " The " in match[0] and bool(full.index.named(f"The {match['short']}"))
        later = bearer is not None and bearer.stop == inf and not own
        if bearer is not None and (bearer.start < match.start() <= bearer.stop or later):
            yield _short(text, folded, match, bearer.outlet)
        elif match["short"] in _PAPERS and _CLEARLY.search(match[0]) and not _touched(*folded.span(*match.span()), read):
            yield _short(text, folded, match, None)


def unread(named: Sequence[Attribution], short: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions that no short name reads better: "the Times" after "The New York Times" is not the London paper."""
    if not short:
        return list(named)
    shorter = sorted(short, key=_where)
    spans = [_where(item) for item in shorter]
    return [item for item in named if item.role not in _CITED or not _is_read(item, shorter, spans)]


_CITED = frozenset({"source", "conduit"})


def _where(item: Attribution) -> Span:
    return item.evidence.start, item.evidence.stop


def _is_read(item: Attribution, shorter: Sequence[Attribution], spans: Sequence[Span]) -> bool:
    """Return whether a short name at the same place says which outlet it is; what somebody told the same outlet stays as it is."""
    start, stop = _where(item)
    if not _touched(start, stop, spans):
        return False
    other = shorter[bisect_left(spans, (stop, stop)) - 1]
    return other.outlet != item.outlet or item.role == "source"


def _touched(start: int, stop: int, spans: Sequence[Span]) -> bool:
    """Return whether one of the spans, of which starts and stops ascend, shares a character with `[start, stop)`."""
    at = bisect_left(spans, (stop, stop))
    return at > 0 and spans[at - 1][1] > start


def _nearest(named: Sequence[Mention], noun: str, before: int) -> Outlet | None:
    """Return the outlet of a fitting kind that was named last, when no other one was named beside it."""
    kinds = _NOUNS.get(noun) or _NOUNS.get(noun.rsplit(maxsplit=1)[-1], ())
    for at in range(bisect_left(named, before, key=_start) - 1, -1, -1):
        distance = before - named[at].start
        if distance > max(REACH.values()):
            break
        kind = named[at].outlet.kind
        if kind in kinds and distance <= REACH[kind]:
            return named[at].outlet
    return None


def _start(mention: Mention) -> int:
    return mention.start


@frozen
class _Bearer:
    """The first outlet in a text whose full name ends in a short one, from where it stands to where a second one appears."""

    outlet: Outlet
    start: int
    stop: float


def _bearers(mentions: Sequence[Mention], shorts: Iterable[str]) -> dict[str, _Bearer]:
    """Return for each short name the outlet that it can only mean, and the stretch of the text where that is so."""
    found: dict[str, _Bearer] = {}
    for short in set(shorts):
        fitting = [item for item in mentions if item.outlet.id not in _NEVER_SHORT and _ends(item.outlet, short)]
        if fitting:
            other = next((item.start for item in fitting if item.outlet.id != fitting[0].outlet.id), inf)
            found[short] = _Bearer(fitting[0].outlet, fitting[0].start, other)
    return found


def _ends(outlet: Outlet, short: str) -> bool:
    return any(name.endswith(f" {short}") and name.removeprefix("The ") != short for name in (outlet.name, *outlet.aliases))


def _short(text: str, folded: Folded, match: regex.Match[str], outlet: Outlet | None) -> Attribution:
    first, last = folded.span(match.start(), match.end())
    told = match["told"] is not None
    return Attribution(
        kind="told" if told else "cited",
        role="conduit" if told else "source",
        outlet=outlet.id if outlet else None,
        name=outlet.name if outlet else _shown(match),
        person=None,
        place=None,
        date=None,
        cue=match["short"],
        confidence="likely",
        evidence=evidence("credits/named-in-short", text, first, last),
    )


def _shown(match: regex.Match[str]) -> str:
    return f"{(match.groupdict().get('own') or 'The')} {match['short']}"
