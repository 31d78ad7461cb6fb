# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Small decision trees that ask one question a level, all trees for one row after the other."""

import numpy as np

ctypedef fused Column:
    short
    long long

cdef enum:
    _PIECE = 256  # rows whose answers stay in the nearest cache


def sum_leaves(const float[:, ::1] numbers, const Column[:, ::1] columns, const float[:, ::1] bounds, const float[:, ::1] leaves):
    """Return for each row the sum of the leaves that it reaches, added in the order of the trees.

    `numbers` is [column, row], `columns` and `bounds` are [level, tree], `leaves` is [tree, leaf]; the first level is the lowest bit.
    """
    cdef Py_ssize_t rows = numbers.shape[1], levels = columns.shape[0], trees = columns.shape[1]
    cdef Py_ssize_t row, tree, level, size, first = 0
    cdef int[::1] leaf = np.empty(_PIECE, np.intc)
    cdef const float* asked
    cdef const float* values
    cdef float bound
    made = np.zeros(rows, np.float32)
    cdef float[::1] sums = made
    with nogil:
        while first < rows:
            size = min(rows - first, <Py_ssize_t>_PIECE)
            for tree in range(trees):
                for row in range(size):
                    leaf[row] = 0
                for level in range(levels):
                    asked = &numbers[columns[level, tree], first]
                    bound = bounds[level, tree]
                    for row in range(size):
                        leaf[row] |= (asked[row] > bound) << level
                values = &leaves[tree, 0]
                for row in range(size):
                    sums[first + row] += values[leaf[row]]
            first += size
    return made
