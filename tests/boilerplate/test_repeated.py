"""Lines that repeat across an outlet: counted in any order, in parts, and labelled without touching what others found."""

from __future__ import annotations

import provenance
from provenance.detectors.boilerplate.pieces import pieces_of
from provenance.detectors.boilerplate.repeated import LineCounts, Lines, RepeatedLines, digests, label_repeated, lines_of
from provenance.model.record import ProvenanceRecord
from provenance.normalise import fold

ARTICLES = [
    f"The council met on day {number} and voted on the matter of the old pier again.\nRead by the lamp of the harbour"
    for number in range(9)
]
FOOT = "Read by the lamp of the harbour"


def counted(texts: list[str], outlet: str = "herald") -> LineCounts:
    counts = LineCounts()
    for text in texts:
        counts.add(outlet, [text[start:stop] for start, stop in pieces_of(text).tolist()])
    return counts


def labelled(record: ProvenanceRecord, texts: list[str]) -> ProvenanceRecord:
    lines = lines_of("herald", texts[0], fold(texts[0]))
    return label_repeated(record, texts[0], counted(texts).lines().spans(lines))


def test_a_line_of_many_articles_repeats_and_one_of_few_does_not() -> None:
    repeated = counted([*ARTICLES, "Only here.\nOnly once."]).lines(min_share=0.5, min_count=5)
    assert ("herald", FOOT) in repeated
    assert ("herald", "Only once.") not in repeated
    assert ("tribune", FOOT) not in repeated


def test_parts_add_up_in_any_order() -> None:
    whole = counted(ARTICLES)
    first, second = counted(ARTICLES[5:]), counted(ARTICLES[:5])
    first.merge(second)
    assert first.count("herald", FOOT) == whole.count("herald", FOOT) == len(ARTICLES)
    assert first.articles == whole.articles


def test_passes_over_shares_of_the_lines_find_what_one_pass_finds() -> None:
    whole = counted(ARTICLES).lines()
    several = RepeatedLines()
    for part in range(3):
        counts = LineCounts(part, 3)
        for text in ARTICLES:
            counts.add("herald", [text[start:stop] for start, stop in pieces_of(text).tolist()])
        several |= counts.lines()
    assert several == whole
    assert ("herald", FOOT) in several


def test_counts_are_exact_however_many_lines_there_are() -> None:
    counts = LineCounts()
    for number in range(3000):
        counts.add("herald", [FOOT, *(f"line {chr(97 + number % 26) * (1 + number // 26)} {letter}" for letter in "abcdefgh")])
    assert counts.count("herald", FOOT) == 3000
    assert counts.count("herald", "line a b") == 1
    assert counts.count("herald", "never seen") == 0


def test_a_line_that_stands_twice_in_an_article_counts_once() -> None:
    counts = LineCounts()
    counts.add("herald", ["The same line", "The same line"])
    assert counts.count("herald", "The same line") == 1


def test_a_repeated_line_is_labelled_and_leaves_the_body() -> None:
    record = provenance.record(ARTICLES[0])
    done = labelled(record, ARTICLES)
    items = [item for item in done.boilerplate if item.kind == "repeated"]
    covered = [item for item in done.boilerplate if FOOT in item.evidence.quote]
    assert covered
    assert all(ARTICLES[0][item.evidence.start : item.evidence.stop] == item.evidence.quote for item in items)
    assert FOOT not in "".join(ARTICLES[0][start:stop] for start, stop in done.body)


def test_a_licence_line_that_repeats_keeps_its_own_label() -> None:
    text = "The council met again.\nThis work is licensed under a Creative Commons Attribution 4.0 International License."
    record = provenance.record(text)
    done = labelled(record, [text] * 9)
    line = text.splitlines()[1]
    assert not [item for item in done.boilerplate if item.kind == "repeated" and line[:20] in item.evidence.quote]


LONG = "The harbour board met for the third time this year and heard the engineers about the state of the old pier. " * 6


def test_a_menu_before_an_article_on_one_line_repeats() -> None:
    menu = "Home | World | Boats | Weather | About Us | Log in"
    texts = [f"{menu} {word} was the word of the day at the port. {LONG}" for word in ("Calm", "Storm", "Fog", "Ice", "Sun", "Wind")]
    done = labelled(provenance.record(texts[0]), texts)
    assert [item.evidence.quote for item in done.boilerplate if item.kind == "repeated"][:1] == [menu]


def test_a_sentence_behind_a_credit_without_a_full_stop_repeats() -> None:
    note = "This piece is part of a series on the coast."
    texts = [f"{word} again. {LONG}(Source: {house}) {note}" for word, house in zip("ABCDEFG", ["AP", "EFE", "dpa"] * 3, strict=False)]
    done = labelled(provenance.record(texts[0]), texts)
    assert note in [item.evidence.quote for item in done.boilerplate if item.kind == "repeated"]


def test_a_note_about_the_author_repeats_with_the_name_in_it_and_is_kept_as_provenance() -> None:
    note = "By Mary Roe, who has written about ports and fisheries for this newspaper since the spring of last year"
    texts = [f"Story {number} of the harbour.\n{note}" for number in range(9)]
    record = provenance.record(texts[0])
    done = labelled(record, texts)
    assert [item.layer for item in done.boilerplate if note in item.evidence.quote] != ["plain"]
    assert note not in "".join(texts[0][start:stop] for start, stop in done.body)


def test_lines_come_back_from_bytes_and_point_at_their_words() -> None:
    text = "Café\u200b at 9 o'clock\n\nRead by the lamp of the harbour"
    lines = Lines.of_bytes(lines_of("héraut", text, fold(text)).to_bytes())
    assert lines.outlet == "héraut"
    assert [text[start:stop] for start, stop in lines.spans.tolist()] == text.split("\n\n")
    assert lines.digests.tolist() == [int(digests("héraut", [line])[0]) for line in text.split("\n\n")]
    assert not len(Lines.of_bytes(lines_of("", "", fold("")).to_bytes()).digests)
