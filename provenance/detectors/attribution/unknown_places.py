"""Words in capitals before a dash that no dictionary of places knows: a small town, or the heading of a list, a company, a person."""

from __future__ import annotations

import regex

from provenance.catalog import Catalog
from provenance.detectors.attribution.lines import Line
from provenance.expressions import compiled
from provenance.normalise import Folded

_PARAGRAPH = 80
"""A line that opens with an unknown word in capitals must be as long, or else it is a heading."""

_WORDS = 4
"""An unknown place has no more words: a headline in capitals may open a text as well."""

_LETTERS = 4
"""A word in capitals that is no known city needs as many letters when nothing but a dash follows."""

_NO_PLACE = compiled(
    r"(?:MR|MRS|MS|DR|USS|HMS|HMAS|USNS|SS|MV|MT|RMS|(?:ON|IN)(?! THE| BOARD)|AS|IF|TO|BY|OF|FROM|WITH|MY|OUR|YOUR|ALL|IS|ARE)\.? "
)
"""What opens the name of a ship, a person or a heading in capitals."""

_LONGEST_LOOK = 20_000


def may_be_place(folded: Folded, line: Line, place: tuple[str, str | None], stop: int, catalog: Catalog) -> bool:
    """Whether unknown words that open a line, with their region, may be a place: a paragraph follows the dash that ends at `stop`."""
    words, region = place
    rest = line.words[stop : stop + 1]
    if not rest or rest.islower() or not any(char.islower() for char in line.words[stop:]):
        return False
    if len(words.split()) > _WORDS or line.stop - line.start < _PARAGRAPH:
        return False
    return region is not None or (
        sum(char.isalpha() for char in words) >= _LETTERS
        and not _NO_PLACE.match(words)
        and not _is_talked_about(folded, line, words, catalog)
    )


def _is_talked_about(folded: Folded, line: Line, place: str, catalog: Catalog) -> bool:
    """Whether the text has the words in small letters ("immigration"), or one word of a place behind a given name ("Hillary Clinton")."""
    lower = place.lower()
    people, text = catalog.people, folded.text
    if any(word.strip(".,") in people.jobs or word in people.organisations or word in people.desks for word in lower.split()):
        return True
    end = line.start + _LONGEST_LOOK
    if text.find(lower, line.start, end) >= 0 and regex.search(
        rf"(?<!\p{{L}}){regex.escape(lower)}(?!\p{{L}})", text, pos=line.start, endpos=end
    ):
        return True
    if " " in place:
        return False
    called = regex.finditer(rf"(?<!\p{{L}})(\p{{Lu}}\p{{Ll}}+)\.? {regex.escape(place.title())}(?!\p{{L}})", text, endpos=_LONGEST_LOOK)
    return any(found[1].lower() in people.given or found[1].lower() in people.titles for found in called)
