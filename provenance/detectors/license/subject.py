"""What a licence statement is about: the site, the article, or a part of it."""

from __future__ import annotations

from provenance.detectors.license.clauses import CREDIT_BEFORE, Clause, Cue, behind_picture
from provenance.detectors.license.guarded import Guarded
from provenance.expressions import compiled
from provenance.model.record import Scope
from provenance.normalise import Folded

_LABELS = (
    "lizenz", "licence", "license", "licencia", "licença", "licenza", "licentie", "licens", "lisens", "lisenssi", "licencja", "лицензия",
    "ліцензія", "lisans",
)  # fmt: skip
_SET_APART = compiled(r"(?:^|[|•·;*/]|\s-)\s*$")
_AND_BEFORE = compiled(r"\p{L}{4,}\s+(?:und|and|et|y|e|sowie)\s+(?:die|der|das|the|les|las|los|le|i|all)?\s*$")
_TAKEN = Guarded(
    r"\b(?:uses?|using|contains?|incorporates?|includes?|reuses?)\s+(?:\w+\s+){0,2}?(?:material|text|content|data|passages)\s+from\b|\b(?:adapted|excerpted|"
    r"translated|copied|taken)\s+from\b|\b(?:basiert|beruht)\s+auf\b|\bunter\s+verwendung\b|\badapt(?:é|ado|ato)\s+d[eia]\b|\bbasado\s+en\b",
    "from", "auf", "verwendung", "adapt", "basado",
)  # fmt: skip
_AND_IS = compiled(r"\b(?:and|und|et|y|e)\s+(?:it\s+)?(?:is|are|steht|unterliegt|est|está|è)\b")
"""What goes on to speak of the text that was taken from elsewhere: "adapted from X and is licensed under"."""
_FEW_WORDS = compiled(r"[\s,]*(?:and|und|et|y|e|i|и|&|including|inklusive|text[es]*|,|\s|\w{1,12}){0,4}[\s,]*")
_AND = compiled(r"\b(?:and|und|et|y|e|i|и|&|including|inklusive|sowie)\b|,")
_TIES = compiled(
    r"(?:های?|‌های?)?\s*(?:(?:in|on|of|from|behind|accompanying|hinter|for|to|at|the|used|auf|aus|von|des|der|für|zu|de|du|des|sur|dans|en|del|da|do|na|no|di|su|nel|van|op|på|i|w|z|na|su|"
    r"из|на|в|этого|dieses|dieser|diesem)\s*){0,4}"
)
_BRACKETS = compiled(r"\s?\([^()\n]{0,80}\)")
_OF = 34  # how far before "this blog" the part that is meant may stand ("the pictures in this blog")


def is_labelled(folded: Folded, start: int, around: Clause) -> bool:
    """Whether a label stands before the statement, set apart from what is before it: "Design: X | Licence: CC BY"."""
    before = folded.lower[around.start : start]
    before = (before[:-1] if before[-1:] in ("[", "(") else before).rstrip().removesuffix(":").rstrip()
    label = next((word for word in _LABELS if before.endswith(word)), None)
    return label is not None and bool(_SET_APART.search(before.removesuffix(label)))


def scope_of(  # noqa: PLR0911 -- a list of cases, the surest first
    folded: Folded, start: int, stop: int, around: Clause, *, spoken: bool = False
) -> Scope | None:
    """Return what the statement at `[start, stop)` says it is about, None when the sentence does not say.

    `spoken` statements are sentences that may name their subject themselves ("free to republish this article").
    """
    inside = [cue for cue in around.cues if spoken and start <= cue.start and cue.stop <= stop and cue.kind in ("site", "article")]
    if inside:
        return _kind(inside[0])
    if is_labelled(folded, start, around):
        return None
    taken = _TAKEN.search(folded.lower[around.start : start])
    if taken and not _AND_IS.search(folded.lower, around.start + taken.end(), start):
        return "part"
    subjects = around.before(start, "site", "article", "part")
    if subjects:
        scope = _nearest(folded, subjects, around, start)
        if scope:
            return scope
    if _is_credit(folded, start, stop, around) or _in_brackets(folded, start, stop, around):
        return "part"
    later = [cue for cue in around.after(stop, "site", "article") if cue.start - stop < 90]
    if later and not around.before(later[0].start, "except") and "\n" not in folded.text[stop : later[0].start]:
        return "site" if later[0].kind == "site" else "article"
    return None


def _in_brackets(folded: Folded, start: int, stop: int, around: Clause) -> bool:
    """Whether the licence stands in brackets behind the name of something: "Artist - Title (CC BY)"."""
    before = folded.text[around.start : start].rstrip()
    named = before[:-1].strip()
    closed = folded.text[stop : stop + 2].strip()[:1] in (")", "]") or folded.text[stop - 1] in ")]"
    return bool(
        before[-1:] in ("(", "[") and closed and named and not around.before(start, "verb", "site", "article") and not named.endswith("\n")
    )


def _nearest(  # noqa: PLR0911 -- a list of cases, the surest first
    folded: Folded, subjects: list[Cue], around: Clause, start: int
) -> Scope | None:
    last = subjects[-1]
    excepted = [cue for cue in around.before(start, "except") if cue.stop <= last.start and last.start - cue.stop < 60]
    excepted = [cue for cue in excepted if not _closed(folded.text, cue, last.start)]
    whole = [cue for cue in subjects if cue.kind != "part"]
    if last.kind == "part":
        if excepted and whole:
            return _kind(whole[-1])
        if (
            whole
            and last.start - whole[-1].stop < 40
            and _FEW_WORDS.fullmatch(folded.lower, whole[-1].stop, last.start)
            and _joined(folded, whole[-1], last)
        ):
            return _kind(whole[-1])
        if _AND_BEFORE.search(folded.lower[around.start : last.start]) and not _is_credit(folded, start, start, around):
            return "article"
        return "part"
    parts = [cue for cue in subjects if cue.kind == "part" and cue.stop <= last.start]
    between = _BRACKETS.sub("", folded.lower[parts[-1].stop : last.start]) if parts else ""
    if parts and len(between) <= _OF and _of(between) and not _is_excepted(folded.lower, excepted, parts[-1]):
        return _kind(last) if _beside_text(folded.lower, around, parts[-1]) else "part"
    if _is_credit(folded, start, start, around) and not around.before(start, "verb"):
        return "part"
    return _kind(last)


def _is_excepted(lower: str, excepted: list[Cue], part: Cue) -> bool:
    """Whether a part is what is excepted ("except the photos on this site") and not what stands behind "unless otherwise noted,"."""
    return any("," not in lower[cue.stop : part.start] for cue in excepted)


def _beside_text(lower: str, around: Clause, part: Cue) -> bool:
    """Whether a part stands beside something that is none: "texts and photos on this site"."""
    beside = _AND_BEFORE.search(lower, around.start, part.start)
    return beside is not None and not any(cue.kind == "part" and cue.start <= beside.start() < cue.stop for cue in around.cues)


def _joined(folded: Folded, whole: Cue, part: Cue) -> bool:
    return bool(_AND.search(folded.lower[whole.stop : part.start]))


def _kind(cue: Cue) -> Scope:
    return "site" if cue.kind == "site" else "article"


def _of(between: str) -> bool:
    """Whether the words between a part and the whole tie them together ("in", "of", "auf")."""
    return bool(_TIES.fullmatch(between))


def _is_credit(folded: Folded, start: int, stop: int, around: Clause) -> bool:
    """Whether the statement stands in the credit line of something taken from elsewhere."""
    near = [cue for cue in around.before(start, "credit") if start - cue.stop < 130 and not _closed(folded.text, cue, start)]
    near += [cue for cue in around.after(stop, "credit") if cue.start - stop < 60]
    first = behind_picture(folded, max(0, around.start - 160), start)
    return bool(near) or bool(CREDIT_BEFORE.search(folded.lower[first:start]))


def _closed(text: str, cue: Cue, start: int) -> bool:
    """Whether a word stands in brackets that end before a place: "(Source: the Mail) Content of the Post: CC BY"."""
    return text[cue.start - 1 : cue.start] == "(" and ")" in text[cue.stop : start]
