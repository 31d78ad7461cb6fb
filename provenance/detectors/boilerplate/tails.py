"""Furniture glued to the last sentence of a text: share bars, links to other stories, newsletter boxes, cookie notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from provenance.detectors.boilerplate.kinds import PROVENANCE_KINDS, RIGHTS_KINDS, kind_named, layer_of
from provenance.detectors.boilerplate.labels import Label
from provenance.detectors.boilerplate.phrases import Hit, Hits, Opening, PhraseBook
from provenance.normalise import Folded

_TAIL, _LONGEST, _STORY, _MENU = 1_200, 220, 8, 25
# What stands behind a sentence: blanks, of which unspaced scripts and full-width stops need none; of Thai, a blank alone.
_CLOSED = r"[\"')\]]{0,2}"
_AFTER_STOP = rf"[.!?\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f](?:(?<=[!?\u3002\uff01\uff1f]){_CLOSED}[ \t]*|{_CLOSED}[ \t]+)"
_AFTER_THAI = r"(?<=[\u0e00-\u0e7f]) +"
_BEHIND, _BEHIND_THAI, _SENTENCE_END = re.compile(_AFTER_STOP), re.compile(_AFTER_THAI), re.compile(rf"(?:{_AFTER_STOP}|{_AFTER_THAI})\Z")
_STOP = re.compile(r"[.!?\u061f\u06d4\u0964](?=[\"')\]]{0,2}(?:\s|\Z))|[\u3002\uff01\uff1f]")
_SENTENCES, _ASKING, _BLANK = 2, 400, " \t.\u3002"


def find_tails(folded: Folded, book: PhraseBook, hits: Hits, taken: Sequence[Label]) -> list[Label]:
    """Return the furniture behind the last sentence of the last line of a text, in order.

    A phrase opens a piece when it stands right after the end of a sentence of a line that began well before it; so do words that ask
    something of the reader. The pieces must reach the end of the line, or what is known already (`taken`: a comment form, a sum),
    without a long sentence between; a statement of rights or a credit ends them.
    """
    text = folded.text
    end = len(text.rstrip())
    first = max(text.rfind("\n", 0, end) + 1, end - _TAIL)
    for label in sorted(taken, key=_stop, reverse=True):
        if label.start >= first and not text[label.stop : end].strip():
            end = label.start
    tails = [hit for hit in hits.tails if first <= hit.start and hit.stop <= end]
    asked = _asked(folded.lower, book, first, end)
    opened = list(_openings(text, sorted((*tails, *asked), key=_place) if asked else tails, first))
    if not opened:
        return []
    stops = [hit.start for hit in hits.inside if hit.phrase.entry.kind in (*RIGHTS_KINDS, *PROVENANCE_KINDS)]
    found: list[Label] = []
    for at, hit in reversed(list(enumerate(opened))):
        upto = opened[at + 1].start if at + 1 < len(opened) else end
        ends = (*stops, _credit(text, hit.stop, upto)) if layer_of(hit.phrase.entry.kind) != "rights" else ()
        kept = min((stop for stop in ends if hit.start < stop < upto), default=upto)
        if not _is_scrap(text, hit, kept):
            break
        stop = hit.start + len(text[hit.start : kept].rstrip())
        kind = kind_named(hit.phrase.entry.kind)
        found.append(Label(hit.start, stop, kind, layer_of(kind), "likely", hit.phrase.entry.rule.id))
    return found[::-1]


def _credit(text: str, start: int, stop: int) -> int:
    """Return where the brackets begin in which a piece of furniture ends: an agency's credit stands in such; else -1."""
    return text.rfind("(", start, stop) if text[start:stop].rstrip(_BLANK).endswith(")") else -1


def _stop(label: Label) -> int:
    return label.stop


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.stop


def _asked(text: str, book: PhraseBook, first: int, end: int) -> list[Hit]:
    """Return the words that begin one of the last sentences and ask something of the reader, in lower case `text`, in order."""
    found: list[Hit] = []
    low = max(first, end - _ASKING)
    barred = text.find("|", low, end) >= 0
    thai = "\u0e00" <= text[first : first + 1] <= "\u0e7f"
    for behind in (_BEHIND_THAI if thai else _BEHIND).finditer(text, low, end):
        start = behind.end()
        if (opening := book.asked_at(text, start)) is not None:
            found.append(Hit(start, start + len(opening.text), opening.phrase))
        elif barred and (entry := book.menu(text[start:end])) is not None:
            found.append(Hit(start, start + 1, Opening(text[start], entry).phrase))
    return found


def _openings(text: str, tails: Sequence[Hit], first: int) -> Iterator[Hit]:
    """Yield the phrases of tails that stand right after the end of a sentence; the first of them needs a story before it.

    A word of a footer ("Contact") opens one only where another follows at once; the words after it belong to the same footer.
    """
    reached, begun, footer = first, False, False
    for at, hit in enumerate(tails):
        if hit.start < reached:
            continue
        is_footer = hit.phrase.entry.kind == "footer" and hit.stop - hit.start > 1
        if is_footer and footer:
            reached = hit.stop
            continue
        before = text[max(first, hit.start - 6) : hit.start]
        capital = text[hit.start].isupper() or text[hit.start].lower() == text[hit.start].upper()
        opens = capital and (begun or (hit.start - first > _STORY and _SENTENCE_END.search(before)))
        if opens and (not is_footer or _is_menu(text, hit, tails[at + 1 :])):
            yield hit
            reached, begun, footer = hit.stop, True, is_footer


def _is_menu(text: str, hit: Hit, others: Sequence[Hit]) -> bool:
    """Tell whether another word of a footer follows one with little and no end of a sentence between."""
    after = (other.start for other in others if other.phrase.entry.kind == "footer" and other.start >= hit.stop)
    following = next(after, None)
    return following is not None and following - hit.stop <= _MENU and not _STOP.search(text, hit.stop, following)


def _is_scrap(text: str, hit: Hit, stop: int) -> bool:
    """Tell whether so little follows a phrase that it is no story: not long, two sentences at most, nothing said by anybody."""
    rest = text[hit.stop : stop]
    return len(rest) <= _LONGEST and len(_STOP.findall(rest)) <= _SENTENCES and '"' not in rest
