"""Copyright lines that name an outlet: "© 2020 Reuters". They say who claims the rights, not who wrote the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from provenance.catalog import Catalog
from provenance.detectors.attribution.lines import places
from provenance.expressions import compiled
from provenance.model.evidence import evidence
from provenance.model.record import Attribution
from provenance.model.text import Article
from provenance.normalise import Folded

_REACH = 6_000
"""How many characters before the end are looked at: copyright lines stand below the text."""

_LINE = compiled(
    r"(?<![\p{L}\p{N}])(?:copyright(?:ed)?(?: by)?:?(?: ?(?:©|\(c\)))?|©|\(c\))[ \t]{0,3}"
    r"(?:(?:19|20)\d\d(?: ?[-/,] ?(?:19|20)?\d\d)?,?[ \t]{1,3})?(?:by )?(?P<name>(?:L\.P\.|[^\n.;|©]){2,60})",
    regex.IGNORECASE,
)
_SIGNS = ("©", "(c)", "copyright")
_WORDS = compiled(r"[^\s,]+")
_PICTURE = compiled(r"(?i)\b(?:photos?|pictures?|images?|fotos?|bild(?:er)?|video|illustration|credit|getty)\b[^\n]{0,12}$")
_LABEL = 30
_MOST_WORDS = 6
_LEGAL = ("all rights", "alle rechte", "tous droits", "llc", "inc", "ltd", "gmbh", "limited", "l.p", "lp")


def find_copyrights(article: Article, folded: Folded, catalog: Catalog) -> Iterator[Attribution]:
    """Yield the copyright lines at the end of a text whose holder is an outlet of the catalog, with role other."""
    for match in _lines(folded):
        held = _holder(match["name"], catalog)
        if held is None or _PICTURE.search(folded.text, max(0, match.start() - _LABEL), match.start()):
            continue
        outlet, length = held
        start, stop = folded.span(match.start(), match.start("name") + length)
        proof = evidence("credits/copyright-line", article.text, start, stop)
        yield Attribution("contact", "other", outlet, match["name"][:length], None, None, None, "©", "certain", proof)


def _lines(folded: Folded) -> Iterator[regex.Match[str]]:
    """Yield what follows a sign of copyright at the end of a text."""
    first = max(0, len(folded.lower) - _REACH)
    done = first
    for start in sorted(start for sign in _SIGNS for start in places(folded.lower, sign, first)):
        if start >= done and (match := _LINE.match(folded.text, start)):
            done = match.end()
            yield match


@lru_cache(maxsize=1_000)
def _holder(words: str, catalog: Catalog) -> tuple[str, int] | None:
    """Return the id of the outlet whose name opens the words, and how many characters it takes; the longest name wins."""
    tokens = list(_WORDS.finditer(words))[:_MOST_WORDS]
    for token in reversed(tokens):
        found = catalog.outlets.named(words[: token.end()])
        if len(found) == 1 and _ends(words, token.end()) and not found[0].is_ambiguous(words[: token.end()]):
            return found[0].id, token.end()
    return None


def _ends(words: str, at: int) -> bool:
    """Return whether a name ends there: no further capital that may belong to it follows, a year or a legal form aside."""
    rest = words[at:].lstrip(" ,")
    return not rest[:1].isupper() or rest.lower().startswith(_LEGAL)
