"""Whether a licence is given or only talked about."""

from __future__ import annotations

from provenance.detectors.license.clauses import COPYRIGHT, Clause, Cue
from provenance.expressions import compiled
from provenance.model.record import Scope
from provenance.normalise import Folded

_SOFTWARE = compiled(r"\b(?:mit|bsd|apache|l?gpl|agpl|mpl|isc|wtfpl|artistic)\b")
FREE_SOFTWARE = ("bsd", "apache", "gpl", "mpl", "wtfpl", "artistic")
"""What the name of a licence of software holds."""
_TERMS = compiled(
    r"\s+(?:(?:les|los|the|os|i|le|la|el|o|to|a|de)\s+)*(?:termes|términos|terms|termos|termini|conditions|condiciones|licen\p{L}*|lisan\p{L}*|lizenz\p{L}*|creative\s+commons)\b"
)
_THIS = compiled(r"\b(?:this (?:article|story|work|post|text)|dieser (?:artikel|text|beitrag)|cet article|este art)")
_THAT = compiled(r",?\s+(?:that|dass|daß|que|qu'|che|att|at|dat|że|что|що)\b")
_OURSELVES = compiled(r"\b(?:we|i|wir|ich|nous|noi|nosotros|nós|vi|wij|мы|ми)\s+(?:\p{L}+\s+)?$")
_SPEAKER = 24
_SEVERAL = 3
_STOP = compiled(r"[.!?]['\"”»)\]]*\s")
_SPEECH_AFTER = 50
_ABOUT = 25  # how near a word of speech must stand to a licence at the end of a text to be about it


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
    if scope or COPYRIGHT.search(folded.text[around.start : start]):
        return False
    return _in_prose(folded, start, stop, around)


def _reported(lower: str, cue: Cue) -> bool:
    """Whether somebody else's words follow a word of speech: "the court ruled that", and not "we decided that"."""
    return bool(_THAT.match(lower, cue.stop)) and not _OURSELVES.search(lower, max(0, cue.start - _SPEAKER), cue.start)


def _lists_software(around: str) -> bool:
    """Whether a licence stands among those of software: then the words compare licences."""
    return names_software(around) and len(set(_SOFTWARE.findall(around))) >= _SEVERAL


def names_software(words: str) -> bool:
    """Whether some words hold the name of a licence of software."""
    return any(word in words for word in FREE_SOFTWARE)


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
