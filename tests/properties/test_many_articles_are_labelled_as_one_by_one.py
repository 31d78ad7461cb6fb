"""Articles that are read together are labelled as each alone, and the line model scores their lines the same to the last bit."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.catalog import load
from provenance.detectors.boilerplate import find, find_all
from provenance.detectors.boilerplate.labels import least_of
from provenance.detectors.boilerplate.lines import table_of, tables_of
from provenance.detectors.boilerplate.model import load_model
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.detectors.boilerplate.sheet import sheet_of, sheets_of
from provenance.model.text import Article, Source
from provenance.normalise import Folded, fold
from tests.strategies import any_text, prose

TEXTS = st.lists(st.lists(st.one_of(any_text, prose), max_size=20).map("\n".join), min_size=1, max_size=8)


def read(texts: list[str]) -> list[tuple[Article, Folded]]:
    return [(Article(str(at), text, Source(str(at), "text")), fold(text)) for at, text in enumerate(texts)]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_many_are_labelled_as_one_by_one(texts: list[str]) -> None:
    articles, catalog = read(texts), load()
    assert find_all(articles, catalog) == [find(article, folded, catalog) for article, folded in articles]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_scores_do_not_depend_on_the_texts_beside(texts: list[str]) -> None:
    book, model = phrase_book(load()), load_model()
    several = [(folded, book.hits(folded)) for _, folded in read(texts)]
    for sheet in (sheet for lines in tables_of(several, book) for sheet in sheets_of(lines)):
        scores = model.scores(sheet, least_of(sheet))
        for at, number in enumerate(sheet.numbers):
            alone = sheet_of(table_of(several[number][0], book, several[number][1]))
            assert np.array_equal(scores[at, : sheet.sizes[at]], model.scores(alone, least_of(alone))[0, :-1])
