"""By-lines of plain text: "By Jane Doe", "Von A und B", "Reporting by X; Editing by Y", a name beside a job or a day, desks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex
from attrs import frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.attribution.authors import TOKEN, Name, Names, read_names
from provenance.detectors.attribution.openings import Line, Openers, lines, openers, stripped
from provenance.model.evidence import Confidence, evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_SURNAME = (
    "[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채"
    "원천방공현함변염추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용]"
)
_KANA = r"(?=\p{Han}{0,6}[\p{Katakana}\p{Hiragana}])[\p{Han}\p{Katakana}\p{Hiragana}ー]{3,9}"
_SIGN = rf"(?:\p{{Han}}{{2,5}}|{_KANA}|{_SURNAME}\p{{Hangul}}{{1,3}})"
SLOTS = {
    "names": r"[\p{L}\"'(@\[][^\n]{1,220}",
    "signs": rf"{_SIGN}?(?:[、 ,/・]{{1,2}}{_SIGN}?){{0,3}}"
    r"(?=$|[\s)】、,/。]|报道|報導|报导|摄|攝|通讯员|기자|특파원|선임|논설|记者|記者|特派|編集|論説)",
}
_HEAD_LINES = 30
_TAIL_LINES = 10
_SHORT = 220
"""A longer line is a paragraph, where only its very beginning can be a by-line that lost its line end."""

_FOLLOWING = 3_000
_CUE = 60
"""How many characters from the place where a by-line may begin a literal of its wording must stand."""

_CUE_ALONE = 26
_SHORT_CUE = 4
_MOST_AUTHORS = 6
_TITLE = 10
_SIGNS = "\u2e80"
"""From here on letters are signs, which dictionaries of given names do not hold."""

_NAME = r"\p{Lu}[\p{L}\p{M}'-]+(?: \p{Lu}\.| (?:de|van|von|der|bin|al|di|da|du|la))? \p{Lu}[\p{L}\p{M}'-]+"
_RUN_ON = regex.compile(
    rf"{_NAME}(?:(?:,? (?:and|und|et|y|e) |, ){_NAME})*?"
    r"(?=\s(?:The|An?|In|On|At|It|When|After|As|For|With|This|That|There|He|She|They|We|If|But|While|More|Two|Three|Some|"
    r"De[rn]|Die|Das|Eine?|Im|Am|Le|La|Les|L'\p{L}+|Une?|El|Los|Las|Una?|Il|Os?|As?)\s"
    r"|\s\p{Lu}{2}[\p{Lu}. ]{1,24}(?:, \p{Lu}[\p{L}.]+)? ?(?:\(|-|/|_))"
)
_MARK = re.compile(r"[-|•·/\d)\]](?:(?<=[|•·/])\s?|(?<= -) |(?<=[\d)\]]),?\s)")
_HOUR = re.compile(r"\b(?:[ap]\.?m\.?|[Uu]hr|EST|EDT|GMT|UTC|IST|ET|Posted|Published|Updated),?\s")
_REPORTING = re.compile(r"[;,.]?\s(?=(?i:with |and )?(?i:(?:additional )?(?:reporting|reports) by)\b)")
_STOP = regex.compile(
    r"(?i)[;,.]\s(?:editing|edited|compiled|additional|writing|translated|graphics?|photos?|redaktion|bearbeitet|édité)\b"
    r"|\s?[|/;,-]\s(?:editor|editors|penyunting|redaktur|redaktor|redattore|editora?)\s?:"
)
_BESIDE = regex.compile(
    r"(?i)\b(?:min(?:ute)?s?\.? (?:read|de lecture|lesezeit|de lectura)|lesezeit|hours? ago|updated|published|posted|@\w|follow|email)\b|@"
)
_STAFF = regex.compile(r"(?i)\s(?:staff|reporters?|correspondents?|writers?|newsroom|editors?)(?:\s(?:writers?|reporters?))?$")
_PICTURE = regex.compile(
    r"(?i)/\s?(?:getty|shutterstock|alamy|istock|imago|picture|pool|reuters|afp|ap|epa|dpa|xinhua)\b|\b(?:images|file)$"
)
_HOUSE = regex.compile(r"[,(/|-]\s?([^,(/|]{2,40}?)\)?$")
_DESK = regex.compile(r"(?i)(?:^|\s)(?:staff|desk|newsroom|bureau|redaktion|team|reporters|correspondents|report)$")


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
    rules = openers(catalog, "byline", SLOTS, _CUE)
    seen: set[str] = set()
    out: list[Attribution] = []
    every = list(_all(folded, rules, catalog))
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
    rules = openers(catalog, "byline", SLOTS, _CUE)
    pieces = [piece for span in spans for piece in _pieces(folded, *span)]
    rows = [Line(first, last, folded.text[first : min(last, first + 400)], 0, head=True, first=False) for first, last in pieces]
    for number, row in enumerate(rows):
        yield from _worded(folded, row, rows[number + 1] if number + 1 < len(rows) else None, rules, catalog)


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


def _all(folded: Folded, rules: Openers, catalog: Catalog) -> Iterator[Byline]:
    """Yield what the first and the last lines of the text say about its authors."""
    rows = folded.once(lines)
    head = [row for row in rows[:_HEAD_LINES] if row.head]
    tail = [row for row in rows[-_TAIL_LINES:] if row.start >= (head[-1].stop if head else 0)]
    for block in (head, tail):
        for number, row in enumerate(block):
            following = block[number + 1] if number + 1 < len(block) else None
            if row.stop - row.start > _SHORT and (block is tail or row.paragraphs):
                continue
            worded = list(_worded(folded, row, following, rules, catalog))
            yield from worded
            if not worded and block is head and (bare := _bare(folded, block, number, catalog)):
                yield bare


def _worded(folded: Folded, row: Line, following: Line | None, rules: Openers, catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-lines of one line that open with a wording of the catalog."""
    text = folded.text
    starts = [row.start + 1] if text[row.start] in "([【" else [row.start, row.start + 1] if text[row.start] == "-" else [row.start]
    if row.stop - row.start <= _SHORT:
        starts += _breaks(text, row)
    done = row.start
    for at in starts:
        found = _first(folded, row, at, rules, catalog) if at >= done else None
        if found is not None:
            yield found
            done = (found.names.people[-1] if found.names.people else found.names.desk or Name(at, at)).stop
    if following is not None and row.stop - row.start <= _CUE_ALONE and done == row.start:
        yield from _over_two(folded, row, following, rules, catalog)


def _breaks(text: str, row: Line) -> list[int]:
    """Return where a by-line may begin within a line: behind a stroke, dash, figure, bracket or hour, and before "reporting by"."""
    expressions = [_MARK, _REPORTING] if "report" in row.words.lower() else [_MARK]
    starts = {match.end() for expression in expressions for match in expression.finditer(text, row.start, row.stop)}
    if starts or "ed " in row.words or "ed," in row.words:  # no hour without a figure; "Posted", "Published", "Updated"
        starts.update(match.end() for match in _HOUR.finditer(text, row.start, row.stop))
    return sorted(starts)


def _first(folded: Folded, row: Line, at: int, rules: Openers, catalog: Catalog) -> Byline | None:
    """Return the by-line that the first fitting rule finds at `at`."""
    window = folded.text[at : min(row.stop, at + 300)]
    for entry, expression in rules.at(window):
        if (entry.rule.zone == "tail" and row.head and row.paragraphs == 0) or (entry.labels.get("opens") and at > row.start + 1):
            continue
        match = expression.match(window)
        found = _read(folded, row, at, entry, match, catalog) if match else None
        if found is not None:
            return found
    return None


def _read(folded: Folded, row: Line, at: int, entry: RuleEntry, match: regex.Match[str], catalog: Catalog) -> Byline | None:
    """Return the by-line of a match at `at`, when what follows reads as names."""
    window = match.string
    start, stop = _span(match)
    if row.stop - row.start > _SHORT and at == row.start and (run := _RUN_ON.match(window, start)):
        stop = run.end()
        names = read_names(folded.text, at + start, at + stop, catalog)
        if names.known and names.clean:
            return Byline(names, window[:start].strip(" :") or None, entry.rule.id, "likely")
        start, stop = _span(match)
    names = read_names(folded.text, at + start, at + stop, catalog)
    if not _counts(names, row, at, entry, strong=_is_strong(window[:start], entry)):
        names = _desk_of(folded, at + start, at + stop, names)
        if names.desk is None:
            return None
    cue = window[:start].strip(" :") or window[stop:].strip()[:20] or None
    return Byline(names, cue, entry.rule.id, "certain" if names.known or names.aside else "likely")


def _over_two(folded: Folded, row: Line, following: Line, rules: Openers, catalog: Catalog) -> Iterator[Byline]:
    """Yield the by-line whose cue stands on one line and whose names on the next."""
    if following.stop - following.start > _SHORT:
        return
    cue = row.words
    for entry, expression in rules.at(f"{cue} {following.words}"):
        match = expression.match(f"{cue} {following.words}")
        if match is None or _span(match)[0] != len(cue) + 1:
            continue
        names = read_names(folded.text, following.start, following.stop, catalog)
        if _counts(names, following, following.start, entry, strong=True):
            yield Byline(names, cue.strip(" :"), entry.rule.id, "certain" if names.known else "likely")
            return


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
        return strong or names.known or names.aside
    return (
        row.head and row.paragraphs == 0 and at == row.start and names.people[0].start - at < _CUE_ALONE and (names.known and names.aside)
    )


def _desk_of(folded: Folded, start: int, stop: int, names: Names) -> Names:
    """Return the desk that the words after a cue name ("Tehran Times Economic Desk"), if they do."""
    words = folded.text[start:stop].strip()
    if names.people or len(words) > 60:
        return Names((), True, False, False)
    if names.desk is not None and names.clean:
        return names
    if _DESK.search(words) and len(words.split()) > 1 and all(word[0].isupper() or word in ("of", "and", "the") for word in words.split()):
        return Names((), True, False, False, Name(start, start + len(words)))
    return Names((), True, False, False)


def _bare(folded: Folded, block: list[Line], number: int, catalog: Catalog) -> Byline | None:
    """Return the names of a line without a cue: known given names alone, beside a job, a day, a read time or before the first paragraph."""
    row = block[number]
    if row.paragraphs or row.stop - row.start > _SHORT // 2 or not _may_name(row.words, catalog) or _PICTURE.search(row.words):
        return None
    names = read_names(folded.text, row.start, row.stop, catalog)
    if not names.people:
        desk = _desk_of(folded, row.start, row.stop, names)
        return Byline(desk, None, "bylines/desk-line", "likely") if desk.desk else None
    if not names.clean or not names.known or len(names.people) > _MOST_AUTHORS or not _begins(folded, row, names.people[0], catalog):
        return None
    before, after = block[max(0, number - 1) : number], block[number + 1 : number + 2]
    if (
        any(_is_beside(other, catalog) for other in after)
        or (not row.first and (names.aside or any(_is_beside(o, catalog) for o in before)))
        or (row.first and names.aside and _names_house(row, catalog))
    ):
        return Byline(names, None, "bylines/name-line", "likely")
    opens = number <= 2 and all(other.stop - other.start > _SHORT // 2 for other in after) and not _only_names(folded, before, catalog)
    ordinary = folded.lower[names.people[0].start : names.people[0].stop].split()[0] in catalog.people.ordinary
    if opens and after and not ordinary and not _is_subject(folded, names, row):
        return Byline(names, None, "bylines/name-line", "likely")
    return None


def _names_house(row: Line, catalog: Catalog) -> bool:
    """Whether a line ends in a known outlet: "Jane Doe, AFP"."""
    house = _HOUSE.search(row.words)
    return house is not None and bool(catalog.outlets.named(house[1]))


def _may_name(words: str, catalog: Catalog) -> bool:
    """Whether a line holds a given name or a word for a desk, without which it names no author; signs are looked at more closely."""
    if max(words) >= _SIGNS or _DESK.search(words):
        return True
    people = catalog.people
    return any(word in people.given or word in people.desk_words for word in (found.strip(".") for found in TOKEN.findall(words.lower())))


def _begins(folded: Folded, row: Line, name: Name, catalog: Catalog) -> bool:
    """Whether no more than a day or a job stands before the first name: "5 March 2020 | Jane Doe", "Political Correspondent Jane Doe"."""
    if name.start - row.start <= _TITLE:
        return True
    day = catalog.calendar.read(folded.lower, row.start, day_first=True)
    words = folded.lower[row.start : name.start].split()
    jobs = catalog.people.roles | catalog.people.beats
    return (day is not None and day.stop <= name.start) or all(word.strip(".,|") in jobs for word in words)


def _is_subject(folded: Folded, names: Names, row: Line) -> bool:
    """Whether the text tells of the person whom a line names: then the line is a headline and no by-line."""
    last = folded.text[names.people[0].start : names.people[0].stop].split()[-1]
    return (
        regex.search(rf"(?<!\p{{L}}){regex.escape(last)}(?!\p{{L}})", folded.text[row.stop : row.stop + _FOLLOWING], regex.IGNORECASE)
        is not None
    )


def _only_names(folded: Folded, rows: list[Line], catalog: Catalog) -> bool:
    return any(read_names(folded.text, row.start, row.stop, catalog).people for row in rows if row.stop - row.start <= _SHORT // 2)


def _is_beside(row: Line, catalog: Catalog) -> bool:
    """Whether a line states a day, a read time, a job or an address: what stands beside the names of authors."""
    lower = row.words.lower()
    if row.stop - row.start > _SHORT // 2:
        return False
    if _BESIDE.search(row.words) or any(word.strip(".,|") in catalog.people.roles for word in lower.split()):
        return True
    if any(catalog.outlets.named(part) for part in (row.words, row.words.split(",", 1)[0])) or lower in catalog.places:
        return True
    return any(catalog.calendar.read(lower, match.start()) is not None for match in regex.finditer(r"(?<![\p{L}\d])[\p{L}\d]", lower[:80]))
