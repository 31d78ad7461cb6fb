"""What was read of an article is gone with it: a process that looks for circles of dead objects rarely keeps none."""

from __future__ import annotations

import gc

from provenance.model.text import Article
from provenance.records import bare, record_all

ARTICLES = [
    "A bridge is open\n\nOSLO, May 3 (Reuters) - The bridge is open, the city said on Monday, Reuters reported. It was shut for a year.\n\n(Reuters)",
    "Ferries run again\n\nThe ferries run again, according to AFP. Nobody was hurt.\n\nSource: AFP\nAll content by Nordic News is licensed "
    "under a Creative Commons Attribution 4.0 International License.\nShare this\nJane Doe is a writer. She lives in Oslo.",
]


def articles() -> list[Article]:
    """Return the texts as articles."""
    return [bare(text, f"article-{number}") for number, text in enumerate(ARTICLES)]


def test_recording_leaves_no_circles() -> None:
    assert len(list(record_all(articles()))) == len(ARTICLES)  # what is loaded and kept is loaded and kept by now
    gc.collect()
    gc.disable()
    try:
        for item in record_all(articles()):
            assert item is not None
        del item
        assert gc.collect() == 0
    finally:
        gc.enable()
