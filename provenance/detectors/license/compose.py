"""From words of rights to licences: brand x elements x version x port in any order, each word used once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from attrs import frozen

from provenance.detectors.license.groups import Group, add, begins_more, joins
from provenance.detectors.license.tokens import Token
from provenance.detectors.license.urls import Grant, family_of
from provenance.detectors.license.vocabulary import Vocabulary
from provenance.expressions import compiled
from provenance.model.record import Channel
from provenance.normalise import Folded

_LATER = compiled(
    r"(?:or|and|\()?\s*\(?(?:at your option\)?\s*)?(?:any\s+)?(?:later|newer|higher)|oder\s+(?:jede\s+)?später|ou ultérieure|"
    r"or\s+\(at your option\)|\+"
)
_NO_INVARIANT = compiled(r"no\s+invariant|no-invariant")
_NO_FRONT = compiled(r"no\s+front|no-invariant")
_INVARIANT = compiled(r"with\s+the\s+invariant|\binvariants\b")
_ONLY = compiled(r"[\s-]only\b")
_REMAINDER = compiled(r"\p{L}{0,6}[ ]?[-/]{1,2}[ ]?(?!(?:lizenz|licen|lisen|licens|licent|litsen|ли|lisens|licenc)\p{L}*)\p{L}{3}")
UNSPECIFIED = Grant("CC-unspecified")


@frozen
class Stated:
    """A licence as composed from the words at `[start, stop)` of the folded text.

    `by_code` when a code or an address says it, `linked` when a visible link confirms it, `rel` when that link says rel=license.
    """

    grant: Grant
    start: int
    stop: int
    by_code: bool = False
    by_url: bool = False
    has_brand: bool = False
    has_licence_word: bool = False
    rule: str = "licenses/name"
    confidence: str = "certain"
    channel: Channel = "text"
    rel: bool = False
    linked: bool = False

    @property
    def unspecified(self) -> bool:
        return self.grant.family == UNSPECIFIED.family


def compose(folded: Folded, found: Sequence[Token], known: Vocabulary) -> list[Stated]:
    """Return the licences that a row of tokens states, in order; statements of the same licence side by side are not yet joined."""
    groups: list[Group] = []
    for token, after in zip_longest(found, found[1:]):
        if not groups or not joins(groups[-1], token, folded, known) or begins_more(groups[-1], token, after, folded.text):
            if token.kind == "port":  # a country alone begins no licence name
                continue
            groups.append(Group())
        add(groups[-1], token, known)
    stated = [_stated(group, folded, known) for group in groups]
    return [one for one in stated if one]


def _trimmed(group: Group) -> tuple[int, int]:
    """Return the span without licence words that stand before or after the name and belong to the sentence."""
    inner = [token for token in group.tokens if token.kind != "licence"] or group.tokens
    last = group.tokens[-1]
    stop = last.stop if last.kind == "licence" and last.start - inner[-1].stop <= 3 else inner[-1].stop
    return inner[0].start, stop


def _stated(group: Group, folded: Folded, known: Vocabulary) -> Stated | None:
    start, stop = _trimmed(group)
    if group.tokens[0].kind == "url":
        return Stated(group.url, start, stop, by_code=True, by_url=True) if group.url else None
    if group.public_domain:
        return Stated(Grant("CC-PDM", "1.0", None, "CC-PDM"), start, stop, by_code=True) if group.version else None
    if group.name:
        return _named(group, start, stop, folded, known)
    grant = _composed(group, folded)
    if grant is None:
        return None
    if _is_organisation(folded, start, stop, grant, known):
        return None
    return Stated(grant, start, stop, by_code=group.code, has_brand=group.brand, has_licence_word=group.licence)


def _composed(group: Group, folded: Folded) -> Grant | None:
    elements = set(group.elements)
    if group.brand or group.elements:
        elements |= group.stems
    if group.code:
        family = family_of(elements)
        return Grant(family, group.version, group.port) if family else None
    if group.brand:
        if not elements:
            return (
                Grant(UNSPECIFIED.family, group.version if group.version != "1.0" else None)
                if group.licence or group.version
                else UNSPECIFIED
            )
        family = family_of(elements)
        return Grant(family, group.version, group.port) if family and not _unread(group, folded, elements) else UNSPECIFIED
    family = family_of(elements)
    alone = family and _stands_alone(group, folded) and not _unread(group, folded, elements)
    return Grant(family, group.version, group.port) if family and alone else None


def _unread(group: Group, folded: Folded, elements: set[str]) -> bool:
    """Whether a further element follows that no word of the catalog explains: then less is read than is written."""
    if elements & {"ND", "SA"} or not elements:
        return False
    last = max(token.stop for token in group.tokens if token.kind == "element")
    following = min((token.start for token in group.tokens if token.start >= last), default=last)
    return bool(_REMAINDER.match(folded.text[last:following] if following > last else folded.text[last : last + 40]))


def _stands_alone(group: Group, folded: Folded) -> bool:
    """Whether the names of elements without the brand are a licence: with a version and a port, or three of them side by side."""
    if "BY" not in group.elements and not (group.version and (len(group.elements) > 1 or group.has_port)):
        return False
    if group.version:
        return group.has_port or len(group.elements) > 1 or group.licence or _fills_line(group, folded)
    return len(group.elements) >= 3 or (len(group.elements) == 2 and group.licence)


def _fills_line(group: Group, folded: Folded) -> bool:
    """Whether the name stands alone on its line, but for the name of a country."""
    text = folded.text
    before = text[text.rfind("\n", 0, group.start) + 1 : group.start].strip(" -*•.:")
    after = text[group.stop : group.stop + 60].split("\n", 1)[0].strip()
    return not before and len(after) <= 40 and len(after.split()) <= 4 and not any(mark in after for mark in ".,;:!?%")


def _is_organisation(folded: Folded, start: int, stop: int, grant: Grant, known: Vocabulary) -> bool:
    """Whether "Creative Commons" names the organisation: its address, its legal form."""
    if grant.family != UNSPECIFIED.family:
        return False
    after = folded.lower[stop : stop + 40]
    before = folded.lower[max(0, start - 40) : start]
    return any(word in after for word in known.organisation) or before.rstrip().endswith(("letter to", "carta a", "brief an", "wikimedia"))


def _named(group: Group, start: int, stop: int, folded: Folded, known: Vocabulary) -> Stated:
    name = known.names[group.name or ""]
    version = group.version if group.version in name.versions else None
    suffix = ""
    if name.later and version:
        after = folded.lower[stop : stop + 120]
        suffix = _gfdl_suffix(after, folded.lower[stop : stop + 600])
    return Stated(
        Grant(name.family, version, None, name.id, suffix), start, stop, by_code=True, has_brand=True, has_licence_word=group.licence
    )


def _gfdl_suffix(after: str, notice: str) -> str:
    near = after[:60]
    later = "-or-later" if _LATER.search(near) and not _ONLY.match(near) else "-only"
    if _NO_INVARIANT.search(notice) and _NO_FRONT.search(notice):
        return f"-no-invariants{later}" if "no-invariants" in near else later
    if _INVARIANT.search(notice) and "no-invariants" not in near and "-no-inv" not in near:
        return f"-invariants{later}"
    return later
