# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Small decision trees that ask one question a level, all trees for one row after the other."""

import numpy as np

cdef extern from *:
    """
    // Eight rows at a time where the processor can, which the loader finds out; the numbers are the same.
    #if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
    __attribute__((target_clones("avx2", "default")))
    #endif
    static void add_leaves(const float *const *asked, const float *bounds, const float *CYTHON_RESTRICT values, float *CYTHON_RESTRICT sums, Py_ssize_t size) {
        const float *a = asked[0], *b = asked[1], *c = asked[2], *d = asked[3], *e = asked[4], *f = asked[5];
        const float p = bounds[0], q = bounds[1], r = bounds[2], s = bounds[3], t = bounds[4], u = bounds[5];
        int leaf[256];
        for (Py_ssize_t row = 0; row < size; row++)
            leaf[row] = (a[row] > p) | (b[row] > q) << 1 | (c[row] > r) << 2 | (d[row] > s) << 3 | (e[row] > t) << 4 | (f[row] > u) << 5;
        for (Py_ssize_t row = 0; row < size; row++) sums[row] += values[leaf[row]];
    }
    """
    void add_leaves(const float** asked, const float* bounds, const float* values, float* sums, Py_ssize_t size) noexcept nogil


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
    cdef Py_ssize_t row, tree, level, size, first = 0
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
                values = &leaves[tree, 0]
                if levels == _SIX:
                    for level in range(_SIX):
                        six[level], bars[level] = &numbers[columns[level, tree], first], bounds[level, tree]
                    add_leaves(six, bars, values, &sums[first], size)
                    continue
                for row in range(size):
                    leaf[row] = 0
                for level in range(levels):
                    asked = &numbers[columns[level, tree], first]
                    bound = bounds[level, tree]
                    for row in range(size):
                        leaf[row] |= (asked[row] > bound) << level
                for row in range(size):
                    sums[first + row] += values[leaf[row]]
            first += size
    return made

