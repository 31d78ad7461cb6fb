"""Cutting the outlet's name out of the words beside a cue: "On Tuesday IRNA", "Iran's Mehr News Agency said"."""

from __future__ import annotations

import regex
from attrs import define, evolve, field, frozen

from provenance.detectors.attribution.resolve import Found, Resolver, shaped, tokens
from provenance.expressions import compiled
from provenance.normalise import Folded

_BEFORE = frozenset((
    "on", "in", "at", "by", "as", "and", "but", "or", "while", "when", "where", "after", "before", "since", "meanwhile", "also",
    "earlier", "later", "however", "although", "though", "the", "a", "an", "this", "that", "of", "for", "from", "to", "with", "if",
    "citing", "quoting", "yet", "so", "moreover", "furthermore", "elsewhere", "today", "yesterday", "now", "then", "still", "both",
    "even", "only", "not", "what", "according", "new", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "news",
    "agency", "newspaper", "daily", "website", "magazine", "channel", "network", "broadcaster", "press", "state", "official",
    "semi-official", "wire", "says", "said", "via", "per", "wie", "und", "der", "die", "das", "laut", "nach", "selon", "le", "la",
    "les", "l'", "el", "los", "il", "lo", "secondo", "según", "segun", "como", "par", "dem", "den", "van", "de", "и", "в", "по",
    "как", "что", "агентство", "газета", "телеканал", "diario", "periódico", "quotidiano", "giornale", "quotidien", "agencia",
    "agence", "agenzia", "zeitung", "nachrichtenagentur",
))  # fmt: skip
_MEDIA = frozenset((
    "agency", "newspaper", "broadcaster", "channel", "station", "magazine", "website", "newswire", "diario", "periódico", "agencia",
    "revista", "quotidien", "agence", "quotidiano", "giornale", "agenzia", "jornal", "zeitung", "nachrichtenagentur", "газета", "агентство",
))  # fmt: skip
_DEMONYM = compiled(
    r"^\p{Lu}\p{L}*(?:ian|ish|ese|eli|aqi|ani|ino|ench|[dkr]ean|ican|uban|erman|fghan)$|^(?:U\.?S\.?|Swiss|"
    r"Dutch|Saudi|UK|U\.K\.|EU|Arab|Czech|Greek|Thai|Arabic|Hebrew|[A-Z][\w-]+-(?:based|owned|language|speaking|backed|run|funded))$"
)
_AFTER_PREPOSITION = compiled(r"\b(?:in|of|from|to|for|by|with|on|at|against|about|via)\s(?:[Tt]he\s)?$")
_OF_PLACE = compiled(r"\s(?:of|in)\s\p{Lu}[\p{L}.]+(?:\s\p{Lu}[\p{L}.]+){0,2}$")
_ARTICLES = ("A", "An", "a", "an")
_SHORT = compiled(r"(?:Times|Post|Journal|Globe|Herald|Tribune|News|Telegraph|Sun|Star|Mail|Mirror|Express|Standard|Guardian|Observer)$")
_CALLED = compiled(r"(?r)\b(\p{Lu}\p{Ll}{2,14}|Mr\.?|Mrs\.?|Ms\.?|Dr\.?)[ \t]")
_FREE = compiled(r"\b(?!\s+(?:News|TV|Radio|Newspaper))")
_POSSESSED = ("'s", "s'")
_AFTER = compiled(
    r"^(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?$|"
    r"^\d|^(?:News|Agency|Newspaper|TV|Online|Radio|Daily|Magazine|"
    r"Television|Sports?|Digital|Politics|Persian|Arabic|English|Turkish|Farsi|World|International|Washington|Service|Poll|Correspondent|"
    r"Reporter|President|Prime|Foreign|U\.S\.|But|The|On|In|A)\b"
)
_PLACE_AFTER = compiled(
    r"\s?(?:province|provincial|council|county|city|governor|university|square|street|gulf|region|warner|inc\b|"
    r"corp|l\.p|terminals?|stock|shares|executives?|style\s?(?:guide|book)|"
    r"spokes|employees?|offices?\b|headquarters|chief executive|founder|owner|anchors?\b|hosts?\b|host\b|journalists? "
    r"(?:were|was)|building|studios?)",
    regex.IGNORECASE,
)


_NUMBERED = compiled(r"\s\d{1,3}(?=[.)\]\"']*(?:\s*(?:\n|$)|\s\p{Lu}))")
"""A number that ends the words belongs to the name: "Newshub 24" is not Newshub."""


_ARTICLES_WITHIN = {
    **dict.fromkeys(("du", "au"), "le"),
    **dict.fromkeys(("des", "aux"), "les"),
    **dict.fromkeys(("del", "al", "dal", "nel", "sul"), "il"),
    **dict.fromkeys(("della", "alla", "dalla", "nella", "sulla"), "la"),
    **dict.fromkeys(("do", "ao", "no", "pelo"), "o"),
    **dict.fromkeys(("da", "à", "na", "pela"), "a"),
}
"""Prepositions that have taken in the article of a name: "du Monde" is of Le Monde."""


def _article_within(text: str, start: int) -> str | None:
    """Return the article that the word before a place has taken in."""
    return _ARTICLES_WITHIN.get(text[max(0, start - 7) : start].rstrip(' "').rpartition(" ")[2].lower())


def _word_before(text: str, at: int) -> str:
    return text[max(0, at - _LONGEST_WORD) : at].rpartition(" ")[0].rpartition(" ")[2]


_LONGEST_WORD = 24
_AROUND = " \t\n.,;:\"'*_"


@frozen
class Named:
    """A recognised name and its half-open span in the folded text."""

    start: int
    stop: int
    found: Found


@define
class Names:
    """Finds names in one folded text."""

    folded: Folded
    resolver: Resolver
    _persons: dict[str, bool] = field(factory=dict, init=False)

    def last(self, start: int, stop: int, *, letters: bool = False, strong: bool = True) -> Named | None:
        """Return the longest name that ends at the end of the span ("On Tuesday IRNA" before "reported")."""
        words = self._words(start, stop, letters=letters)[-10 if not letters else -24 :]
        text = self.folded.text
        for at, (begin, end) in enumerate(words):
            if not letters and text[begin:end] in _ARTICLES:
                continue
            found = self.resolver.resolve(text[begin:stop])
            if found is None:
                continue
            before = text[words[at - 1][0] : words[at - 1][1]] if at else ""
            if found.ambiguous and (
                (before or _word_before(text, start)).lower().rstrip(",") in _MEDIA or _MEDIA & set(text[begin:stop].lower().split()[:-1])
            ):
                found = evolve(found, ambiguous=False, typed=True)
            found = self._marked(found, begin, stop)
            if letters or self._stands(found, before, begin, strong=strong):
                return Named(begin, stop, found)
        if letters:
            return None
        cut = text.rfind("/", max(start, stop - 30), stop)  # "a CNN/ORC poll": the second of the two need not be an outlet
        joint = self.last(start, cut, strong=strong) if cut > start else self._of_place(start, stop, strong=strong)
        return joint or self._guess(words, stop, at_end=True, strong=strong)

    def _of_place(self, start: int, stop: int, *, strong: bool) -> Named | None:
        """Return the known name before a place: "The Post and Courier of Charleston", "WHO-TV in Des Moines"."""
        place = _OF_PLACE.search(self.folded.text, start, stop)
        named = self.last(start, place.start(), strong=strong) if place and place.start() > start else None
        return named if named and named.found.outlet and not named.found.ambiguous else None

    def first(self, start: int, stop: int, *, letters: bool = False, strong: bool = True) -> Named | None:
        """Return the longest name that begins at the start of the span, descriptions such as "Iran's" left out."""
        words = self._words(start, stop, letters=letters)
        text = self.folded.text
        article = _article_within(text, start)
        for drop in range(min(4, len(words))):
            if drop and not letters and not self.may_drop(text[words[drop - 1][0] : words[drop - 1][1]]):
                break
            for upto in range(min(len(words), drop + 16), drop, -1):
                begin, end = words[drop][0], words[upto - 1][1]
                found = self.resolver.resolve(text[begin:end])
                if article and not drop and (found is None or found.outlet is None):
                    found = self.resolver.resolve(f"{article} {text[begin:end]}") or found
                found = self._marked(found, begin, end) if found else None
                if found and (letters or self._goes_no_further(found, words, upto, end, strong=strong)):
                    return Named(begin, begin + len(text[begin:end].rstrip(".,;: ")), found)
            if letters:
                break
        return None if letters else self._guess(words, stop, at_end=False, strong=strong)

    def _marked(self, found: Found, begin: int, end: int) -> Found:
        """Return a name that is also a word as a clear one, where quotation marks stand around it: "Die Zeit" in German, for one."""
        text = self.folded.text
        if not found.ambiguous or '"' not in (text[begin : begin + 1], text[begin - 1 : begin]) or '"' not in text[end - 1 : end + 1]:
            return found
        return evolve(found, ambiguous=False, typed=True)

    def whole(self, start: int, stop: int) -> Named | None:
        """Return the name that fills the span, known or not; None when there is nothing in it."""
        text = self.folded.text
        name = text[start:stop].strip(_AROUND)
        if not name[:1].isalpha() and not any(char.isalpha() for char in name):
            return None
        begin = text.index(name, start)
        return Named(begin, begin + len(name), self.resolver.named(name))

    def knows(self, start: int, stop: int) -> bool:
        """Return whether the words of a span are as a whole a name that the catalog has, but for one wrong letter."""
        return self.resolver.resolve(self.folded.text[start:stop].strip(_AROUND), near=True) is not None

    def _words(self, start: int, stop: int, *, letters: bool) -> list[tuple[int, int]]:
        return tokens(self.folded.text, start, stop, letters=letters)

    def _stands(self, found: Found, before: str, begin: int, *, strong: bool) -> bool:
        """Return whether a name after the word `before` is the outlet and not the end of a longer name."""
        plain = not before or self.folded.text[begin - 1 : begin] in "\n/" or self.may_drop(before) or before[-1:] in ',;:")-'
        if not strong and _AFTER_PREPOSITION.search(self.folded.text, max(0, begin - 14), begin):
            return False
        if found.ambiguous:
            return plain and strong and not self.is_person(found.name)
        uncased = found.name.upper() == found.name.lower()
        agency = found.outlet is not None and found.outlet.kind == "agency"
        return plain or uncased or agency or found.typed or len(found.name.split()) > 1 or (found.name.isupper() and len(found.name) > 2)

    def _goes_no_further(self, found: Found, words: list[tuple[int, int]], upto: int, end: int, *, strong: bool) -> bool:
        text = self.folded.text
        if _NUMBERED.match(text, end):
            return False
        if found.name.isupper() or not _PLACE_AFTER.match(text, end):
            following = text[words[upto][0] : words[upto][1]] if upto < len(words) else ""
            possessed = text[words[upto - 1][0] : end].endswith(_POSSESSED)
            free = not following or text[end : end + 1] == "/" or not following[:1].isupper() or possessed or bool(_AFTER.match(following))
            if found.ambiguous:
                return free and strong and not self.is_person(found.name)
            return free or found.typed or (found.outlet is not None and found.outlet.kind == "agency")
        return found.typed

    def may_drop(self, word: str) -> bool:
        """Return whether a word can stand before a name without being part of it: "On", "Iran's", "Russian"."""
        plain = word.strip("\"'(),")
        return plain.lower() in _BEFORE or plain.endswith(_POSSESSED) or bool(_DEMONYM.match(plain)) or not plain[:1].isalpha()

    def _goes_before(self, word: str) -> bool:
        return word.strip("\"'(),").lower() in _BEFORE or word.endswith(_POSSESSED)

    def _guess(self, words: list[tuple[int, int]], stop: int, *, at_end: bool, strong: bool) -> Named | None:
        """Return an unknown name shaped like an outlet's, or a known one with one wrong letter; a weak cue wants a clear shape."""
        text = self.folded.text
        kept = list(words)
        while len(kept) > 1 and self._goes_before(text[kept[0][0] : kept[0][1]]):
            if self.resolver.resolve(text[kept[0][0] : stop if at_end else kept[-1][1]]):
                return None  # "the New York Times" where no outlet counts: its end is none either
            kept.pop(0)
        if not kept:
            return None
        begin, end = kept[0][0], stop if at_end else kept[-1][1]
        name = text[begin:end].strip(" \t\n\"'.,")
        if self.resolver.resolve(name):
            return None
        near = self.resolver.resolve(name, near=True) if strong else None
        if near and not self.is_person(name):
            return Named(begin, end, near)
        return Named(begin, end, Found(name, None, "likely", known=False)) if shaped(name, clearly=not strong) else None

    def is_person(self, name: str) -> bool:
        """Return whether the text also bears the name after a given name or a title ("Michael Bloomberg")."""
        plain = name.removeprefix("The ").removeprefix("the ").strip()
        if " " in plain or plain.isupper() or plain.islower() or not plain.isascii():
            return False
        if _SHORT.match(plain):
            return False
        if plain not in self._persons:
            self._persons[plain] = self._is_called(plain)
        return self._persons[plain]

    def _is_called(self, plain: str) -> bool:
        text, at = self.folded.text, self.folded.text.find(plain)
        while at >= 0:
            before = _CALLED.match(text, max(0, at - 20), at)
            if before and _FREE.match(text, at + len(plain)) and not self.may_drop(before[1]):
                return True
            at = text.find(plain, at + len(plain))
        return False
