# cython: boundscheck=False, wraparound=False
"""Columns -> objects."""

include "slots.pxi"


def make_rows(type kind, tuple names, columns):
    """Return an object of a frozen class for each row of the columns, which are the values of its fields in order."""
    cdef list made = []
    cdef Members of = Members(kind, names)
    cdef Py_ssize_t at
    for row in zip(*columns, strict=True):
        one = PyType_GenericAlloc(kind, 0)
        for at in range(len(names)):
            _put(one, of.slot[at], (<tuple>row)[at])
        made.append(one)
    return made
