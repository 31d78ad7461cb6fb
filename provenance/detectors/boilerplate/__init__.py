"""Boilerplate: every piece of furniture with its kind, layer and exact span."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from operator import itemgetter

import regex
from attrs import frozen

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.boilerplate.blocks import label_blocks
from provenance.detectors.boilerplate.few import is_plain, label_few
from provenance.detectors.boilerplate.forms import find_forms
from provenance.detectors.boilerplate.kinds import kind_named, layer_of
from provenance.detectors.boilerplate.labels import LEARNED, Label, label_all
from provenance.detectors.boilerplate.lines import tables_of
from provenance.detectors.boilerplate.phrases import Hits, PhraseBook, phrase_book
from provenance.detectors.boilerplate.tails import find_tails
from provenance.kernels.rows import rows_of
from provenance.lines import bounds_of
from provenance.model.evidence import Confidence, Evidence
from provenance.model.record import Boilerplate, BoilerplateKind, Layer
from provenance.model.text import Article
from provenance.normalise import Folded
from provenance.patterns import Matcher

_LONGEST = 2_000_000
_PLACE = itemgetter(0, 1, 2)
_Piece = tuple[int, int, BoilerplateKind, Layer, Confidence, str]
"""Where furniture stands in the text as read, its kind, layer, confidence and rule."""


def find(article: Article, folded: Folded, catalog: Catalog) -> tuple[Boilerplate, ...]:
    """Return the furniture of an article in the order of the text; `folded` is `fold(article.text)`. Never raises."""
    return find_all([(article, folded)], catalog)[0]


def find_all(articles: Sequence[tuple[Article, Folded]], catalog: Catalog) -> list[tuple[Boilerplate, ...]]:
    """Return the furniture of some articles, each with its folded text: the same as of each alone, for less. Never raises.

    A text of more than two million characters is no article, and nothing is claimed about it.
    """
    book = phrase_book(catalog)
    small = [item for item in articles if len(item[1].text) <= _LONGEST]
    hits = [book.hits(folded) for _, folded in small]
    shaped = _shaped([folded for _, folded in small], catalog)
    read = [_read(*item, some, labels, book) for item, some, labels in zip(small, hits, shaped, strict=True)]
    tables = tables_of([(item.folded, item.hits) for item in read if item.few is None], book)
    judged = (labels for lines in tables for labels in label_all(lines))
    found = [_found(item, next(judged) if item.few is None else item.few, book, catalog) for item in read]
    made = iter(_made(found, [item.article.text for item in read]))
    return [next(made) if len(folded.text) <= _LONGEST else () for _, folded in articles]


@frozen(eq=False)
class _Read:
    """What is known of an article before its lines are judged by one another; `few` are the labels of its lines where they cannot be."""

    article: Article
    folded: Folded
    hits: Hits
    shaped: list[Label]
    few: list[Label] | None


def _read(article: Article, folded: Folded, hits: Hits, labels: list[Label], book: PhraseBook) -> _Read:
    """Return what words and shapes alone say about an article."""
    sums = [label.start for label in labels if label.kind == "captcha"]
    labels += [
        Label(form.start, form.stop, "comment_form", "plain", form.confidence, form.rule) for form in find_forms(folded, hits.forms, sums)
    ]
    if article.body is not None or "\n" not in folded.text:
        return _Read(article, folded, hits, labels, [])
    spans = folded.once(bounds_of)
    if is_plain(spans):
        return _Read(article, folded, hits, labels, list(label_few(folded, spans, book, hits)))
    return _Read(article, folded, hits, labels, None)


def _found(read: _Read, lines: Sequence[Label], book: PhraseBook, catalog: Catalog) -> list[_Piece]:
    """Return the furniture of an article in order, given the labels of its lines."""
    article, folded, hits = read.article, read.folded, read.hits
    labels = [*read.shaped, *_outside(lines, read.shaped)]
    if article.body is None:
        labels += find_tails(folded, book, hits, [label for label in labels if label.confidence != "possible"])
    found: list[_Piece] = [] if article.body is None else [*label_blocks(article, folded, book, hits.inside, catalog)]
    found += [(*folded.span(label.start, label.stop), label.kind, label.layer, label.confidence, label.rule) for label in labels]
    return sorted(found, key=_PLACE)


def _made(several: Sequence[Sequence[_Piece]], texts: Sequence[str]) -> list[tuple[Boilerplate, ...]]:
    """Return the furniture of some articles, given what is known of each piece."""
    pieces = [piece for found in several for piece in found]
    if not pieces:
        return [() for _ in several]
    starts, stops, kinds, layers, sure, rules = zip(*pieces, strict=True)
    quotes = [text[piece[0] : piece[1]] for found, text in zip(several, texts, strict=True) for piece in found]
    proofs = rows_of(Evidence, ("rule", "start", "stop", "quote"), (rules, starts, stops, quotes))
    made = iter(rows_of(Boilerplate, ("kind", "layer", "confidence", "evidence"), (kinds, layers, sure, proofs)))
    return [tuple(islice(made, len(found))) for found in several]


def _outside(labels: Sequence[Label], taken: list[Label]) -> list[Label]:
    """Return the labels of lines of which no more than half lies in a piece of furniture found already.

    What the line model alone says of a line counts only where nothing of it is known: a stamp before a headline explains its line.
    """
    if not taken:
        return list(labels)
    found, spans, at = [], sorted([(label.start, label.stop) for label in taken]), 0
    for label in labels:
        while at < len(spans) and spans[at][1] <= label.start:
            at += 1
        begun = at < len(spans) and spans[at][0] < label.stop
        inside = sum([max(0, min(stop, label.stop) - max(start, label.start)) for start, stop in spans[at : at + 4]]) if begun else 0
        if not inside or (label.rule != LEARNED and 2 * inside <= label.stop - label.start):
            found.append(label)
    return found


def _shaped(texts: Sequence[Folded], catalog: Catalog) -> list[list[Label]]:
    """Return what is known in each of some texts by its shape: the rules of the catalog with a pattern."""
    matcher, entries = shapes(catalog)
    return [[_label(entries[rule.id], match) for rule, match in found] for found in matcher.matches_in(texts)]


def _label(entry: RuleEntry, match: regex.Match[str]) -> Label:
    kind = kind_named(entry.kind)
    return Label(match.start(), match.end(), kind, layer_of(kind), "certain" if entry.confidence == "certain" else "likely", entry.rule.id)


@cache
def shapes(catalog: Catalog) -> tuple[Matcher, dict[str, RuleEntry]]:
    """Return what finds the families that have a pattern, and those families by id."""
    entries = {entry.rule.id: entry for entry in catalog.rules["boilerplate"] if "match" not in entry.labels}
    return Matcher([entry.rule for entry in entries.values()], {}, backwards=True), entries
