"""The words about `--map`, which two commands have."""

from __future__ import annotations

from provenance.readers import ALIASES

COLUMN = f"The column of a field whose name is not recognised; fields are {', '.join(ALIASES)}."
