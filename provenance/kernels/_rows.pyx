# cython: boundscheck=False, wraparound=False
"""Columns -> objects."""

cdef extern from "Python.h":
    object PyType_GenericAlloc(type made, Py_ssize_t items)
    int PyObject_GenericSetAttr(object made, object name, object value) except -1


def make_rows(type kind, tuple names, columns):
    """Return an object of a frozen class for each row of the columns, which are the values of its fields in order."""
    cdef list made = []
    cdef Py_ssize_t at
    for row in zip(*columns, strict=True):
        one = PyType_GenericAlloc(kind, 0)
        for at in range(len(names)):
            PyObject_GenericSetAttr(one, names[at], (<tuple>row)[at])
        made.append(one)
    return made
