"""The headline and the day of publication, with the words or the markup that state them."""

from __future__ import annotations

from attrs import frozen

from provenance.model.record import Published, Title
from provenance.model.text import Article, Problem
from provenance.normalise import Folded


@frozen
class Heading:
    """Title and date of publication as stated; `problems` names statements that contradict each other."""

    title: Title | None = None
    published: Published | None = None
    problems: tuple[Problem, ...] = ()


def find(article: Article, folded: Folded) -> Heading:  # noqa: ARG001 -- the detector comes next
    """Return title and date of an article; `folded` is `fold(article.text)`. Never raises."""
    return Heading()
