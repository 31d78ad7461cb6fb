"""Words of rights -> rows of words that make up one licence name, while they grow."""

from __future__ import annotations

from attrs import define, field

from provenance.detectors.license.tokens import Token
from provenance.detectors.license.urls import Grant
from provenance.detectors.license.vocabulary import Vocabulary
from provenance.expressions import compiled
from provenance.normalise import Folded

_SENTENCE = compiled(r"[.!?؟][\"')\]»”]*\s+(?=\p{Lu})|[。！？]")
_BLANK = compiled(r"\n[ \t.*#>]*\n")
_CLOSED = compiled(r"[ \t]*(?:$|[^\w ])")
_FILLERS = 5  # words that may stand between two words of a licence name ("licence of the type")


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


def joins(group: Group, token: Token, folded: Folded, known: Vocabulary) -> bool:
    gap = folded.text[group.stop : token.start]
    if len(gap) > 60 or group.url or token.kind == "url":
        return False
    if _SENTENCE.search(folded.text, group.stop, token.start + 1) and not _commands(group, token, gap):
        return False
    if _BLANK.search(gap) and not (group.brand and not group.elements and len(gap) < 30):
        return False
    return _JOINS[token.kind](group, token, gap, known)


def _commands(group: Group, token: Token, gap: str) -> bool:
    """Whether one condition follows another as commands do: "Nevezd meg! Így add tovább!" (name the author! share alike!)."""
    return bool(group.elements) and token.kind == "element" and gap.strip() == "!"


def begins_more(group: Group, token: Token, after: Token | None, text: str) -> bool:
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


def add(group: Group, token: Token, known: Vocabulary) -> None:
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
