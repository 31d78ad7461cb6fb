"""By-lines that open with a wording: "By Jane Doe", "Von A und B", "Reporting by X; Editing by Y", a cue above the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex
from attrs import frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.attribution.authors import Name, Names, read_names
from provenance.detectors.attribution.likely_lines import CUE, CUE_ALONE, LETTERS, MEDIUM, OPENED, POSTINGS, SHORT, breaks, cued
from provenance.detectors.attribution.lines import Line, stripped
from provenance.detectors.attribution.name_lines import desk_of
from provenance.detectors.attribution.name_signs import FAMILY_SIGNS, NO_NAMES
from provenance.detectors.attribution.openings import Openers, openers
from provenance.expressions import compiled
from provenance.model.evidence import Confidence
from provenance.normalise import Folded

_KANA = r"(?=\p{Han}{0,6}[\p{Katakana}\p{Hiragana}])[\p{Han}\p{Katakana}\p{Hiragana}ー]{3,9}"
_SIGN = (
    r"(?!通讯员|通訊員|写真|撮影|摄影|攝影|编辑|編輯|责编|記者|记者|本报|本報)"
    rf"(?:\p{{Han}}{{2,5}}|{_KANA}|{NO_NAMES}{FAMILY_SIGNS}\p{{Hangul}}{{1,3}})"
)
SLOTS = {
    "names": r"[\p{L}\"'(@\[][^\n]{1,220}",
    "signs": rf"{_SIGN}?(?:[、 ,/・·]{{1,2}}(?!\p{{Han}}{{2,6}}?(?:報導|报道|報道|即時|电|電)){_SIGN}?){{0,3}}"
    r"(?=$|[\s)】、,/。]|报道|報導|报导|摄|攝|通讯员|기자|특파원|선임|논설|记者|記者|特派|編集|論説)",
}
_SIGNS, _LONGEST_SIGNS = "\u2e80", 30
"""From here on letters are signs: a sentence of them is as short as a line of names."""

_SHORT_CUE = 4
_KEPT = 8_000
"""Lines whose by-lines are remembered: reprints, and the furniture of an outlet, say the same again."""

_NAME = r"\p{Lu}[\p{L}\p{M}'-]+(?: \p{Lu}\.| (?:de|van|von|der|bin|al|di|da|du|la))? \p{Lu}[\p{L}\p{M}'-]+"
_RUN_ON = compiled(
    rf"{_NAME}(?:(?:,? (?:and|und|et|y|e) |, ){_NAME})*?"
    r"(?=\s(?:The|An?|In|On|At|It|When|After|As|For|With|This|That|There|He|She|They|We|If|But|While|More|Two|Three|Some|"
    r"De[rn]|Die|Das|Eine?|Im|Am|Le|La|Les|L'\p{L}+|Une?|El|Los|Las|Una?|Il|Os?|As?)\s"
    r"|\s\p{Lu}{2}[\p{Lu}. ]{1,24}(?:, \p{Lu}[\p{L}.]+)? ?(?:\(|-|/|_))"
)
_HOUR = re.compile(r"(?:(?:[ap]\.?m\.?|[Uu]hr|EST|EDT|GMT|UTC|IST|ET),?\s){1,2}")
_BY_LATE = re.compile(r"\b(?:19|20)\d\d,? (?:in|under) [\w &/,-]{2,30} (?=by [A-Z])")
_POSTED = re.compile(rf"\b(?:{'|'.join(POSTINGS)}),?\s")
_STOP = compiled(
    r"(?i)[;,.]\s(?:editing|edited|compiled|additional|writing|translated|graphics?|photos?|photography|photographs|pictures|illustrat\w+"
    r"|redaktion|bearbeitet|édité)\b"
    r"|(?<=\b(?:interview|gespräch|entretien|entrevista|intervista) (?:von|by|par|por|de|di) [^\n]{3,60}) (?:mit|with|avec|con|com)\s"
    r"|\s(?:leave a (?:comment|reply)|(?:no|\d{1,4}) comments?)\b"
    r"|\s?[|/;,-]\s(?:editor|editors|penyunting|redaktur|redaktor|redattore|editora?)\s?:"
)
_MAY_STOP = re.compile(r"[;,.|/-]\s|interv|gespräch|entre|comment|reply", re.IGNORECASE)
"""What stands in or before every match of `_STOP`."""

_REPORTER = compiled(r"[\s(](?=(?:本报|本報|新华社)?(?:记者|記者|作者)[ :/\p{Han}])")


@frozen
class Byline:
    """Names that a rule or a line alone gives, with the words of the cue and how sure they are."""

    names: Names
    cue: str | None
    rule: str
    confidence: Confidence


def read_blocks(folded: Folded, spans: Iterable[tuple[int, int]], catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines of blocks of a page, `[start, stop)` of the folded text, that open with a wording of the catalog."""
    pieces = [piece for span in spans for piece in _pieces(folded, *span)]
    rows = [Line(first, last, folded.text[first : min(last, first + 400)], 0, head=True, first=False) for first, last in pieces]
    for number, row in enumerate(rows):
        yield from worded(row, rows[number + 1] if number + 1 < len(rows) else None, catalog)


def _pieces(folded: Folded, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < stop:
        end = folded.text.find("\n", at, stop)
        end = stop if end < 0 else end
        first, last = stripped(folded.text, at, end)
        if last > first:
            yield first, last
        at = end + 1


def likely(rows: Sequence[Line], first: int, late: int, longest: int, catalog: Catalog) -> list[int]:
    """Return the numbers of the lines from the `first` on of which `worded` may have by-lines; the end of a text begins at line `late`."""
    return cued(rows, first, late, longest, _rules(catalog, last=True).literals, _rules(catalog, last=False).literals)


def worded(row: Line, following: Line | None, catalog: Catalog, *, last: bool = True) -> list[Byline]:
    """Return the by-lines of one line that open with a wording of the catalog; those of the end of a text count in its `last` lines."""
    length, start, opening = row.stop - row.start, row.start, not row.paragraphs
    found = _in_line(row.words, length, row.head, opening, last and not (row.head and opening), catalog)
    if not found and length <= CUE_ALONE and following is not None and following.stop - following.start <= SHORT:
        found, start = _over_two(row.words, following.words, following.head, not following.paragraphs, last, catalog), following.start
    return [_moved(item, start) for item in found] if found else []


def _moved(found: Byline, by: int) -> Byline:
    """Return a by-line of a line by itself with the offsets of its names in the text, in which the line begins at `by`."""
    names, desk = found.names, found.names.desk
    people = tuple([Name(name.start + by, name.stop + by) for name in names.people])
    desk = None if desk is None else Name(desk.start + by, desk.stop + by)
    return Byline(Names(people, names.clean, names.known, names.aside, desk), found.cue, found.rule, found.confidence)


@lru_cache(maxsize=_KEPT)
def _in_line(words: str, length: int, head: bool, opening: bool, last: bool, catalog: Catalog) -> tuple[Byline, ...]:  # noqa: FBT001 -- a key
    """Return the by-lines of a line by itself, of `length` characters that begin with `words`: at the `head` of a text, `opening` it."""
    row, done, found = Line(0, length, words, not opening, head, first=False), 0, []
    opened = words[0] in OPENED
    both = words[0] == "-" or (words[0] == "(" and not words.isascii())
    starts = [0, 1] if both else [1] if opened else [0]
    if length <= (MEDIUM if words[-1] == "." else SHORT):  # a longer sentence holds no by-line
        starts += _breaks(words)
    if head and not words.isascii():
        starts += [sign.end() for sign in _REPORTER.finditer(words, 0, CUE_ALONE)]
        starts.sort()
    rules = _rules(catalog, last=last)
    for at in starts:
        byline = _first(row, at, rules, catalog) if at >= done else None
        if byline is not None:
            found.append(byline)
            done = (byline.names.people[-1] if byline.names.people else byline.names.desk or Name(at, at)).stop
    return tuple(found)


def _breaks(words: str) -> list[int]:
    """Return where a by-line may begin within a line: behind a stroke, dash, figure, bracket or hour."""
    starts = breaks(words)
    hours = [hour.end() for start in starts if (hour := _HOUR.match(words, start))]
    if any(cue in words for cue in POSTINGS):
        hours += [match.end() for match in _POSTED.finditer(words)]
    if " by " in words and ("ed " in words or "ed," in words):
        hours += [match.end() for match in _BY_LATE.finditer(words)]
    return sorted({*starts, *hours}) if hours else starts


def _first(row: Line, at: int, rules: Openers, catalog: Catalog) -> Byline | None:
    """Return the by-line that the first fitting rule finds at `at` of a line by itself."""
    for entry, match in rules.at(row.words[at : at + 300]):
        if entry.labels.get("opens") and at > 1:
            continue
        found = _read(row, at, entry, match, catalog)
        if found is not None:
            return found
    return None


def _read(row: Line, at: int, entry: RuleEntry, match: regex.Match[str], catalog: Catalog) -> Byline | None:
    """Return the by-line of a match at `at`, when what follows reads as names."""
    window = match.string
    start, stop = _span(match)
    if row.stop > MEDIUM and not at and (run := _RUN_ON.match(window, start)):
        stop = run.end()
        names = read_names(row.words, at + start, at + stop, catalog)
        if names.known and names.clean:
            return Byline(names, window[:start].strip(" :") or None, entry.rule.id, "likely")
        start, stop = _span(match)
    names = read_names(row.words, at + start, at + stop, catalog)
    if not _counts(names, row, at, entry, strong=_is_strong(window[:start], entry)):
        names = desk_of(row.words, at + start, at + stop, names)
        if names.desk is None:
            return None
    cue = window[:start].strip(" :") or window[stop:].strip()[:20] or None
    return Byline(names, cue, entry.rule.id, "certain" if names.known or names.aside else "likely")


@lru_cache(maxsize=_KEPT)
def _over_two(cue: str, words: str, head: bool, opening: bool, last: bool, catalog: Catalog) -> tuple[Byline, ...]:  # noqa: FBT001 -- a key
    """Return the by-line whose cue stands on one line and whose names on the next, a line by itself as in `_in_line`."""
    following = Line(0, len(words), words, not opening, head, first=False)
    rules = _rules(catalog, last=last)
    for line in [f"{cue} {words}", *([] if cue.endswith(":") else [f"{cue}: {words}"])]:
        for entry, match in rules.at(line):
            if _span(match)[0] != len(line) - len(words):
                continue
            names = read_names(words, 0, len(words), catalog)
            if _counts(names, following, 0, entry, strong=True) and (words[0] < _SIGNS or len(words) <= _LONGEST_SIGNS):
                return (Byline(names, cue.strip(" :"), entry.rule.id, "certain" if names.known else "likely"),)
    return ()


@lru_cache(maxsize=8)
def _rules(catalog: Catalog, *, last: bool) -> Openers:
    return openers(catalog, "byline", SLOTS, CUE, without=None if last else "tail", letters=LETTERS)


def _span(match: regex.Match[str]) -> tuple[int, int]:
    """Return where the names stand in a match, cut before "; Editing by ..."."""
    name = next(group for group, words in match.groupdict().items() if words is not None and group.startswith(("names", "signs")))
    start, stop = match.span(name)
    cut = _STOP.search(match.string, start, stop) if _MAY_STOP.search(match.string, 0, stop) else None
    return start, cut.start() if cut else stop


def _is_strong(cue: str, entry: RuleEntry) -> bool:
    """Whether the words before the names say enough by themselves: short ones ("di", "av") are also ordinary words."""
    shown = cue.strip()
    return not entry.labels.get("weak", False) or shown.endswith(":") or len(shown) > _SHORT_CUE


def _counts(names: Names, row: Line, at: int, entry: RuleEntry, *, strong: bool) -> bool:
    """Whether names after a wording make a by-line: nothing else stands there, or the line end was lost in the head of the text."""
    if not names.people:
        return False
    if names.clean and row.stop - row.start <= entry.labels.get("longest", SHORT):
        return names.known or (not entry.labels.get("known") and (strong or names.aside))
    return row.head and row.paragraphs == 0 and at == row.start and names.people[0].start - at < CUE_ALONE and (names.known and names.aside)
