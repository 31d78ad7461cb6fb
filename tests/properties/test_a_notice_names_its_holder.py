"""Laws of copyright notices: a notice put together from sign, years, name and legal form gives that name; a name is words of its text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from provenance.catalog import load
from provenance.detectors.license.claims import claim_near, notices
from provenance.normalise import fold

RESERVED = "All rights reserved"
SIGNS = st.sampled_from(["©", "(c)", "Copyright", "Copyright ©", "Copyright (C)", "COPYRIGHT", "™ & ©"])
YEARS = st.sampled_from(["", "2019", "2005-2019", "2005 – 2019,", "2018, 2019", "1999-21"])
JOINTS = st.sampled_from(["", "by", "by:"])
FORMS = st.sampled_from(["", ", Inc.", " LLC", ", LLC", " Ltd.", " GmbH", ", S.A.", " Pvt. Ltd.", " s.r.o."])
AFTER = st.sampled_from([". ", " | ", " - ", ", ", ", a Nordwind company. ", "; "])
WORDS = st.sampled_from(
    ["Hill", "Post", "Quill", "Lagoa", "Verde", "Müller", "Oak", "Wickerham", "News", "Озеро", "Ωmega", "3sat", "St.Gall"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@given(SIGNS, YEARS, JOINTS, NAMES, FORMS, AFTER)
@example("©", "", "", "Hill Post", "", ". ")
@example("(c)", "", "", "Hill Post", "", " | ")
def test_sign_years_and_name_before_the_statement(sign: str, years: str, joint: str, name: str, form: str, after: str) -> None:
    """Putting a notice together and reading it gives the name back."""
    space = "" if sign in ("©", "(c)") and not joint else " "
    notice = sign + space + " ".join(part for part in (years, joint, name) if part) + form + after
    folded = fold(f"The bridge is open.\n{notice}{RESERVED}.")
    start = folded.text.index(RESERVED)
    claim = claim_near(folded, start, start + len(RESERVED), notices(load()))
    assert claim is not None
    assert claim.name == fold(name).text


@given(SIGNS, st.sampled_from(["2019", "2005-2019"]), NAMES)
def test_sign_years_and_name_behind_the_statement(sign: str, years: str, name: str) -> None:
    folded = fold(f"{RESERVED} {sign} {years} {name}")
    claim = claim_near(folded, 0, len(RESERVED), notices(load()))
    assert claim is not None
    assert claim.name == fold(name).text


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from([RESERVED, "版权所有"]))
def test_a_name_is_words_of_its_text(before: str, after: str, statement: str) -> None:
    """Whatever stands around a statement: nothing is raised, and a name is what stands at its place."""
    folded = fold(f"{before}{statement}{after}")
    start = folded.text.find(statement)
    claim = claim_near(folded, start, start + len(statement), notices(load()))
    if claim:
        assert folded.text[claim.start : claim.stop] == claim.name
        assert len(claim.name.strip()) >= 2
