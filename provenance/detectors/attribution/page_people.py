"""A person named on a page: where, by what name, and by which rule."""

from __future__ import annotations

import regex
from attrs import frozen

from provenance.model.evidence import Confidence, Span
from provenance.model.text import Article
from provenance.normalise import Folded


@frozen
class Person:
    """A person named on a page: the span of the name in the article's text, the name, and the rule that found it."""

    span: Span
    name: str
    rule: str
    confidence: Confidence
    cue: str | None = None

    @property
    def key(self) -> str:
        """The name as it is compared: letters alone, lower case."""
        return key_of(self.name)


def key_of(name: str) -> str:
    return " ".join(regex.findall(r"[\p{L}\p{M}]+", name.casefold()))


def person_at(article: Article, folded: Folded, start: int, stop: int, rule: str, confidence: Confidence, cue: str | None) -> Person:
    span = folded.span(start, stop)
    return Person(span, " ".join(article.text[span[0] : span[1]].split()), rule, confidence, cue)
