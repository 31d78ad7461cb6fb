# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Rows of numbers -> text, and passages as both of their articles see them: see `cells.py`."""

import numpy as np

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from libc.stdlib cimport free, malloc, qsort
from libc.string cimport memcpy

cdef enum:
    _DIGITS = 11  # of a number with its sign
    _SEEN = 7  # numbers of a passage as one article sees it


cdef struct Words:
    const char* letters
    Py_ssize_t size


cdef inline char* _number(char* out, int given) noexcept nogil:
    """Write a number and return the place after it."""
    cdef char digits[_DIGITS]
    cdef int size = 0
    cdef unsigned int value = <unsigned int>given
    if given < 0:
        out[0] = b"-"
        out += 1
        value = 0 - value
    while True:
        digits[size] = <char>(48 + value % 10)
        size += 1
        value //= 10
        if value == 0:
            break
    while size:
        size -= 1
        out[0] = digits[size]
        out += 1
    return out


cdef inline char* _copy(char* out, Words words) noexcept nogil:
    memcpy(out, words.letters, words.size)
    return out + words.size


def write_cells(const int[:, ::1] cells, fixed, words, ends, bytes between=b""):
    """Return rows of a table as text, some to a piece: `ends` are the rows after the last one of each piece."""
    cdef Py_ssize_t columns = len(words), column, row, stop, last = 0, size, most = 0, plain
    cdef int number
    cdef list made = [], held = [(*fixed,), *[None if names is None else (*names,) for names in words]]
    if len(fixed) != columns + 1 or cells.shape[1] < columns:
        raise ValueError("a cell stands between two fixed parts")
    cdef Py_ssize_t total = sum([len(names) for names in held if names is not None])
    cdef Words* every = <Words*>malloc((total + 1) * sizeof(Words))
    cdef Words** named = <Words**>malloc((columns + 1) * sizeof(Words*))
    cdef Py_ssize_t* counts = <Py_ssize_t*>malloc((columns + 1) * sizeof(Py_ssize_t))
    cdef Words* place = every
    cdef Words parting = Words(PyBytes_AS_STRING(between), PyBytes_GET_SIZE(between))
    cdef char* out
    cdef char* buffer = NULL
    cdef Py_ssize_t room = 0
    if every == NULL or named == NULL or counts == NULL:
        free(every)
        free(named)
        free(counts)
        raise MemoryError
    try:
        plain = parting.size
        for column in range(columns + 1):
            named[column], counts[column] = place, 0
            if held[column] is None:
                named[column] = NULL
                plain += _DIGITS
                continue
            for item in <tuple>held[column]:
                place[0] = Words(PyBytes_AS_STRING(<bytes?>item), PyBytes_GET_SIZE(item))
                if column == 0:
                    plain += place.size
                place += 1
                counts[column] += 1
        for item in ends:
            stop = item
            if stop < last or stop > cells.shape[0]:
                raise IndexError("a piece ends where the table has no row")
            size = plain * (stop - last)
            for column in range(columns):
                if named[column + 1] == NULL:
                    continue
                for row in range(last, stop):
                    number = cells[row, column]
                    if number < 0 or number >= counts[column + 1]:
                        raise IndexError("a cell has no word")
                    size += named[column + 1][number].size
            if size > room:
                free(buffer)
                room = 0
                buffer = <char*>malloc(size)
                if buffer == NULL:
                    raise MemoryError
                room = size
            out = buffer
            for row in range(last, stop):
                if row > last:
                    out = _copy(out, parting)
                out = _copy(out, named[0][0])
                for column in range(columns):
                    if named[column + 1] == NULL:
                        out = _number(out, cells[row, column])
                    else:
                        out = _copy(out, named[column + 1][cells[row, column]])
                    out = _copy(out, named[0][column + 1])
            made.append(PyBytes_FromStringAndSize(buffer, out - buffer) if stop > last else b"")
            last = stop
    finally:
        free(buffer)
        free(every)
        free(named)
        free(counts)
    return made


cdef int _before(const void* one, const void* other) noexcept nogil:
    """Tell which of two passages that one article sees comes first."""
    cdef const int* mine = <const int*>one
    cdef const int* theirs = <const int*>other
    cdef int k
    for k in range(_SEEN):
        if mine[k] != theirs[k]:
            return -1 if mine[k] < theirs[k] else 1
    return 0


def two_sided(const int[:, ::1] table, Py_ssize_t count):
    """Return passages as both of their articles see them, and where those that each of `count` articles sees begin and end."""
    cdef Py_ssize_t rows = table.shape[0], row, at, owner
    cdef int side
    cdef const int* found
    made, starts = np.empty((2 * rows, _SEEN), np.int32), np.zeros(count + 1, np.int64)
    cdef int[:, ::1] seen = made
    cdef long long[::1] first = starts
    nexts = np.empty(count, np.int64)
    cdef long long[::1] next = nexts
    if table.shape[1] != _SEEN:
        raise ValueError("a row of passages has seven numbers")
    for row in range(rows):
        for side in range(0, 6, 3):
            owner = table[row, side]
            if owner < 0 or owner >= count:
                raise IndexError("a passage of an article that is not there")
            first[owner + 1] += 1
    for owner in range(count):
        next[owner] = first[owner]
        first[owner + 1] += first[owner]
    with nogil:
        for row in range(rows):
            found = &table[row, 0]
            for side in range(2):
                owner = found[3 * side]
                at = next[owner]
                next[owner] += 1
                seen[at, 0], seen[at, 1] = found[3 * side + 1], found[3 * side + 2]
                seen[at, 2], seen[at, 3], seen[at, 4] = found[3 - 3 * side], found[4 - 3 * side], found[5 - 3 * side]
                seen[at, 5], seen[at, 6] = found[6], <int>row
        for owner in range(count):
            if first[owner + 1] - first[owner] > 1:
                qsort(&seen[first[owner], 0], first[owner + 1] - first[owner], _SEEN * sizeof(int), _before)
    return made, starts
