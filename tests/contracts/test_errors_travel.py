"""An error that a worker process raises arrives as what it was, and not as a broken pool."""

from __future__ import annotations

import pickle

from provenance.errors import InputError


def test_an_error_comes_back_whole_from_another_process() -> None:
    found = pickle.loads(pickle.dumps(InputError("Nothing to read.", "Name a file.")))  # noqa: S301 -- made one line above
    assert isinstance(found, InputError)
    assert (str(found), found.what, found.next_step) == ("Nothing to read. Name a file.", "Nothing to read.", "Name a file.")
