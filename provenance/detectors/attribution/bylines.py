"""By-lines of plain text: "By Jane Doe", "Von A und B", "Reporting by X; Editing by Y", a name beside a job or a day, desks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex
from attrs import evolve, frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.attribution.authors import Name, Names, read_names
from provenance.detectors.attribution.joined_lines import joined
from provenance.detectors.attribution.name_lines import after_article, closing_line, desk_of, name_line
from provenance.detectors.attribution.name_signs import FAMILY_SIGNS, NO_NAMES
from provenance.detectors.attribution.openings import Line, Openers, lines, openers, stripped
from provenance.expressions import compiled
from provenance.model.evidence import Confidence, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
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
_HEAD_LINES = 40
_ABOVE, _CLOSE, _TOGETHER = 20, 10, 10
_FEW_BELOW = 6
_HEAD_PARAGRAPHS, _SURE_PARAGRAPHS = 5, 3
_HEAD_REACH = 2_500
_TAIL_LINES = 10
_SHORT = 220
"""A longer line is a paragraph, where only its very beginning can be a by-line that lost its line end."""

_MEDIUM = 100
"""In a longer line the first sentence may follow the names: "By Jane Doe The harbour was closed on Monday ..."."""

_CUE = 60
"""How many characters from the place where a by-line may begin a literal of its wording must stand."""

_OPENED = "([【〔□■●◆◇○★☆▲"
"""Brackets and marks with which a line may open before its by-line."""

_SIGNS, _LONGEST_SIGNS = "\u2e80", 30
"""From here on letters are signs: a sentence of them is as short as a line of names."""

_CUE_ALONE = 26
_LONGEST_CREDIT = 400
_REPORTING = ("Reporting by ", "(Reporting by ", "[Reporting by ")
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
_MARK = re.compile(r"[-|•·/\d)\]](?:(?<=[|•·/])\s?|(?<= -) |(?<=[\d)\]]),?\s)")
_HOUR = re.compile(r"(?:(?:[ap]\.?m\.?|[Uu]hr|EST|EDT|GMT|UTC|IST|ET),?\s){1,2}")
_BY_LATE = re.compile(r"\b(?:19|20)\d\d,? (?:in|under) [\w &/,-]{2,30} (?=by [A-Z])")
_POSTED = re.compile(r"\b(?:Posted|Published|Updated),?\s")
_STOP = compiled(
    r"(?i)[;,.]\s(?:editing|edited|compiled|additional|writing|translated|graphics?|photos?|photography|photographs|pictures|illustrat\w+"
    r"|redaktion|bearbeitet|édité)\b"
    r"|(?<=\b(?:interview|gespräch|entretien|entrevista|intervista) (?:von|by|par|por|de|di) [^\n]{3,60}) (?:mit|with|avec|con|com)\s"
    r"|\s(?:leave a (?:comment|reply)|(?:no|\d{1,4}) comments?)\b"
    r"|\s?[|/;,-]\s(?:editor|editors|penyunting|redaktur|redaktor|redattore|editora?)\s?:"
)
_REPORTER = compiled(r"[\s(](?=(?:本报|本報|新华社)?(?:记者|記者|作者)[ :/\p{Han}])")
_STAFF = compiled(r"(?i)\s(?:staff|reporters?|correspondents?|writers?|newsroom|editors?)(?:\s(?:writers?|reporters?))?$")


@frozen
class Byline:
    """Names that a rule or a line alone gives, with the words of the cue and how sure they are."""

    names: Names
    cue: str | None
    rule: str
    confidence: Confidence


def find_bylines(article: Article, folded: Folded, catalog: Catalog) -> tuple[Attribution, ...]:
    """Return one attribution for each author named in the head or at the end of the text, in order, each name once."""
    if article.blocks:
        return ()
    seen: set[str] = set()
    out: list[Attribution] = []
    every = list(_all(folded, catalog))
    people = any(found.names.people for found in every)
    for found in every:
        if not found.names.people and (people or _is_outlet(folded, found.names.desk, catalog)):
            continue
        for name, desk in [(name, False) for name in found.names.people] + (
            [(found.names.desk, True)] if found.names.desk and not found.names.people else []
        ):
            start, stop = folded.span(name.start, name.stop)
            shown = " ".join(article.text[start:stop].split())
            if shown.casefold() not in seen:
                seen.add(shown.casefold())
                out.append(_byline(article.text, start, stop, shown, found, desk=desk))
    return tuple(out)


def _is_outlet(folded: Folded, desk: Name | None, catalog: Catalog) -> bool:
    """Whether a desk is the staff of a known outlet ("Reuters Staff"), which is credited as an outlet."""
    return desk is not None and bool(catalog.outlets.named(_STAFF.sub("", folded.text[desk.start : desk.stop])))


def read_blocks(folded: Folded, spans: Iterable[tuple[int, int]], catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines of blocks of a page, `[start, stop)` of the folded text, that open with a wording of the catalog."""
    pieces = [piece for span in spans for piece in _pieces(folded, *span)]
    rows = [Line(first, last, folded.text[first : min(last, first + 400)], 0, head=True, first=False) for first, last in pieces]
    for number, row in enumerate(rows):
        yield from _worded(row, rows[number + 1] if number + 1 < len(rows) else None, catalog)


def _pieces(folded: Folded, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < stop:
        end = folded.text.find("\n", at, stop)
        end = stop if end < 0 else end
        first, last = stripped(folded.text, at, end)
        if last > first:
            yield first, last
        at = end + 1


def _byline(text: str, start: int, stop: int, shown: str, found: Byline, *, desk: bool) -> Attribution:
    return Attribution(
        kind="byline",
        role="author",
        outlet=None,
        name=shown,
        person=None if desk else shown,
        place=None,
        date=None,
        cue=found.cue,
        confidence=found.confidence,
        evidence=evidence(found.rule, text, start, stop),
    )


def _all(folded: Folded, catalog: Catalog) -> Iterator[Byline]:
    """Yield what the first and the last lines of the text say about its authors, and what a desk says of its reporters anywhere."""
    every = [row for row in folded.once(lines) if row.words[0].isalnum() or any(char.isalnum() for char in row.words)]
    rows = joined(folded, every[: after_article(every, catalog)], catalog)
    found = list(_told(folded, rows, catalog))
    yield from found
    if not any(several.names.people for several in found):
        if names := closing_line(folded, rows, catalog):
            yield Byline(names, None, "bylines/closing-name", "likely")
        else:
            yield from _below(rows, catalog)


def _below(rows: Sequence[Line], catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines right below the last paragraphs, where the menus of a page follow them; a known name bears them out."""
    long = _long(rows)
    last = next((one for one, third in zip(long[::-1], long[-3::-1], strict=False) if one - third <= _TOGETHER), len(rows))
    for number in range(last + 1, min(last + _FEW_BELOW, len(rows) - _TAIL_LINES)):
        if rows[number].stop - rows[number].start <= _LONGEST_CREDIT:
            yield from (found for found in _worded(rows[number], rows[number + 1], catalog) if found.names.known)


def _long(rows: Sequence[Line]) -> list[int]:
    return [number for number, row in enumerate(rows) if row.stop - row.start >= _MEDIUM]


def _told(folded: Folded, rows: Sequence[Line], catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines of the first and the last lines, and of lines such as "Reporting by" anywhere."""
    above, head = _head(rows)
    yield from _opening(folded, head, len(rows) - above, catalog)
    opened = max((row.stop for row in head if row.head), default=0)
    for number, row in enumerate(rows):
        last = number >= len(rows) - _TAIL_LINES
        if row.start >= opened and row.stop - row.start <= _LONGEST_CREDIT and (last or row.words.startswith(_REPORTING)):
            yield from _worded(row, rows[number + 1] if number + 1 < len(rows) else None, catalog)


def _head(rows: Sequence[Line]) -> tuple[int, Sequence[Line]]:
    """Return how many lines stand above the head, and its lines: the first ones, or below menus those around the first paragraphs."""
    long = _long(rows)
    first = long[0] if long else 0
    begin = next((one for one, third in zip(long, long[2:], strict=False) if third - one <= _TOGETHER), first)
    above = max(0, begin - _ABOVE)
    block = [*rows[max(0, first - _CLOSE) : min(above, first + _CLOSE)], *rows[above : above + _HEAD_LINES]]
    return above, [row for row in block if row.paragraphs < _HEAD_PARAGRAPHS and row.start - block[0].start <= _HEAD_REACH]


def _opening(folded: Folded, head: Sequence[Line], rows: int, catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines of the first lines of a text of so many `rows`; below its first paragraphs those that a known name bears out."""
    worded: dict[int, list[Byline]] = {}
    for number, row in enumerate(head):
        if row.stop - row.start <= _SHORT or not row.paragraphs:
            last = number >= rows - _TAIL_LINES
            worded[number] = [
                found
                for found in _worded(row, head[number + 1] if number + 1 < len(head) else None, catalog)
                if (last or found.rule not in _rules(catalog).closing) and (row.paragraphs < _SURE_PARAGRAPHS or found.names.known)
            ]
    named = {number for number, several in worded.items() if any(found.names.people for found in several)}
    named |= {
        number + 1 for number in named if worded[number][-1].names.people and worded[number][-1].names.people[-1].start >= head[number].stop
    }
    for number in range(len(head)):
        if worded.get(number):
            yield from worded[number]
        elif bare := name_line(folded, head, number, catalog, named=named):
            named |= {number} if bare[0].people else set()
            yield Byline(bare[0], None, bare[1], "likely")


def _worded(row: Line, following: Line | None, catalog: Catalog) -> list[Byline]:
    """Return the by-lines of one line that open with a wording of the catalog."""
    length, start = row.stop - row.start, row.start
    found = _in_line(row.words, length, row.head, not row.paragraphs, catalog)
    if not found and length <= _CUE_ALONE and following is not None and following.stop - following.start <= _SHORT:
        found, start = _over_two(row.words, following.words, following.head, not following.paragraphs, catalog), following.start
    return [_moved(item, start) for item in found]


def _moved(found: Byline, by: int) -> Byline:
    """Return a by-line of a line by itself with the offsets of its names in the text, in which the line begins at `by`."""
    names, desk = found.names, found.names.desk
    people = tuple([Name(name.start + by, name.stop + by) for name in names.people])
    return evolve(found, names=evolve(names, people=people, desk=None if desk is None else Name(desk.start + by, desk.stop + by)))


@lru_cache(maxsize=_KEPT)
def _in_line(words: str, length: int, head: bool, opening: bool, catalog: Catalog) -> tuple[Byline, ...]:  # noqa: FBT001 -- a key
    """Return the by-lines of a line by itself, of `length` characters that begin with `words`: at the `head` of a text, `opening` it."""
    row, done, found = Line(0, length, words, not opening, head, first=False), 0, []
    opened = words[0] in _OPENED
    both = words[0] == "-" or (words[0] == "(" and not words.isascii())
    starts = [0, 1] if both else [1] if opened else [0]
    if length <= (_MEDIUM if words[-1] == "." else _SHORT):  # a longer sentence holds no by-line
        starts += _breaks(words)
    if head and not words.isascii():
        starts += [sign.end() for sign in _REPORTER.finditer(words, 0, _CUE_ALONE)]
        starts.sort()
    for at in starts:
        byline = _first(row, at, catalog) if at >= done else None
        if byline is not None:
            found.append(byline)
            done = (byline.names.people[-1] if byline.names.people else byline.names.desk or Name(at, at)).stop
    return tuple(found)


def _breaks(words: str) -> list[int]:
    """Return where a by-line may begin within a line: behind a stroke, dash, figure, bracket or hour."""
    starts = [match.end() for match in _MARK.finditer(words)]
    hours = [hour.end() for start in starts if (hour := _HOUR.match(words, start))]
    if "ed " in words or "ed," in words:
        hours += [match.end() for match in _POSTED.finditer(words)]
        hours += [match.end() for match in _BY_LATE.finditer(words)]
    return sorted({*starts, *hours}) if hours else starts


def _first(row: Line, at: int, catalog: Catalog) -> Byline | None:
    """Return the by-line that the first fitting rule finds at `at` of a line by itself."""
    window = row.words[at : at + 300]
    for entry, match in _rules(catalog).at(window):
        if (entry.rule.zone == "tail" and row.head and row.paragraphs == 0) or (entry.labels.get("opens") and at > 1):
            continue
        found = _read(row, at, entry, match, catalog)
        if found is not None:
            return found
    return None


def _read(row: Line, at: int, entry: RuleEntry, match: regex.Match[str], catalog: Catalog) -> Byline | None:
    """Return the by-line of a match at `at`, when what follows reads as names."""
    window = match.string
    start, stop = _span(match)
    if row.stop > _MEDIUM and not at and (run := _RUN_ON.match(window, start)):
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
def _over_two(cue: str, words: str, head: bool, opening: bool, catalog: Catalog) -> tuple[Byline, ...]:  # noqa: FBT001 -- a key
    """Return the by-line whose cue stands on one line and whose names on the next, a line by itself as in `_in_line`."""
    following = Line(0, len(words), words, not opening, head, first=False)
    rules = _rules(catalog)
    joined = [f"{cue} {words}", *([] if cue.endswith(":") else [f"{cue}: {words}"])]
    for entry, match in [opening for line in joined for opening in rules.at(line)]:
        if _span(match)[0] != len(match.string) - len(words):
            continue
        names = read_names(words, 0, len(words), catalog)
        if _counts(names, following, 0, entry, strong=True) and (words[0] < _SIGNS or len(words) <= _LONGEST_SIGNS):
            return (Byline(names, cue.strip(" :"), entry.rule.id, "certain" if names.known else "likely"),)
    return ()


@lru_cache(maxsize=4)
def _rules(catalog: Catalog) -> Openers:
    return openers(catalog, "byline", SLOTS, _CUE)


def _span(match: regex.Match[str]) -> tuple[int, int]:
    """Return where the names stand in a match, cut before "; Editing by ..."."""
    name = next(group for group, words in match.groupdict().items() if words is not None and group.startswith(("names", "signs")))
    start, stop = match.span(name)
    cut = _STOP.search(match.string, start, stop)
    return start, cut.start() if cut else stop


def _is_strong(cue: str, entry: RuleEntry) -> bool:
    """Whether the words before the names say enough by themselves: short ones ("di", "av") are also ordinary words."""
    shown = cue.strip()
    return not entry.labels.get("weak", False) or shown.endswith(":") or len(shown) > _SHORT_CUE


def _counts(names: Names, row: Line, at: int, entry: RuleEntry, *, strong: bool) -> bool:
    """Whether names after a wording make a by-line: nothing else stands there, or the line end was lost in the head of the text."""
    if not names.people:
        return False
    if names.clean and row.stop - row.start <= entry.labels.get("longest", _SHORT):
        return names.known or (not entry.labels.get("known") and (strong or names.aside))
    return (
        row.head and row.paragraphs == 0 and at == row.start and names.people[0].start - at < _CUE_ALONE and (names.known and names.aside)
    )
