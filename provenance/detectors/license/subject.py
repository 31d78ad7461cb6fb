"""What a licence statement is about: the site, the article, a part of it, or nothing (it is only talked about)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from provenance.catalog import Catalog
from provenance.detectors.license.guarded import Guarded
from provenance.expressions import compiled
from provenance.model.record import Scope
from provenance.normalise import Folded, fold
from provenance.patterns import Scanner

_LEFT, _RIGHT = 260, 200
_END = compiled(r"[.!?]['\"”»)\]]*\s+(?=[\p{Lu}\"'„«(©])|[。！？]|\n")
_ABBREVIATION = compiled(r"(?:\b(?:\p{Lu}|vs|etc|e\.g|i\.e|z\.b|ca|mr|mrs|dr|st|no|nr|v|vol|bzw|inc|ltd|co|u\.s)|(?<![\d.])\d{1,2})\.$")
_COPYRIGHT = compiled(
    r"©|\(c\)\s|\bcopyright\b|\bcopyleft\b|lizenz:|licen[sc]e:|licencia:|licença:|licenza:|лицензия:|مجوز:|رخصة:|许可:|授权:|rights:"
)
_CREDIT_BEFORE = Guarded(
    r"(?:(?<!\b(?:in|en)\s)\b(?:bild|foto|photo|image|picture|grafik|karte|map|illustration|crédit|credit|imagen|imagem|immagine|musik|music|video)s?\s?\d?\s?:|\bwikimedia\b|\bflickr\b|\bunsplash\b|\b(?:photo|image|picture|illustration|figure|video)s?\s+courtesy\b)[^\n]{0,160}$",
    ":", "wikimedia", "flickr", "unsplash", "courtesy",
)  # fmt: skip
_SOFTWARE = compiled(r"\b(?:mit|bsd|apache|l?gpl|agpl|mpl|isc|wtfpl|artistic)\b")
_FREE_SOFTWARE = ("bsd", "apache", "gpl", "mpl", "wtfpl", "artistic")
_LABELS = (
    "lizenz", "licence", "license", "licencia", "licença", "licenza", "licentie", "licens", "lisens", "lisenssi", "licencja", "лицензия",
    "ліцензія", "lisans",
)  # fmt: skip
_SET_APART = compiled(r"(?:^|[|•·;*/]|\s-)\s*$")
_AND_BEFORE = compiled(r"\p{L}{4,}\s+(?:und|and|et|y|e|sowie)\s+(?:die|der|das|the|les|las|los|le|i|all)?\s*$")
_TERMS = compiled(
    r"\s+(?:(?:les|los|the|os|i|le|la|el|o|to|a|de)\s+)*(?:termes|términos|terms|termos|termini|conditions|condiciones|licen\p{L}*|lisan\p{L}*|lizenz\p{L}*|creative\s+commons)\b"
)
_TAKEN = Guarded(
    r"\b(?:uses?|using|contains?|incorporates?|includes?|reuses?)\s+(?:\w+\s+){0,2}?(?:material|text|content|data|passages)\s+from\b|\b(?:adapted|excerpted|"
    r"translated|copied|taken)\s+from\b|\b(?:basiert|beruht)\s+auf\b|\bunter\s+verwendung\b|\badapt(?:é|ado|ato)\s+d[eia]\b|\bbasado\s+en\b",
    "from", "auf", "verwendung", "adapt", "basado",
)  # fmt: skip
_FEW_WORDS = compiled(r"[\s,]*(?:and|und|et|y|e|i|и|&|including|inklusive|text[es]*|,|\s|\w{1,12}){0,4}[\s,]*")
_AND = compiled(r"\b(?:and|und|et|y|e|i|и|&|including|inklusive|sowie)\b|,")
_TIES = compiled(
    r"\s*(?:(?:in|on|of|from|for|to|at|the|used|auf|aus|von|des|der|für|zu|de|du|des|sur|dans|en|del|da|do|na|no|di|su|nel|van|op|på|i|w|z|na|su|"
    r"из|на|в|этого|dieses|dieser|diesem)\s*){0,4}"
)
_THIS = compiled(r"\b(?:this (?:article|story|work|post|text)|dieser (?:artikel|text|beitrag)|cet article|este art)")
_THAT = compiled(r",?\s+(?:that|dass|daß|que|qu'|che|att|at|dat|że|что|що)\b")
_OURSELVES = compiled(r"\b(?:we|i|wir|ich|nous|noi|nosotros|nós|vi|wij|мы|ми)\s+(?:\p{L}+\s+)?$")
_SPEAKER = 24
_SEVERAL = 3
_STOP = compiled(r"[.!?]['\"”»)\]]*\s")
_SPEECH_AFTER = 50
_ABOUT = 25  # how near a word of speech must stand to a licence at the end of a text to be about it
_BARS = 2  # so many bars make a menu
_OF = 34  # how far before "this blog" the part that is meant may stand ("the pictures in this blog")


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
        for word in words:
            meanings.setdefault(fold(word.removesuffix("*")).lower, (kind, word.endswith("*")))
    return Cues(Scanner(list(meanings)), tuple(meanings.values()))


def clause(folded: Folded, start: int, stop: int, words: Cues, *, blocks: bool = False) -> Clause:
    """Return the sentence around `[start, stop)`, a few hundred characters at most; with `blocks` every line is a block of a page."""
    first = max(0, start - _LEFT)
    for match in _END.finditer(folded.text, first, start + 1):  # one more, for the capital that may begin the statement itself
        if match.end() > start or (match[0] == "\n" and not blocks and not _hard(folded.text, match.start())):
            continue
        if match.end() == start and match[0][0] == "." and _COPYRIGHT.search(folded.lower[first : match.start()]):
            continue  # "Copyright Example Daily. All rights reserved."
        if match[0][0] == "." and _ABBREVIATION.search(folded.lower[max(0, match.start() - 6) : match.start() + 1]):
            continue
        first = match.end()
    first = _behind_menu(folded, first, start)
    last = min(len(folded.text), stop + _RIGHT)
    for match in _END.finditer(folded.text, stop, last):
        if match[0] == "\n" and not blocks and not _hard(folded.text, match.start()):
            continue
        last = match.end()
        break
    return Clause(first, last, words.find(folded, first, last))


def _behind_menu(folded: Folded, first: int, start: int) -> int:
    """Return where a sentence begins that stands behind a menu or a list of headlines ("News | In pictures: the fair | Most read")."""
    before = folded.text[first:start]
    if before.count(" | ") < _BARS or _CREDIT_BEFORE.search(folded.lower[first:start]):
        return first
    return first + before.rindex(" | ") + 3


def _hard(text: str, at: int) -> bool:
    """Whether a line break ends the sentence: a blank line or a short line does, a wrapped line does not."""
    after = text[at + 1 : at + 3]
    if not after.strip() or after[:1] == "\n":
        return True
    line = at - (text.rfind("\n", 0, at) + 1)
    return line < 45 or text[at + 1].isupper()


def is_labelled(folded: Folded, start: int, around: Clause) -> bool:
    """Whether a label stands before the statement, set apart from what is before it: "Design: X | Licence: CC BY"."""
    before = folded.lower[around.start : start]
    before = (before[:-1] if before[-1:] in ("[", "(") else before).rstrip().removesuffix(":").rstrip()
    label = next((word for word in _LABELS if before.endswith(word)), None)
    return label is not None and bool(_SET_APART.search(before.removesuffix(label)))


def scope_of(  # noqa: PLR0911 -- a list of cases, the surest first
    folded: Folded, start: int, stop: int, around: Clause, *, spoken: bool = False
) -> Scope | None:
    """Return what the statement at `[start, stop)` says it is about, None when the sentence does not say.

    `spoken` statements are sentences that may name their subject themselves ("free to republish this article").
    """
    inside = [cue for cue in around.cues if spoken and start <= cue.start and cue.stop <= stop and cue.kind in ("site", "article")]
    if inside:
        return _kind(inside[0])
    if is_labelled(folded, start, around):
        return None
    if _TAKEN.search(folded.lower[around.start : start]):
        return "part"
    subjects = around.before(start, "site", "article", "part")
    if subjects:
        scope = _nearest(folded, subjects, around, start)
        if scope:
            return scope
    if _is_credit(folded, start, stop, around) or _in_brackets(folded, start, stop, around):
        return "part"
    later = [cue for cue in around.after(stop, "site", "article") if cue.start - stop < 90]
    if later and not around.before(later[0].start, "except") and "\n" not in folded.text[stop : later[0].start]:
        return "site" if later[0].kind == "site" else "article"
    return None


def _in_brackets(folded: Folded, start: int, stop: int, around: Clause) -> bool:
    """Whether the licence stands in brackets behind the name of something: "Artist - Title (CC BY)"."""
    before = folded.text[around.start : start].rstrip()
    named = before[:-1].strip()
    closed = folded.text[stop : stop + 2].strip()[:1] in (")", "]") or folded.text[stop - 1] in ")]"
    return bool(
        before[-1:] in ("(", "[") and closed and named and not around.before(start, "verb", "site", "article") and not named.endswith("\n")
    )


def _nearest(  # noqa: PLR0911 -- a list of cases, the surest first
    folded: Folded, subjects: list[Cue], around: Clause, start: int
) -> Scope | None:
    last = subjects[-1]
    excepted = [cue for cue in around.before(start, "except") if cue.stop <= last.start and last.start - cue.stop < 60]
    whole = [cue for cue in subjects if cue.kind != "part"]
    if last.kind == "part":
        if excepted and whole:
            return _kind(whole[-1])
        if (
            whole
            and last.start - whole[-1].stop < 40
            and _FEW_WORDS.fullmatch(folded.lower, whole[-1].stop, last.start)
            and _joined(folded, whole[-1], last)
        ):
            return _kind(whole[-1])
        if _AND_BEFORE.search(folded.lower[around.start : last.start]) and not _is_credit(folded, start, start, around):
            return "article"
        return "part"
    parts = [cue for cue in subjects if cue.kind == "part" and 0 <= last.start - cue.stop <= _OF]
    if parts and not excepted and _of(folded.lower[parts[-1].stop : last.start]):
        return "part"
    if _is_credit(folded, start, start, around) and not around.before(start, "verb"):
        return "part"
    return _kind(last)


def _joined(folded: Folded, whole: Cue, part: Cue) -> bool:
    return bool(_AND.search(folded.lower[whole.stop : part.start]))


def _kind(cue: Cue) -> Scope:
    return "site" if cue.kind == "site" else "article"


def _of(between: str) -> bool:
    """Whether the words between a part and the whole tie them together ("in", "of", "auf")."""
    return bool(_TIES.fullmatch(between))


def _is_credit(folded: Folded, start: int, stop: int, around: Clause) -> bool:
    """Whether the statement stands in the credit line of something taken from elsewhere."""
    near = [cue for cue in around.before(start, "credit") if start - cue.stop < 130 and not _closed(folded.text, cue, start)]
    near += [cue for cue in around.after(stop, "credit") if cue.start - stop < 60]
    return bool(near) or bool(_CREDIT_BEFORE.search(folded.lower[max(0, around.start - 160) : start]))


def _closed(text: str, credit: Cue, start: int) -> bool:
    """Whether a credit stands in brackets that end before a statement: "(Source: the Mail) Content of the Post: CC BY"."""
    return text[credit.start - 1 : credit.start] == "(" and ")" in text[credit.stop : start]


def is_mention(folded: Folded, start: int, stop: int, around: Clause, scope: Scope | None) -> bool:
    """Whether the licence is only talked about: prose around it, no subject of this publication, somebody speaking of it."""
    before = folded.lower[around.start : start]
    if _lists_software(folded.lower[max(0, start - 90) : stop + 90]):
        return True
    spoken = [cue for cue in around.before(start, "mention") if not _TERMS.match(folded.lower, cue.stop)]
    spoken = [cue for cue in spoken if not _STOP.search(folded.text, cue.stop, start)]
    if (
        not folded.text[around.stop : around.stop + 3].strip() and scope != "part"
    ):  # a last sentence is a notice unless it is about the licence
        spoken = [cue for cue in spoken if start - cue.stop < _ABOUT or _reported(folded.lower, cue)]
    spoken += [
        cue for cue in around.after(stop, "mention") if cue.start - stop < _SPEECH_AFTER and "\n" not in folded.text[stop : cue.start]
    ]
    if spoken and scope != "site":
        return not _deictic(before)
    if scope or _COPYRIGHT.search(before):
        return False
    return _in_prose(folded, start, stop, around)


def _reported(lower: str, cue: Cue) -> bool:
    """Whether somebody else's words follow a word of speech: "the court ruled that", and not "we decided that"."""
    return bool(_THAT.match(lower, cue.stop)) and not _OURSELVES.search(lower, max(0, cue.start - _SPEAKER), cue.start)


def _lists_software(around: str) -> bool:
    """Whether a licence stands among those of software: then the words compare licences."""
    return any(word in around for word in _FREE_SOFTWARE) and len(set(_SOFTWARE.findall(around))) >= _SEVERAL


def _deictic(before: str) -> bool:
    return bool(_THIS.search(before))


def _in_prose(folded: Folded, start: int, stop: int, around: Clause) -> bool:
    """Whether the words stand inside a long paragraph, far from both ends of the text, as part of a longer sentence."""
    text = folded.text
    if start < 300 or len(text) - stop < 420:
        return False
    line_start, line_stop = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
    line_stop = len(text) if line_stop < 0 else line_stop
    if line_stop - line_start < 160:
        return False
    return (start - around.start) > 25 or (around.stop - stop) > 40
