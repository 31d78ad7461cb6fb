"""Boilerplate: every piece of furniture with its kind, layer and exact span."""

from __future__ import annotations

from functools import cache

from provenance.catalog import Catalog, RuleEntry
from provenance.detectors.boilerplate.forms import find_forms
from provenance.detectors.boilerplate.phrases import form_phrases
from provenance.model.evidence import Confidence, evidence
from provenance.model.record import Boilerplate, BoilerplateKind, Layer
from provenance.model.text import Article
from provenance.normalise import Folded
from provenance.patterns import Matcher


def find(article: Article, folded: Folded, catalog: Catalog) -> tuple[Boilerplate, ...]:
    """Return the furniture of an article in the order of the text; `folded` is `fold(article.text)`. Never raises."""
    found: list[Boilerplate] = []

    def add(rule: str, kind: BoilerplateKind, layer: Layer, confidence: Confidence, start: int, stop: int) -> None:
        first, last = folded.span(start, stop)
        found.append(Boilerplate(kind, layer, confidence, evidence(rule, article.text, first, last)))

    for form in find_forms(folded, form_phrases(catalog)):
        add(form.rule, "comment_form", "plain", form.confidence, form.start, form.stop)
    matcher, entries = _shapes(catalog)
    for rule, match in matcher.matches(folded):
        entry = entries[rule.id]
        add(rule.id, entry.kind, entry.labels["layer"], entry.confidence, match.start(), match.end())  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda item: (item.evidence.start, item.evidence.stop, item.kind)))


@cache
def _shapes(catalog: Catalog) -> tuple[Matcher, dict[str, RuleEntry]]:
    entries = {entry.rule.id: entry for entry in catalog.rules["boilerplate"] if "match" not in entry.labels}
    return Matcher([entry.rule for entry in entries.values()], {}), entries
