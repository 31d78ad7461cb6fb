"""Boilerplate: every piece of furniture with its kind, layer and exact span."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.boilerplate.blocks import label_blocks
from provenance.detectors.boilerplate.few import is_plain, label_few
from provenance.detectors.boilerplate.forms import find_forms
from provenance.detectors.boilerplate.labels import LEARNED, Label, kind_named, label_lines, layer_of
from provenance.detectors.boilerplate.lines import bounds_of, table_of
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.detectors.boilerplate.tails import find_tails
from provenance.model.evidence import evidence
from provenance.model.record import Boilerplate
from provenance.model.text import Article
from provenance.normalise import Folded
from provenance.patterns import Matcher

_LONGEST = 2_000_000


def find(article: Article, folded: Folded, catalog: Catalog) -> tuple[Boilerplate, ...]:
    """Return the furniture of an article in the order of the text; `folded` is `fold(article.text)`. Never raises.

    A text of more than two million characters is no article, and nothing is claimed about it.
    """
    if len(folded.text) > _LONGEST:
        return ()
    book = phrase_book(catalog)
    hits = book.hits(folded)
    labels = _shaped(folded, catalog)
    sums = [label.start for label in labels if label.kind == "captcha"]
    labels += [Label(form.start, form.stop, "comment_form", "plain", form.confidence, form.rule) for form in find_forms(folded, hits, sums)]
    if article.body is None and "\n" in folded.text:
        spans = folded.once(bounds_of)
        few = is_plain(spans)
        lines = label_few(folded, spans, book, hits) if few else label_lines(table_of(folded, book, hits))
        labels += _outside(lines, labels)
    if article.body is None:
        labels += find_tails(folded, hits, [label for label in labels if label.confidence != "possible"])
    found = [] if article.body is None else label_blocks(article, folded, book, hits, catalog)
    for label in labels:
        start, stop = folded.span(label.start, label.stop)
        found.append(Boilerplate(label.kind, label.layer, label.confidence, evidence(label.rule, article.text, start, stop)))
    return tuple(sorted(found, key=lambda item: (item.evidence.start, item.evidence.stop, item.kind)))


def _outside(labels: Iterator[Label], taken: list[Label]) -> list[Label]:
    """Return the labels of lines of which no more than half lies in a piece of furniture found already.

    What the line model alone says of a line counts only where nothing of it is known: a stamp before a headline explains its line.
    """
    found, spans, at = [], sorted((label.start, label.stop) for label in taken), 0
    for label in labels:
        while at < len(spans) and spans[at][1] <= label.start:
            at += 1
        inside = sum(max(0, min(stop, label.stop) - max(start, label.start)) for start, stop in spans[at : at + 4])
        if not inside or (label.rule != LEARNED and 2 * inside <= label.stop - label.start):
            found.append(label)
    return found


def _shaped(folded: Folded, catalog: Catalog) -> list[Label]:
    """Return what is known by its shape: the rules of the catalog with a pattern."""
    matcher, entries = _shapes(catalog)
    found = []
    for rule, match in matcher.matches(folded):
        entry = entries[rule.id]
        kind = kind_named(entry.kind)
        found.append(
            Label(match.start(), match.end(), kind, layer_of(kind), "certain" if entry.confidence == "certain" else "likely", rule.id)
        )
    return found


@cache
def _shapes(catalog: Catalog) -> tuple[Matcher, dict[str, RuleEntry]]:
    entries = {entry.rule.id: entry for entry in catalog.rules["boilerplate"] if "match" not in entry.labels}
    return Matcher([entry.rule for entry in entries.values()], {}), entries
