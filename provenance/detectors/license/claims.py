"""Copyright notices: "© 2019 Example Media, Inc." -> who claims the rights, and where the name stands.

A notice stands on the line of a statement or on the one before it, with sign, years and name in any order that publishers use
("© 2019 by X", "X, 2019 ©", "版权所有：X"). A name ends where a sentence, a legal form or a list does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex
from attrs import frozen

from provenance.catalog import Catalog
from provenance.catalog.outlets import Outlet
from provenance.expressions import compiled
from provenance.literals import Scanner
from provenance.model.record import Holder
from provenance.normalise import Folded, fold

_BACK, _AHEAD = 200, 120
"""How far from a statement, on its line, a notice may stand."""

_LONGEST = 100
_ENDING = " ,.-–—'™®"
_FEW = 3
_MOTTO = 60
_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR}(?:\s?[-–—/,]\s?(?:{_YEAR}|\d\d\b|present|heute|now))*"
_YEARS_FIRST = compiled(rf"(?:^|[\n|•·])[ \t]*{_YEARS}[\s,]+(?=[\p{{L}}\d])")
_YEARS_LAST = compiled(rf"[\s,(]*{_YEARS}[\s,)]*$")
_YEARS_ONLY = compiled(rf"[\s,]*{_YEARS}[\s,]*")
_YEARS_NEXT = compiled(rf"[\s,]*{_YEARS}")
_NAME_FIRST = compiled(rf"(?:^|[\n|•·])[ \t]*(?P<name>[\p{{L}}\d][^\n|•·;:©.]{{1,60}}?)[\s,]*(?:{_YEARS})?\s*©[\s,]*(?:{_YEARS})?[\s,.]*$")
_QUOTED = compiled(r"(?:[\p{L}\d&'-]+\s){0,5}[\"“„«](?P<name>[^\"“”„«»\n]{2,50})[\"“”»]")
_JOINED = compiled(r"\s(?:and|or|und|oder|et|ou|y|e|o|ve|i|и)\s*$")
_TITLED = compiled(r"[\p{L}\d][\w&'.-]*(?:\s(?:[\p{Lu}\p{Lo}\d&][\w&'.-]*|of|and|for|de|da|do|del|di|der|die|das|und|et|y|e)){0,6}")
_DOMAIN = compiled(r"(?:www\.)?(?P<host>[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[a-z]{2,})", regex.IGNORECASE)
_RUN = r"[\p{Han}\p{Katakana}\p{Hiragana}A-Za-z0-9·ー・]"
_RUN_AFTER = compiled(rf"[\s:：©,，]*(?P<name>{_RUN}{{2,30}})")
_RUN_BEFORE = compiled(rf"(?P<name>{_RUN}{{2,30}})[\s:：]*$")
_INITIAL = compiled(r"(?:^|[\s.])\p{Lu}$")
_SENTENCE = compiled(
    r"\s\p{Lu}[\p{L}']*(?:\s(?!(?:of|and|for|de|da|do|del|di|du|des|der|die|das|van|von|und|et|y|e|the|la|le|les)\s)\p{Ll}[\p{L}'-]*){2,}"
)
_ARTICLE = compiled(r"\s(?:The|All|Die|Der|Das|Alle|Le|La|Les|Tous|El|Los|Las|Todo|Il|I|Gli|De|Het)(?:\s\p{Ll}+)*\s*$")
_LIST = r"\s\p{Lu}[\p{L}'-]+\s(?:&|and|und|et|y|e)\s\p{Lu}"


@frozen
class Claim:
    """The name that a notice gives, and where it stands: `[start, stop)` of the folded text."""

    name: str
    start: int
    stop: int


@frozen(eq=False)
class Notices:
    """The words of copyright notices, ready for reading one."""

    signs: tuple[str, ...]
    opening: regex.Pattern[str]
    last: regex.Pattern[str]
    form: regex.Pattern[str]
    forms: regex.Pattern[str]
    first_form: regex.Pattern[str]
    first: regex.Pattern[str]
    no_name: regex.Pattern[str]
    unspaced: regex.Pattern[str]
    unspaced_opening: regex.Pattern[str]
    unspaced_form: regex.Pattern[str]
    unspaced_no_name: regex.Pattern[str]


@cache
def notices(catalog: Catalog) -> Notices:
    """Return the words of the catalog's notices."""
    words: dict[str, list[str]] = catalog.licenses.get("notices", {}).get("notices", {})

    def any_of(name: str) -> str:
        folded = {fold(word).lower: None for word in sorted(words.get(name, ["\0"]), key=len, reverse=True)}
        return "|".join(regex.escape(word) for word in folded)

    sign = rf"(?:(?<![\p{{Latin}}\p{{Cyrillic}}\d])(?:{any_of('signs')})(?!(?<=\p{{L}})\p{{L}}))"
    joints = rf"(?:{sign}|{_YEARS}\.?|(?<![\p{{L}}])(?:{any_of('joints')}|[c0](?=\s))(?![\p{{L}}]))"  # folding makes a letter of ⓒ
    form = rf"(?:{any_of('forms')})(?![\p{{L}}])\.?"
    ends = rf"[\n|•·;:()©<>\[\]*\"“”„«»]|\s[-–—/]\s|,(?!\s*{form})(?!{_LIST})|\s(?:{any_of('ends')})(?![\p{{L}}\d])"
    return Notices(
        tuple(fold(word).lower for word in words.get("signs", ())),
        compiled(rf"{sign}(?:[\s,:.]*{joints})*[\s,:.]*", regex.IGNORECASE),
        compiled(ends, regex.IGNORECASE),
        compiled(form, regex.IGNORECASE),
        compiled(rf"(?:[\s,]+{form})+[\s,.]*$", regex.IGNORECASE),
        compiled(rf"(?:{any_of('leading_forms')})\.?\s+(?=[\p{{L}}\d])", regex.IGNORECASE),
        compiled(rf"(?:{any_of('ends')})(?![\p{{L}}\d])", regex.IGNORECASE),
        compiled(rf"(?:{any_of('no_names')})(?![\p{{L}}])", regex.IGNORECASE),
        compiled(any_of("unspaced")),
        compiled(rf"(?:{any_of('unspaced_openings')})+"),
        compiled(rf"(?:{any_of('unspaced_forms')})+$"),
        compiled(any_of("unspaced_no_names")),
    )  # fmt: skip


def claim_near(folded: Folded, start: int, stop: int, words: Notices, *, after: bool = True) -> Claim | None:
    """Return the notice that belongs to the statement at `[start, stop)`; words before it come first, then its own.

    With `after` those behind it follow: "All rights reserved © X". Behind the name of a licence "© X" speaks of something else.
    """
    text = folded.text
    low = max(text.rfind("\n", 0, start) + 1, start - _BACK)
    end = text.find("\n", stop)
    high = min(end if end >= 0 else len(text), stop + _AHEAD)
    found = _before(text, low, start, words) or _unspaced(text, low, start, stop, high, words)
    found = found or _first(_signed(text, start, stop, stop, words)) or (_after(text, start, stop, high, words) if after else None)
    if found is None and low > 0 and not text[low:start].strip():
        above = max(text.rfind("\n", 0, low - 1) + 1, low - _BACK)
        found = _first(reversed(list(_signed(text, above, low - 1, low - 1, words))))
    return found


def claim_in(value: str, words: Notices) -> Claim | None:
    """Return the notice that a value of a page's markup gives ("Copyright 2019 Example. All rights reserved.")."""
    text = fold(value).text
    return _first(_signed(text, 0, len(text), len(text), words))


def holder_named(name: str, catalog: Catalog) -> Holder:
    """Return the holder with the catalog's id and spelling where exactly one outlet bears the name or publishes at the host."""
    known = catalog.outlets
    host = _DOMAIN.fullmatch(name)
    outlets: list[Outlet] = known.named(name) or (known.at(host["host"]) if host else [])
    if len(outlets) == 1:
        return Holder(outlets[0].id, outlets[0].name)
    return Holder(None, " ".join((host["host"] if host else name).split()))


def _first(claims: Iterable[Claim]) -> Claim | None:
    return next(iter(claims), None)


def _signed(text: str, low: int, high: int, limit: int, words: Notices) -> Iterator[Claim]:
    """Yield the notices whose sign stands in `[low, high)` and whose name ends before `limit`."""
    if not _scan(words.signs).scan(text[low:high].lower()):
        return
    for opening in words.opening.finditer(text, low, high):
        claim = _named(text, opening.end(), limit, words)
        if claim:
            yield claim


@cache
def _scan(signs: tuple[str, ...]) -> Scanner:
    return Scanner(signs)


def _before(text: str, low: int, start: int, words: Notices) -> Claim | None:
    """Return the notice before a statement: the last one with a sign, years and a name, a name and a sign."""
    found = _first(reversed(list(_signed(text, low, start, start, words))))
    if found:
        return found
    return _first(claim for claim in _unsigned(text, low, start, words) if _near(text[claim.stop : start], words))


def _unsigned(text: str, low: int, start: int, words: Notices) -> Iterator[Claim]:
    """Yield names that years open, and names that a sign follows, on the line before a statement."""
    line = max(0, low - 1)  # with the line end before it
    years, name = _YEARS_FIRST.search(text, line, start), _NAME_FIRST.search(text, line, start)
    places = [(years.end(), start)] if years else []
    for first, limit in places + ([name.span("name")] if name else []):
        claim = _named(text, first, limit, words)
        if claim and _TITLED.fullmatch(claim.name):
            yield claim


def _near(between: str, words: Notices) -> bool:
    """Whether nothing stands between a name and the statement but years, a sign, a legal form or a motto behind a dash."""
    rest = words.opening.sub("", words.form.sub("", between)).strip(" ,.|")
    return not rest or _YEARS_ONLY.fullmatch(rest) is not None or (rest[0] in "-–—" and len(rest) <= _MOTTO)


def _after(text: str, start: int, stop: int, high: int, words: Notices) -> Claim | None:
    """Return the notice behind a statement: "All rights reserved © 2020 X", "© All rights reserved X 2019"."""
    found = _first(_signed(text, stop, high, high, words))
    if found or text[max(0, start - 2) : start].strip() != "©":
        return found
    begin = stop + len(text[stop:high]) - len(text[stop:high].lstrip(" ,."))
    claim = _named(text, begin, high, words)
    return claim if claim and _YEARS_NEXT.match(text, claim.stop) else None


def _named(text: str, at: int, limit: int, words: Notices) -> Claim | None:
    """Return the claim whose name begins at `at`, None when the words there are no name."""
    limit, given = min(limit, at + _LONGEST), limit
    quoted = _QUOTED.match(text, at, limit)
    if quoted:
        return Claim(quoted["name"], quoted.start("name"), quoted.end("name"))
    at += len(match[0]) if (match := words.first_form.match(text, at, limit)) else 0
    end = _sentence_end(text, at, words.last.search(text, at, limit), limit, words)
    if end == limit < given:
        return None
    name = _bare(_before_a_sentence(text[at:end]), words)
    if len(name) < 2 or not any(map(str.isalpha, name)) or not _begins_name(name) or _is_no_name(name, words):
        return None
    return Claim(name, at, at + len(name))


def _before_a_sentence(name: str) -> str:
    """Return a name without the sentence that follows it on the same line without a mark: "World Digest We use cookies to serve you"."""
    tail = _SENTENCE.search(name)
    bare: str = _ARTICLE.sub("", name[: tail.start()] if tail and tail.start() else name)
    return bare


def _is_no_name(name: str, words: Notices) -> bool:
    """Whether words behind a sign speak of copyright or of this text ("Copyright Act of 1976", "© the author"), and name nobody."""
    if words.first.match(name):
        return True
    match = words.no_name.match(name)
    rest = name[match.end() :].lstrip(" ,&") if match else ""
    return match is not None and (name[0].islower() or not rest or rest[0].islower() or words.no_name.match(rest) is not None)


def _sentence_end(text: str, at: int, last: regex.Match[str] | None, limit: int, words: Notices) -> int:
    """Return where the name ends: at a mark, a word that goes on, or a full stop that is neither an initial's nor within legal forms."""
    end = last.start() if last else limit
    for dot in range(at, end):
        if text[dot] != "." or (dot + 1 < end and not text[dot + 1].isspace()):
            continue
        following = dot + 2
        if not _INITIAL.search(text, at, dot) and not words.form.match(text, following, limit):
            return dot
    return end


def _bare(name: str, words: Notices) -> str:
    """Return a name without years and legal forms at its end; a form in small letters is one only with its full stops ("s.r.o.")."""
    name = _JOINED.sub("", _YEARS_LAST.sub("", name)).rstrip(_ENDING)
    forms = words.forms.search(name)
    if forms is None or forms.start() < 2 or name[: forms.start()].endswith(("&", " and", " und")):
        return name
    last = forms[0].split()[-1]
    return name if last.islower() and "." not in last else name[: forms.start()].rstrip(_ENDING)


def _begins_name(name: str) -> bool:
    """Whether a name begins as names do; some houses write theirs in small letters, in few words."""
    return len(name.split()) <= _FEW if name[0].islower() else name[0].isalnum()


def _unspaced(text: str, low: int, start: int, stop: int, high: int, words: Notices) -> Claim | None:
    """Return the notice of a script without spaces: the name follows the words or stands right before them."""
    sign = words.unspaced.search(text, start, stop) or words.unspaced.search(text, stop, high)
    if sign is None:
        return None
    for match in (_RUN_AFTER.match(text, sign.end(), high), _RUN_BEFORE.search(text, low, sign.start())):
        if match and (claim := _run(match["name"], match.start("name"), words)):
            return claim
    return None


def _run(name: str, at: int, words: Notices) -> Claim | None:
    opening = words.unspaced_opening.match(name)
    if opening:
        name, at = name[opening.end() :], at + opening.end()
    sign = words.opening.search(name, 1)
    name = words.unspaced_form.sub("", name[: sign.start()] if sign else name)
    if len(name) < 2 or words.unspaced_no_name.search(name) or words.opening.match(name) or name.isascii():
        return None
    return Claim(name, at, at + len(name))
