"""From words of rights to licences: brand x elements x version x port in any order, each word used once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from attrs import define, field, frozen

from provenance.detectors.license.tokens import Token
from provenance.detectors.license.urls import Grant, family_of
from provenance.detectors.license.vocabulary import Vocabulary
from provenance.expressions import compiled
from provenance.model.record import Channel
from provenance.normalise import Folded

_SENTENCE = compiled(r"[.!?؟][\"')\]»”]*\s+(?=\p{Lu})|[。！？]")
_BLANK = compiled(r"\n[ \t.*#>]*\n")
_CLOSED = compiled(r"[ \t]*(?:$|[^\w ])")
_FILLERS = 5  # words that may stand between two words of a licence name ("licence of the type")
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


@define
class Group:
    """Tokens that make up one licence name, while it grows; offsets are of the folded text."""

    tokens: list[Token] = field(factory=list)
    elements: set[str] = field(factory=set)
    stems: set[str] = field(factory=set)
    brand: bool = False
    licence: bool = False
    has_port: bool = False
    public_domain: bool = False
    version: str | None = None
    port: str | None = None
    name: str | None = None
    code: bool = False
    url: Grant | None = None

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def stop(self) -> int:
        return self.tokens[-1].stop


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
        if not groups or not _joins(groups[-1], token, folded, known) or _begins_more(groups[-1], token, after, folded.text):
            if token.kind == "port":  # a country alone begins no licence name
                continue
            groups.append(Group())
        _add(groups[-1], token, known)
    stated = [_stated(group, folded, known) for group in groups]
    return [one for one in stated if one]


def _joins(group: Group, token: Token, folded: Folded, known: Vocabulary) -> bool:
    gap = folded.text[group.stop : token.start]
    if len(gap) > 60 or group.url or token.kind == "url" or _SENTENCE.search(folded.text, group.stop, token.start + 1):
        return False
    if _BLANK.search(gap) and not (group.brand and not group.elements and len(gap) < 30):
        return False
    return _JOINS[token.kind](group, token, gap, known)


def _begins_more(group: Group, token: Token, after: Token | None, text: str) -> bool:
    """Whether a country is not the licence's but begins what stands behind it: "4.0 International License. India wins".

    A licence has one place, and 4.0 has no versions of countries; on a new line a country is the licence's where nothing follows.
    """
    if token.kind != "port":
        return False
    below = "\n" in text[group.stop : token.start]
    if (group.has_port and token.value != group.port) or (below and group.tokens[-1].kind == "licence"):
        return True
    if group.version != "4.0" and not below:
        return False
    closed = after is not None and after.kind == "licence" and after.start - token.stop <= 2
    return not closed and not _CLOSED.match(text, token.stop)


def _brand_joins(group: Group, token: Token, gap: str, known: Vocabulary) -> bool:  # noqa: ARG001 -- one signature for all kinds
    if group.code or group.name:
        return False
    if group.brand:
        return not group.elements and len(gap) <= 12
    return len(gap) <= 25 and bool(group.elements or group.licence or group.version)


def _element_joins(group: Group, token: Token, gap: str, known: Vocabulary) -> bool:  # noqa: ARG001
    if group.name or group.code or len(gap) > (40 if group.brand and not group.elements else 25) or len(gap.split()) > _FILLERS:
        return False
    if not token.exact:
        return bool(group.brand or group.elements) and (not group.version or not group.elements)
    if group.version and group.elements:
        return False
    if token.value in group.elements:
        return len(gap) <= 14
    return bool(group.elements or group.brand or group.licence or group.version) and gap.count("\n") <= 1


def _code_joins(group: Group, token: Token, gap: str, known: Vocabulary) -> bool:  # noqa: ARG001
    free = group.brand and not group.elements and not group.code and not group.name
    return free and len(gap) <= 16 and (not group.version or not token.version)


def _pd_joins(group: Group, token: Token, gap: str, known: Vocabulary) -> bool:  # noqa: ARG001
    return group.public_domain and len(gap) <= 12


def _version_joins(group: Group, token: Token, gap: str, known: Vocabulary) -> bool:
    if group.public_domain:
        return token.value == "1.0" and len(gap) <= 15
    if group.version:
        return group.version == token.value and len(gap) <= 12
    if group.name:
        return token.value in known.names[group.name].versions and len(gap) <= 45
    return token.value in known.versions and len(gap) <= 25 and bool(group.brand or group.elements or group.code)


def _port_joins(group: Group, token: Token, gap: str, known: Vocabulary) -> bool:  # noqa: ARG001
    return not group.name and len(gap) <= 12 and bool(group.version or group.elements or group.brand)


def _licence_joins(group: Group, token: Token, gap: str, known: Vocabulary) -> bool:  # noqa: ARG001
    return len(gap) <= 20


def _name_joins(group: Group, token: Token, gap: str, known: Vocabulary) -> bool:  # noqa: ARG001
    if group.name:
        return group.name == token.value and len(gap) <= 40 and not group.version
    return not group.elements and not group.code and len(gap) <= 20


_JOINS = {
    "brand": _brand_joins, "element": _element_joins, "code": _code_joins, "version": _version_joins,
    "port": _port_joins, "licence": _licence_joins, "name": _name_joins, "pd": _pd_joins,
}  # fmt: skip


def _add(group: Group, token: Token, known: Vocabulary) -> None:
    group.tokens.append(token)
    if token.kind == "brand":
        group.brand = True
    elif token.kind == "licence":
        group.licence = True
    elif token.kind == "pd":
        group.public_domain = True
    elif token.kind == "element":
        (group.elements if token.exact else group.stems).add(token.value)
    elif token.kind == "version":
        group.version = token.value if token.value in known.versions or group.name else group.version
    elif token.kind == "port":
        group.has_port = True
        group.port = token.value or group.port
    elif token.kind == "name":
        group.name = token.value
        group.public_domain = False
    elif token.kind == "code":
        group.code = True
        group.elements |= token.elements
        group.version = token.version or group.version
        group.port = token.port or group.port
    else:
        group.url = token.grant


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
