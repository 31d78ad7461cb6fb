"""The proof of the boilerplate catalog: every family finds its examples and leaves its counter-examples alone."""

from __future__ import annotations

import regex

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.boilerplate import find, shapes
from provenance.detectors.boilerplate.lines import table_of
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.model.evidence import Span
from provenance.model.record import Boilerplate
from provenance.model.text import Article, Source
from provenance.normalise import fold

_PROSE = (
    "The old bridge over the river was closed to traffic on Friday night, and it will not open before the summer ends, the city said.",
    "Engineers who looked at the steel below the road found cracks in four places, and the council decided to act at once.",
    "People who live on the far bank now have to take the ferry, which runs twice an hour, or drive to the next town and cross there.",
)


def check(catalog: Catalog) -> list[str]:
    """Return what is wrong with the boilerplate entries of a catalog, in words, one fault a line; nothing when all prove themselves."""
    faults: list[str] = []
    for entry in catalog.rules["boilerplate"]:
        if not entry.examples:
            faults.append(f"{entry.rule.id} has no example.")
        if entry.labels.get("match") == "hint":
            faults += [f"{entry.rule.id} does not list the word {word!r}." for word in entry.examples if word not in entry.labels["hints"]]
            continue
        for marked in entry.examples:
            text, wanted = unmark(marked)
            if not wanted:
                faults.append(f"{entry.rule.id}: the example {marked!r} marks nothing with [[...]].")
            found = _claims(entry, text, catalog)
            faults += [f"{entry.rule.id} does not find {text[a:b]!r} in its example." for a, b in wanted if not _covered((a, b), found)]
            more = [(a, b) for a, b in found if not _covered((a, b), wanted)]
            faults += [f"{entry.rule.id} finds {text[a:b]!r} in its example, which is not marked." for a, b in more]
        for text in entry.counter:
            story = story_with(text)
            start = story.index(text)
            wrong = [item for item in _found(story, catalog) if start < item.evidence.stop and item.evidence.start < start + len(text)]
            faults += [f"{entry.rule.id}: the counter-example {text!r} is labelled {item.kind} by {item.evidence.rule}." for item in wrong]
    return faults


def groping(catalog: Catalog) -> list[str]:
    """Return the ids of the families whose literals cannot be reached from their beginning by plain words, which makes them dear."""
    return shapes(catalog)[0].groping


def story_with(text: str) -> str:
    """Return a short story with some words of a counter-example as a paragraph of their own."""
    return "\n\n".join((_PROSE[0], _PROSE[1], text, _PROSE[2]))


def unmark(marked: str) -> tuple[str, list[Span]]:
    """Return a text without its `[[...]]` marks, and the spans that were marked."""
    text, spans = "", list[Span]()
    for piece in regex.split(r"(\[\[.*?\]\])", marked, flags=regex.DOTALL):
        if piece.startswith("[[") and piece.endswith("]]"):
            spans.append((len(text), len(text) + len(piece) - 4))
            piece = piece[2:-2]  # noqa: PLW2901 -- the marks go
        text += piece
    return text, spans


def _claims(entry: RuleEntry, text: str, catalog: Catalog) -> list[Span]:
    """Return what the entry claims in a text: its lines, or the pieces of furniture that it found."""
    if entry.labels.get("match") not in ("line", "mention"):
        kinds = {entry.kind} if entry.labels.get("match") != "form" else {"comment_form", "captcha"}
        wanted = entry.rule.id if entry.labels.get("match") != "form" else ""
        return [
            (item.evidence.start, item.evidence.stop)
            for item in _found(text, catalog)
            if item.kind in kinds and item.evidence.rule.startswith(wanted)
        ]
    folded, book = fold(text), phrase_book(catalog)
    if entry.labels.get("match") == "mention":
        mentioned = table_of(folded, book, book.hits(folded)).mentioned
        return [(0, len(text))] if entry in mentioned else []
    lines = table_of(folded, book, book.hits(folded))
    return [
        folded.span(start, stop)
        for start, stop, cue in zip(lines.starts.tolist(), lines.stops.tolist(), lines.cues, strict=True)
        if cue is not None and cue[0] is entry
    ]


def _found(text: str, catalog: Catalog) -> list[Boilerplate]:
    article = Article("proof", text, Source("proof", "text"))
    return [item for item in find(article, fold(text), catalog) if item.confidence != "possible"]


def _covered(span: Span, others: list[Span]) -> bool:
    inside = sum(max(0, min(span[1], stop) - max(span[0], start)) for start, stop in others)
    return 2 * inside > span[1] - span[0]
