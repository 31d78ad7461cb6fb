# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Both looks of the line model, text by text, where the arrays look at many texts side by side: see `detectors/boilerplate/model.py`."""

import numpy as np

from libc.math cimport rint, sqrt
from libc.stdint cimport int32_t, int64_t, uint8_t
from libc.stdlib cimport qsort

ctypedef const float[:, ::1] Table

cdef enum:  # classes of characters, see `detectors/boilerplate/characters.py`
    _CLASSES = 16
    _LOWER = 1
    _UPPER = 2
    _UNCASED = 3
    _DENSE = 4
    _DIGIT = 5
    _STOP = 8
    _COMMA = 9
    _COLON = 10
    _QUOTE = 11
    _BRACKET = 12
    _BAR = 13
    _DASH = 14
    _SIGN = 15

cdef enum:  # columns of claims and mentions, see `cues.py`, and of shapes, see `shapes.py`
    _KINDS = 19
    _CLAIMS = 22
    _COMMENTS = 0
    _COOKIES = 4
    _MENTIONS = 13
    _COOKIES_SPOKEN = 0
    _SHAPES = 11
    _KINSHIP = 5
    _COUNTER = 10

cdef float _QUIET = -1.5


cdef class _Table:
    """What is known of the lines of some texts, one text after the other, and room for sums over the longest."""

    cdef const float[:, ::1] counts, words, claims, mentions, shapes
    cdef const float[:, :] kin
    cdef const int64_t[::1] first, last
    cdef float[::1] mass, least, logs, sizes_log
    cdef double[::1] sizes_log_twice
    cdef const float[::1] twos
    cdef double[:, ::1] sums
    cdef float[::1] ordered, upto
    cdef int32_t[::1] keys, times
    cdef uint8_t[::1] known

    def __init__(self, lines):
        """Take over the columns of a table of lines."""
        cdef Py_ssize_t count = len(lines), row, kind, longest = max(lines.sizes.max(initial=0), 1)
        sizes = np.maximum(lines.sizes, 1)
        mass = np.empty(count, np.float32)
        self.counts, self.words, self.claims, self.mentions, self.shapes = lines.counts, lines.words, lines.claims, lines.mentions, lines.shapes
        self.kin, self.first, self.last, self.mass, self.least = lines.kin, lines.first, lines.last, mass, np.empty(count, np.float32)
        self.sums, self.ordered, self.upto = np.empty((6, longest + 1)), np.empty(longest, np.float32), np.empty(longest, np.float32)
        self.keys, self.times, self.known = np.empty(longest, np.int32), np.zeros(1 << 14, np.int32), np.empty(count, np.uint8)
        for row in range(count):
            self.mass[row] = self._mass(row)
            self.known[row] = 0
            for kind in range(_KINDS):
                self.known[row] |= self.claims[row, kind] > 0
        self.logs, self.twos = np.log1p(mass), np.log2(mass + np.float32(1))
        self.sizes_log, self.sizes_log_twice = np.log(sizes.astype(np.float32)), np.log(sizes)

    cdef float _mass(self, Py_ssize_t row) noexcept:
        """Return the length of a line in characters of an alphabet."""
        cdef float letters = 0, words = 0
        cdef Py_ssize_t kind
        for kind in range(_CLASSES):
            letters += self.counts[row, kind]
            words += self.words[row, kind]
        return ((letters + words) - <float>1) + <float>1.2 * self.counts[row, _DENSE]


include "looks_first.pxi"
include "looks_second.pxi"


def judge_lines(lines, model):
    """Return the mass of each line of some texts, the log odds that it is furniture, and whether it is taken for such."""
    cdef _Table table = _Table(lines)
    cdef const int64_t[::1] sizes = lines.sizes
    cdef Py_ssize_t count = len(lines), texts = sizes.shape[0], text, first = 0, row, loud = 0
    numbers = np.empty((_COLUMNS, count), np.float32)
    cdef float[:, ::1] found = numbers
    if not count:
        return np.zeros(0, np.float32), np.zeros(0, np.float32), np.zeros(0, bool)
    for text in range(texts):
        if sizes[text]:
            _demand(table, first, sizes[text])
            _describe(table, first, sizes[text], table.sizes_log[text], found)
            first += sizes[text]
    scores = model.first.odds(numbers)
    cdef float[::1] odds = scores
    cdef uint8_t[::1] is_loud = np.zeros(texts, np.uint8)
    first = 0
    for text in range(texts):
        for row in range(first, first + sizes[text]):
            is_loud[text] |= odds[row] - table.least[row] >= _QUIET
        loud += sizes[text] if is_loud[text] else 0
        first += sizes[text]
    if loud:
        _look_again(table, sizes, is_loud, found, odds, loud, model)
    furniture = np.zeros(count, bool)
    cdef uint8_t[::1] taken = furniture.view(np.uint8)
    first = 0
    for text in range(texts):
        _take(table, first, sizes[text], odds, taken)
        first += sizes[text]
    return np.asarray(table.mass), scores, furniture


cdef _look_again(
    _Table table, const int64_t[::1] sizes, const uint8_t[::1] is_loud, const float[:, ::1] found, float[::1] odds, Py_ssize_t loud, model
):
    """Blend the scores of texts with what a second look at them says, which counts twice."""
    cdef Py_ssize_t text, row, first = 0, to = 0
    numbers = np.empty((_AGAIN, loud), np.float32)
    cdef float[:, ::1] again = numbers
    for text in range(sizes.shape[0]):
        if is_loud[text]:
            _describe_again(table, first, sizes[text], table.sizes_log_twice[text], found, odds, again, to)
            to += sizes[text]
        first += sizes[text]
    cdef const float[::1] second = model.second.odds(numbers)
    cdef float share = 2.0 / 3
    first = to = 0
    for text in range(sizes.shape[0]):
        if is_loud[text]:
            for row in range(sizes[text]):
                odds[first + row] += (second[to + row] - odds[first + row]) * share
            to += sizes[text]
        first += sizes[text]


cdef void _take(_Table table, Py_ssize_t first, Py_ssize_t size, const float[::1] odds, uint8_t[::1] taken) noexcept:
    """Tell which lines of a text are taken for furniture; more is asked of one that nobody knows where few are known, or inside a story."""
    cdef Py_ssize_t row, column, lonely = 0, stop = first + size
    cdef bint before = False, now, alone
    cdef float more
    for row in range(first, stop):
        taken[row] = odds[row] > table.least[row]
        lonely += taken[row] and table.known[row]
    if lonely == 1:
        for row in range(first, stop):
            taken[row] &= table.known[row] | (odds[row] > table.least[row] + <float>1)
    for row in range(first, stop):
        now = taken[row]
        if now and first < row < stop - 1 and not table.known[row] and not before and not taken[row + 1]:
            alone = True
            for column in range(_MENTIONS):
                alone = alone and not table.mentions[row, column] > 0
            more = 1.5 if table.mass[row - 1] > _LONG and table.mass[row + 1] > _LONG else 0.75
            taken[row] = not (alone and odds[row] <= table.least[row] + more)
        before = now
