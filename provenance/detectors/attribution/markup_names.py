"""What pages call the authors of a text in their markup: the names of meta elements, properties, classes and labels."""

from __future__ import annotations

import regex

from provenance.expressions import compiled
from provenance.model.text import Link

META_NAME = compiled(
    r"(?!web_?author|.*(?:twitter|theme|plugin|site|image|photo|comment))[\w.:-]*?(?:authors?|byline|writer|creator)(?:[._:-]?names?)?",
    regex.IGNORECASE,
)
"""The form of other names of meta elements that hold an author: "ob_author", "mrf:authors", "article:author:name"."""

META = frozenset(
    (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "sailthru.byline_name",
        "byl",
        "dc.creator",
        "dcterms.creator",
        "dc.creator.name",
        "og:author",
        "og:article:author",
        "vr:author",
        "citation_author",
        "dc:creator",
        "cxenseparse:author",
        "article:author_name",
        "creator",
        "author_name",
        "authors",
        "article.author",
        "book:author",
        "news:author",
        "sailthru.authors",
        "parsely-authors",
        "cxenseparse:recs:author",
        "article:authors",
    )
)
"""Names of meta elements that hold an author."""

PROPERTIES = frozenset({"author", "creator"})
"""Properties of JSON-LD and microdata that hold an author."""

WRITTEN = frozenset(
    (
        "written by",
        "verfasst von",
        "écrit par",
        "escrito por",
        "scritto da",
        "geschreven door",
        "skriven av",
        "skrevet av",
        "geschrieben von",
        "napisane przez",
        "написано автором",
        "yazan",
        "kirjoittanut",
        "autor",
        "author",
        "von",
        "by",
        "publié par",
    )
)
"""Labels of the cards for social networks beside which an author stands."""

AUTHOR_HINTS = frozenset(
    (
        "author",
        "authors",
        "byline",
        "bylines",
        "autor",
        "autoren",
        "authorname",
        "author-name",
        "bylineauthor",
        "writer",
        "verfasser",
        "auteur",
        "signature",
        "firma",
        "autore",
        "credits-author",
        "authorlink",
        "contributor",
    )
)
"""Words in classes and ids of a block that names the author."""

_NEAR, _OF_POSTS = 12, frozenset(("type", "status"))


def is_of_author(hints: tuple[str, ...]) -> bool:
    """Whether a page calls a block the author's, in its own classes or those close around it.

    WordPress gives a whole post the class "author-jane" before "type-post status-publish"; that says nothing about its paragraphs.
    """
    at = next((number for number, word in enumerate(hints[:_NEAR]) if word in AUTHOR_HINTS), None)
    return at is not None and not _OF_POSTS.issubset(hints[at : at + _NEAR // 2])


PICTURE_HINTS = frozenset({"caption", "figcaption", "figure", "photo", "image"})
"""Words in classes and ids of a caption."""

_CREDITS = PICTURE_HINTS | {"credit", "copyright", "foto", "fotos", "bild", "picture", "media", "photographer", "fotograf"}
_NEAREST = 4


def is_of_picture(tag: str, hints: tuple[str, ...]) -> bool:
    """Whether a block that a page calls author tells who made a picture: "photo-author", "credit" in its own class or the next one."""
    return tag == "figcaption" or not _CREDITS.isdisjoint(hints[:_NEAREST])


_PROFILE = compiled(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|autori|profiles?|people|person|journalist|staff|by|team|redaktion|contributors?|reporter|periodista|columnists?)/",
    regex.IGNORECASE,
)
_LICENSE = compiled(r"creativecommons\.org|/licen[sc]es?/", regex.IGNORECASE)


def is_author_link(link: Link) -> bool:
    """Whether a link leads to its author's own page, as it says or by its address ("/author/jane-doe"); no licence does ("/by/4.0")."""
    return "author" in link.rel or (_PROFILE.search(link.href) is not None and not _LICENSE.search(link.href))


HOUSES = frozenset({"og:site_name", "publisher", "application-name", "article:publisher", "og:sitename", "dc.publisher", "copyrightholder"})
"""Names of meta elements and properties that hold the publisher or the site."""
