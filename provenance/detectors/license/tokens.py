"""The words of rights in a stretch of text: brand, elements, codes, versions, ports, names and addresses, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left

import regex
from attrs import frozen

from provenance.detectors.license.squash import squash
from provenance.detectors.license.urls import Grant, addresses, read_address
from provenance.detectors.license.vocabulary import Vocabulary, Word
from provenance.expressions import compiled
from provenance.normalise import Folded

_BLANK = r"(?!\n[^\S\n]*\n)"  # what follows is no blank line, across which nothing is one name
_GAP = rf"(?:{_BLANK}[\s_\-/+,.&:()·]){{0,3}}"
_VERSION = r"v?(?:er(?:sion)?)?\.?[ ]?(?P<version>[1-4][.,٫][0-5]|(?<!\n[^\S\n]?)[1-4])"  # "4 Comments" on the next line is no version
CODE = compiled(
    rf"(?<![\p{{Latin}}\p{{N}}])(?:(?P<cc>cc)(?:{_BLANK}[\s_\-:(\[/–]){{0,4}}(?:(?P<early>[1-4]\.[0-5])[\s-])?)?"
    rf"(?P<parts>(?:by|nc|nd|sa)(?:{_GAP}(?:by|nc|nd|sa)(?![\p{{Latin}}\d]))*)(?![\p{{Latin}}\d])"
    rf"(?:(?:{_BLANK}[\s_\-/,:)]){{0,3}}{_VERSION}(?![\d]|[.,]\d))?"
)
_GLUED = compiled(
    r"(?<![\p{Latin}\p{N}])cc(?P<parts>by(?:nc)?(?:sa|nd)?)(?:[\s_-]?v?(?P<version>[1-4]\.[0-5]|(?<!\n[^\S\n]?)[1-4]))?(?![\p{Latin}\d])"
)
_CC = compiled(r"(?<![\p{Latin}\p{N}.@/])CC(?![\p{Latin}\p{N}])(?!\s?(?:TV|BY|by)\b)")
_DIGITS = compiled(r"[1-4]")
_LEAD = compiled(r"(?<![\p{Latin}\d])v(?:ersion|ersión|er)?\.?\s?$|版本\s?$")
_NUMBER = compiled(
    r"(?:(?<![\p{Latin}\p{Cyrillic}\p{Greek}\d.,$€£])|(?<=\bv)|(?<=\bversion)|(?<=\bv\.))(?P<number>[1-4][.,٫][0-5])"
    r"(?![\d%]|[.,٫]\d|\s?(?:%|percent|million|billion|mio))"
)
_WHOLE = compiled(r"(?:(?<=\bv)|(?<=\bv\s)|(?<=\bv\.)|(?<=\bv\.\s)|(?<=\bversion\s))(?P<number>[1-4])(?![\d.,]|\p{L})")
_PART = compiled(r"BY|NC|ND|SA")
_JOINED = compiled(r"(?:by|nc|nd|sa)(?:[-_/](?:by|nc|nd|sa))+")
_NAME_FOLLOWS = compiled(r"[\s:]+\p{Lu}\p{Ll}")
_TITLE_CODE = compiled(r"\s-\s(?P<by>by)(?=\s*(?:\n|$))")  # "Legal Code - 3.0 Switzerland - by"
_PORT = compiled(r"[\s\-_/(,]{1,3}(?P<port>[A-Za-z]{2,8})(?![\p{L}\d])")
# Scripts whose words are not set apart by spaces, or that take prefixes: a hit may begin inside a word.
_DENSE = compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}]")
_BETWEEN = frozenset(" \t\n-_/\u2013\u2014")
_UNBOUND = compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}\p{Arabic}\p{Hebrew}]")
_SHORT = 4


@frozen
class Token:
    """A word of rights at `[start, stop)` of the folded text; `exact` is false for a stem that only counts inside a licence name."""

    kind: str  # brand, element, licence, port, name, version, code, url
    start: int
    stop: int
    value: str = ""
    exact: bool = True
    elements: frozenset[str] = frozenset()
    version: str | None = None
    port: str | None = None
    grant: Grant | None = None


def tokens(folded: Folded, start: int, stop: int, known: Vocabulary) -> list[Token]:
    """Return the tokens of `[start, stop)` of a folded text, disjoint, in order."""
    found = [*_addresses(folded, start, stop, known), *_codes(folded, start, stop, known)]
    found = _disjoint(found)
    taken = [token.start for token in found]
    found += [token for token in (*_numbers(folded, start, stop), *_words(folded, start, stop, known)) if not _inside(token, found, taken)]
    return _disjoint(found)


def _inside(token: Token, codes: list[Token], starts: list[int]) -> bool:
    """Whether a token overlaps a code or an address; `codes` are disjoint and in order, `starts` their starts."""
    at = bisect_left(starts, token.stop) - 1
    return at >= 0 and at < len(codes) and codes[at].stop > token.start


def _disjoint(found: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in sorted(found, key=lambda token: (token.start, -token.stop, not token.exact)):
        if not out or token.start >= out[-1].stop:
            out.append(token)
    return out


def _addresses(folded: Folded, start: int, stop: int, known: Vocabulary) -> list[Token]:
    matches = addresses(folded.lower, start, stop)
    return [Token("url", match.start(), match.end(), grant=read_address(match[0], known)) for match in matches]


def _codes(folded: Folded, start: int, stop: int, known: Vocabulary) -> list[Token]:
    out = []
    for match in CODE.finditer(folded.lower, start, stop):
        token = _code(folded, match, known)
        if token:
            out.append(token)
    titles = _TITLE_CODE.finditer(folded.lower, start, stop) if folded.lower.find("-", start, stop) >= 0 else ()
    out += [Token("element", match.start("by"), match.end("by"), "BY", exact=False) for match in titles]
    for match in _GLUED.finditer(folded.lower, start, stop) if folded.lower.find("ccby", start, stop) >= 0 else ():
        parts = frozenset(part.upper() for part in ("by", "nc", "sa", "nd") if part in match["parts"])
        out.append(_with_port(folded, "code", match, parts, match["version"], known))
    return out


def _code(folded: Folded, match: regex.Match[str], known: Vocabulary) -> Token | None:
    if not match["cc"] and len(match["parts"]) == 2:
        return _lone(folded, match)
    parts = frozenset(_PART.findall(match["parts"].upper()))
    if not _is_code(folded, match, parts):
        return None
    return _with_port(folded, "code", match, parts, match["version"] or match["early"], known)


def _lone(folded: Folded, match: regex.Match[str]) -> Token | None:
    """Return "BY" in capitals as an element that counts inside a licence name; the other elements alone are words like any."""
    written = folded.text[match.start("parts") : match.end("parts")]
    return Token("element", match.start("parts"), match.end("parts"), written, exact=False) if written == "BY" else None


def _is_code(folded: Folded, match: regex.Match[str], parts: frozenset[str]) -> bool:
    """Whether elements are written as a code ("CC BY-SA", "BY-NC", "by-nc") and not as words of a sentence."""
    written = folded.text[match.start("parts") : match.end("parts")]
    several = len(parts) > 1
    capitals = written == written.upper()
    if not match["cc"]:
        return several and (capitals or ("by" in match["parts"] and bool(_JOINED.fullmatch(match["parts"]))))
    if written == "by" and _NAME_FOLLOWS.match(folded.text, match.end("parts")):
        return False
    return "BY" in parts or (several and capitals)


def _with_port(folded: Folded, kind: str, match: regex.Match[str], parts: frozenset[str], version: str | None, known: Vocabulary) -> Token:
    version = _normal(version, known)
    port, stop = None, match.end()
    if version:
        after = _PORT.match(folded.text, stop)
        if after and after["port"].lower() in known.ports and (after["port"].isupper() or folded.text[after.start()] in "/-_"):
            port, stop = after["port"].upper(), after.end()
    return Token(kind, match.start(), stop, elements=parts, version=version, port=port)


def _normal(version: str | None, known: Vocabulary) -> str | None:
    if not version:
        return None
    plain = version.replace(",", ".").replace("٫", ".")
    plain = plain if "." in plain else f"{plain}.0"
    return plain if plain in known.versions else None


def _numbers(folded: Folded, start: int, stop: int) -> list[Token]:
    out = []
    for digits in _DIGITS.finditer(folded.lower, start, stop):
        match = _NUMBER.match(folded.lower, digits.start()) or _WHOLE.match(folded.lower, digits.start())
        if match:
            number = match["number"].replace(",", ".").replace("٫", ".")
            lead = _LEAD.search(folded.lower, max(start, match.start() - 10), match.start())
            out.append(Token("version", lead.start() if lead else match.start(), match.end(), number if "." in number else f"{number}.0"))
    return out


def _words(folded: Folded, start: int, stop: int, known: Vocabulary) -> list[Token]:
    small = squash(folded.lower[start:stop])
    hits = []
    for index, first, last in known.words.scan(small.text):
        word = known.meanings[index][1]
        hits.append((small.origin[first] + start, small.origin[last - 1] + 1 + start, last - first, word))
    hits.sort(key=lambda hit: (hit[0], -hit[2]))
    out: list[Token] = []
    ends: list[int] = [start]
    for begin, end, length, word in hits:
        if out and begin < out[-1].stop and not (out[-1].kind == "licence" and word.kind == "name"):
            continue
        if _bounded(folded, begin, end, length, word, ends):
            if out and begin < out[-1].stop:
                out.pop()
            out.append(Token(word.kind, begin, end, word.value, word.exact))
            ends.append(end)
    if folded.text.find("CC", start, stop) >= 0:
        out += [Token("brand", match.start(), match.end(), "CC") for match in _CC.finditer(folded.text, start, stop)]
    return out


def _cut(text: str, begin: int, end: int) -> bool:
    """Whether a hit ends inside a word of which it holds only the first letter or two ("Attribution-S|hareAlike")."""
    if end == len(text) or not text[end].isalnum() or not text[end - 1].isalnum():
        return False
    if not text[begin].isascii():  # "غیرتجاری-ه|مانندسازی"; in these scripts what is no letter may be a vowel, and words may run together
        return text[end - 2] in _BETWEEN and _DENSE.match(text, end - 1) is None
    return not text[end - 2].isalnum() or (not text[end - 3].isalnum() and end - begin > 4)


def _bounded(folded: Folded, begin: int, end: int, length: int, word: Word, ends: list[int]) -> bool:
    """Whether a hit begins where a word begins (or where the hit before it ended) and, when it is short, ends where a word ends."""
    text = folded.text
    unbound = _UNBOUND.match(text, begin) is not None
    starts = begin == 0 or not text[begin - 1].isalnum() or ends[bisect_left(ends, begin) - 1 if ends[-1] > begin else -1] == begin
    starts = starts or (text[begin].isupper() and text[begin - 1].islower()) or (text[begin].isascii() and text[begin - 1] > "\u0250")
    if _cut(text, begin, end):
        return False
    if unbound:
        return starts or length >= 2 or word.kind == "licence"
    if word.kind == "name" or (word.kind == "port" and word.value) or (word.exact and length <= _SHORT + 1):
        after = end == len(text) or not text[end].isalnum()
        return starts and after
    return starts
