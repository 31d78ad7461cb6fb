"""What the catalog knows of the lines of texts: which line is furniture by its words, and of what each speaks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

import numpy as np

from provenance.catalog import RuleEntry
from provenance.detectors.boilerplate.characters import Indices, Numbers
from provenance.detectors.boilerplate.phrases import EDGES, WIDTHS, Hit, PhraseBook, bare
from provenance.detectors.boilerplate.shapes import PARAGRAPH
from provenance.kernels import compiled

Cue = tuple[RuleEntry, str]
"""An entry of the catalog that knows a line, and how: "line" (the whole of it), "start" or "inside"."""
CUE_KINDS = (
    "comment_form",
    "share",
    "related",
    "navigation",
    "cookie",
    "newsletter",
    "copyright",
    "license",
    "credit",
    "photo_credit",
    "byline",
    "date",
    "read_time",
    "ad",
    "paywall",
    "login",
    "footer",
    "page_stamp",
    "contact",
)
MENTIONS = (
    "cookie",
    "newsletter",
    "comment",
    "share",
    "paywall",
    "login",
    "ad",
    "read-time",
    "photo",
    "footer",
    "related",
    "web",
    "script",
)
"""The last words of the ids of the entries `boilerplate/mentions/mention-*`: what a line speaks of."""
_STRENGTH = {"line": 1.0, "start": 0.8, "inside": 0.6}
_CUE_COLUMN = {kind: at for at, kind in enumerate(CUE_KINDS)} | {"captcha": CUE_KINDS.index("comment_form")}
_ROLE_COLUMN = {"line": len(CUE_KINDS), "start": len(CUE_KINDS) + 1, "inside": len(CUE_KINDS) + 2}
WHOLE, INSIDE = _ROLE_COLUMN["line"], _ROLE_COLUMN["inside"]
"""The columns of claims that tell that a line is known as a whole, and by a phrase inside it alone."""
_MENTION_COLUMN = {f"boilerplate/mentions/mention-{name}": at for at, name in enumerate(MENTIONS)}
_BULLETS = frozenset("*-•·►▶▸>»|#◆■●★☆→")
_BRACKETS = "([（"
_SIGNS = EDGES, _BULLETS, _BRACKETS
_KEPT = 8_000
"""Lines of which is remembered what the catalog knows of them: the furniture of an outlet, and reprints, say the same again."""


@lru_cache(maxsize=_KEPT)
def cue_of(book: PhraseBook, line: str) -> Cue | None:
    """Return the entry that knows a line in lower case by its whole or its opening, and how; None when none does."""
    if (known := book.lines.get(bare(line))) is not None:
        return known, "line"
    openings = book.openings_at(line, _behind_bullet(line), len(line))
    if openings and len(line) <= openings[0].entry.rule.reach:
        return openings[0].entry, "start"
    known = book.menu(line) if "|" in line else None
    return None if known is None else (known, "line")


def find_known(text: str, starts: Indices, stops: Indices, book: PhraseBook, signs: tuple[str, frozenset[str], str]) -> list[int]:  # noqa: ARG001 -- the kernel's
    """Return the rows of lines `[start, stop)` that the catalog may know: by all their words, by their first, or as a menu."""
    spans = zip(starts.tolist(), stops.tolist(), strict=True)
    return [row for row, (start, stop) in enumerate(spans) if 0 < stop - start <= PARAGRAPH and _may_know(book, text[start:stop])]


def _may_know(book: PhraseBook, line: str) -> bool:
    at = _behind_bullet(line)
    return "|" in line or bare(line) in book.lines or any(line[at : at + width] in book.openings for width in WIDTHS)


_known = compiled("_cues", find_known)
"""`find_known`, compiled where it can be."""


def cues_of(text: str, starts: Indices, stops: Indices, book: PhraseBook) -> list[Cue | None]:
    """Return the entry that knows each line of a text in lower case by its whole or its opening, and how; None for what is too long."""
    found: list[Cue | None] = [None] * len(starts)
    for row in _known(text, starts, stops, book, _SIGNS):
        found[row] = cue_of(book, text[starts[row] : stops[row]])
    return found


def _behind_bullet(line: str) -> int:
    """Return where the words of a line begin, behind a bullet and a blank, or a bracket."""
    if line[0] in _BRACKETS:
        return 1
    return 2 if line[0] in _BULLETS and len(line) > 2 and line[1] == " " else 0


def lined(several: Sequence[list[Hit]], begins: Indices, starts: Indices, stops: Indices) -> tuple[list[Hit], Indices]:
    """Return the phrases of some texts that begin in a line `[start, stop)`, and those lines; each text begins at its place."""
    hits = [hit for found in several for hit in found]
    at = np.array([hit.start for hit in hits], np.int64) + np.repeat(begins, [len(found) for found in several])
    rows = np.searchsorted(starts, at, side="right") - 1
    inside = (rows >= 0) & (at < stops[rows])
    return list(compress(hits, inside.tolist())), rows[inside]


def mentions_in(hits: Sequence[Hit], rows: Indices, count: int) -> tuple[Numbers, list[RuleEntry | None]]:
    """Return how often each line speaks of what, columns as in `MENTIONS`, and the first entry of the catalog of which it holds a word."""
    columns: list[int] = []
    mentioned: list[RuleEntry | None] = [None] * count
    ranks = [1 << 30] * count
    for row, hit in zip(rows.tolist(), hits, strict=True):
        entry, rank = hit.phrase.entry, hit.phrase.rank
        columns.append(_MENTION_COLUMN.get(entry.rule.id, -1))
        if rank < ranks[row]:
            ranks[row], mentioned[row] = rank, entry
    column = np.array(columns, np.int64)
    return tallied((rows * len(MENTIONS) + column)[column >= 0], count, len(MENTIONS)), mentioned


def tallied(cells: Indices, count: int, width: int) -> Numbers:
    """Return how often each cell of a table of lines is given, `[line, column]`."""
    return np.bincount(cells, minlength=count * width).reshape(count, width).astype(np.float32)


def claims_of(cues: Sequence[Cue | None]) -> Numbers:
    """Return how strongly the catalog claims each line for each kind of `CUE_KINDS`, and in which of the three ways."""
    table = np.zeros((len(cues), len(CUE_KINDS) + 3), dtype=np.float32)
    known = [(row, *cue) for row, cue in enumerate(cues) if cue is not None]
    rows = [row for row, _, _ in known]
    table[rows, [_CUE_COLUMN[entry.kind] for _, entry, _ in known]] = [_STRENGTH[way] for _, _, way in known]
    table[rows, [_ROLE_COLUMN[way] for _, _, way in known]] = 1
    return table
