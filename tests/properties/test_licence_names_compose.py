"""A licence name is composed: any order, case, separator and script of its words says the same, and nothing is said that is not stated."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from license_expression import get_spdx_licensing
from strategies import any_text

from provenance.catalog import load
from provenance.detectors import license as room
from provenance.model.record import License
from provenance.model.text import Article, Source
from provenance.normalise import fold

LANGUAGES = [
    row for table in load().licenses.values() for row in table.get("language", ()) if all(row.get(key) for key in ("by", "nc", "nd", "sa"))
]
KINDS = (("by",), ("by", "sa"), ("by", "nd"), ("by", "nc"), ("by", "nc", "sa"), ("by", "nc", "nd"))
SEPARATORS = ("-", " - ", " – ", "—", " ", "/")


def read(text: str) -> tuple[License, ...]:
    return room.find(Article("a", text, Source("a", "text")), fold(text), load()).licenses


def family(kind: tuple[str, ...]) -> str:
    return "-".join(("CC", *(part.upper() for part in ("by", "nc", "nd", "sa") if part in kind)))


@given(
    st.data(), st.sampled_from(LANGUAGES), st.sampled_from(KINDS), st.sampled_from(SEPARATORS), st.sampled_from((None, "2.0", "3.0", "4.0"))
)
@settings(max_examples=150, deadline=None)
def test_words_of_any_language(data: st.DataObject, language: dict, kind: tuple[str, ...], separator: str, version: str | None) -> None:
    parts = [data.draw(st.sampled_from(language[part]), label=part) for part in kind]
    name = separator.join(parts) + (f" {version}" if version else "")
    found = read(f"Creative Commons {name}")
    assert [(item.family, item.version) for item in found] == [(family(kind), version)]


def test_conditions_that_are_commands_make_one_name() -> None:
    found = read("Creative Commons Nevezd meg! Így add tovább! 4.0")
    assert [(item.family, item.version) for item in found] == [("CC-BY-SA", "4.0")]
    assert [item.family for item in read("Creative Commons Nevezd meg! Az idén megnyílt a híd.")] == ["CC-BY"]


def test_a_word_does_not_take_the_first_letter_of_the_next() -> None:
    for separator in SEPARATORS:
        found = read(f"Creative Commons {separator.join(['انتساب', 'غیرتجاری', 'همانندسازی'])} 4.0")
        assert [(item.family, item.version) for item in found] == [("CC-BY-NC-SA", "4.0")]


@given(st.permutations(["by", "nc", "sa"]), st.sampled_from(("-", " ", "_")), st.sampled_from((None, "1.0", "4.0")), st.booleans())
@settings(max_examples=60, deadline=None)
def test_codes_in_any_order(parts: list[str], separator: str, version: str | None, capitals: bool) -> None:  # noqa: FBT001 -- drawn by hypothesis
    code = f"cc{separator}{separator.join(parts)}" + (f" {version}" if version else "")
    found = read("Text: " + (code.upper() if capitals else code.replace("cc", "CC").upper()))
    assert [(item.family, item.version) for item in found] == [("CC-BY-NC-SA", version)]


@given(
    st.sampled_from(KINDS),
    st.sampled_from(("2.0", "3.0", "4.0")),
    st.sampled_from(("de", "fr", "us")),
    st.sampled_from(("", "deed.it", "legalcode")),
)
@settings(max_examples=60, deadline=None)
def test_port_is_a_port_and_deed_is_a_language(kind: tuple[str, ...], version: str, port: str, page: str) -> None:
    base = f"https://creativecommons.org/licenses/{'-'.join(kind)}/{version}/"
    ported, plain = read(f"Text: {base}{port}/{page}"), read(f"Text: {base}{page}")
    assert [(item.family, item.version, item.jurisdiction) for item in ported] == [(family(kind), version, port.upper())]
    assert [(item.family, item.version, item.jurisdiction) for item in plain] == [(family(kind), version, None)]


@given(any_text)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_with_true_quotes_and_valid_expressions(text: str) -> None:
    article = Article("a", text, Source("a", "text"))
    found = room.find(article, fold(text), load())
    for item in (*found.licenses, *found.reservations):
        assert text[item.evidence.start : item.evidence.stop] == item.evidence.quote
    for license_ in found.licenses:
        assert get_spdx_licensing().parse(license_.expression)
        assert license_.version is None or license_.version[0].isdigit()
