"""Every wording of datelines, by-lines, photo credits and contacts finds what its examples mark, and nothing in its counter-examples."""

from __future__ import annotations

import re

import pytest

from provenance.catalog import RuleEntry, load
from provenance.detectors.attribution.bylines import find_bylines
from provenance.detectors.attribution.contact import find_contacts
from provenance.detectors.attribution.datelines import find_datelines
from provenance.detectors.attribution.photo import find_photos
from provenance.model.text import Article, Source
from provenance.normalise import fold

from .test_cases import BODY

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def cases(kind: str, field: str) -> list[object]:
    entries = [entry for entry in load().rules["credits"] if entry.kind == kind]
    return [
        pytest.param(entry, text, id=f"{entry.rule.id}-{number}") for entry in entries for number, text in enumerate(getattr(entry, field))
    ]


def article(text: str) -> Article:
    return Article("example", text, Source("example", "text"))


@pytest.mark.parametrize(("entry", "example"), cases("dateline", "examples"))
def test_datelines_find_their_examples(entry: RuleEntry, example: str) -> None:
    given = article(example.replace("[[", "").replace("]]", ""))
    found = find_datelines(given, fold(given.text), load())
    assert [item.attribution.evidence.quote for item in found] == MARK.findall(example)
    assert found[0].attribution.evidence.rule == entry.rule.id


@pytest.mark.parametrize(("entry", "example"), cases("byline", "examples"))
def test_bylines_find_their_examples(entry: RuleEntry, example: str) -> None:
    text = MARK.sub(lambda found: found[1], example)
    tail = entry.rule.zone == "tail"
    given = article(text.replace("HARBOUR-BODY", "\n\n".join([BODY] * 4)) if tail else f"{text}\n\n{BODY}")
    found = find_bylines(given, fold(given.text), load())
    assert [item.evidence.quote for item in found] == MARK.findall(example)
    assert {item.evidence.rule for item in found} == {entry.rule.id}


@pytest.mark.parametrize(("entry", "example"), [*cases("photo", "examples"), *cases("contact", "examples")])
def test_photo_credits_and_contacts_find_their_examples(entry: RuleEntry, example: str) -> None:
    given = article(MARK.sub(lambda found: found[1], example))
    find = find_photos if entry.kind == "photo" else find_contacts
    found = list(find(given, fold(given.text), load()))
    assert [item.evidence.quote for item in found] == MARK.findall(example)
    assert {item.evidence.rule for item in found} == {entry.rule.id}


@pytest.mark.parametrize(("entry", "counter"), [*cases("photo", "counter"), *cases("contact", "counter")])
def test_photo_credits_and_contacts_leave_their_counter_examples(entry: RuleEntry, counter: str) -> None:
    given = article(counter)
    find = find_photos if entry.kind == "photo" else find_contacts
    assert list(find(given, fold(given.text), load())) == []


@pytest.mark.parametrize(("entry", "counter"), cases("dateline", "counter"))
def test_datelines_leave_their_counter_examples(entry: RuleEntry, counter: str) -> None:
    given = article(counter)
    assert find_datelines(given, fold(given.text), load()) == ()


@pytest.mark.parametrize(("entry", "counter"), cases("byline", "counter"))
def test_bylines_leave_their_counter_examples(entry: RuleEntry, counter: str) -> None:
    given = article(f"{counter}\n\n{BODY}")
    assert find_bylines(given, fold(given.text), load()) == ()
