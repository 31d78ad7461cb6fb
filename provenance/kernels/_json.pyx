# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Values of classes with slots -> lines of JSON, and back, without dictionaries in between: see `wire/direct.py`."""

import re

import orjson

include "slots.pxi"
include "json_reading.pxi"
include "json_writing.pxi"


class _Unsure(ValueError):
    """What is met is not what this program writes: the slow way decides."""


def make_loader(form, slow, listed=False):
    """Return what turns a line of JSON into the value that it holds."""
    return _Loader(_reading(form, listed), slow)


def make_dumper(form, check, slow, listed=False):
    """Return what turns a value into a line of JSON that follows its schema."""
    return _Dumper(_writing(form, check, listed), slow)


cdef class _Loader:
    cdef _Read whole
    cdef object slow

    def __init__(self, _Read whole, slow):
        self.whole, self.slow = whole, slow

    def __call__(self, bytes data not None):
        cdef Cursor line
        line.at = data
        line.end = line.at + len(data)
        try:
            found = self.whole.read(&line)
            if line.at == line.end:
                return found
        except ValueError:
            pass
        return self.slow(data)


cdef class _Dumper:
    cdef _Write whole
    cdef object slow

    def __init__(self, _Write whole, slow):
        self.whole, self.slow = whole, slow

    def __call__(self, value):
        cdef Line line
        line.data, line.size, line.room = NULL, 0, 0
        try:
            if self.whole.write(value, &line):
                return PyBytes_FromStringAndSize(line.data, line.size)
        finally:
            PyMem_Free(line.data)
        return self.slow(value)
