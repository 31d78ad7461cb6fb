"""Agencies that sign an article at its end: "(Reuters)", "-- AFP", "Xinhua"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from provenance.detectors.attribution.lines import CLOSED, DASHED, WORDED
from provenance.detectors.attribution.names import Named, Names
from provenance.detectors.attribution.resolve import titled
from provenance.detectors.attribution.suppliers import STAFF, beside_agencies, credit, is_agency, parts_of, shared
from provenance.detectors.attribution.zones import Ending
from provenance.expressions import compiled
from provenance.model.evidence import Confidence, Span
from provenance.model.record import Attribution
from provenance.normalise import Folded

_SIGNED = compiled(
    r"(?<=[.!?\"')\]*。！？」』؟۔।]\s{0,3}|\n\s{0,20}|\b(?i:riservata|reserved|vorbehalten|réservés|reservados)\s{0,3})"
    r"[(\[](?P<names>[^()\[\]\n]{2,60})[)\]]\.?(?=\s|$|\p{Lu})"
)
_DASHED = compiled(r"(?<=[.!?\"')\]]\s{0,3}|\n\s{0,20})-{1,2}\s{0,2}(?P<names>[\p{L}\p{N} .,&/'-]{2,40}?)\s{0,3}\.?(?=\n|$)")
_LAST_WORDS = compiled(
    r"(?rm)(?P<names>(?<=^|[.!?\"')\]。」]\s{1,3})(?:\p{Lu}|(?:dpa|epd|sda)\b|\p{Ll}{2,4}/)[\p{L}\p{N} .&/'-]{1,34}|^(?:dpa|epd|sda))"
)
_CLOSING = re.compile(r"[.!?\"')\]\u3002\u300d]\s")
_SEVERAL = re.compile(r"[/&,;+]|\b(?:and|und|et|y)\b", re.IGNORECASE)
_CLOSED = 4  # characters of what closes the sentence before the last words
_LONGEST_LAST = 35  # characters of the last words of a line, the first of which is a capital
_LONGEST_READ = 48  # characters that the last words, and what shows where they begin, never go beyond
_REMEMBERED = 8_192  # last words of lines
_SMALL = frozenset({"dpa", "epd", "sda"})  # agencies that are written without a capital
_LONGEST_END = 8_000  # code points before the end of the article in which a sign-off may stand
_END_OF_TEXT = "&#3;"  # a sign that some wires leave behind
_LONGEST_SIGN_OFF = 48  # code points before the end of a line within which a sign-off after a dash begins
_OFTEN = 8
"""Of so many last words that name no supplier, those of one are asked whether the article may still end there."""

_MEDIA = frozenset({"newspaper", "broadcaster", "magazine", "online"})


def signatures(text: str, folded: Folded, names: Names, ending: Ending) -> Iterator[Attribution]:
    """Yield the agencies that sign the article at its end: "(Reuters)", "-- AFP", "Xinhua"."""
    closed = CLOSED | WORDED if _END_OF_TEXT in folded.text else CLOSED
    dashed_rows, closed_rows = ending.last_lines(DASHED, closed)
    candidates = {
        "bracket-sign-off": _in_brackets(folded.text, max(0, ending.stop - _LONGEST_END), ending.stop),
        "dash-sign-off": _after_dashes(folded.text, dashed_rows),
        "line-sign-off": _alone(folded.text, closed_rows),
    }
    for rule, several in candidates.items():
        for number, (start, stop, end) in enumerate(several, 1):
            strict = rule == "line-sign-off"
            parts = [] if strict and not _may_sign(names, start, stop) else _signing(list(parts_of(names, start, stop)), strict=strict)
            if (parts or not number % _OFTEN) and not ending.follows(end):
                break
            span = (start - 1, stop + 1) if rule == "bracket-sign-off" else (start, stop)
            for named in parts:
                sure: Confidence = "certain" if named.found.outlet is not None or STAFF.match(named.found.name) else "likely"
                yield credit(text, folded, named, span, "agency", f"credits/{rule}", sure)


def _may_sign(names: Names, start: int, stop: int) -> bool:
    """Return whether words are a name that the catalog has, or may be several names."""
    return names.knows(start, stop) or _are_several(names.folded.text[start:stop])


@lru_cache(maxsize=_REMEMBERED)
def _are_several(words: str) -> bool:
    return _SEVERAL.search(words) is not None


def _signing(parts: list[Named], *, strict: bool) -> list[Named]:
    """Return the suppliers among the names of a sign-off, none when one of the names cannot stand there."""
    signing = [part for part in parts if _signs(part, strict=strict)]
    if len(signing) == len(parts):
        return parts
    sure = any(is_agency(part) and not part.found.ambiguous for part in signing)
    if not sure or not all(part in signing or beside_agencies(part) for part in parts):
        return []
    return [part for part in parts if part in signing or shared(part)]


_SignOff = tuple[int, int, int]
"""The span of the names that sign, and where the words end that hold them."""


def _in_brackets(text: str, start: int, stop: int) -> Iterator[_SignOff]:
    """Yield what stands in brackets of their own, from the last to the first; of brackets in a row the first counts."""
    later = None
    round_, square = text.rfind("(", start, stop), text.rfind("[", start, stop)
    while (at := max(round_, square)) >= 0:
        match = _SIGNED.match(text, at)
        if match and later and text[match.end() : later.start()].strip():
            yield *later.span("names"), later.end()
        later = match or later
        if at == round_:
            round_ = text.rfind("(", start, at)
        else:
            square = text.rfind("[", start, at)
    if later:
        yield *later.span("names"), later.end()


def _after_dashes(text: str, rows: Sequence[Span]) -> Iterator[_SignOff]:
    """Yield what follows a dash at the ends of lines."""
    for start, stop in rows:
        if match := _DASHED.search(text, max(start, stop - _LONGEST_SIGN_OFF), stop):
            yield *match.span("names"), match.end()


def _alone(text: str, rows: Sequence[Span]) -> Iterator[_SignOff]:
    """Yield what stands at the ends of lines between a full stop, or the beginning of the line, and its end."""
    signed = _END_OF_TEXT in text
    for start, stop in rows:
        end = stop
        while end > start:
            if size := _last_words(text[max(0, end - _LONGEST_READ) : end], min(end - start, _LONGEST_READ)):
                yield end - size, end, end
            end = text.rfind(_END_OF_TEXT, start, end) if signed else start
            end = len(text[start:end].rstrip()) + start if end > start else start


@lru_cache(maxsize=_REMEMBERED)
def _last_words(words: str, size: int) -> int:
    """Return how many characters the last words of a line have that may sign an article, 0 when none may.

    They are read off the last `_LONGEST_READ` characters of a text, of which the last `size` are the line's: many articles end in the same.
    """
    last = words[-min(size, _LONGEST_LAST) :]
    begins = size <= _LONGEST_LAST or _CLOSING.search(words, len(words) - min(size, _LONGEST_LAST + _CLOSED))
    match = _LAST_WORDS.match(words) if begins and (not last.islower() or "/" in last) else None
    return len(match[0]) if match else 0


def _may_be_agency(named: Named) -> bool:
    """Return whether letters in capitals are those of several outlets, one an agency ("APA"): where the text comes from will say which."""
    return named.found.name.isupper() and any(outlet.kind == "agency" for outlet in named.found.bearers)


def _signs(named: Named, *, strict: bool) -> bool:
    """Return whether a bare name can be a sign-off: agencies always, other outlets only in brackets or after a dash."""
    outlet = named.found.outlet
    if outlet is None:
        return not strict and (bool(STAFF.match(named.found.name)) or titled(named.found.name) or _may_be_agency(named))
    if strict:
        return outlet.kind == "agency" and not named.found.ambiguous
    return outlet.kind == "agency" or (outlet.kind in _MEDIA and not named.found.ambiguous)
