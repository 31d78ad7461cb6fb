"""Who is said to license, and what is excepted."""

from __future__ import annotations

import regex

from provenance.catalog import Catalog
from provenance.detectors.license.claims import Claim, holder_named
from provenance.detectors.license.clauses import Clause
from provenance.detectors.license.guarded import Guarded
from provenance.expressions import compiled
from provenance.model.evidence import Evidence, evidence
from provenance.model.record import Holder
from provenance.normalise import Folded

_ASKED = 240  # code points after a licence in which it may say whom to credit
_NAME = r"(?P<name>[\p{Lu}\p{Lo}\d][^\n;:|()•©\"]{0,70}?)"
_VERB = (
    r"\s+(?:is|are|ist|sind|steht|stehen|unterliegt|unterliegen|est|sont|está|están|é|são|è|sono|valt|är|er|on|jest|je|are\s+published|"
    r"может|доступ\p{L}*|liz\p{L}+|licen\p{L}+|under|unter|bajo|sous|sob|may|can|must|for|darf|dürfen|kann|können|peut|peuvent|"
    r"puede|pueden|pode|podem|può|possono)\b|\s*:\s|$"
)
_PREPOSITION = compiled(r"\b(?:by|from|von|de|par|of|des|der|di|av|af|door|por)\s+(?=[\p{Lu}\p{Lo}\d])")
_NAMED = compiled(rf"{_NAME}(?:{_VERB})")
_DONE_BY = compiled(
    r"\b(?:published|powered|hosted|designed|developed|built|operated|translated|written|edited|photograph\w*|photos?|images?|made|theme)\s+$",
    regex.IGNORECASE,
)
"""What somebody did who need not be the one that licenses."""
_OWNER = compiled(
    r"(?:(?:^|[.!?]\s+)(?:(?:Republish|Reuse|Share|Use)\s+)?|\b(?:republish|reuse|share|use)\s+)(?:[Tt]he\s+)?(?P<name>\p{Lu}[\p{L}\p{N}&'.-]*(?:\s+\p{Lu}[\p{L}\p{N}&'.-]*){0,5})"
    r"(?:'s?)?\s+(?:content|articles?|stories|texts?|material|journalism|reporting|publishes|licen[cs]es)\b"
)
_CREDITED = Guarded(
    r"\b(?:[Cc]redit|[Aa]ttribute(?:\s+(?:it|them|the\s+\w+))?\s+to|[Aa]ttribution\s+to)\s+(?P<name>\p{Lu}[^\n;:|()•©\".]{0,60}?)"
    r"(?=\s+(?:and|with|by|as)\b|[.,;]|$)",
    "redit", "ttribut",
)  # fmt: skip
_BELONGS = Guarded(
    r"\b(?:belongs?\s+to|(?:owned|held)\s+by|property\s+of)\s+(?:the\s+)?(?P<name>\p{Lu}[\p{L}\p{N}&'-]*(?:\s\p{Lu}[\p{L}\p{N}&'-]*){0,5})",
    "belong", "owned by", "held by", "property of",
)  # fmt: skip
_RESERVED_BY = compiled(
    r"all\s+rights\s+(?:are\s+)?reserved\s+(?:by|to)\s+(?:the\s+)?"
    r"(?P<name>[^\n;:|()•©\".,]{2,60}?)(?=[.,;|\n]|\s(?:and|under|©)\b|$)",
    regex.IGNORECASE,
)
_RESERVED_FOR = Guarded(
    r"حقوق[^\n.]{0,60}?(?:برای|متعلق\s+به)\s+(?P<name>[^\n.،:|©]{2,50}?)\s+(?:محفوظ|است|می|بوده)|"
    r"محفوظه\s+(?:لدی\s+|لصالح\s+|لل|ل)(?P<name>[^\n.،:|©\d]{2,50}?)\s*(?:[©\d.،|\n]|$)",
    "حقوق",
)  # fmt: skip
"""Persian and Arabic: for whom all rights are kept."""

NAMING = (*_RESERVED_FOR.words, *_CREDITED.words, *_BELONGS.words)
"""What stands in all words that say to whom a licence belongs, or whom to credit."""

_DEICTIC = compiled(
    r"^(?:this|these|that|the|our|all|a|an|dies\p{L}*|der|die|das|alle|unser\p{L}*|ce|cet|cette|nos|este|esta|questo|questa|deze|dit|denna|related|more|other|latest|top|most|recent|similar|popular|section|title|chapter|\d+|creative|cc|lizenz\p{L}*|licen[sc]es?|licencias?|licenças?|licenz[ae]|licentie|bedingungen|terms|termes|términos|termos)\b",
    regex.IGNORECASE,
)
_UP_TO = compiled(r"[.;:,\n)]|\s+(?:this|the content|all|content|text|der|die|alle|le contenu)\b")
_APART = compiled(r"\s[-–—]\s|,\s(?:the|a|an)\s")
_ENGLISH = compiled(r"\s+(?:and|or|und|et|y)?\s*(?:its contributors|contributors)$")


def holder_of(folded: Folded, around: Clause, start: int, catalog: Catalog, claim: Claim | None) -> Holder | None:
    """Return who is said to license in the sentence around a statement ("content by X is") or in the copyright notice that belongs to it.

    None when nobody is named.
    """
    reserved = _RESERVED_BY.match(folded.text, start) or _RESERVED_FOR.search(folded.text[start : start + _ASKED])
    if reserved and (holder := _holder(reserved["name"], catalog)):
        return holder
    before = folded.text[around.start : start]
    claimed = max(0, claim.stop - around.start) if claim else 0
    for preposition in reversed(list(_PREPOSITION.finditer(before, min(claimed, len(before))))):
        match = _NAMED.match(before, preposition.end())
        if any(cue.start == around.start + preposition.end() for cue in around.cues):
            continue  # "der Bilder": what is licensed, and nobody's name
        if match and not _DONE_BY.search(before, 0, preposition.start()) and (holder := _holder(match["name"], catalog)):
            return holder
    if claim:
        return holder_named(claim.name, catalog)
    owners = list(_OWNER.finditer(before))
    if owners and (holder := _holder(owners[-1]["name"], catalog)):
        return holder
    after = folded.text[start : start + _ASKED]
    asked = _CREDITED.search(after) or _BELONGS.search(after.partition("\n")[0])
    return _holder(asked["name"], catalog) if asked else None


def may_name_holder(words: str) -> bool:
    """Whether words behind a licence may say to whom it belongs, or whom to credit."""
    return any(word in words for word in NAMING)


def _holder(words: str, catalog: Catalog) -> Holder | None:
    """Return the holder that the words name, None when they name nobody ("this site", "all texts")."""
    words = _APART.split(words, maxsplit=1)[0]
    name = _ENGLISH.sub("", words.strip(" ,.-'").rsplit(". ", 1)[-1])
    if len(name) < 2 or _DEICTIC.match(name) or not any(char.isalpha() for char in name):
        return None
    return holder_named(name, catalog)


def exceptions_of(text: str, folded: Folded, around: Clause, start: int, stop: int) -> tuple[Evidence, ...]:
    """Return what the sentence excepts ("except where noted", "photos excluded") as spans of the text."""
    out = []
    for cue in around.cues:
        if cue.kind != "except" or start <= cue.start < stop:
            continue
        limit = start if cue.start < start else around.stop
        end = _UP_TO.search(folded.lower[cue.stop : limit])
        last = cue.stop + end.start() if end else limit
        first, final = folded.span(cue.start, min(max(cue.stop, last), limit))
        out.append(evidence("licenses/exception", text, first, final))
    return tuple(out)
