# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Small decision trees that ask one question a level, all trees for one row after the other."""

import numpy as np

ctypedef fused Column:
    short
    long long

cdef enum:
    _PIECE = 256  # rows whose answers stay in the nearest cache
    _SIX = 6  # levels that are asked at once


def sum_leaves(const float[:, ::1] numbers, const Column[:, ::1] columns, const float[:, ::1] bounds, const float[:, ::1] leaves):
    """Return for each row the sum of the leaves that it reaches, added in the order of the trees.

    `numbers` is [column, row], `columns` and `bounds` are [level, tree], `leaves` is [tree, leaf]; the first level is the lowest bit.
    """
    cdef Py_ssize_t rows = numbers.shape[1], levels = columns.shape[0], trees = columns.shape[1]
    cdef Py_ssize_t row, tree, level, known, size, first = 0
    cdef int leaf[_PIECE]
    cdef const float* six[_SIX]
    cdef float bars[_SIX]
    cdef const float* asked
    cdef const float* values
    cdef float bound
    made = np.zeros(rows, np.float32)
    cdef float[::1] sums = made
    with nogil:
        while first < rows:
            size = min(rows - first, <Py_ssize_t>_PIECE)
            for tree in range(trees):
                known = _SIX if levels >= _SIX else 0
                for level in range(known):
                    six[level], bars[level] = &numbers[columns[level, tree], first], bounds[level, tree]
                if known:
                    _answer(six, bars, size, leaf)
                else:
                    for row in range(size):
                        leaf[row] = 0
                for level in range(known, levels):
                    asked = &numbers[columns[level, tree], first]
                    bound = bounds[level, tree]
                    for row in range(size):
                        leaf[row] |= (asked[row] > bound) << level
                values = &leaves[tree, 0]
                for row in range(size):
                    sums[first + row] += values[leaf[row]]
            first += size
    return made


cdef void _answer(const float** asked, const float* bounds, Py_ssize_t size, int* leaf) noexcept nogil:
    """Write the answers of six levels for each row."""
    cdef const float* a = asked[0]
    cdef const float* b = asked[1]
    cdef const float* c = asked[2]
    cdef const float* d = asked[3]
    cdef const float* e = asked[4]
    cdef const float* f = asked[5]
    cdef float p = bounds[0], q = bounds[1], r = bounds[2], s = bounds[3], t = bounds[4], u = bounds[5]
    cdef Py_ssize_t row
    for row in range(size):
        leaf[row] = (a[row] > p) | (b[row] > q) << 1 | (c[row] > r) << 2 | (d[row] > s) << 3 | (e[row] > t) << 4 | (f[row] > u) << 5
