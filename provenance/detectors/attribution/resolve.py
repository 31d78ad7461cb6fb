"""Resolving the words of a name to an outlet of the catalog, with ambiguity kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import regex
from attrs import define, evolve, field, frozen

from provenance.catalog import Outlet, OutletIndex
from provenance.detectors.attribution.cases import Cases
from provenance.expressions import compiled
from provenance.model.evidence import Confidence

_TOKEN = re.compile(r"[^\s/]+")
_TRIM = "\"'()[]{}.,;:!? \t\n"
_POSSESSIVE = compiled(r"(?:'s|s'|'[a-zçğıöşüə]{1,6}|-[a-zəçğıöşü]{1,4})$")
_TAIL = compiled(
    r"(?:\s(?:news agency|news network|news website|news site|news channel|news service|newspaper|news|agency|"
    r"business daily|daily|magazine|weekly|website|site|"
    r"channel|network|television|tv channel|tv|radio|broadcaster|service|portal|outlet|paper|newswire|wire|"
    r"correspondents?|online|journal|monthly))+$",
    regex.IGNORECASE,
)
_KINDS = frozenset({
    "agency", "network", "website", "site", "channel", "service", "newspaper", "daily", "magazine", "weekly", "television", "tv", "radio",
    "broadcaster", "portal", "outlet", "paper", "newswire", "wire", "news", "online", "journal", "monthly",
})  # fmt: skip
_LAST_WORDS = _KINDS | {"correspondent", "correspondents"}
_FIRST_WORDS = (
    *("the", "a", "an", "official", "state", "semi-official"),
    *("news", "agency", "newspaper", "daily", "website", "magazine", "broadcaster", "channel", "network"),
)
_LEADING = compiled(rf"^(?:(?:{'|'.join(_FIRST_WORDS)})\s)+", regex.IGNORECASE)
_BRACKET = compiled(r"\s?\(([\p{Lu}][\p{L}-]{1,11})\)$")
_DOMAIN = compiled(r"^(?:https?://)?(?:www\.)?((?:[a-z0-9][a-z0-9-]{0,40}\.)+[a-z]{2,10})/?(?:[\w/-]{0,60})$", regex.IGNORECASE)
_SHAPED = compiled(
    r"(?:^|\s|-)(?:News Agency|News Network|Press Agency|News Service|Newswires?|News|Times|Post|Herald|Tribune|"
    r"Gazette|Journal|Daily|Chronicle|Telegraph|Register|"
    r"Globe|Courier|Dispatch|TV|Radio|Television|Broadcasting(?: Corporation)?|Magazine|Weekly|Examiner|Inquirer|"
    r"Zeitung|Shimbun|Newspaper|Observer|Sentinel|"
    r"Press|Star-Tribune|Ledger|Bulletin|Morning News|Mirror|Online|Today)$"
    r"|^(?:News ?[Hh]ub|News|Channel|TV|Kanal|Canal|Canale|Radio) ?\d{2,3}$"
)
_CLEAR = compiled(
    r"(?:\s(?:News Agency|Press Agency|News Service|Newswires?|Times|Herald|Tribune|Gazette|Chronicle|TV|Television|"
    r"Shimbun|Zeitung|Radio)|^Radio \p{Lu}\p{L}+)$"
)
_TITLED = compiled(
    r"\s(?:Advertiser|Advocate|Argus|Beacon|Digest|Echo|Enterprise|Express|Independent|Leader|Mail|Messenger|Monitor|Record|Recorder|"
    r"Review|Standard|Standard-Times|Star|Sun|Voice|Wire|World)$"
)
_PLAIN = compiled(r"(?!Courtesy|Photo|Source|Via)[\p{L}\p{N} .&'-]+")
_NATION = compiled(
    r"(?:(?:\p{Lu}\p{L}+(?:ian|ish|ese|i|ench|ean|can|ban|man|ghan|ch|ic|ss)|State|Official|Local|Another|Hebrew|North|South|"
    r"\p{Lu}[\p{L}-]+-(?:based|owned|language|speaking|backed|run|funded))\s)+(?:(?:TV|news|\p{Ll}[\p{L}-]+)\s?)+$"
)  # "Qatari newspaper"
_CALLED = compiled(
    r"(?i)\s(?:news agency|newspaper|news website|tv channel|magazine|news channel|radio station|news network|news portal|news site)$"
)
_JOINED = compiled(r"\b(?:and|in|at|by|from|to)\b")


_HALF = r"(?:\p{Lu}{2,5}(?: News)?|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){1,3})"
_JOINT = compiled(
    rf"(?P<first>\p{{Lu}}{{2,5}}(?: News)?)-\p{{Lu}}\p{{L}}+(?: \p{{Lu}}\p{{L}}+){{0,2}}$|(?P<first>{_HALF})-{_HALF}$|"
    rf"\p{{Lu}}[\p{{L}}.]+-(?P<second>{_HALF})$"
)  # a poll of "AP-GfK", of "Washington Post-ABC News"
_BENT = compiled(r"(?<=\p{Lu}\p{Ll}{2,20}e)n(?=$|[ -]\p{Lu})")  # "der Süddeutschen Zeitung"
_SIGNS_AFTER = compiled(
    r"(?:紙|誌|通信社?|電子版|放送|テレビ|ニュース|电视台|電視台|通讯社|通訊社|新闻网|新聞網|新闻社|新聞社|中文网|中文網|周刊|週刊)$"
)
_ELIDED = compiled(r"(?:[LlDd]|[Dd]ell|[Aa]ll|[Dd]all|[Ss]ull|[Nn]ell)'(?=\p{L})")
_STATION = compiled(r"-(?:TV|FM|AM|DT)$")
_CALL_SIGN = compiled(r"[KW][A-Z]{2,3}-(?:TV|FM|AM|DT)$|(?!WADA|KPMG|WIPO|WNBA|KBRA|WWII|KGST|WHOI|WSJD)[KW][A-Z]{3}$")
_SHORT_NAME = 5
_MOST = 50_000
"""Names that are remembered."""

_BARE = frozenset(
    {"news", "agency", "press", "daily", "radio", "tv", "online", "journal", "magazine", "weekly", "network", "service", "the news"}
)


@frozen
class Found:
    """A name that was recognised: what was written, the outlet (None when unknown or not decided), and how sure the name is one."""

    name: str
    outlet: Outlet | None
    confidence: Confidence
    ambiguous: bool = False
    typed: bool = False  # the words themselves say that it is a medium ("X news agency")
    known: bool = True  # the catalog has the name, even where it cannot say which of two outlets is meant
    bearers: tuple[Outlet, ...] = ()  # all outlets that bear the name, where there are several
    widely: tuple[Outlet, ...] = ()  # those of them that bear it everywhere, and not at home only


@define
class Resolver:
    """Looks names up; what it returns depends on the words and the catalog alone."""

    index: OutletIndex
    cases: Cases
    _known: dict[str, Found | None] = field(factory=dict, init=False)
    _close: dict[str, Found | None] = field(factory=dict, init=False)
    _strange: dict[str, Found] = field(factory=dict, init=False)

    def resolve(self, words: str, *, near: bool = False) -> Found | None:
        """Return what a name stands for, None when it is not a known outlet; `near` allows one wrong letter."""
        cache = self._close if near else self._known
        try:
            return cache[words]
        except KeyError:
            found = (self.resolve(words) or self._near(words)) if near else self._resolve(words)
        if len(cache) > _MOST:
            cache.clear()
        cache[words] = found
        return found

    def named(self, words: str) -> Found:
        """Return what a name stands for, also where one letter is wrong; a name that nobody knows stands for itself."""
        found = self.resolve(words, near=True)
        if found is None:
            found = self._strange.get(words)
            if found is None:
                if len(self._strange) > _MOST:
                    self._strange.clear()
                found = self._strange[words] = Found(words, None, "likely", known=False)
        return found

    def _resolve(self, words: str) -> Found | None:
        name = words.strip(_TRIM + "-/")
        if len(name) < 2:
            return None
        plain = _plain(words)
        typed = _says_kind(name) or _says_kind(plain)
        for attempt in _attempts(name, plain, words, self.cases):
            known = self.index.named(attempt)
            if known:
                bearers = self.index.bearers(attempt)
                found = _found(_shown(name, words), known, attempt, typed=typed)
                if len(bearers) > 1:
                    widely = tuple(outlet for outlet in bearers if not outlet.is_local(attempt))
                    return evolve(found, bearers=tuple(bearers), widely=widely)
                return found
        domain = _DOMAIN.match(name) if "." in name else None
        if domain and (hosts := self.index.at(domain[1])):
            return Found(name, hosts[0] if len(hosts) == 1 else None, "certain", typed=True)
        return None

    def _near(self, words: str) -> Found | None:
        """Return what words stand for that are a name but for one wrong letter."""
        name, plain = words.strip(_TRIM + "-/"), _plain(words)
        for attempt in (plain, _without_kind(plain)) if len(plain) >= 5 and len(name) > 1 else ():
            close = [outlet for outlet in self.index.near(attempt) if outlet.kind == "agency" or len(attempt) >= 10]
            if len(close) == 1:
                return Found(name, close[0], "likely", typed=_says_kind(name) or _says_kind(plain))
        return None


def _plain(words: str) -> str:
    """Return words without quotation marks around them and an acronym in brackets behind them."""
    plain = words.strip("\"' \t\n")
    return (str(_BRACKET.sub("", plain)) if plain.endswith(")") else plain).strip(_TRIM)


def _says_kind(name: str) -> bool:
    """Return whether a name ends in words that say what it is the name of ("X news agency")."""
    words = name.rsplit(maxsplit=1)
    return len(words) > 1 and words[1].lower() in _LAST_WORDS and _TAIL.search(name) is not None


def _without_kind(name: str) -> str:
    """Return a name without the words at its end that say what it is the name of."""
    return str(_TAIL.sub("", name)) if _says_kind(name) else name


def _without_leading(name: str) -> str:
    """Return a name without an article, and words such as "official", before it."""
    first = name.split(maxsplit=1)
    return str(_LEADING.sub("", name)) if len(first) > 1 and first[0].lower() in _FIRST_WORDS else name


def _shown(name: str, words: str) -> str:
    """Return the name with its bracketed acronym, when it has one."""
    return words.strip("\"' \t\n.,;:") if words.rstrip("\"' \t\n.,;:").endswith(")") and "(" in words else name


def _attempts(name: str, plain: str, words: str, cases: Cases) -> Iterator[str]:
    """Yield the spellings under which a name is looked up, each once."""
    done: set[str] = set()
    for attempt in _spellings(name, plain, words, cases):
        if attempt not in done and len(attempt) > 1 and (attempt.lower() not in _BARE or name.startswith("The ")):
            yield attempt
        done.add(attempt)


def _spellings(name: str, plain: str, words: str, cases: Cases) -> Iterator[str]:
    """Yield the spellings of a name, what is cheap to find out and most often known first."""
    written = [name, words.strip(), plain]
    yield from written
    marked = "-" in plain or "'" in plain
    owner = _POSSESSIVE.sub("", plain) if marked else plain
    shorter = [owner, *_cut(plain), _without_kind(plain), _without_kind(owner)]
    yield from shorter
    yield from [_without_leading(attempt) for attempt in dict.fromkeys([*written, *shorter])]
    if marked:
        yield _STATION.sub("", plain)
    if marked and (elided := _ELIDED.match(plain)):
        yield plain[elided.end() :]
    if not plain.isascii():
        yield _SIGNS_AFTER.sub("", plain)
        if plain.startswith("ل"):
            yield f"ا{plain}"  # "to Al Jazeera" is one word, and its article has lost a letter
    yield from cases.plain(plain)
    if "en" in plain:
        yield _BENT.sub("", plain)
    if "er " in plain:
        yield plain.replace("er ", "e ", 1)  # "Süddeutscher Zeitung"
    if ")" in words and (bracket := _BRACKET.search(words.strip("\"' \t\n.,;:"))):
        yield bracket[1]
    if marked and (joint := _JOINT.match(plain)):
        yield joint["first"] or joint["second"]


def _cut(name: str) -> list[str]:
    """Return a name without its last word while that only says what it is the name of: "Khabar Online website", "Khabar Online"."""
    words = name.split()
    shorter = []
    while len(words) > 1 and words[-1].lower() in _KINDS:
        words.pop()
        if (left := " ".join(words)).lower() in _BARE:
            break
        shorter.append(left)
    return shorter


def _found(name: str, known: list[Outlet], attempt: str, *, typed: bool) -> Found:
    if len(known) == 1 and not known[0].is_local(attempt):
        ambiguous = (known[0].is_ambiguous(attempt) or _is_lowered(attempt, known[0])) and not typed
        return Found(name, known[0], "likely" if ambiguous else "certain", ambiguous, typed)
    clear = [outlet for outlet in known if not outlet.is_ambiguous(attempt)]
    if len(clear) == 1:
        return Found(name, clear[0], "likely", ambiguous=False, typed=typed)
    return Found(name, None, "likely", ambiguous=not typed and not clear, typed=typed)


def _is_lowered(word: str, outlet: Outlet) -> bool:
    """Return whether a short name in capitals stands there like a person's: "Amna" for AMNA."""
    names = (outlet.name, *outlet.aliases)
    return word.istitle() and len(word) <= _SHORT_NAME and word not in names and word.upper() in names


@lru_cache(maxsize=4096)
def shaped(words: str, *, clearly: bool = False) -> bool:
    """Return whether unknown words look like the name of an outlet: "Aviation Tribune", "Nordic News Agency", "example.com".

    With `clearly` only words that nothing but an outlet bears will do.
    """
    name = words.strip(_TRIM)
    if _DOMAIN.match(name) or (_CALL_SIGN.match(name) and (not clearly or "-" in name)):
        return True
    plain = _BRACKET.sub("", name)
    count = len(plain.split())
    if _CALLED.search(plain):
        return count >= 2 and plain[:1].isupper() and not _NATION.match(plain) and not _JOINED.search(plain)
    if clearly:
        return 2 <= count <= 6 and bool(_CLEAR.search(plain)) and not _JOINED.search(plain)
    return 2 <= count <= 6 and bool(_SHAPED.search(plain)) and not _JOINED.search(plain)


def titled(words: str) -> bool:
    """Return whether unknown words are such that, alone in brackets or behind "staff", they can only be an outlet: "Valley Record"."""
    name = words.strip(_TRIM)
    if not _PLAIN.fullmatch(name):
        return False
    return shaped(name) or (2 <= len(name.split()) <= 4 and all(word[:1].isupper() for word in name.split()) and bool(_TITLED.search(name)))


def tokens(text: str, start: int, stop: int, *, letters: bool) -> list[tuple[int, int]]:
    """Return the spans of the words of `text[start:stop]`, or of its letters for scripts that do not part words."""
    if letters:
        return [(at, at + 1) for at in range(start, stop)]
    return [match.span() for match in _TOKEN.finditer(text, start, stop)]
