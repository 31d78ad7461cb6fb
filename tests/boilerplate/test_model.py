"""The trees of the line model say the same for all lines at once as one question after the other, and the second look sees its neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from provenance.catalog import load
from provenance.detectors.boilerplate.again import AGAIN, look_again
from provenance.detectors.boilerplate.features import NAMES, context_names, features_of, in_context
from provenance.detectors.boilerplate.kinship import kinship_of
from provenance.detectors.boilerplate.labels import least_of
from provenance.detectors.boilerplate.lines import tables_of
from provenance.detectors.boilerplate.model import Trees
from provenance.detectors.boilerplate.phrases import phrase_book
from provenance.detectors.boilerplate.sheet import Sheet, sheet_of, sheets_of
from provenance.lines import bounds_of
from provenance.normalise import fold

TEXT = "\n".join((
    "Menu | News | Sport",
    "The ferry between the two towns will sail again from Monday, the harbour office said, after a pause of three months for repairs.",
    "Its engine was taken apart in a yard up the river, where workers of the ferry found that two of the four pistons had to be replaced.",
    "3/14",
    "Read also: \u6e21\u3057\u8239\u304c\u518d\u958b",
    "Share this article",
))  # fmt: skip


def trees(columns: int, seed: int = 3) -> Trees:
    some = np.random.default_rng(seed)
    levels, count = 3, 7
    return Trees(
        some.integers(0, columns, (levels, count)).astype(np.int16),
        some.normal(size=(levels, count)).astype(np.float32),
        some.normal(size=(count, 1 << levels)).astype(np.float32),
    )


def one_by_one(some: Trees, table: np.ndarray) -> list[float]:
    levels, count = some.column.shape
    found = []
    for line in table:
        leaves = [sum((line[some.column[at, tree]] > some.bound[at, tree]) << at for at in range(levels)) for tree in range(count)]
        found.append(float(sum(some.value[tree, leaf] for tree, leaf in enumerate(leaves))))
    return found


@pytest.mark.parametrize("count", [1, 2, 255, 256, 600])
def test_all_lines_at_once_get_what_each_gets_alone(count: int) -> None:
    table, some = np.random.default_rng(count).normal(size=(count, 11)).astype(np.float32), trees(11)
    assert np.allclose(some.odds(table.T), one_by_one(some, table), atol=1e-5)


def sheet(*texts: str) -> Sheet:
    several, book = [fold(text) for text in texts], phrase_book(load())
    return sheet_of(*tables_of([(folded, book.hits(folded)) for folded in several], book))


def test_the_trees_see_a_line_beside_the_whole_text() -> None:
    some = sheet(TEXT, TEXT[: TEXT.index("\n3/14")])
    features = features_of(some)
    context, names = in_context(some, features), context_names()
    assert context.shape == (len(names), 9)
    assert context[names.index("log mass")].tolist() == [*features[0, 0, :6].tolist(), *features[0, 1, :3].tolist()]
    assert context[names.index("words")].tolist()[6:] == [5, 23, 27]
    assert np.exp(context[names.index("log lines")]).round().tolist() == [6] * 6 + [3] * 3


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_the_second_look_takes_means_over_the_lines_around(count: int) -> None:
    some, numbers = sheet("\n".join("word " * (1 + row * 7 % 60) for row in range(count))), np.random.default_rng(count)
    scores, mass = numbers.normal(size=count).astype(np.float32), some.mass[0, :count]
    found = look_again(some, features_of(some), some.spread(scores[None])[0], least_of(some)).T
    assert found.shape == (count, len(AGAIN))
    for row in range(count):
        below, around = scores[row + 1 :], scores[max(0, row - 5) : row + 6]
        assert found[row, AGAIN.index("scores +1 to end")] == pytest.approx(below.mean() if len(below) else 0, abs=1e-5)
        assert found[row, AGAIN.index("scores -5 to +5")] == pytest.approx(around.mean(), abs=1e-5)
        assert found[row, AGAIN.index("taken start to -1")] == pytest.approx((scores[:row] > 0).mean() if row else 0, abs=1e-5)
        weight = np.sqrt(np.maximum(mass[row:], 1))
        assert found[row, AGAIN.index("weighed scores +0 to end")] == pytest.approx((scores[row:] * weight).sum() / weight.sum(), abs=1e-4)


def test_a_line_is_akin_to_the_head_of_a_text_by_words_that_other_lines_of_it_hold() -> None:
    lines = ["the ferry sails", "x" * 125 + " ferry", "harbour office", "渡し船", "旧渡し"]
    text = "\n".join(lines)
    starts = np.array([text.index(line) for line in lines])
    stops = starts + [len(line) for line in lines]
    codes, letters = np.array([ord(char) for char in text], dtype=np.uint32), np.array([char.isalpha() for char in text])
    apart = kinship_of(codes, letters, starts, stops, starts >= starts[3], np.array([0, 0, 0, 0, 1]))
    assert apart[:, 2:].tolist() == [[1, 2], [1, 2], [0, 2], [0, 2], [0, 2]]
    together = kinship_of(codes, letters, starts, stops, starts >= starts[3], np.zeros(5, dtype=np.int64))
    assert together[:, 2:].tolist() == [[1, 2], [1, 2], [0, 2], [1, 2], [1, 2]]


def test_a_counter_of_pictures_and_the_bounds_of_lines_are_seen() -> None:
    folded, some = fold(TEXT), sheet(TEXT)
    assert features_of(some)[NAMES.index("counter"), 0].tolist() == [0, 0, 0, 1, 0, 0, 0]
    assert [folded.text[start:stop] for start, stop in bounds_of(folded)] == [fold(line).text for line in TEXT.split("\n")]
    assert (some.mass[0, [1, 2]] > 100).all()


def test_lines_are_bounded_without_blanks() -> None:
    folded = fold(" \n\u3000a b\t\n\n c\n")
    assert [folded.text[start:stop] for start, stop in bounds_of(folded)] == ["a b", "c"]


def test_texts_of_much_the_same_length_stand_on_one_sheet() -> None:
    several = sheet(*("\n".join("abc" for _ in range(count)) for count in (900, 2, 0, 3, 1000, 7))).lines
    assert [list(some.numbers) for some in sheets_of(several)] == [[1, 3, 5], [0, 4]]


def test_words_that_differ_in_one_letter_are_not_the_same() -> None:
    words = ["sail", "mail", "sain", "said", "tail", "sailor", "ails"]
    text = "\n".join(words)
    starts = np.array([text.index(word) if at < 6 else len(text) - 4 for at, word in enumerate(words)])
    stops = starts + [len(word) for word in words]
    codes = np.array([ord(char) for char in text], dtype=np.uint32)
    found = kinship_of(codes, codes > 32, starts, stops, np.zeros(7, dtype=bool), np.zeros(7, dtype=np.int64))
    assert found[:, 2].tolist() == [0] * 7
