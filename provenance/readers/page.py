"""A page of HTML -> Article, for every reader that meets one."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from provenance.model.text import Article, Source
from provenance.readers.html import read_html

_CHARSET = regex.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", regex.IGNORECASE
)


def declared_charset(data: bytes, content_type: str | None = None) -> str | None:
    """Return the encoding that a page declares: in its HTTP header, else in its first 4,096 bytes, else None."""
    if content_type and (found := regex.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type, regex.IGNORECASE)):
        return str(found[1])
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


def page(html: str, *, id: str, source: Source, url: str | None, headers: Mapping[str, str] | None = None) -> Article:  # noqa: A002
    """Return the article of a page; `headers` are the HTTP headers that came with it, with lower-case names."""
    return read_html(html, id=id, source=source, url=url, headers=headers)
