"""The sentence around a statement, and the words in it that tell what is meant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.license.guarded import Guarded
from provenance.expressions import compiled
from provenance.normalise import Folded, fold_each
from provenance.patterns import Scanner

_LEFT, _RIGHT = 260, 200
_END = compiled(r"[.!?]['\"”»)\]]*\s+(?=[\p{Lu}\"'„«(©])|[。！？]|\n")
_ABBREVIATION = compiled(r"(?:\b(?:\p{Lu}|vs|etc|e\.g|i\.e|z\.b|ca|mr|mrs|dr|st|no|nr|v|vol|bzw|inc|ltd|co|u\.s)|(?<![\d.])\d{1,2})\.$")
COPYRIGHT = compiled(
    r"©|\([cC]\)\s(?!\p{Ll}+\s)|(?i:\bcopyright\b|\bcopyleft\b|lizenz:|licen[sc]e:|licencia:|licença:|licenza:|лицензия:|مجوز:|رخصة:|"
    r"许可:|授权:|rights:)"
)
"""The sign or word of a notice; "(c)" before a small word says who stands in the centre of a picture."""
SIGNS = (
    "©", "(c)", "copy", "lizenz:", "cense:", "cence:", "cencia:", "cença:", "cenza:", "лицензия:", "مجوز:", "رخصه:", "رخصة:", "许可:",
    "授权:", "rights:",
)  # fmt: skip
"""What every such sign or word holds, in small letters: one of these."""

CREDIT_BEFORE = Guarded(
    r"(?:(?<!\b(?:in|en)\s)\b(?:bild|foto|photo|image|picture|grafik|karte|map|illustration|crédit|credit|imagen|imagem|immagine|musik|music|video)s?\s?\d?\s?:|\bwikimedia\b|\bflickr\b|\bunsplash\b|\b(?:photo|image|picture|illustration|figure|video)s?\s+courtesy\b)[^\n]{0,160}$",
    ":", "wikimedia", "flickr", "unsplash", "courtesy",
)  # fmt: skip
_PICTURE = compiled(
    r"(?i:\b(?:bild|foto|photo|image|picture|grafik|karte|map|illustration)s?\s?:)[^\n]{0,160}?"
    r"\([^()\n]*(?i:\b(?:cc|creative commons|public domain|licen[sc]ed)\b)[^()\n]*\)\s+(?=\p{Lu})"
)
"""The credit of a picture with its own licence in brackets; a capital begins something else."""
_CLOSING = "'\"”»)]"
_LONG_WORD = 6  # letters of a word and its full stop, where it is too long for an abbreviation
_BARS = 2  # so many bars make a menu


@frozen
class Cue:
    """A word that tells what is meant, at `[start, stop)` of the folded text."""

    kind: str
    start: int
    stop: int


@frozen
class Clause:
    """The sentence around a statement, `[start, stop)` of the folded text, and the cues in it."""

    start: int
    stop: int
    cues: tuple[Cue, ...]

    def before(self, at: int, *kinds: str) -> list[Cue]:
        """Return the cues of these kinds that end at or before `at`, nearest last."""
        return [cue for cue in self.cues if cue.kind in kinds and cue.stop <= at]

    def without(self, start: int, stop: int) -> Clause:
        """Return the sentence without the cues inside a name ("© Example Photo Agency")."""
        return Clause(self.start, self.stop, tuple(cue for cue in self.cues if cue.start < start or cue.stop > stop))

    def after(self, at: int, *kinds: str) -> list[Cue]:
        """Return the cues of these kinds that begin at or after `at`, nearest first."""
        return [cue for cue in self.cues if cue.kind in kinds and cue.start >= at]


@frozen(eq=False)
class Cues:
    """The cue words, ready for scanning a sentence."""

    scanner: Scanner
    meanings: tuple[tuple[str, bool], ...]

    def find(self, folded: Folded, start: int, stop: int) -> tuple[Cue, ...]:
        """Return the cues inside `[start, stop)`, longest first where they overlap, in order."""
        lower = folded.lower
        hits = []
        for index, first, last in self.scanner.scan(lower[start:stop]):
            kind, open_ended = self.meanings[index]
            if whole_word(lower, first + start, last + start, open_ended=open_ended):
                hits.append(Cue(kind, first + start, last + start))
        hits.sort(key=lambda cue: (cue.start, -cue.stop))
        out: list[Cue] = []
        for cue in hits:
            if not any(cue.start < other.stop and other.start < cue.stop and _rank(other) >= _rank(cue) for other in out[-6:]):
                out.append(cue)
        return tuple(out)


def _rank(cue: Cue) -> int:
    return 1 if cue.kind in ("verb", "mention", "except", "credit") else 2


def whole_word(lower: str, start: int, stop: int, *, open_ended: bool) -> bool:
    """Whether a hit begins and, unless it may go on, ends where a word does; in scripts without spaces every hit does."""
    if "\u0e00" <= lower[start] < "\u0e80" or lower[start] >= "\u3040":
        return True
    prefixed = "\u0590" <= lower[start] < "\u0700"
    begins = prefixed or start == 0 or _ends_word(lower[start - 1])
    return begins and (open_ended or stop == len(lower) or _ends_word(lower[stop]))


def _ends_word(neighbour: str) -> bool:
    return not neighbour.isalnum() or neighbour >= "\u3040"


@cache
def cues(catalog: Catalog) -> Cues:
    """Return the cue words of a catalog."""
    table: Mapping[str, list[str]] = catalog.licenses.get("subjects", {}).get("subjects", {})
    meanings: dict[str, tuple[str, bool]] = {}
    for kind, words in table.items():
        for word, plain in zip(words, fold_each([word.removesuffix("*") for word in words]), strict=True):
            meanings.setdefault(plain, (kind, word.endswith("*")))
    return Cues(Scanner(list(meanings)), tuple(meanings.values()))


def clause(folded: Folded, start: int, stop: int, words: Cues, *, blocks: bool = False) -> Clause:
    """Return the sentence around `[start, stop)`, a few hundred characters at most; with `blocks` every line is a block of a page."""
    first = max(0, start - _LEFT)
    for match in _END.finditer(folded.text, first, start + 1):  # one more, for the capital that may begin the statement itself
        if match.end() > start or (match[0] == "\n" and not blocks and not _hard(folded.text, match.start())):
            continue
        if match.end() == start and match[0][0] == "." and COPYRIGHT.search(folded.text[first : match.start()]):
            continue  # "Copyright Example Daily. All rights reserved."
        if match[0][0] == "." and _ABBREVIATION.search(folded.lower[max(0, match.start() - 6) : match.start() + 1]):
            continue
        first = match.end()
    first = _behind_menu(folded, first, start)
    first = behind_picture(folded, first, start)
    last = min(len(folded.text), stop + _RIGHT)
    for match in _END.finditer(folded.text, stop, last):
        if match[0] == "\n" and not blocks and not _hard(folded.text, match.start()):
            continue
        last = match.end()
        break
    return Clause(first, last, words.find(folded, first, last))


def may_go_on(folded: Folded, at: int) -> bool:
    """Whether the words above a paragraph may belong to its first sentence: a notice ("© 2020 Example Inc."), or an abbreviation."""
    if is_abbreviated(folded, at):
        return True
    above = folded.lower[max(0, at - _LEFT) : at]
    if not above.rstrip().rstrip(_CLOSING).endswith(".") or not any(sign in above for sign in SIGNS):
        return False
    return COPYRIGHT.search(folded.text, max(0, at - _LEFT), at) is not None


def is_abbreviated(folded: Folded, at: int) -> bool:
    """Whether the words above a paragraph end with an abbreviation."""
    above = folded.lower[max(0, at - _LEFT) : at].rstrip().rstrip(_CLOSING)
    return above.endswith(".") and not above[-_LONG_WORD:-1].isalpha() and _ABBREVIATION.search(above[-7:]) is not None


def behind_picture(folded: Folded, first: int, start: int) -> int:
    """Return where words begin that stand behind the credit of a picture with its own licence, `first` where they do not."""
    return max((match.end() for match in _PICTURE.finditer(folded.text, first, start + 1) if match.end() <= start), default=first)


def _behind_menu(folded: Folded, first: int, start: int) -> int:
    """Return where a sentence begins that stands behind a menu or a list of headlines ("News | In pictures: the fair | Most read")."""
    before = folded.text[first:start]
    if before.count(" | ") < _BARS or CREDIT_BEFORE.search(folded.lower[first:start]):
        return first
    return first + before.rindex(" | ") + 3


def _hard(text: str, at: int) -> bool:
    """Whether a line break ends the sentence: a blank line or a short line does, a wrapped line does not."""
    after = text[at + 1 : at + 3]
    if not after.strip() or after[:1] == "\n":
        return True
    line = at - (text.rfind("\n", 0, at) + 1)
    return line < 45 or text[at + 1].isupper()
