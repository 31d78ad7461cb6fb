"""Every licence that the words of a text state, each once: scan, look closer around the hits, compose, join repetitions."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from provenance.detectors.license.compose import UNSPECIFIED, Stated, compose
from provenance.detectors.license.tokens import tokens
from provenance.detectors.license.urls import Grant
from provenance.detectors.license.vocabulary import Vocabulary
from provenance.expressions import compiled
from provenance.literals import Hit
from provenance.normalise import Folded

_REACH = 160  # characters on either side of an anchor in which the rest of the name is looked for
_NEAR = 300
_ORDER = ("possible", "likely", "certain")
_FAR = 900
_ONE_NAME = 12  # characters between two ways of writing one name
_LONGEST = 1000  # characters that one statement may span
_APART = compiled(r"\n|[.!?]\s")
_DEDICATIONS = frozenset(("CC0", "CC-PDM", "CC-PDDC", "PDDL", "NIST-PD", "NIST-PD-fallback"))


def licences(folded: Folded, anchors: Sequence[Hit], known: Vocabulary, limit: int | None = None) -> list[Stated]:
    """Return the licences that a folded text names around the anchors, before a limit, in order; repetitions are not joined."""
    out: list[Stated] = []
    for start, stop in windows(folded.lower, anchors):
        out += compose(folded, tokens(folded, start, stop if limit is None else min(stop, limit), known), known)
    return out


def windows(lower: str, anchors: Sequence[Hit]) -> list[Hit]:
    """Return the disjoint stretches of a text around its anchors that are worth a closer look."""
    out: list[list[int]] = []
    for start, stop in anchors:
        first, last = max(0, start - _REACH), min(len(lower), stop + _REACH)
        if out and first <= out[-1][1]:
            out[-1][1] = max(out[-1][1], last)
        else:
            out.append([first, last])
    return [(_word_start(lower, start), _word_stop(lower, stop)) for start, stop in out]


def _word_start(text: str, at: int) -> int:
    for back in range(at, max(0, at - 30), -1):
        if text[back - 1].isspace():
            return back
    return at


def _word_stop(text: str, at: int) -> int:
    for ahead in range(at, min(len(text), at + 200)):
        if text[ahead].isspace():
            return ahead
    return at


def join(found: list[Stated], folded: Folded, *, across_lines: bool = True) -> list[Stated]:
    """Join what says the same twice: a name and its address, a name and its code, a brand before its elements.

    On a page a line is a block, and what stands in another block is another statement (`across_lines` false).
    """
    out: list[Stated] = []
    for one in found:
        at, joined = _partner(out, one, folded, across_lines=across_lines)
        if joined:
            out[at] = joined
        else:
            out.append(one)
    return out


def _partner(out: list[Stated], one: Stated, folded: Folded, *, across_lines: bool) -> tuple[int, Stated | None]:
    """Return the index of the statement that says the same as `one`, nearest first, and the two joined; None when there is none."""
    for at in range(len(out) - 1, max(-1, len(out) - 6), -1):
        if not across_lines and folded.text.find("\n", out[at].stop, one.start) >= 0:
            break
        joined = _joined(out[at], one, folded)
        if joined:
            return at, joined
    return -1, None


def _joined(first: Stated, second: Stated, folded: Folded) -> Stated | None:
    distance = second.start - first.stop
    near = distance <= _ONE_NAME and first.by_code != second.by_code
    one_name = near and not _APART.search(folded.text, first.stop, second.start)
    grant = _common(first.grant, second.grant, distance, by_words=one_name)
    adds_nothing = not second.grant.version and second.grant.family in (first.grant.family, UNSPECIFIED.family)
    if grant is None or (distance > (_FAR if second.by_url else _NEAR) and not adds_nothing):
        return None
    if second.by_url and distance > 80 and first.unspecified and folded.text.find("\n\n", first.stop, second.start) >= 0:
        return None
    if first.unspecified and not second.by_url and distance > 25:
        return evolve(second, grant=grant)
    adjacent = distance <= 60 and "\n\n" not in folded.text[first.stop : second.start] and second.stop - first.start <= _LONGEST
    return evolve(
        first, grant=grant, stop=max(first.stop, second.stop) if adjacent else first.stop, by_code=first.by_code or second.by_code,
        by_url=first.by_url and second.by_url, has_brand=first.has_brand or second.has_brand,
        has_licence_word=first.has_licence_word or second.has_licence_word,
        confidence=max(first.confidence, second.confidence, key=_ORDER.index),
    )  # fmt: skip


def _common(first: Grant, second: Grant, distance: int, *, by_words: bool) -> Grant | None:
    """Return the grant that says both, None when they differ."""
    if first.version and second.version and first.version != second.version:
        return None
    if first.port and second.port and first.port != second.port:
        return None
    family = _family(first, second, distance, by_words=by_words)
    if family is None:
        return None
    main = first if first.family == family else second
    return Grant(family, first.version or second.version, first.port or second.port, main.name, first.suffix or second.suffix)


def _family(  # noqa: PLR0911 -- a list of cases, the surest first
    first: Grant, second: Grant, distance: int, *, by_words: bool
) -> str | None:
    if first.family == second.family:
        return first.family
    free = {"public-domain", "us-govt-public-domain"}
    for one_family, other_family in ((first.family, second.family), (second.family, first.family)):
        if one_family in free and other_family in _DEDICATIONS | free:
            return other_family if other_family != "public-domain" else one_family
    if "CC0" in (first.family, second.family) and "CC-PDDC" in (first.family, second.family):
        return "CC0"
    creative = [grant for grant in (first, second) if grant.family.startswith("CC")]
    if len(creative) < 2:
        return None
    if first.family == UNSPECIFIED.family:
        return second.family
    if second.family == UNSPECIFIED.family:
        return first.family
    one, two = set(first.family.split("-")), set(second.family.split("-"))
    if by_words and first.version and first.version == second.version and distance <= _ONE_NAME and (one <= two or two <= one):
        return first.family if two <= one else second.family
    return None
