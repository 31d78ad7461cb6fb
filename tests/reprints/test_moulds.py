"""Fillings of one form, by the company that two texts keep."""

from __future__ import annotations

import attrs
import numpy as np
import pytest

from provenance.reprints.meetings import Meetings
from provenance.reprints.moulds import Company, moulded


def _pair(score: float) -> Meetings:
    """Return one meeting of the texts 0 and 1, which share most of their words, with these odds of being fillings of a form."""
    values = {"b": 1, "a_size": 690, "b_size": 660, "a_shared": 450, "b_shared": 450, "equal": 440}
    columns = {item.name: np.array([values.get(item.name, 0)], np.int64) for item in attrs.fields(Meetings)}
    return Meetings(**{**columns, "mould": np.array([score])})


@pytest.mark.parametrize(
    ("score", "fillings", "versions", "form"),
    [
        (0.5, (0, 3), (1, 0), True),  # the one is a filling beyond doubt and has no version: so is the other
        (0.5, (3, 0), (0, 1), True),
        (0.5, (0, 3), (1, 1), False),  # a text with a version of its own
        (0.5, (0, 2), (1, 0), False),  # too few fillings to be sure
        (-9.0, (0, 3), (1, 0), False),  # a copy of it, figures and all
    ],
)
def test_a_doubtful_pair_with_a_known_filling(score: float, fillings: tuple[int, int], versions: tuple[int, int], *, form: bool) -> None:
    known = Company(np.array(fillings), np.array(versions), np.array([-1, -1]))
    assert moulded(_pair(score), np.array([True]), known).tolist() == [form]
