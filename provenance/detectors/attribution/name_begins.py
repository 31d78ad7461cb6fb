"""Where a name (slot `outlet`) can begin: read off its letters, before its expression is tried there."""

from __future__ import annotations

from provenance.kernels import compiled

_INSIDE = frozenset((
    "of", "the", "and", "&", "for", "de", "del", "du", "des", "la", "le", "el", "al", "da", "di", "der", "die", "das", "della", "dello",
    "dei", "delle", "dos", "e", "ye", "y", "il", "os", "in", "an", "news", "agency", "newspaper", "business", "daily", "magazine", "weekly",
    "monthly", "journal", "website", "web", "site", "channel", "network", "television", "tv", "radio", "broadcaster", "service", "portal",
    "outlet", "paper", "newswire", "wire", "press", "correspondent", "correspondents", "online", "enchaîné", " for noun in (", ", ",
    ") for ending in ",
    *(f"{noun}{ending}" for noun in ("газет", "правд") for ending in "аыуе"),
))  # fmt: skip
"""Small words inside names."""

_WHEN = frozenset((
    "on", "late", "early", "earlier", "last", "this", "week", "month", "year", "evening", "night", "morning", "today", "yesterday",
))  # fmt: skip
_SMALL = _INSIDE | _WHEN
"""Words in small letters that a name, or the day behind it, can hold."""

_UNCAPPED = ("dpa", "epd", "taz", "ntv", "n-tv")
_FIRST = (*_UNCAPPED, "franceinfo")
"""Names in small letters, as the first word of a name begins with one."""

_MOST_WORDS = 26
_LONGEST_RUN = 60
_INITIALS = 3  # letters before a stop after which a name goes on: "St. Louis"
_APART = frozenset((*"-|/*·•><=~", "--", "---"))
_ASIDE = frozenset('.;:"\n()')
"""What does not stand between the commas behind a name."""


def find_begin(text: str, start: int, stop: int) -> int:
    """Return the first place in `text[start:stop]` where a name can begin, -1 when there is none.

    That is the first letter or figure of a word, quotation marks before it, or the capital inside of "eBay". A word in small letters begins
    a name only with one of a few, or when a capital, a figure or a full stop stands in it ("iNews", "example.com").
    """
    for at in range(start, stop):
        before, char = text[at - 1 : at] if at else "", text[at]
        if not char.isalnum() and char != '"':
            continue
        if (before.islower() and char.isupper()) if before.isalnum() else _may_open(text, at + (char == '"')):
            return at
    return -1


def _may_open(text: str, at: int) -> bool:
    """Return whether the first word of a name can begin with the letter at a place."""
    char = text[at : at + 1]
    if not "a" <= char <= "z":
        return char.istitle() or char.isdecimal()
    stop, last = at, min(len(text), at + _LONGEST_RUN)
    while stop < last and text[stop].isascii() and (text[stop].isalnum() or text[stop] == "-"):
        stop += 1
    word, behind = text[at:stop], text[stop : stop + 1]
    if stop - at == _LONGEST_RUN or not word.islower() or any(char.isdigit() for char in word):
        return True
    return behind == "." or behind > "\x7f" or text.startswith("://", stop) or word.startswith(_FIRST)


def find_earliest(text: str, low: int, stop: int, small: frozenset[str]) -> int:
    """Return the earliest place, not before `low`, where a name can begin whose last word ends at `stop`, also when a day follows it.

    `small` are words in small letters that stand inside names.
    """
    first = stop
    for number in range(_MOST_WORDS):
        end = first
        while end > low and text[end - 1].isspace():
            end -= 1
        start = end
        while start > low and not text[start - 1].isspace():
            start -= 1
        word = text[start:end]
        if not word or (number and (text.count("\n", end, first) > 1 or _ends(word))) or not _holds(word, small):
            break
        first = start
    return first


def _ends(word: str) -> bool:
    """Return whether no name goes on behind a word: one before a mark, the last one of a sentence, a mark alone."""
    if word[-1] in ",):;?" or word in _APART:
        return True
    if word[-1] == '"' and len(word) > 1:
        word = word[:-1]
    return word[-1] in ",:;?" or (word[-1] == "." and not _is_short(word))


def _is_short(word: str) -> bool:
    """Return whether a word with a full stop is an initial, or short for a month or a name: "U.S.", "Sept.", "St."."""
    start = len(word) - 1
    while start and word[start - 1].isalpha():
        start -= 1
    letters = word[start:-1]
    return letters == "Sept" or (len(letters) <= _INITIALS and letters[:1].istitle())


def _holds(word: str, small: frozenset[str]) -> bool:
    """Return whether a name, or the day behind it, can hold a word: one with a capital, a figure or a stop, or a joining word."""
    if not word.islower() or "." in word or any(char.isdigit() for char in word):
        return True
    plain = word.strip('"')
    return plain in small or plain.endswith(_UNCAPPED)


begin_of = compiled("_begins", find_begin)
"""`find_begin`, compiled where it can be."""
earliest_of = compiled("_begins", find_earliest)
"""`find_earliest`, compiled where it can be."""


def earliest(text: str, low: int, stop: int, literal: int) -> int:
    """Return the earliest place, not before `low`, where a name can begin that stands before the words that lead to a literal.

    Its last word ends at `stop`, or, where one comma follows that, at an earlier one: "Reuters, the agency, said".
    """
    first = earliest_of(text, low, stop, _SMALL)
    between = text[stop:literal]
    if between.count(",") == 1 and ")" not in between:
        opened, closed = text.rfind(",", low, stop), stop + between.index(",")
        if opened >= 0 and _ASIDE.isdisjoint(text[opened + 1 : closed]):
            return min(first, earliest_of(text, low, opened, _SMALL))
    return first
