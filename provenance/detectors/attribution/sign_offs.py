"""Agencies that sign an article at its end: "(Reuters)", "-- AFP", "Xinhua"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

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
    candidates = {
        "bracket-sign-off": _in_brackets(folded.text, max(0, ending.stop - _LONGEST_END), ending.stop),
        "dash-sign-off": _after_dashes(folded.text, ending.last_lines(DASHED)),
        "line-sign-off": _alone(folded.text, ending.last_lines(closed)),
    }
    for rule, several in candidates.items():
        for number, match in enumerate(several, 1):
            start, stop = match.span("names")
            strict = rule == "line-sign-off"
            parts = [] if strict and not _may_sign(names, start, stop) else _signing(list(parts_of(names, start, stop)), strict=strict)
            if (parts or not number % _OFTEN) and not ending.follows(match.end()):
                break
            span = (start - 1, stop + 1) if rule == "bracket-sign-off" else (start, stop)
            for named in parts:
                sure: Confidence = "certain" if named.found.outlet is not None or STAFF.match(named.found.name) else "likely"
                yield credit(text, folded, named, span, "agency", f"credits/{rule}", sure)


def _may_sign(names: Names, start: int, stop: int) -> bool:
    """Return whether words are a name that the catalog has, or may be several names."""
    return names.knows(start, stop) or _SEVERAL.search(names.folded.text, start, stop) is not None


def _signing(parts: list[Named], *, strict: bool) -> list[Named]:
    """Return the suppliers among the names of a sign-off, none when one of the names cannot stand there."""
    signing = [part for part in parts if _signs(part, strict=strict)]
    if len(signing) == len(parts):
        return parts
    sure = any(is_agency(part) and not part.found.ambiguous for part in signing)
    if not sure or not all(part in signing or beside_agencies(part) for part in parts):
        return []
    return [part for part in parts if part in signing or shared(part)]


def _in_brackets(text: str, start: int, stop: int) -> Iterator[regex.Match[str]]:
    """Yield what stands in brackets of their own, from the last to the first; of brackets in a row the first counts."""
    at, later = stop, None
    while (at := max(text.rfind("(", start, at), text.rfind("[", start, at))) >= 0:
        match = _SIGNED.match(text, at)
        if match and later and text[match.end() : later.start()].strip():
            yield later
        later = match or later
    if later:
        yield later


def _after_dashes(text: str, rows: Sequence[Span]) -> Iterator[regex.Match[str]]:
    """Yield what follows a dash at the ends of lines."""
    for start, stop in rows:
        if match := _DASHED.search(text, max(start, stop - _LONGEST_SIGN_OFF), stop):
            yield match


def _alone(text: str, rows: Sequence[Span]) -> Iterator[regex.Match[str]]:
    """Yield what stands at the ends of lines between a full stop, or the beginning of the line, and its end."""
    for start, stop in rows:
        end = stop
        while end > start:
            last = text[max(start, end - _LONGEST_LAST) : end]
            begins = len(last) == end - start or _CLOSING.search(text, max(start, end - _LONGEST_LAST - _CLOSED), end)
            if begins and (not last.islower() or "/" in last) and (match := _LAST_WORDS.match(text, 0, end)):
                yield match
            end = text.rfind(_END_OF_TEXT, start, end)
            end = len(text[start:end].rstrip()) + start if end > start else start


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
