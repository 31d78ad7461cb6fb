"""Law: the compiled scan for literals finds what the plain one finds, in the same order."""

from __future__ import annotations

import pickle
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import find_kernel
from provenance.kernels.literals import LiteralScanner, Scanner

WORDS = st.text(st.sampled_from("ab \0\n\u00e9\u0431\u65b0\U0001f600"), min_size=1, max_size=7)
LISTS = st.lists(WORDS, max_size=25)


class _Hit(NamedTuple):
    start: int
    stop: int
    item: int


@pytest.mark.skipif(find_kernel("_literals", "LiteralScanner") is None, reason="no compiler was at hand when the package was installed")
@given(literals=LISTS, words=LISTS, opened=st.binary(min_size=25, max_size=25))
def test_the_same_literals_are_found(literals: list[str], words: list[str], opened: bytes) -> None:
    kernel = find_kernel("_literals", "LiteralScanner")
    assert kernel is not None
    compiled, plain = kernel(literals), LiteralScanner(literals)
    for text in ("".join(words), "".join([*words, *literals, *literals]), "ab", "a", ""):
        assert compiled.scan(text) == plain.scan(text)  # type: ignore[attr-defined]
        assert compiled.scan_words(text, opened) == plain.scan_words(text, opened)  # type: ignore[attr-defined]
        asked = text, opened, tuple(range(25)), bytes([number % 3 for number in range(25)]), _Hit, 3
        assert compiled.scan_items(*asked) == plain.scan_items(*asked)  # type: ignore[attr-defined]


def test_a_literal_is_found_in_its_longest_text_and_within_itself() -> None:
    scanner = Scanner(["aa", "a", "aaaa", "aa"])
    found = scanner.scan("a" * 300)
    assert len(found) == 300 + 2 * 299 + 297
    assert found == sorted(found, key=lambda hit: (hit[2], hit[1]))


def test_whole_words_are_found_the_longest_first() -> None:
    scanner, text = Scanner(["rail", "rail road", "\u65b0", "road"]), "rail road \u65b0\u65b0 by railway, broad roads"
    assert scanner.scan_words(text, bytes((0, 0, 3, 2))) == [(1, 0, 9), (0, 0, 4), (3, 5, 9), (2, 10, 11), (2, 11, 12), (3, 31, 35)]
    assert [hit[1] for hit in scanner.scan_words(text, bytes((2, 0, 0, 0)))] == [0, 0, 5, 16]


def test_a_scanner_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Scanner(["road", "rail"]))).scan("by rail") == [(1, 3, 7)]  # noqa: S301 -- written here
