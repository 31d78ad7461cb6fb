# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Sums over all forests of a few members: see `reprints/trees.py`, which explains what is worked out here."""

import numpy as np

from libc.math cimport exp, fabs, log
from libc.string cimport memset

ctypedef long long Number

cdef double _TINY = 1e-300


def forest_totals(const Number[::1] source, const Number[::1] child, const double[::1] value, const double[:, ::1] starts):
    """Return the logarithm of the sum over all forests for each row of log weights of roots."""
    cdef Py_ssize_t count = starts.shape[1], k, rows = starts.shape[0]
    room = np.empty(value.shape[0] + 3 * count + count * count)
    cdef double[::1] free = room
    made = np.empty(rows)
    cdef double[::1] out = made
    if not count:
        made[:] = 0
        return made
    with nogil:
        for k in range(rows):
            out[k] = _total(&free[0], source, child, value, &starts[k, 0], count)
    return made


def forest_shares(
    const Number[::1] source, const Number[::1] child, const double[::1] value, const double[:, ::1] starts, const double[::1] says
):
    """Return the means of the shares of arrows, ways back and roots over several rows of log weights of roots."""
    cdef Py_ssize_t count = starts.shape[1], arrows = value.shape[0], k
    room = np.empty(arrows + 3 * count + 8 * count * count)
    cdef double[::1] free = room
    made, roots = np.zeros((3, arrows)), np.zeros(count)
    cdef double[:, ::1] out = made
    cdef double[::1] root = roots
    if count:
        with nogil:
            for k in range(starts.shape[0]):
                if says[k]:
                    _add_shares(&free[0], source, child, value, &starts[k, 0], says[k], out, root, count)
    return made[0], made[1], made[2], roots


cdef double* _laplace(
    double* room, const Number[::1] source, const Number[::1] child, const double[::1] value, const double* start, Py_ssize_t count
) noexcept nogil:
    """Lay out the weights of arrows, of roots, what they sum up to for each member, their largest logarithms, and the matrix."""
    cdef Py_ssize_t arrows = value.shape[0], k
    cdef double* weight = room
    cdef double* root = room + arrows
    cdef double* whole = root + count
    cdef double* top = whole + count
    cdef double* matrix = top + count
    for k in range(count):
        top[k] = start[k]
        whole[k] = 0.0
    for k in range(arrows):
        top[child[k]] = max(top[child[k]], value[k])
    memset(matrix, 0, count * count * sizeof(double))
    for k in range(arrows):
        weight[k] = exp(max(value[k] - top[child[k]], -40.0))
        whole[child[k]] += weight[k]
        matrix[source[k] * count + child[k]] = -weight[k]
    for k in range(count):
        root[k] = exp(max(start[k] - top[k], -40.0))
        matrix[k * count + k] = root[k] + whole[k]
    return matrix


cdef double _total(
    double* room, const Number[::1] source, const Number[::1] child, const double[::1] value, const double* start, Py_ssize_t count
) noexcept nogil:
    cdef double* matrix = _laplace(room, source, child, value, start, count)
    cdef double* top = matrix - count
    cdef double* pivots
    cdef double* row
    cdef double pivot, factor, total = 0.0
    cdef Py_ssize_t k, i, j
    for k in range(count):
        pivots = matrix + k * count
        pivot = pivots[k] if pivots[k] else _TINY
        total += log(fabs(pivot))
        for j in range(k + 1, count):
            pivots[j] /= pivot
        for i in range(k + 1, count):
            row = matrix + i * count
            factor = row[k]
            if factor:
                for j in range(k + 1, count):
                    row[j] -= factor * pivots[j]
    for k in range(count):
        total += top[k]
    return total


cdef void _invert(double* matrix, Py_ssize_t count) noexcept nogil:
    """Put the inverse of a matrix in its place."""
    cdef Py_ssize_t k, i, j
    cdef double* pivots
    cdef double* row
    cdef double pivot, factor
    for k in range(count):
        pivots = matrix + k * count
        pivot = pivots[k] if pivots[k] else _TINY
        pivots[k] = 1.0
        for j in range(count):
            pivots[j] /= pivot
        for i in range(count):
            row = matrix + i * count
            factor = row[k]
            if i != k and factor:
                row[k] = 0.0
                for j in range(count):
                    row[j] -= factor * pivots[j]


cdef void _times(const double* left, const double* right, double* out, Py_ssize_t count) noexcept nogil:
    """Put the product of two matrices into a third one."""
    cdef Py_ssize_t i, k, j
    cdef double factor
    cdef double* row
    memset(out, 0, count * count * sizeof(double))
    for i in range(count):
        row = out + i * count
        for k in range(count):
            factor = left[i * count + k]
            if factor:
                for j in range(count):
                    row[j] += factor * right[k * count + j]


cdef inline double _share(double value) noexcept nogil:
    return min(max(value, 0.0), 1.0)


cdef void _add_shares(
    double* room, const Number[::1] source, const Number[::1] child, const double[::1] value, const double* start, double say,
    double[:, ::1] out, double[::1] roots, Py_ssize_t count
) noexcept nogil:
    """Add the shares of one row of roots to the means; `one`, `cross`, `there`: see `_ways`."""
    cdef double* inverse = _laplace(room, source, child, value, start, count)
    cdef const double* weight = room
    cdef const double* root = room + value.shape[0]
    cdef Py_ssize_t size = count * count, k, i, j, at, back
    cdef double* arrow = inverse + size
    cdef double* one = arrow + size
    cdef double* cross = one + size
    cdef double* there = cross + size
    cdef double* two = there + size
    cdef double* less = two + size
    cdef double* more = less + size
    cdef double way, first, longer
    _invert(inverse, count)
    memset(arrow, 0, size * sizeof(double))
    for k in range(value.shape[0]):
        arrow[source[k] * count + child[k]] = weight[k]
    for i in range(count):
        for j in range(count):
            at, back = i * count + j, j * count + i
            one[at] = _share(arrow[at] * (inverse[j * count + j] - inverse[back]))
            cross[at] = arrow[at] * (inverse[at] - inverse[i * count + i])
            there[at] = cross[at] * inverse[back]
    _times(one, one, two, count)
    _times(arrow, there, less, count)
    _times(arrow, cross, more, count)
    for k in range(value.shape[0]):
        i, j = source[k], child[k]
        at, back = i * count + j, j * count + i
        way = two[at] - less[at] + more[at] * inverse[back]
        first = _share(root[i] * inverse[at])
        longer = first - one[at] * _share(root[i] * inverse[i * count + i]) + there[at] * root[i]
        out[0, k] += say * one[at]
        out[1, k] += say * _share(one[at] + max(max(way, longer), 0.0))
        out[2, k] += say * first
    for k in range(count):
        roots[k] += say * _share(root[k] * inverse[k * count + k])
