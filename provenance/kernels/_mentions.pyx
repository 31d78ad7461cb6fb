# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Where names stand in a text, and who shares that place: see `places` in `reprints/mentions.py` and `sharing` in `reprints/words.py`."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdlib cimport free, malloc
from libc.string cimport memcmp, memset

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(unsigned int char)

cdef struct Name:  # one of those that begin with like signs
    Py_ssize_t size
    Py_ssize_t free  # from where on the name is sought: it stands in no two places that overlap
    Py_ssize_t next
    unsigned int first
    int kind
    void* data


def places(str text, names):
    """Return where names stand as words of their own, by the number of each that does."""
    cdef Py_ssize_t count = len(names), number, at = 0, stop, size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t heads[256]
    cdef unsigned int char, before, after
    cdef Name* known
    cdef Name* one
    if not count:
        return {}
    known = <Name*>malloc(count * sizeof(Name))
    if known == NULL:
        raise MemoryError
    cdef list found = [None] * count
    try:
        _list(names, known, heads)
        while (at := _next(kind, data, at, size, heads)) < size:
            char = PyUnicode_READ(kind, data, at)
            number = heads[char & 0xFF]
            while number >= 0:
                one = &known[number]
                if one.first == char and at >= one.free and _stands(kind, data, size, at, one):
                    one.free = stop = at + one.size
                    before = PyUnicode_READ(kind, data, at - 1) if at else 0
                    after = PyUnicode_READ(kind, data, stop) if stop < size else 0
                    if not (Py_UNICODE_ISALNUM(before) or Py_UNICODE_ISALNUM(after)):
                        if found[number] is None:
                            found[number] = []
                        (<list>found[number]).append((at, stop))
                number = one.next
            at += 1
    finally:
        free(known)
    return {number: found[number] for number in range(count) if found[number] is not None}


cdef int _list(names, Name* known, Py_ssize_t* heads) except -1:
    """Chain the names by the last bits of their first letters."""
    cdef Py_ssize_t number
    cdef str name
    memset(heads, 0xFF, 256 * sizeof(Py_ssize_t))
    for number, name in enumerate(names):
        known[number].kind, known[number].data = PyUnicode_KIND(name), PyUnicode_DATA(name)
        known[number].size, known[number].free = len(name), 0
        known[number].first = PyUnicode_READ(known[number].kind, known[number].data, 0)
        known[number].next = heads[known[number].first & 0xFF]
        heads[known[number].first & 0xFF] = number
    return 0


cdef Py_ssize_t _next(int kind, const void* data, Py_ssize_t at, Py_ssize_t size, const Py_ssize_t* heads) noexcept nogil:
    """Return the next place of a text where a name may begin."""
    if kind == 1:
        while at < size and heads[(<const unsigned char*>data)[at]] < 0:
            at += 1
    elif kind == 2:
        while at < size and heads[(<const unsigned short*>data)[at] & 0xFF] < 0:
            at += 1
    return at


cdef bint _stands(int kind, void* data, Py_ssize_t size, Py_ssize_t at, const Name* name) noexcept:
    """Tell whether a name stands at a place of a text."""
    cdef Py_ssize_t k
    cdef unsigned int mine, char
    if name.size > size - at:
        return False
    if name.kind == kind:
        return not memcmp(<char*>data + at * kind, name.data, name.size * kind)
    for k in range(1, name.size):
        mine, char = PyUnicode_READ(name.kind, name.data, k), PyUnicode_READ(kind, data, at + k)
        if mine != char:
            return False
    return True


def sharing(words, arrows, Py_ssize_t low, Py_ssize_t high):
    """Return the numbers of the arrows whose copy shares a place, or a part of it, with its source."""
    cdef list left_starts = words.start[0], right_starts = words.start[1], left_stops = words.stop[0], right_stops = words.stop[1]
    cdef list starts, stops, first = words.first, out = []
    cdef Py_ssize_t number = 0, arrow, k, end
    for arrow in arrows:
        starts, stops = (right_starts, right_stops) if arrow & 1 else (left_starts, left_stops)
        k, end = first[arrow >> 1], first[(arrow >> 1) + 1]
        while k < end:
            if <Py_ssize_t>starts[k] < high and low < <Py_ssize_t>stops[k]:
                out.append(number)
                break
            k += 1
        number += 1
    return out
