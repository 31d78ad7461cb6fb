"""JSON-LD of a page -> the properties that say who wrote, published and licensed what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import orjson

MAIN_TYPES = re.compile(
    r"article|posting|report|webpage|website|creativework|story|opinion|review|howto|dataset|book|recipe|page$", re.IGNORECASE
)
_PAGE = re.compile(r"page$|site$", re.IGNORECASE)
_PROPERTIES = frozenset(
    [
        "license",
        "author",
        "creator",
        "publisher",
        "datePublished",
        "dateCreated",
        "dateModified",
        "uploadDate",
        "coverageStartTime",
        "copyrightHolder",
        "copyrightYear",
        "copyrightNotice",
        "creditText",
        "sourceOrganization",
        "isBasedOn",
        "isBasedOnUrl",
        "usageInfo",
        "acquireLicensePage",
        "contributor",
        "editor",
        "provider",
        "translator",
        "translationOfWork",
        "headline",
        "isAccessibleForFree",
        "conditionsOfAccess",
        "maintainer",
        "funder",
        "dateline",
        "locationCreated",
    ]
)
_PARTS = frozenset((
    "comment", "comments", "breadcrumb", "itemListElement", "potentialAction", "aggregateRating", "review", "mentions", "liveBlogUpdate",
    "itemReviewed", "about", "citation", "isRelatedTo", "isSimilarTo",
))  # fmt: skip
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_LAST_COMMA = re.compile(r",\s*([}\]])")
_PAIR = re.compile(r'"(@type|headline|datePublished|dateCreated|dateModified|author)"\s*:\s*"([^"\n\\]{1,300})"')
_THING = re.compile(r'"(author|creator|publisher)"\s*:\s*\[?\s*(\{[^{}]{0,500}\})')
_CONTROL = re.compile(r"[\x00-\x1f]+")
_MAX_SOURCE = 1_000_000
_MAX_NODES = 2_000
_MAX_NAMES = 20


def read_json_ld(source: str, max_value: int) -> Iterator[tuple[str, str, str]]:
    """Yield (name, value, raw JSON on one line) of every property that matters; nothing for JSON that cannot be read.

    Properties of the article, the page and the site bear their plain name, but for the days of page and site; those of other things (an
    image, a person) have the type of the thing in front ("ImageObject.license"). `articleBody` yields its length in characters as value.
    """
    tree = _load(source)
    named = _named(tree)
    for kind, name, value in _properties(tree):
        plain = not kind or (MAIN_TYPES.search(kind) and not (name.startswith("date") and _PAGE.search(kind)))
        label = name if plain else f"{kind}.{name}"
        if name == "articleBody":
            yield label, str(len(str(value))), f'"articleBody": {len(str(value))} characters'
            continue
        for item in [_followed(part, named) for part in _each(value)]:
            text = _text(item)
            if text:
                shown = _dump(item)
                text, shown = (part if len(part) <= max_value else part[: max_value - 1] + "…" for part in (text, shown))
                yield label, text, f'"{label}": {shown}'


def article_bodies(source: str) -> Iterator[str]:
    """Yield the texts that the JSON-LD of a page gives as `articleBody`."""
    for _, name, value in _properties(_load(source)):
        if name == "articleBody" and isinstance(value, str):
            yield value


def _load(source: str) -> Any:
    if len(source) > _MAX_SOURCE:
        return None
    if (tree := _parsed(source)) is not None:
        return tree
    plain = _CONTROL.sub(" ", _COMMENT.sub("", _COMMENT.sub("", source))).strip().rstrip(";")
    if (tree := _parsed(plain)) is not None:
        return tree
    return _salvaged(unescape(plain) if "&quot;" in plain else plain)


def _parsed(source: str) -> Any:
    try:
        return orjson.loads(source.encode("utf-8", "replace"))
    except orjson.JSONDecodeError:
        return None


def _salvaged(source: str) -> Any:
    """Return what can be read of broken JSON: all of it once commas before a bracket are left out, else what stands for itself.

    That are a type, headline and days in quotation marks, and people and publishers whose braces hold no other; of each the first.
    """
    if (tree := _parsed(_LAST_COMMA.sub(r"\1", source))) is not None:
        return tree
    found = {match[1]: match[2] for match in reversed(list(_PAIR.finditer(source)))}
    things = {match[1]: _parsed(_LAST_COMMA.sub(r"\1", match[2])) for match in reversed(list(_THING.finditer(source)))}
    return {**found, **{name: thing for name, thing in things.items() if thing}} if found or things else None


def _properties(tree: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield (type of the node, property, value) over a tree of nodes and lists, without recursion."""
    stack, seen = [tree], 0
    while stack and seen < _MAX_NODES:
        node = stack.pop()
        seen += 1
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            kind = node.get("@type")
            kind = str(kind[0]) if isinstance(kind, list) and kind else kind if isinstance(kind, str) else ""
            below = []
            for key, value in node.items():
                name = str(key).rpartition(":")[2]
                if name in _PROPERTIES or name == "articleBody":
                    yield kind, name, value
                if isinstance(value, (dict, list)) and name not in _PARTS:
                    below.append(value)
            stack.extend(reversed(below))


def _named(tree: Any) -> dict[str, tuple[str, str]]:
    """Return the type and the name of every thing that has an id, by its id."""
    stack, found, seen = [tree], {}, 0
    while stack and seen < _MAX_NODES:
        node = stack.pop()
        seen += 1
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            key, name, kind = node.get("@id"), node.get("name"), node.get("@type")
            if isinstance(key, str) and isinstance(name, str) and name.strip():
                found[key] = (str(kind[0]) if isinstance(kind, list) and kind else str(kind or ""), name)
            stack.extend(part for part in node.values() if isinstance(part, (dict, list)))
    return found


def _each(value: Any) -> list[Any]:
    """Return the values of a list one by one, and a thing with several names once for each of them."""
    parts = [one for part in value for one in (part if isinstance(part, list) else [part])] if isinstance(value, list) else [value]
    names = [part.get("name") if isinstance(part, dict) else None for part in parts]
    several = [name if isinstance(name, list) and all(isinstance(one, str) for one in name) else None for name in names]
    return [
        new
        for part, many in zip(parts, several, strict=True)
        for new in ([{**part, "name": one} for one in many[:_MAX_NAMES]] if many else [part])
    ]


def _followed(value: Any, named: dict[str, tuple[str, str]]) -> Any:
    """Return a thing that is only pointed at (`{"@id": …}`) with the type and the name that it has elsewhere on the page."""
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name") and value["@id"] in named:
        kind, name = named[value["@id"]]
        return {"@type": kind, "name": name, "@id": value["@id"]}
    return value


def _text(value: Any) -> str:
    """Return a property's value in words: a string or number, or the name, address or id of a thing."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        for key in ("name", "headline", "givenName", "url", "@id", "@value"):
            part = value.get(key)
            part = part[0] if isinstance(part, list) and part else part
            if isinstance(part, str) and part.strip():
                family = value.get("familyName") if key == "givenName" else None
                return " ".join(f"{part} {family or ''}".split()) if isinstance(family, str) else " ".join(part.split())
    return ""


def _dump(value: Any) -> str:
    """Return a value as one line of JSON, things by what names them."""
    if isinstance(value, dict):
        value = {
            key: value[key] for key in ("@type", "name", "headline", "url", "@id", "@value") if key in value and isinstance(value[key], str)
        }
    return orjson.dumps(value).decode("utf-8")
