"""Furniture glued to the last sentence of a text: share bars, links to other stories, newsletter boxes, cookie notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from provenance.detectors.boilerplate.kinds import PROVENANCE_KINDS, RIGHTS_KINDS, kind_named, layer_of
from provenance.detectors.boilerplate.labels import Label
from provenance.detectors.boilerplate.phrases import Hit
from provenance.normalise import Folded

_TAIL, _LONGEST, _STORY, _MENU = 1_200, 220, 8, 25
_SENTENCE_END = regex.compile(r"(?:[.!?\u2026\u061f\u06d4\u0964][\"')\]]{0,2}[ \t]+|[\u3002\uff01\uff1f!?][\"')\]]{0,2}[ \t]*)\Z")
_STOP = regex.compile(r"[.!?\u061f\u06d4\u0964](?=[\"')\]]{0,2}(?:\s|\Z))|[\u3002\uff01\uff1f]")
_SENTENCES = 2


def find_tails(folded: Folded, hits: Sequence[Hit], taken: Sequence[Label]) -> list[Label]:
    """Return the furniture behind the last sentence of the last line of a text, in order.

    A phrase opens a piece when it stands right after the end of a sentence of a line that began well before it. The pieces must reach the
    end of the line, or what is known already (`taken`: a comment form, a sum), without a long sentence between; a statement of rights or
    a credit ends them.
    """
    text = folded.text
    end = len(text.rstrip())
    first = max(text.rfind("\n", 0, end) + 1, end - _TAIL)
    for label in sorted(taken, key=lambda label: -label.stop):
        if label.start >= first and not text[label.stop : end].strip():
            end = label.start
    opened = list(_openings(text, hits, first, end))
    stops = [hit.start for hit in hits if hit.phrase.role == "inside" and hit.phrase.entry.kind in (*RIGHTS_KINDS, *PROVENANCE_KINDS)]
    found: list[Label] = []
    for at, hit in reversed(list(enumerate(opened))):
        upto = opened[at + 1].start if at + 1 < len(opened) else end
        bracket = text.find("(", hit.stop, upto)  # an agency's credit stands in brackets
        kept = min((stop for stop in (*stops, bracket) if hit.start < stop < upto), default=upto)
        if not _is_scrap(text, hit, kept):
            break
        stop = hit.start + len(text[hit.start : kept].rstrip())
        kind = kind_named(hit.phrase.entry.kind)
        found.append(Label(hit.start, stop, kind, layer_of(kind), "likely", hit.phrase.entry.rule.id))
    return found[::-1]


def _openings(text: str, hits: Sequence[Hit], first: int, end: int) -> Iterator[Hit]:
    """Yield the phrases of tails that stand right after the end of a sentence; the first of them needs a story before it.

    A word of a footer ("Contact") opens one only where another follows at once; the words after it belong to the same footer.
    """
    reached, begun, footer = first, False, False
    tails = [hit for hit in hits if hit.phrase.role == "tail" and first <= hit.start and hit.stop <= end]
    for at, hit in enumerate(tails):
        if hit.start < reached:
            continue
        is_footer = hit.phrase.entry.kind == "footer"
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
