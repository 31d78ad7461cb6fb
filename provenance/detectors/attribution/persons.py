"""Whether words are a person's name, and no house's, job's, place's or day's."""

from __future__ import annotations

from provenance.catalog import Catalog
from provenance.detectors.attribution.name_ends import is_house
from provenance.expressions import compiled

INITIAL = compiled(r"\p{Lu}\.?(?:-?\p{Lu}\.?)?$|(?:\p{Lu}\.){3,4}$")
_PROPER = compiled(r"(?:(?:[dDlLO]|Mc|Mac|[Dd]ell|[Dd]all)'|(?:al|el|ul|as|ar|az)-)?\p{Lu}[\p{L}\p{M}'-]*\.?$")
_LETTERS = compiled(r"(?:[\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Thai}\p{M}]{2,20})$")
_SIGNS = compiled(r"(?:\p{Han}{2,5}|[\p{Han}\p{Hiragana}\p{Katakana}ー]{3,9}|\p{Hangul}{2,4})$")
_HOUSE_SIGNS = compiled(
    r"(?:社|报|報|网|網|台|局|室|新聞|新闻|编辑|編集|委員会|委员会|大学|大學|"
    r"집부|뉴스|신문|일보|報導|报导|报道|報道|电|電|讯|综合|綜合|编译|編譯)$"
)
_HOUSE_WITHIN = compiled(
    r"^来自|时报|日报|晚报|晨报|早报|證券|证券|新媒体|网络|客户端|频道|頻道|编辑部|編集部|工作室|官方|文章|信息|分辨率|推荐|传媒|傳媒|资讯|資訊|青网"
)
_CLOCK = frozenset(("am", "pm", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc", "bst", "cet", "cest", "ist"))
_OF = frozenset(("do", "da", "dos", "das", "del", "dal"))
_HOUSE = compiled(r"\p{Lu}{3,5}-\p{Lu}")  # "ARD-Studio"
_FEWEST, _MOST_WORDS = 2, 6
ABBREVIATED = 5
_LONGEST = 60
SHORT_MONTH = 3
"""A month in so few letters ("Sen") is a family name as well."""


def is_day(words: str, catalog: Catalog) -> bool:
    """Whether the words begin with a day, a time or a number: nothing of a name."""
    pieces = words.split()
    if not pieces or words[0].isdigit():
        return bool(pieces)
    month = catalog.calendar.month(pieces[0].strip(".,")) is not None
    return (month and (len(pieces) == 1 or pieces[1][0].isdigit())) or bool(
        catalog.calendar.label(pieces[0]) or catalog.calendar.label(words)
    )


def is_person(name: str, catalog: Catalog) -> bool:
    """Whether the words have the form of a person's name and are no house, job, place or day."""
    tokens = name.split()
    lowers = [token.lower().strip(".'") for token in tokens]
    if len(name) > _LONGEST or any(char.isdigit() for char in name):
        return False
    if len(tokens) == 1:
        return (
            bool(_SIGNS.match(name))
            and not (_HOUSE_SIGNS.search(name) or _HOUSE_WITHIN.search(name) or catalog.outlets.named(name))
            and name not in catalog.people.roles
            and name not in catalog.places
        )
    people = catalog.people
    if not _FEWEST <= len(tokens) <= _MOST_WORDS or any(
        (
            word in people.organisations
            and not (word in people.particles and token.islower())
            and not (token is tokens[0] and word in people.given and word not in people.ordinary)
        )
        or word in people.roles
        for word, token in zip(lowers, tokens, strict=True)
    ):
        return False
    if _is_other(name, lowers, catalog) or (not name.isupper() and any(_HOUSE.match(token) for token in tokens)):
        return False
    if all(_LETTERS.match(token) or _SIGNS.match(token) for token in tokens):
        return len(tokens) <= 4
    return _is_proper(tokens, lowers, catalog)


def _is_other(name: str, lowers: list[str], catalog: Catalog) -> bool:
    """Whether the words are the name of a place, an outlet or a day, a time or the house behind "of"."""
    if name.isupper() and not _CLOCK.isdisjoint(lowers):
        return True  # "AM EST"
    if lowers[0] in _OF and len(lowers) == _FEWEST and name.endswith(lowers[1].upper()) and not name.isupper():
        return True  # "Do UOL"
    joined = " ".join(lowers)
    if joined in catalog.places or catalog.places.is_region(joined) or catalog.outlets.named(name) or is_day(joined, catalog):
        return True
    if not name.isupper() and name.split(maxsplit=1)[0].isupper() and is_house(name.split(maxsplit=1)[0], catalog):
        return True  # "ARD Berlin"
    ends = (word for word in (lowers[0], lowers[-1]) if len(word) > SHORT_MONTH)
    return lowers[0] not in catalog.people.given and any(catalog.calendar.month(word) is not None for word in ends)


def _is_proper(tokens: list[str], lowers: list[str], catalog: Catalog) -> bool:
    """Whether every word has a capital or is a particle ("van"), and at least two of them are more than an initial or one is known."""
    people = catalog.people
    proper = sum(bool(_PROPER.match(token) or INITIAL.match(token)) for token in tokens)
    if not any(len(token.strip(".")) > 1 and _PROPER.match(token) for token in tokens):
        return False
    if any(
        not (_PROPER.match(token) or INITIAL.match(token) or low in people.particles or low in people.suffixes)
        for token, low in zip(tokens, lowers, strict=True)
    ):
        return False
    if not (_PROPER.match(tokens[0]) or INITIAL.match(tokens[0]) or (lowers[0] in people.particles and proper >= 1)):
        return False
    if any(token.endswith(".") and len(token) > ABBREVIATED and not INITIAL.match(token) for token in tokens[:-1]):
        return False
    last = lowers[-1]
    return proper >= 2 or (last in people.suffixes and proper >= 2) or lowers[0] in people.given
