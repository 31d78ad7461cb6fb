"""Who wrote or supplied the text: agencies in datelines, sign-offs and source lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from provenance.detectors.attribution.lines import lines
from provenance.detectors.attribution.names import Named, Names
from provenance.detectors.attribution.resolve import titled
from provenance.detectors.attribution.sign_offs import signatures
from provenance.detectors.attribution.suppliers import DESK, STAFF, credit, is_agency, parts_of
from provenance.detectors.attribution.wordings import Wording
from provenance.detectors.attribution.zones import Ending
from provenance.expressions import compiled
from provenance.model.evidence import Confidence
from provenance.model.record import Attribution, AttributionKind, Role
from provenance.normalise import Folded

PLACE_WORDS = 3
DAY_WORDS = 3  # that may follow the place of a dateline: "Aug. 3, 2021"
HEAD = 600  # code points in which a dateline may stand
_DATELINE = compiled(
    r"(?m)(?:^|[\s\n])(?:(?P<place>[\p{Lu}\p{Lo}][^()\n]{1,70}?)[ ,]{0,3})?\((?P<names>[^()\n]{2,45})\)"
    r"(?:\s{0,3}(?:\.?-{1,3}|:|\*)(?=[\s\p{L}\"'])|(?=\p{Lu}\p{Ll}))"
)
_SLASHED = compiled(
    r"\A\s{0,20}(?P<place>[\p{Lu}\p{Lo}][\p{L} .'-]{1,40}?)(?:,? \d{1,2}\.? \p{L}{3,12}\.?(?: \d{4})?(?:\s?[-.,/]{1,3}|"
    r"\.?)|\s?(?:-{1,2}|/))\s?[/(]?"
    r"(?P<names>\p{L}[\p{L}\p{N} ]{1,24}?)(?:[)/]\.?|\s?(?:-|\.|,(?!\s\p{Ll})))"
)
_STROKE = re.compile(rf"\s*(?:[^-/\d\s]+\s+){{0,{PLACE_WORDS - 1}}}(?:[^-/\d\s]+\s*)?[-/\d]")
"""A place of a few words and a mark or figure behind it, or none of the words."""

_LONGEST_PLACE = 72  # characters in which the place of a dateline before a stroke ends
_NAME = compiled(r"\p{Lu}[\p{L}\p{N}.&'-]*(?: (?:\p{Lu}[\p{L}\p{N}.&'-]*|of|the|and|de|la)){0,4}$")
_BYLINE = compiled(
    r"(?m)^[ \t]*(?:(?P<with>(?i:by|von|par|por|door|di)[ \t][^\n]{3,70}?(?:,|\||\n|•|·|[ \t][-/]|[ \t]of|\()[ \t]*)|"
    r"(?P<bare>\p{Lu}[\p{L}.'-]+(?:[ \t]\p{Lu}[\p{L}.'-]*){1,3}[ \t]?[,|][ \t]*)|"
    r"(?P<by>(?i:from|by|von|par|por|door|di|av|af)[ \t]))?(?:[Tt]he[ \t])?"
    r"(?P<names>(?:\p{Lu}[\p{L}-]+|dpa|epd|sda)(?:[ \t]\p{Lu}[\p{L}-]+){0,4}?)"
    r"(?:[ \t](?:National|White House|Political|Staff|Chief|Senior|Special|Sports|Business|Economics|Legal|Medical|Science)){0,3}"
    r"(?:[ \t](?:[Ww]riters?|[Cc]orrespondents?|[Rr]eporters?|[Ss]taff|[Ee]ditors?|reports)"
    r"|,[ \t]\p{Lu}[\p{L}. -]{2,24})?\)?[ \t]*$"
)
_UNKNOWN = compiled(r"(?i)\S\s(?:news|press|photo) (?:agency|service)$|\S\snewswires?$")
_CUES = frozenset({"by", "from", "von", "par", "por", "door", "di", "av", "af"})
_BRACKETED = compiled(r"(?m)^[ \t]*(?P<line>[(\[](?P<names>\p{Lu}[^()\[\]\n]{1,45})[)\]])(?=[ \t]*(?:$|\n))")
_STAFFED = compiled(
    r"(?m)(?P<line>(?:By|BY)[ \t](?:[Tt]he[ \t])?(?P<staff>\p{Lu}[^\n.,;:]{1,45}?)[ \t]"
    r"(?:[Ss]taff|[Nn]ewsroom|[Rr]eporters?|[Cc]orrespondents?|[Dd]esk)(?:[ \t][Ww]riters?)?)(?=[ \t]*(?:$|\n)|[ \t]+\p{Lu})"
)
_BY = re.compile(r"B[yY][ \t]")
_NO_NAME = re.compile(r"[ \t](?!dpa|epd|sda)[\x00-\x08\x0e-\x1b!-@\[-\x7f]")
_JOBS = (",", "|", "riter", "orrespondent", "eporter", "taff", "ditor", "reports")
"""What stands on a line of authors that does not open with a word such as "by", unless all its words are names."""

_LONGEST_LINE = 200
_REMEMBERED = 4_096  # lines of heads
_CLOSED = re.compile(r"\([^()\n]{2,45}\)(?:\s{0,3}(?:\.?-|[:*])|[^\x00-@\[-\x7f])")
_LONGEST_BEFORE = 76  # characters of a dateline before the bracket with its agency
_WORDS = compiled(r"[\p{L}.'-]+")
_COUNTRIES = frozenset({"UAE", "USA", "US", "UK", "EU", "UN", "PRC", "DRC", "KSA", "DPRK", "ROK", "CAR", "PNG", "RSA", "USSR"})
_ACRONYM = compiled(r"^\p{Lu}[\p{Lu}\p{N}.-]{1,6}$")
_VAGUE = compiled(
    r"(?i)^(?:author'?s?|company|own|the author|self|various|unknown|na|n/a|internet|google|social media|file|"
    r"courtesy|twitter|facebook|youtube|instagram|telegram)\b"
)


def find_credits(names: Sequence[Names], found: Sequence[Sequence[Wording]], endings: Sequence[Ending]) -> list[list[Attribution]]:
    """Return who wrote or supplied some texts, from the head and the end of each and from wordings such as "with inputs from"."""
    credited: list[list[Attribution]] = [[] for _ in names]
    for look in (_datelines, _bylines, _headed):
        for several, known, ending in zip(credited, names, endings, strict=True):
            several.extend(look(ending.article.text, ending.folded, known))
    for several, known, ending in zip(credited, names, endings, strict=True):
        several.extend(signatures(ending.article.text, ending.folded, known, ending))
    for several, known, worded, ending in zip(credited, names, found, endings, strict=True):
        several.extend(_worded(ending.article.text, ending.folded, known, worded, ending))
    return [_named_ones(several, worded) for several, worded in zip(credited, found, strict=True)]


def _named_ones(credited: list[Attribution], found: Sequence[Wording]) -> list[Attribution]:
    """Return the credits of a text; where one names a house, those that only say that it came from elsewhere are left out."""
    unnamed = {wording.entry.rule.id for wording in found if wording.entry.labels.get("unnamed")}
    if not unnamed or not any(item.outlet and item.role == "author" for item in credited):
        return credited
    return [item for item in credited if item.evidence.rule not in unnamed]


def _datelines(text: str, folded: Folded, names: Names) -> Iterator[Attribution]:
    """Yield the agency in the brackets of a dateline, known or not: "KABUL (AFP) -", "(Press TV) -" at the very beginning."""
    for match in _in_datelines(folded.text):
        place = (match["place"] or "").rsplit("\n", 1)[-1]
        before = match.end("place") - len(place) if place else match.start("names") - 1
        opening = not folded.text[folded.text.rfind("\n", 0, before) + 1 : before].strip(" \t-")
        capitals = any(word.isupper() and len(word) > 2 for word in _WORDS.findall(place))
        if not opening and not capitals:
            continue
        short = len(place.split()) <= PLACE_WORDS + DAY_WORDS
        for named in parts_of(names, *match.span("names")):
            name = named.found.name
            strange = opening and name.replace(".", "") not in _COUNTRIES and not _spelled_out(name, place)
            if (
                named.found.known
                or STAFF.match(name)
                or (strange and capitals and _NAME.match(name))
                or (strange and short and _ACRONYM.match(name))
            ):
                span = match.start("names") - 1, match.end("names") + 1
                sure: Confidence = "certain" if named.found.outlet is not None else "likely"
                yield credit(text, folded, named, span, "agency", "credits/agency-in-dateline", sure)
    if (
        _STROKE.match(folded.text, 0, _LONGEST_PLACE)
        and (match := _SLASHED.match(folded.text, 0, HEAD))
        and len(match["place"].split()) <= PLACE_WORDS
    ):
        for named in parts_of(names, *match.span("names")):
            if named.found.outlet is not None and named.found.outlet.kind == "agency":
                yield credit(text, folded, named, match.span("names"), "agency", "credits/agency-in-dateline", "certain")


def _in_datelines(text: str) -> Iterator[regex.Match[str]]:
    """Yield the datelines of the head with what stands in their brackets; each begins not far before its bracket."""
    done = 0
    for bracket in _CLOSED.finditer(text, 0, HEAD) if text.find("(", 0, HEAD) >= 0 else ():
        at = bracket.start()
        if at >= done:
            before = max(done, at - _LONGEST_BEFORE, text.rfind("\n", 0, at), text.rfind("(", 0, at) + 1, text.rfind(")", 0, at) + 1)
            if match := _DATELINE.search(text, before, HEAD):
                done = match.end()
                yield match


def _spelled_out(name: str, before: str) -> bool:
    """Whether letters in brackets are short for the words before them, or stand in the sentence behind a dateline: no agency's."""
    initials = "".join(word[0] for word in before.split() if word[0].isupper())
    return " - " in before or initials.endswith(name.replace(".", ""))


def _bylines(text: str, folded: Folded, names: Names) -> Iterator[Attribution]:
    """Yield the agency of a by-line, or one that stands on a line of its own at the head: "By Jane Doe, Associated Press"."""
    for at, match in _lines_of_authors(folded):
        start, stop = match.span("names")
        named = names.whole(at + start, at + stop)
        if match["bare"] and (house := names.whole(at + match.start("bare"), at + match.end("bare"))) is not None and is_agency(house):
            named = house  # "Agence France-Presse, London"
        if named is not None and _writes(named, match):
            known = named.found.outlet is not None
            sure: Confidence = "certain" if known else "likely"
            yield credit(text, folded, named, (named.start, named.stop), "agency", "credits/agency-in-byline", sure)


def _writes(named: Named, match: regex.Match[str]) -> bool:
    """Return whether the name on a line of authors is an agency's; behind a bare name only a long one, for pictures are credited so.

    An agency that is not known says by its name that it is one, and stands behind "By".
    """
    name = named.found.name
    if named.found.outlet is None:
        return match["by"] is not None and _UNKNOWN.search(name) is not None
    if not is_agency(named) or (match["bare"] and " " not in name):
        return False
    return not named.found.ambiguous or match["with"] is not None or (match["by"] is not None and name.isupper())


def _lines_of_authors(folded: Folded) -> Iterator[tuple[int, regex.Match[str]]]:
    """Yield the short lines of the head that hold nothing but names and jobs: where each begins, and what is written on it."""
    text = folded.text
    for start, stop, words, _, _, _, _ in folded.once(lines):
        if start >= HEAD:
            return
        if stop - start <= _LONGEST_LINE and _may_name_authors(words):
            first, last = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
            if match := _authors_on(text[first : min(last if last >= 0 else len(text), HEAD)]):
                yield first, match


@lru_cache(maxsize=_REMEMBERED)
def _authors_on(line: str) -> regex.Match[str] | None:
    """Return what names authors on a line of the head, given as far as the head goes."""
    return _BYLINE.match(line)


def _may_name_authors(words: str) -> bool:
    """Return whether a line opens with a word such as "by", or begins and ends as names and jobs do."""
    first, last = words[0], words[-1]
    if not (first.isupper() or first in "abdefptvs"):
        return False
    if (last.isalpha() or last in ")-") and (not _NO_NAME.search(words) or any(map(words.__contains__, _JOBS))):
        return True
    return words.split(maxsplit=1)[0].lower() in _CUES


def _headed(text: str, folded: Folded, names: Names) -> Iterator[Attribution]:
    """Yield the outlet on a line of its own above the article: "(Reuters)", "By AFP staff"; below it only agencies in brackets."""
    for match in _heading_lines(folded):
        place = "names" if match.re is _BRACKETED else "staff"
        named = names.whole(*match.span(place))
        if named is not None and (_heads(named) if match.start() < HEAD else is_agency(named) and place == "names"):
            sure: Confidence = "certain" if named.found.outlet is not None else "likely"
            yield credit(text, folded, named, (match.start("line"), match.end("line")), "agency", "credits/outlet-above-text", sure)


def _heading_lines(folded: Folded) -> Iterator[regex.Match[str]]:
    """Yield the lines of the head, and the lines in brackets below it, that may name an outlet alone."""
    text, end = folded.text, HEAD + _LONGEST_LINE
    opened = text.find("By", 0, HEAD + 1) >= 0 or text.find("BY", 0, HEAD + 1) >= 0
    for by in _BY.finditer(text, 0, HEAD + 1) if opened else ():
        if not text[max(0, by.start() - 1) : by.start()].strip() and (match := _STAFFED.match(text, by.start(), end)):
            yield match
    for first in [first for first, _, words, _, _, _, _ in folded.once(lines) if words[0] in "(["]:
        start = text.rfind("\n", 0, first) + 1
        if match := _BRACKETED.match(text, start, end if start < HEAD else len(text)):
            yield match


def _heads(named: Named) -> bool:
    """Return whether a name alone above an article can be its outlet."""
    if named.found.outlet is None:
        return titled(named.found.name)
    return named.found.outlet.kind == "agency" or not named.found.ambiguous


def _worded(text: str, folded: Folded, names: Names, found: Iterable[Wording], ending: Ending) -> Iterator[Attribution]:
    for wording in sorted(found, key=_stop, reverse=True):
        if wording.entry.kind not in ("agency", "source_line"):
            continue
        closing = not wording.entry.labels.get("tail") or ending.follows(wording.stop)
        start = _opening(folded.text, wording.start, wording.stop)
        for named in wording.names:
            if (wording.entry.kind == "source_line" and wording.entry.labels.get("take") == "whole") or wording.entry.rule.id.endswith(
                "source-line"
            ):
                yield from _source_line(text, names, wording, named, (start, wording.stop), closing=closing)
            elif closing and not (wording.entry.labels.get("agencies") and not is_agency(named)):
                first, stop = wording.around(named)
                yield credit(text, folded, named, (max(start, first), stop), _kind(wording), wording.entry.rule.id, named.found.confidence)


def _stop(wording: Wording) -> int:
    return wording.stop


def _source_line(text: str, names: Names, wording: Wording, named: Named, span: tuple[int, int], *, closing: bool) -> Iterator[Attribution]:
    name, folded = named.found.name, names.folded
    if _VAGUE.match(name) or len(name.split()) > 9 or (wording.entry.rule.id.endswith("/flat-source-line") and named.found.outlet is None):
        return
    several = list(_split(names, named))
    stop = span[1]
    while stop and folded.text[stop - 1].isspace():
        stop -= 1
    alone = folded.text[max(0, span[0] - 1) : span[0]] in ("", "\n", "(") and folded.text[stop : stop + 1] in ("", "\n")
    known = named.found.outlet is not None
    role: Role = "author" if closing else "source"
    if not closing and not (known and alone):
        return
    for part in several:
        sure: Confidence = "certain" if closing and part.found.outlet is not None else "likely"
        yield credit(text, folded, part, (span[0], stop), "source_line", wording.entry.rule.id, sure, role)


def _split(names: Names, named: Named) -> Iterator[Named]:
    """Yield each of "AFP/Reuters" when every part is known or short; else the name as it is."""
    parts = [] if named.found.outlet else list(parts_of(names, named.start, named.stop))
    if any(is_agency(part) for part in parts):
        parts = [part for part in parts if not DESK.match(part.found.name) or is_agency(part)]
    if 0 < len(parts) <= _MOST_PARTS and all(
        part.found.outlet or _ACRONYM.match(part.found.name) or part.found.name in _KNOWN_SHORT or STAFF.match(part.found.name)
        for part in parts
    ):
        yield from parts
    else:
        yield named


_MOST_PARTS = 6
_KNOWN_SHORT = frozenset({"Reuters", "Xinhua", "Agencies", "agencies"})


def _opening(text: str, start: int, stop: int) -> int:
    while start < stop and text[start].isspace():
        start += 1
    return start


def _kind(wording: Wording) -> AttributionKind:
    return "source_line" if wording.entry.kind == "source_line" else "agency"
