"""Looking back from the words that cite must never lose a match, nor move it but to a name that stands nearer."""

from __future__ import annotations

import pytest

from provenance.catalog import load
from provenance.cues import Lead, approaches, needed, without_opening
from provenance.detectors.attribution.name_begins import begin_of, earliest
from provenance.detectors.attribution.shapes import LAST_WORD, NAME_SLOTS, SLOTS
from provenance.detectors.attribution.wordings import KINDS
from provenance.normalise import fold
from provenance.patterns import Matcher, expand

RULES = [entry for entry in load().rules["credits"] if entry.kind in KINDS]
NAMES = ("Nordic News Agency", "the Valley Record", "dpa", "example.com", '"Harbour Times"', "Press Agency (NPA)", "U.S. News", "A", "he")
BETWEEN = ("", ", on Monday,", " on Friday", ", a daily in the north,", " (of the north)", " has also", "'s own", ", in May, also", ",")


@pytest.mark.parametrize(
    ("pattern", "literals", "expected"),
    [
        (" (?:said|says)", ["said", "says"], {" ": "(?:said|says)"}),
        ("(?:'s)? (?:big ){0,2}(?:report|stor(?:y|ies))\\b", ["report", "stor"], {"(?:'s)? (?:big ){0,2}": "(?:report|stor(?:y|ies))\\b"}),
        (" (?:has said|said)$sp", ["said"], {" (?:has )": "(?:said)$sp", " ": "(?:said)$sp"}),
        (" also reported", ["reported"], {" also ": "reported"}),
        ("as told|so said", ["told", "said"], {"(?:as )": "(?:told)", "(?:so )": "(?:said)"}),
        (r"\b(?i:in (?:an )?interview|told) ", ["interview", "told"], {r"\b(?i:in (?:an )?)": "(?i:interview) ", r"\b": "(?i:told) "}),
        ("[a(b]\\((?:said)", ["said"], {"[a(b]\\(": "(?:said)"}),
        (" (?:said)?", ["said"], None),
        (" (?:said|wrote)", ["said"], None),
        ("told?", ["told"], None),
        ("(?:the\\s(?:herald|times))", ["herald", "times"], {"(?:the\\s)": "(?:(?:herald|times))"}),
        (" (op-ed|opinion\\spiece|s[eé]gun)", ["op-ed", "opinion piece", "segun"], {" ": "(?:op-ed|opinion\\spiece|s[eé]gun)"}),
    ],
)
def test_what_stands_before_a_literal_is_read_off_the_pattern(pattern: str, literals: list[str], expected: dict[str, str] | None) -> None:
    assert approaches(pattern, literals) == expected


@pytest.mark.parametrize(
    ("pattern", "literals", "expected"),
    [
        ("with $outlet (?:inputs?|feeds?)", ["with"], ("input", "feed")),
        ("with $outlet (?:inputs?|feeds?)?", ["with"], ()),
        ("with $outlet(?=[^.]{0,9}(?:not to|may not) be)", ["with"], ("not to", "may not")),
        ("with $outlet(?!.* inputs)", ["with"], ()),
        ("with (?<=inputs )$outlet", ["with"], ()),
        ("with $outlet (?:Inputs(?: again)?|feeding s?)", ["with"], ("inputs", "feeding ")),
        ("with inputs|told (?i:by wire)", ["with", "told"], ()),
        ("$outlet 's (?:editors?|own)", ["editor"], (" 's ",)),
        ("with $outlet (?:aussen|meldungen)", ["with"], ()),
        ("with $outlet (?:größere|meldungen)", ["with"], ()),
        ("with $outlet (?:by|in|from)", ["with"], ()),
    ],
)
def test_words_that_a_match_cannot_do_without_are_read_off_the_pattern(
    pattern: str, literals: list[str], expected: tuple[str, ...]
) -> None:
    assert needed(pattern, literals) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?:^[^\n.=]{2,60}[:?] ?)?(?<!\w)\d = ", r"(?<!\w)\d = "),
        ("(?:^[|-]? ?)??page", "page"),
        (r"(?:^\s{0,3})?page", r"(?:^\s{0,3})?page"),
        ("(?:^[^.]{2,9})?page", "(?:^[^.]{2,9})?page"),
        ("(?:^- )page", "(?:^- )page"),
        ("(?:^a|b)?page", "(?:^a|b)?page"),
        ("(?:^a)?page|leaf", "(?:^a)?page|leaf"),
    ],
)
def test_what_may_open_a_pattern_at_the_beginning_of_a_line_is_told_where_it_stays_on_it(pattern: str, expected: str) -> None:
    assert without_opening(pattern) == expected


def test_a_match_with_an_opening_is_found_with_it() -> None:
    rules = [entry.rule for entry in load().rules["boilerplate"] if entry.rule.pattern and "match" not in entry.labels]
    bare, led = Matcher(rules, {}), Matcher(rules, {}, backwards=True)
    texts = [
        text.replace("[[", "").replace("]]", "") for entry in load().rules["boilerplate"] for text in (*entry.examples, *entry.counter)
    ]
    texts += [
        "It is open.\nWhat is: 7 + 5 =",
        "What is: 7 + 5 =\nHow much is 2 + 1 = ?",
        "A sum 7 + 5 =",
        f"{'a' * 90}: 3 + 4 =\n\n8 - 1 =\n",
    ]
    for text in texts:
        folded = fold(text)
        wanted, found = ([(rule.id, *match.span()) for rule, match in matcher.matches(folded)] for matcher in (bare, led))
        assert sorted(found) == sorted(wanted), text


def test_a_lead_loses_no_match_and_begins_none_earlier() -> None:
    rules = [entry.rule for entry in RULES]
    bare, led = (
        Matcher(rules, SLOTS, NAME_SLOTS),
        Matcher(rules, SLOTS, NAME_SLOTS, leads={"outlet": Lead(LAST_WORD, begin_of, earliest)}, backwards=True),
    )
    texts = [text.replace("[[", "").replace("]]", "") for entry in RULES for text in (*entry.examples, *entry.counter)]
    texts += [
        f"On Tuesday, Jane Roe said in Oslo that {name}{gap} {cue} it. {name}, meanwhile, {cue} more."
        for name in NAMES
        for gap in BETWEEN
        for cue in ("reported", "said", "report", "contributed to this report", "'s host", "rapporte", "berichtete")
    ]
    for text in texts:
        folded = fold(text)
        wanted, found = ({(rule.id, match.end()): match.start() for rule, match in matcher.matches(folded)} for matcher in (bare, led))
        assert all(where in found for where in wanted), text
        for where, start in wanted.items():
            assert found[where] == start or (found[where] > start and "," in text[start : found[where]]), text


def test_words_before_a_blank_give_no_letter_back_unless_more_of_the_word_stands_before_them() -> None:
    pattern = r"(?:[\w-]{3,15}$sp){0,2}on$sp\w+$sp(?:\p{Lu}\w+$sp)?(?:[^,]+$sp)"
    assert expand(pattern, {"sp": " "}, {"sp"}).replace("(?: )", " ") == r"(?:[\w-]{3,15}+ ){0,2}on \w++ (?:\p{Lu}\w+ )?(?:[^,]+ )"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("He told the Nordic News Agency", "Nordic News Agency"),
        ("It was over on Monday. Nordic News", "Nordic News"),
        ("LONDON - Nordic News", "Nordic News"),
        ("the U.S. News", "the U.S. News"),
        ("Jane Roe: Nordic News", "Nordic News"),
    ],
)
def test_a_name_begins_behind_what_no_name_goes_on_after(words: str, first: str) -> None:
    assert words[earliest(words, 0, len(words), len(words)) :].endswith(first)
    assert words[earliest(words, 0, len(words), len(words)) :] in (first, f"the {first}")
