"""Law: the compiled looks of the line model see what the arrays see of the lines of some texts, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.catalog import load
from provenance.detectors.boilerplate.again import AGAIN
from provenance.detectors.boilerplate.characters import Numbers
from provenance.detectors.boilerplate.features import context_names
from provenance.detectors.boilerplate.labels import judge_lines
from provenance.detectors.boilerplate.lines import Lines, tables_of
from provenance.detectors.boilerplate.model import LineModel, load_model
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.kernels import find_kernel
from provenance.normalise import fold

LINES = st.sampled_from(
    [
        "The harbour board met on Monday, and heard what the old pier would cost the town over the next nine years (see page 4).",
        "It will not open before the summer ends.",
        "Share this",
        "Related stories",
        "12 Comments",
        "3/14",
        "We use cookies to give you the best experience on our website, and to show you advertisements. Read our cookie policy.",
        "Subscribe to our newsletter",
        "© 2021 Harbour Herald | Contact | About us",
        "- - -",
        "港务局星期一开会，听取了旧码头的费用。" * 4,
        '"Никто не знает", сказал он.',
        "a" * 500,
    ]
)
TEXTS = st.lists(st.lists(LINES, max_size=30), min_size=1, max_size=5)
pytestmark = pytest.mark.skipif(
    find_kernel("_looks", "judge_lines") is None, reason="no compiler was at hand when the package was installed"
)


@frozen(eq=False)
class _Sums:
    """Trees that weigh every column of every line, so that none may differ."""

    weights: Numbers
    seen: list[int] = field(factory=list)

    def odds(self, numbers: Numbers) -> Numbers:
        self.seen.append(len(numbers))
        found: Numbers = np.cumsum(numbers * self.weights[:, None], axis=0, dtype=np.float32)[-1]
        return found


def _lines(texts: list[list[str]]) -> Lines:
    book = phrase_book(load())
    folded = [fold("\n".join(lines)) for lines in texts]
    return next(tables_of([(text, book.hits(text)) for text in folded], book))


def _same(lines: Lines, model: LineModel) -> None:
    for got, wanted in zip(find_kernel("_looks", "judge_lines")(lines, model), judge_lines(lines, model), strict=True):
        assert got.dtype == wanted.dtype
        assert np.array_equal(got, wanted)


@settings(max_examples=50, deadline=None)
@given(texts=TEXTS)
def test_lines_are_judged_alike(texts: list[list[str]]) -> None:
    _same(_lines(texts), load_model())


@settings(max_examples=50, deadline=None)
@given(texts=TEXTS, seed=st.integers(0, 2**32 - 1))
def test_every_column_is_the_same(texts: list[list[str]], seed: int) -> None:
    some = np.random.default_rng(seed)
    first, second = (_Sums(some.normal(0, 0.3, len(names)).astype(np.float32)) for names in (context_names(), AGAIN))
    _same(_lines(texts), LineModel(first, second))  # type: ignore[arg-type]
