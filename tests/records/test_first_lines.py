"""A first line that the catalog knows as furniture is no headline, and one that it does not know stays one."""

from __future__ import annotations

import pytest

import provenance

STORY = (
    "The ferry between the two towns will sail again from Monday, the harbour office said, after a pause of three months for repairs.\n"
    "Its engine was taken apart in a yard up the river, where workers found that two of the four pistons had to be replaced.\n"
    "Fares stay as they were: two pounds for adults, one pound for children, and nothing for bicycles until the end of the season.\n"
    "A bridge has been talked about since the war, but neither town has the money for it, and the owners of the ferry do not mind."
)


@pytest.mark.parametrize("line", ["Skip to main content", "Share on Facebook", "Zum Hauptinhalt springen"])
def test_a_first_line_of_a_menu_is_no_headline(line: str) -> None:
    record = provenance.record(f"{line}\n{STORY}")
    assert record.title is None
    assert [item.evidence.quote for item in record.boilerplate] == [line]


def test_a_headline_stays_one() -> None:
    record = provenance.record(f"Ferry between the towns will sail again\n{STORY}")
    assert record.title is not None
    assert record.title.text == "Ferry between the towns will sail again"
