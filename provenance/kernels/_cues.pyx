# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Which lines of texts the catalog may know: see `detectors/boilerplate/cues.py`."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int64_t, uint8_t

cdef enum:
    _LONG = 6  # first characters by which an opening is looked up, the most that it has
    _SHORT = 3
    _MOST = 300  # characters of a line that is no paragraph


def find_known(str text not None, const int64_t[::1] starts, const int64_t[::1] stops, book, tuple signs not None):
    """Return the rows of lines `[start, stop)` that the catalog may know: by all their words, by their first, or as a menu."""
    cdef str edges = signs[0], brackets = signs[2]
    cdef frozenset bullets = signs[1]
    cdef dict lines = book.lines, openings = book.openings
    cdef Py_ssize_t row, start, stop, at, longest = book.longest
    cdef void* letters = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef uint8_t edge[128]
    cdef list found = []
    for at in range(128):
        edge[at] = chr(at) in edges
    for row in range(starts.shape[0]):
        start, stop = starts[row], stops[row]
        if not 0 < stop - start <= _MOST:
            continue
        if _has_bar(kind, letters, start, stop):
            found.append(row)
            continue
        at = start
        if text[at] in brackets:
            at += 1
        elif stop - at > 2 and PyUnicode_READ(kind, letters, at + 1) == 0x20 and text[at] in bullets:
            at += 2
        if text[at : min(at + _LONG, stop)] in openings or text[at : min(at + _SHORT, stop)] in openings or text[at : min(at + 1, stop)] in openings:
            found.append(row)
            continue
        while start < stop and _is_edge(PyUnicode_READ(kind, letters, start), edge, edges):
            start += 1
        while stop > start and _is_edge(PyUnicode_READ(kind, letters, stop - 1), edge, edges):
            stop -= 1
        if stop - start <= longest and text[start:stop] in lines:
            found.append(row)
    return found


cdef inline bint _has_bar(int kind, void* letters, Py_ssize_t start, Py_ssize_t stop) noexcept:
    cdef Py_ssize_t at
    for at in range(start, stop):
        if PyUnicode_READ(kind, letters, at) == 0x7C:
            return True
    return False


cdef inline bint _is_edge(Py_UCS4 letter, const uint8_t* edge, str edges) except -1:
    return edge[letter] if letter < 128 else letter in edges
