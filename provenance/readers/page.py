"""A page of HTML -> Article, for every reader that meets one."""

from __future__ import annotations

from collections.abc import Mapping

from provenance.model.text import Article, Source


def page(html: str, *, id: str, source: Source, url: str | None, headers: Mapping[str, str] | None = None) -> Article:  # noqa: A002
    """Return the article of a page; `headers` are the HTTP headers that came with it, with lower-case names."""
    from provenance.readers.html import read_html  # noqa: PLC0415 -- most corpora hold no page, and need not wait for what reads one

    return read_html(html, id=id, source=source, url=url, headers=headers)
