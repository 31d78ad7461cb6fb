"""Rows of numbers -> text: the many rows of JSON that tell which passages articles share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from provenance.kernels import compiled

Cells = npt.NDArray[np.int32]
"""A row of numbers for each row of text."""


def write_cells(
    cells: Cells, fixed: Sequence[bytes], words: Sequence[Sequence[bytes] | None], ends: Sequence[int], between: bytes = b""
) -> list[bytes]:
    """Return rows of a table as text, some to a piece: `ends` are the rows after the last one of each piece.

    A row is `fixed[0]`, its first cell, `fixed[1]`, its second cell and so on to the last of `fixed`; what stands in further columns is
    not written. A cell is its number, or what stands under it in the words of its column. `between` parts the rows of a piece.
    """
    columns = [
        list(map(b"%d".__mod__, column)) if names is None else [names[number] for number in column]
        for column, names in zip(cells.T.tolist(), words, strict=False)
    ]
    pattern = b"%b".join([part.replace(b"%", b"%%") for part in fixed])
    rows = [pattern % row for row in zip(*columns, strict=True)]
    return [between.join(rows[start:stop]) for start, stop in pairwise([0, *ends])]


def two_sided(table: Cells, count: int) -> tuple[Cells, npt.NDArray[np.int64]]:
    """Return passages as both of their articles see them, and where those that each of `count` articles sees begin and end.

    A row of the table is `a, a_start, a_stop, b, b_start, b_stop, rest` with articles by number; one of the result `start, stop, other,
    other start, other stop, rest, row of the table`, sorted by the article that sees it and then by all of these.
    """
    number = np.arange(len(table), dtype=np.int32)[:, None]
    seen = np.concatenate([np.hstack([table[:, list(order)], number]) for order in ((1, 2, 3, 4, 5, 6), (4, 5, 0, 1, 2, 6))])
    owner = np.concatenate([table[:, 0], table[:, 3]])
    order = np.lexsort((*seen.T[::-1], owner))
    return np.ascontiguousarray(seen[order]), np.searchsorted(owner[order], np.arange(count + 1))


text_of_cells = compiled("_cells", write_cells)
"""`write_cells`, compiled where it can be."""
both_sides = compiled("_cells", two_sided)
"""`two_sided`, compiled where it can be."""
