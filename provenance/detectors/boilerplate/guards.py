"""What the line model may not decide: lines that are furniture, or none of it, whatever their scores say."""

from __future__ import annotations

from itertools import compress

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate import characters as table
from provenance.detectors.boilerplate.below import comments_below, gallery, notice_below
from provenance.detectors.boilerplate.kinds import layer_of
from provenance.detectors.boilerplate.lines import MENTIONS, SHAPES, Lines
from provenance.detectors.boilerplate.tickers import answers, scores, ticker
from provenance.expressions import compiled

SHORT, PARAGRAPH = 80.0, 240.0
"""The mass of a line from which it may be prose, and from which it is a paragraph."""
BOXES, BOX_WORDS, _ENDS = ("newsletter", "paywall", "login", "share", "cookie"), 2, 4
"""Kinds of boxes that ask the reader for something, and how many of their words a phrase needs beside it to be one."""
_BOX_COLUMNS = [MENTIONS.index(name) for name in BOXES]
_HEAD, _TAIL = 6, 6
_LEAST_HEADLINE, _MOST_HEADLINE, _KINDRED, _AKIN = 20, 200, 0.5, 0.4
_KIN, _KIN_SHARE = SHAPES.index("kin words"), SHAPES.index("kinship")
_LONGEST_NAME, _MOST_SMALL, _RUN, _SHORTEST_LIST, _LONGEST_LIST, _LONGEST_ITEM = 60.0, 2, 2, 3, 25, 40.0
_LONGEST_ENTRY, _ANNOUNCING, _RESUMED, _LEAD, _NEAR = 100.0, 45.0, 60.0, 100.0, 3
"""The mass of the longest line of a list, of the shortest line that announces one, goes on with a story, or leads one; lines between."""
_MARKS, _OPENED = (
    ("ad", "share", "newsletter", "cookie", "footer", "login", "read_time", "page_stamp"),
    (
        "share",
        "login",
        "contact",
        "read_time",
    ),
)
_ASKED = ("newsletter", "cookie", "share", "paywall", "login", "comment_form", "captcha", "ad", "contact")
"""Kinds of which a whole line, an opening and a question to the reader were furniture 98 times in a hundred or more on labelled lines."""
_COOKIE, _FIRST = MENTIONS.index("cookie"), 3
_SCRIPT, _BRACKETS, _PACKED = MENTIONS.index("script"), 4, 20
# A sentence: no small letter first, a blank, a small letter or one of a script without them, and a full stop.
_SENTENCE = compiled(r"[\"'(]*[^\p{Ll}\W\d].*[ \p{Lo}][\p{Ll}\p{Lo}].*[^.\W][\"')]?[.\u3002\u06d4\u0964][\"')]?")


def overrule(lines: Lines, mass: list[float], furniture: list[bool]) -> None:
    """Correct which lines of a text are `furniture` where more is known of them than the model sees."""
    for row in (*_headlines(lines, mass), *_credits(lines, mass, furniture), *_broken(lines)) if any(furniture) else ():
        furniture[row] = False
    for row in (*_rights(lines), *_asking(lines), *_scripts(lines, mass), *_marks(lines, mass)):
        furniture[row] = True
    for told in (_quoting, _topical, _resumed, _told, _between):
        for row in told(lines, mass, furniture) if any(furniture) else ():
            furniture[row] = False
    for row in (*ticker(lines, mass), *answers(lines, furniture), *scores(lines)) if any(furniture) else ():
        if _unknown(lines, row):
            furniture[row] = False
    for below in (comments_below, notice_below, gallery):
        for row in below(lines, mass, furniture):
            furniture[row] = True
    for row in _announced(lines, mass, furniture) if any(furniture) else ():
        furniture[row] = False


def speaks_of(lines: Lines, row: int) -> RuleEntry | None:
    """Return the entry of the catalog of which a line holds a word that tells its kind; None when there is none or it is weak."""
    entry = lines.mentioned[row]
    return None if entry is None or entry.labels.get("weak") else entry


def _credits(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are a name in brackets: "(Northern Press)" is a credit, and what no catalog knows is no rubbish."""
    return [row for row in compress(range(len(furniture)), furniture) if mass[row] < _LONGEST_NAME and _bracketed(lines, row)]


def _broken(lines: Lines) -> list[int]:
    """Return which lines end in half a word or begin with the other half: columns of print are broken so, and no menu is."""
    text, found = lines.text, []
    dashed = (lines.last == table.DASH).nonzero()[0].tolist()
    for row in dashed:
        if row + 1 == len(lines):
            break
        stop, start = int(lines.stops[row]), int(lines.starts[row + 1])
        if text[stop - 1] == "-" and text[stop - 2 : stop - 1].isalpha() and text[start].islower():
            found += [at for at in (row, row + 1) if _unknown(lines, at)]
    return found


def _told(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are one or two short sentences below a paragraph of prose, and above one or above what ends a story.

    "She agreed." is a paragraph, too; a credit or a statement of rights ends a story.
    """
    found: list[int] = []
    several: list[int] | None = None
    for row, taken in enumerate(furniture):
        prose = not taken and mass[row] > SHORT
        if several and len(several) <= _RUN and (prose or _ends(lines, row)):
            found += several
        if prose:
            several = []
        elif several is not None:
            told = mass[row] < SHORT and _unknown(lines, row) and _SENTENCE.fullmatch(lines.text, lines.starts[row], lines.stops[row])
            several = None if not told else [*several, row] if taken else several
    return found


def _resumed(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are a longer sentence below a longer line of the story, with two known lines between at most.

    So stands a story around an advertisement or a link to another story. A lead stands right above the next paragraph.
    """
    found: list[int] = []
    for row, size in enumerate(mass):
        if furniture[row] and _RESUMED < size < PARAGRAPH and not _boxed(lines, row):
            above, below = row - 1, row + 1
            while above > max(0, row - _NEAR) and furniture[above] and lines.cues[above] is not None:
                above -= 1
            told = row > 0 and mass[above] > _RESUMED and (not furniture[above] or found[-1:] == [above]) and _unknown(lines, row)
            leads = size > _LEAD and below < len(mass) and mass[below] > SHORT and not furniture[below]
            if (told or leads) and _SENTENCE.fullmatch(lines.text, lines.starts[row], lines.stops[row]):
                found.append(row)
    return found


def _quoting(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture begin with a quotation and end like a sentence: a box asks, and quotes nobody."""
    return [row for row, taken in enumerate(furniture) if taken and mass[row] > SHORT and _quotes(lines, row)]


def _quotes(lines: Lines, row: int) -> bool:
    cue = lines.cues[row]
    boxed = cue is not None and cue[0].kind in BOXES and cue[1] != "line"
    quoted = lines.first[row] == table.QUOTE and lines.counts[row, table.QUOTE] > 1
    return bool(boxed and quoted and lines.last[row] in (table.STOP, table.QUOTE))


def _topical(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which paragraphs of furniture belong to a story about cookies: two of its first three speak of them as no notice does."""
    long = [row for row, size in enumerate(mass) if size > _LEAD]
    told = [row for row in long[:_FIRST] if lines.cues[row] is None and lines.mentions[row, _COOKIE]]
    return [row for row in long if furniture[row] and not _boxed(lines, row)] if len(told) > 1 else []


def _between(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are a list of the story: three short ones or more that nobody knows, between two of its sentences.

    Where more than one line is known as furniture, the page has lists of other stories, too.
    """
    known = [row for row, taken in enumerate(furniture) if taken and not _unknown(lines, row)]
    if len(known) > 1:
        return []
    found: list[int] = []
    above: int | None = None
    for row, taken in enumerate(furniture):
        unknown = _unknown(lines, row)
        told = (
            unknown
            and mass[row] > _RESUMED
            and not (taken and _SENTENCE.fullmatch(lines.text, lines.starts[row], lines.stops[row]) is None)
        )
        if told and above is not None and _SHORTEST_LIST < row - above <= _LONGEST_LIST:
            found += range(above + 1, row + 1)
        if told or not unknown or mass[row] > _LONGEST_ITEM:
            above = row if told else None
    return found


def _boxed(lines: Lines, row: int) -> bool:
    """Whether a line is known as furniture by more than one phrase inside it."""
    cue = lines.cues[row]
    return cue is not None and (cue[1] != "inside" or _box_words(lines, row) > BOX_WORDS)


def _box_words(lines: Lines, row: int) -> float:
    """Return how many words of boxes that ask the reader for something a line holds."""
    spoken: list[float] = lines.mentions[row].tolist()
    return sum([spoken[column] for column in _BOX_COLUMNS])


def _announced(lines: Lines, mass: list[float], furniture: list[bool]) -> list[int]:
    """Return which lines of furniture are a list that a line of the story announces with a colon, or that line: rankings, dates."""
    found: list[int] = []
    last = lines.last.tolist()
    if table.COLON not in last:
        return found
    told, announced = -_NEAR, False
    for row, taken in enumerate(furniture):
        if last[row] == table.COLON and mass[row] > _ANNOUNCING and _unknown(lines, row):
            announced = not taken or row - told < _NEAR
        elif taken:
            announced = announced and mass[row] < _LONGEST_ENTRY and _unknown(lines, row)
        elif mass[row] > _LONGEST_ENTRY:
            announced = False
        if taken and announced:
            found.append(row)
        if not taken and mass[row] > SHORT:
            told = row
    return found


def _ends(lines: Lines, row: int) -> bool:
    """Whether a line is known to state rights or a credit, or is a name in brackets."""
    cue = lines.cues[row]
    return layer_of(cue[0].kind) != "plain" if cue is not None else _bracketed(lines, row)


def _bracketed(lines: Lines, row: int) -> bool:
    """Whether a line is a name in brackets: no digits, a capital where the script has them, hardly a word without one."""
    if lines.first[row] != table.BRACKET or lines.last[row] != table.BRACKET or not _unknown(lines, row):
        return False
    counts, words = lines.counts[row], lines.words[row]
    named = counts[table.UPPER] if counts[table.LOWER] or counts[table.UPPER] else counts[table.UNCASED] + counts[table.DENSE]
    return bool(named and not counts[table.DIGIT] and words[table.LOWER] <= _MOST_SMALL)


def _unknown(lines: Lines, row: int) -> bool:
    return lines.cues[row] is None and speaks_of(lines, row) is None


def _headlines(lines: Lines, mass: list[float]) -> list[int]:
    """Return which line may be the article's own headline: the first at the head, of its length, in words that the paragraphs know."""
    for row, size in enumerate(mass[:_HEAD]):
        if _LEAST_HEADLINE < size < _MOST_HEADLINE and lines.cues[row] is None:
            shapes = lines.shapes[row].tolist()
            if shapes[_KIN] > _KINDRED and shapes[_KIN_SHARE] > _AKIN and not shapes[1] and not shapes[2]:
                return [row]
    return []


def _rights(lines: Lines) -> list[int]:
    """Return which of the last lines open or close with a statement of rights: those stand under an article and are none of it."""
    found = []
    for row in range(max(0, len(lines) - _TAIL), len(lines)):
        cue = lines.cues[row]
        if cue is not None and (cue[0].kind == "copyright" or (cue[0].kind == "license" and cue[1] != "inside")):
            found.append(row)
    return found


def _asking(lines: Lines) -> list[int]:
    """Return which of the last lines ask the reader for something: a phrase of such a box, more of its words, no quotation."""
    found = []
    for row in range(max(1, len(lines) - _ENDS), len(lines)):
        cue = lines.cues[row]
        asks = cue is not None and cue[0].kind in BOXES and not lines.counts[row, table.QUOTE]
        if asks and _box_words(lines, row) > BOX_WORDS:
            found.append(row)
    return found


def _marks(lines: Lines, mass: list[float]) -> list[int]:
    """Return which lines are nothing but a mark that no story has of its own, or ask of the reader what no story asks."""
    return [row for row, cue in enumerate(lines.cues) if cue is not None and _is_mark(lines, row, mass[row], *cue)]


def _is_mark(lines: Lines, row: int, size: float, entry: RuleEntry, way: str) -> bool:
    if entry.labels.get("asks"):
        return entry.kind in _ASKED and (size < SHORT or entry.kind == "cookie" or lines.last[row] != table.STOP)
    return entry.kind in (_MARKS if way == "line" else _OPENED if way == "start" else ())


def _scripts(lines: Lines, mass: list[float]) -> list[int]:
    """Return which lines are scripts of a page, packed as no book prints them: words of a script, brackets, hardly a blank."""
    found: list[int] = []
    for row in (lines.mentions[:, _SCRIPT] > 1).nonzero()[0].tolist():
        if lines.counts[row, table.BRACKET] >= _BRACKETS and mass[row] > _PACKED * lines.words[row].sum():
            found += range(found[-1] + 1 if found and row - found[-1] <= _NEAR else row, row + 1)
    return found
