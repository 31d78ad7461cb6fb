"""What pages call the day of publication in their meta elements."""

from __future__ import annotations

from provenance.detectors.dates.claim import CREATED, MODIFIED, PLAIN, PUBLISHED
from provenance.expressions import compiled

META = {
    PUBLISHED: frozenset(
        (
            "article:published_time",
            "article:published",
            "og:article:published_time",
            "og:published_time",
            "article:publication_date",
            "parsely-pub-date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.issued",
            "pubdate",
            "pub_date",
            "publish-date",
            "publish_date",
            "publishdate",
            "publication_date",
            "publication-date",
            "published-date",
            "published_date",
            "published_time",
            "datepublished",
            "vr:published-time",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "citation_publication_date",
            "citation_date",
            "citation_online_date",
            "originalpublicationdate",
            "date.published",
            "article.published",
            "bt:pubdate",
            "rnews:datepublished",
            "prism.publicationdate",
            "published_at",
            "published_time_telegram",
            "news_publish_date",
            "eprints.date",
            "og:article:time",
            "date_published",
            "article_date_original",
            "article:post_date",
            "og:regdate",
        )
    ),
    CREATED: frozenset(
        (
            "dc.date.created",
            "dcterms.created",
            "dc.created",
            "dc:date.created",
            "created",
            "date_created",
            "article.created",
            "article:created_time",
        )
    ),
    PLAIN: frozenset(
        (
            "sailthru.date",
            "date",
            "dc.date",
            "dcterms.date",
            "dc:date",
            "og:pubdate",
            "article_date",
            "release_date",
            "release-date",
            "time",
            "last-publish-date",
        )
    ),
    MODIFIED: frozenset(
        (
            "article:modified_time",
            "og:updated_time",
            "article:modified",
            "dc.date.modified",
            "dcterms.modified",
            "last-modified",
            "lastmod",
            "modified",
            "revised",
        )
    ),
}
FORMS = {
    PLAIN - 2: compiled(
        r"[\w.:-]{0,40}?(?<![a-z])(?:first[._-]?)?(?:"
        r"pub(?:lish(?:ed)?|lication)?[._-]?(?:date|time|at|on)|date[._-]?pub(?:lish(?:ed)?|lication)?|(?:article)?(?:first)?published|ptime"
        r"|(?:release|original)[._-]?date|date[._-]?release)(?:[._-]?(?:time|gmt|utc|iso))?"
    ),
    PLAIN - 1: compiled(r"[\w.:-]{0,40}?(?<![a-z])creat(?:e|ed|ion)[._-]?(?:date|time|at|on)"),
    PLAIN + 1: compiled(r"[\w.:-]{0,40}?(?<![a-z])(?:date|datetime|time|display[._-]?date|fecha)"),
}
"""The form of other names of meta elements that hold a day: "dable:published_time", "article-publication-date", "page.date".

They are trusted less than a day near the headline.
"""
