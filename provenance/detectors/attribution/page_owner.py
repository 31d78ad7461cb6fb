"""Who wrote a page that names no author elsewhere: who signs below its text, and whose the whole site is by its footer."""

from __future__ import annotations

from provenance.catalog import Catalog
from provenance.detectors.attribution.authors import read_names
from provenance.detectors.attribution.page_people import Person, person_at
from provenance.expressions import compiled
from provenance.model.text import Article, Block
from provenance.normalise import Folded

_RIGHTS = compiled(
    r"(?:(?:©|\([cC]\)|[Cc]opyright)[ ,:]{0,2}){1,3}(?:by |von )?"
    r"(?:(?:19|20)\d\d(?: ?- ?(?:(?:19|20)\d\d|heute|today|present))?[,.]? ?(?:- |by )?)?(?=\p{Lu})"
)
_GOES_ON = compiled(r" ?&? ?\p{L}")
_FOOTS = frozenset(("footer", "copyright", "copyrights", "colophon"))
_SHORT, _LINES, _CLOSE = 160, 3, 5
_NOT_SIGNED = compiled(r"[():@.]\s|\.\w{2,4}\b|\d")


def signed_off(article: Article, folded: Folded, catalog: Catalog) -> list[Person]:
    """Return who signs in the last block of an article: a name, and what the person is on the line below it."""
    end = article.body[-1][1] if article.body else 0
    last = next((block for block in reversed(article.blocks) if block.stop <= end and block.place != "markup"), None)
    if last is None or last.stop - last.start > _SHORT or not 1 <= article.text.count("\n", last.start, last.stop) < _LINES:
        return []
    first, stop = folded.position(last.start), folded.position(last.stop)
    if _NOT_SIGNED.search(folded.text, first, stop):
        return []
    names = read_names(folded.text, first, stop, catalog)
    alone = len(names.people) == 1 and names.people[0].start == first and folded.text.startswith("\n", names.people[0].stop)
    if not (alone and names.clean and names.known):
        return []
    return [person_at(article, folded, first, names.people[0].stop, "markup/signed", "likely", None)]


def owner(article: Article, folded: Folded, catalog: Catalog) -> list[Person]:
    """Return the one person whose the page is by a notice of copyright in its footer; on a personal site that is its author."""
    found = [person for block in article.blocks if _is_foot(block) for person in _holders(article, folded, block, catalog)]
    return found[:1] if len({person.key for person in found}) == 1 else []


def _is_foot(block: Block) -> bool:
    own = block.place == "footer" or not _FOOTS.isdisjoint(block.hints[:_CLOSE])
    return own and block.place != "markup" and block.stop - block.start <= _SHORT and block.tag != "figcaption"


def _holders(article: Article, folded: Folded, block: Block, catalog: Catalog) -> list[Person]:
    """Return the people whom a notice of copyright that opens a block names."""
    first, stop = folded.position(block.start), folded.position(block.stop)
    notice = _RIGHTS.match(folded.text, first, stop)
    names = read_names(folded.text, notice.end(), stop, catalog) if notice else None
    if notice is None or names is None or not names.known or not names.people or names.people[0].start != notice.end():
        return []
    if _GOES_ON.match(folded.text, names.people[-1].stop, stop):
        return []  # "Jane Doe Verlag GmbH"
    return [person_at(article, folded, name.start, name.stop, "markup/owner", "possible", None) for name in names.people]
