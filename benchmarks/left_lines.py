"""Make more rows for the line model: what extractors leave of pages, each line labelled by the text that a person took from the page.

    python -m pip install trafilatura resiliparse boilerpy3 readability-lxml html-text jusText newspaper4k goose3
    python benchmarks/left_lines.py DATA LEFT.jsonl.gz

DATA is a folder with `boilerplate/pages.jsonl.gz`: rows with `id`, `group`, `html`, `url` and `text`. A line of which nearly all runs of
ten letters stand in that text is content, one of which hardly any do is furniture; the rest, and titles, are `unsure`. Only documents
with furniture are kept: those without teach nothing that the articles alone do not. The rows are for `train_lines.py --more`.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import html_text
import justext
import newspaper
import trafilatura
from boilerpy3 import extractors
from goose3 import Goose
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

RUN, SAME, OTHER = 10, 0.95, 0.15
LEAST, MOST = 3, 250
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)


def by_trafilatura(**options: Any) -> Callable[[str, str], str]:
    """Return an extractor with these options."""
    return lambda page, url: trafilatura.extract(page, url=url, **options) or ""


def by_resiliparse(**options: Any) -> Callable[[str, str], str]:
    """Return an extractor with these options."""
    return lambda page, _: str(extract_plain_text(page, main_content=True, **options))


def by_boilerpy(kind: Callable[..., Any]) -> Callable[[str, str], str]:
    """Return an extractor of this kind."""
    reader = kind(raise_on_failure=False)
    return lambda page, _: str(reader.get_content(page))


def by_readability(page: str, _: str) -> str:
    """Return what Readability keeps."""
    return str(html_text.extract_text(Document(page).summary()))


def by_justext(page: str, _: str) -> str:
    """Return what jusText keeps where it knows no stop words."""
    options = {"stopwords_low": 0, "stopwords_high": 0, "length_low": 40, "length_high": 120, "encoding": "utf-8"}
    paragraphs = justext.justext(page.encode("utf-8"), frozenset(), **options)
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def by_newspaper(page: str, url: str) -> str:
    """Return what newspaper4k keeps."""
    article = newspaper.Article(url or "http://example.org/", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    return str(article.text)


def by_goose(page: str, url: str) -> str:
    """Return what Goose keeps."""
    with Goose({"enable_image_fetching": False}) as goose:
        return str(goose.extract(raw_html=page, url=url).cleaned_text)


EXTRACTORS: dict[str, Callable[[str, str], str]] = {
    "trafilatura": by_trafilatura(),
    "trafilatura-recall": by_trafilatura(favor_recall=True),
    "trafilatura-fast": by_trafilatura(fast=True, include_comments=False),
    "resiliparse": by_resiliparse(),
    "resiliparse-alt": by_resiliparse(alt_texts=True, links=False, form_fields=True, noscript=True),
    "boilerpy3": by_boilerpy(extractors.ArticleExtractor),
    "boilerpy3-default": by_boilerpy(extractors.DefaultExtractor),
    "boilerpy3-largest": by_boilerpy(extractors.LargestContentExtractor),
    "boilerpy3-words": by_boilerpy(extractors.NumWordsRulesExtractor),
    "boilerpy3-sentences": by_boilerpy(extractors.ArticleSentencesExtractor),
    "readability": by_readability,
    "newspaper4k": by_newspaper,
    "goose3": by_goose,
    "justext": by_justext,
}


def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return "".join(filter(str.isalnum, text.lower()))


class Labels:
    """Tells the lines of one page apart."""

    def __init__(self, page: dict[str, Any]) -> None:
        """Take what belongs to the article from the text of a page."""
        whole = letters(page["text"])
        title = TITLE.search(page["html"])
        self.whole = whole
        self.title = letters(html.unescape(title[1])) if title else ""
        self.runs = {whole[at : at + RUN] for at in range(len(whole) - RUN + 1)}
        self.lines = {letters(line) for line in page["text"].split("\n")}

    def of(self, line: str) -> str:
        """Return the label of a line."""
        plain = letters(line)
        if not plain or (len(plain) >= RUN and plain in self.title):
            return "unsure"
        if len(plain) < RUN:
            return "content" if plain in self.lines else "unsure" if plain in self.whole else "boilerplate"
        count = len(plain) - RUN + 1
        share = sum(plain[at : at + RUN] in self.runs for at in range(count)) / count
        return "content" if share >= SAME else "boilerplate" if share <= OTHER else "unsure"


def rows(page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each different text that an extractor leaves of a page; most of it must not be furniture."""
    labels, seen = Labels(page), set[str]()
    for name, extract in EXTRACTORS.items():
        try:
            text = extract(page["html"], page["url"])
        except Exception:  # noqa: BLE001, S112 -- other people's readers raise what they like, and one page less is no loss
            continue
        lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()][:MOST]
        found = [[line, labels.of(line), None] for line in lines]
        kinds = [label for _, label, _ in found]
        known = "\n".join(lines) in seen
        seen.add("\n".join(lines))
        if not known and "boilerplate" in kinds and kinds.count("content") >= max(LEAST, len(kinds) / 4):
            yield {"id": f"residual/{page['id']}#{name}", "group": page["group"], "mode": "residual", "lines": found}


def main() -> None:
    """Write the rows of all pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    with (
        gzip.open(options.data / "boilerplate" / "pages.jsonl.gz", "rt", encoding="utf-8") as pages,
        gzip.open(options.out, "wt", encoding="utf-8") as out,
    ):
        for line in pages:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(json.loads(line)))


if __name__ == "__main__":
    main()
