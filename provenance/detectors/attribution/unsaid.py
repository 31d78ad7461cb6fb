"""Wordings that suppose, deny or order what they seem to say: "had the Guardian reported it", "was not reported by the BBC"."""

from __future__ import annotations

from provenance.expressions import compiled

LONGEST_LEAD = 60  # code points before a wording in which it can be taken back

_SUPPOSED = compiled(
    r"(?r)\b(?:(?:[Ii]f|[Uu]nless|[Ww]hether|[Ww]ould|[Cc]ould|[Ss]hould|[Mm]ight|[Hh]ad)\s(?:only\s)?"
    r"|(?:[Ww]ish|[Ii]magine|[Ss]uppose|[Pp]retend)(?:e?[ds]|es)?\s(?:that\s)?"
    r"|(?:[Hh]ätten?|[Ww]enn|[Ff]alls|\b[Oo]b|[Ss]i|[Qq]uand bien même|[Ss]e|[Ее]сли(?: бы)?)\s)"
    r"(?:(?:[Tt]he|an?|der|die|das|le|la|el|il|lo|газета|агентство)\s|l')?[\"]?$"
)
"""What stands before the name of an outlet that is only imagined to report."""

_DENIED = compiled(
    r"(?r)(?:\b(?:not|never|nor|neither|yet\sto|[Nn]obody|[Nn]o[\s-]one|[Nn]one|without|instead\sof|rather\sthan)|n't)\s"
    r"(?:(?:yet|ever|be|been|being|was|were|is|are|has|had|have|having|even|also|actually|previously|independently|first|immediately|"
    r"officially|publicly|directly|verified|confirmed|or|and)\s){0,4}$"
    r"|\b(?:den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|avoid(?:s|ed|ing)?|cancel(?:s|l?ed|l?ing)|reject(?:s|ed|ing)?"
    r"|postpon(?:e|es|ed|ing)|skip(?:s|ped|ping)?|(?:turn|call)(?:s|ed|ing)?\s(?:down|off)|(?:pull|back)(?:s|ed|ing)?\sout\sof|ruled\sout)\s"
    r"(?:(?:to|be|having|ever|give|giving|grant|granting|do|doing|an?|any|all|his|her|their|its|the|another|further|planned|scheduled|"
    r"request|requests|for)\s){0,4}$"
)
"""What stands before words that say the contrary, or that an interview never came about."""

_AHEAD = compiled(
    r"(?r)\b(?:will|would|shall|to|can|could|may|might|should|must|won't|wouldn't|couldn't)\s(?:(?:not|never|also|soon|then|later|now)\s){0,2}"
    r"(?:be\s|(?:give|grant|have|hold|do)\s(?:an?|his|her|their|its)\s(?:[a-z-]+\s)?)?$"
)
"""What stands before words about an interview or an appearance that is still to come."""

_NOT = compiled(r"\s(?:nicht|niet|inte|ikke)\b(?!\s(?:nur|alleen|bara|bare|kun)\b)")
_LATER = compiled(r"appear\b|interview")
_NO = compiled(r"(?r)\b[Nn]o\s(?:[a-z-]+\s)?$")
_THING = compiled(r"(?:report|stor|article|editorial|interview|account|op-ed)")
_ASIDE = compiled(r"(?i)(?:in|during|on|at|for|according|as|per|via)\b")
"""What opens a wording that stands beside the sentence: "she would not in an interview with CNN" denies no interview."""

_TOLD = compiled(r"(?i)(?:told|telling|tells|informed)\b")
_ORDER = compiled(
    r"\s(?:(?:not\s)?to\s\p{Ll}|(?:staff|staffers|employees|executives|bosses|board|management|workers|lawyers|shareholders)\b)"
)
"""What follows the name of a house that is told what to do, or whose people are told something."""

_HOSTED = compiled(r"(?r)\b(?:moderated|hosted|anchored|chaired|produced)\sby\s$")
_SHOWN = compiled(r"(?:aired|broadcast|carried|ran|run|shown)\b")
_SHOW = compiled(
    r"(?r)\b(?:ads?|advertisements?|spots?|commercials?|debates?|shows?|series|films?|movies?|documentary|episodes?|games?|match(?:es)?|"
    r"concerts?|ceremony|rally|rallies|speech|program(?:me)?s?|finale|premiere)\s(?:[a-z'-]+\s){0,3}$"
)
"""What stands before words that say where something was shown, and not where it was reported."""

_SHOWS = compiled(r"(?r)\b(?:aired|broadcast|carried|ran)$")
_LIVE = compiled(r"\s(?:[\w'-]+\s){0,5}(?:live|ads?|advertisements?|commercials?|debates?|spots?|games?|match|ceremony|concert)\b")
_REPORTED = compiled(r"(?r)\breport(?:ed|s)$")
_EARNINGS = compiled(
    r"\s(?:an?\s|its\s)?(?:[\w-]+\s){0,4}(?:earnings|loss(?:es)?|profits?|revenues?|income)\b(?!\s(?:at|for|of|by|in|from|among)\b)"
)


def is_unsaid(text: str, start: int, stop: int, *, leading: bool, told: bool) -> bool:
    """Return whether the words around a wording, `[start, stop)` of a folded text, take it back.

    `leading` says that the name stands before the words that cite it; `told` that somebody speaks to the outlet.
    """
    low = max(0, start - LONGEST_LEAD)
    if leading and (_SUPPOSED.search(text, low, start) or _NOT.match(text, stop) or _is_business(text, start, stop)):
        return True
    if (told and _HOSTED.search(text, low, start)) or (_SHOWN.match(text, start) and _SHOW.search(text, low, start)):
        return True
    if told and (
        (_TOLD.match(text, start) and _ORDER.match(text, stop)) or (_LATER.match(text, start) and _AHEAD.search(text, low, start))
    ):
        return True
    if (leading or _THING.match(text, start)) and _NO.search(text, low, start):
        return True
    return not leading and not _ASIDE.match(text, start) and _DENIED.search(text, low, start) is not None


def _is_business(text: str, start: int, stop: int) -> bool:
    """Return whether an outlet does what houses do besides reporting: it carries a speech live, or reports its earnings."""
    return bool(
        (_REPORTED.search(text, start, stop) and _EARNINGS.match(text, stop))
        or (_SHOWS.search(text, start, stop) and _LIVE.match(text, stop))
    )
