"""What may stand below a credit and still belong to no article: who the author is, newsletters, subscriptions, cookies, republishing."""

from __future__ import annotations

from functools import cache

from provenance.expressions import compiled
from provenance.normalise import lower
from provenance.patterns import Scanner

_WORDS = (
    *("sign", "subscri", "newsletter", "inbox", "cookie", "privacy policy", "login", "log in", "digest", "briefing", "terms of"),
    *("your account", "continue reading", "free article", "follow ", "story ideas", "journalism", " work", "donat", "email address"),
    *("rights reserved", "permission", "republish", "join more", "our readers", "our website", "reused", "reproduced", "abonn", "suscr"),
    *("bolet", "datenschutz", "impressum", "abbonati", "iscriviti", "assine", "bülten"),
)
"""Words of which one stands in every match of `_HOUSEKEEPING`."""

_HOUSEKEEPING = compiled(
    r"(?i)\b(?:sign(?:ed)? (?:up|in)|subscri(?:be|bers?|ption)|unsubscribe|newsletters?|inbox|cookies?|privacy policy|log ?in"
    r"|(?:daily|weekly|morning|evening) (?:digest|briefing)|terms of (?:use|service)|your account|continue reading|free articles?"
    r"|follow (?:him|her|them|us|me)\b|story ideas|(?:support|enjoying) (?:our|independent) (?:journalism|work)|donat(?:e|ion)"
    r"|email address|rights reserved|prior (?:written )?permission|republish|join more than|our (?:readers|website)"
    r"|may (?:not )?be (?:reused|reproduced|republished)"
    r"|abonn(?:ieren|ez|ement|enten)|suscr[ií]b(?:ete|ase)|bolet[ií]n|datenschutz|impressum|abbonati|iscriviti|assine|bülten)"
)
_BIOGRAPHY = compiled(
    r"(?i)\W*(?:about the authors?\b"
    r"|\p{L}[\p{L}.'-]+(?: \p{L}[\p{L}.'-]+){0,3} (?:is|was|are) an? (?:[\p{L}-]+ ){0,4}?(?:writer|reporter|correspondent|journalist"
    r"|columnist|editor|contributor|fellow|analyst|author|photographer|professor|lecturer|freelancer)s?\b"
    r"|\p{L}[\p{L}.'-]+(?: \p{L}[\p{L}.'-]+){1,3} (?:writes|reports|covers) (?:on|about|from|for)?\b)"
)
_ON = compiled(r"(?i)^\W*(?:he|she|they|before joining|previously|follow|a graduate|based in|(?:his|her|their) (?:work|book|writing))\b")


def is_housekeeping(piece: str) -> bool:
    """Return whether a sentence speaks of subscriptions, cookies, republishing and the like."""
    return bool(_scanner().scan(lower(piece))) and _HOUSEKEEPING.search(piece) is not None


@cache
def _scanner() -> Scanner:
    return Scanner(_WORDS)


def is_biography(piece: str, *, follows_one: bool) -> bool:
    """Return whether a sentence says who the author is, or goes on about it where the sentence before did ("She lives in Lima.")."""
    return _BIOGRAPHY.match(piece) is not None or (follows_one and _ON.match(piece) is not None)
