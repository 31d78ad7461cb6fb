"""What rules about families ask of a record is the same whether its line is read directly or parsed."""

from __future__ import annotations

import orjson

import provenance
from provenance.audits.member import Member
from provenance.wire import from_line, structure, to_bytes

TEXT = """Bridge open again, "publisher": says

BERLIN — The bridge is open again, Reuters reported on Monday. It said ","boilerplate":["no"],"body":[[0,1]],"reprint":null.

Share this story on Facebook

All content by Example Post is licensed under a Creative Commons Attribution 4.0 International License.
"""


def test_a_line_as_written_and_one_with_other_spaces_give_the_same() -> None:
    line = to_bytes(provenance.record(TEXT))
    row = orjson.loads(line)
    assert all(row[name] for name in ("licenses", "attributions", "boilerplate", "body"))
    whole = structure(row, Member)
    assert from_line(line, Member) == whole
    assert from_line(orjson.dumps(row, option=orjson.OPT_INDENT_2), Member) == whole
