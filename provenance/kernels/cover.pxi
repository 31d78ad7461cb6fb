# Which code points of a page are compared. Included by `_letters.pyx` and `_readings.pyx`.

from libc.string cimport memset


cdef int _cover(unsigned char* inside, Py_ssize_t size, page) except -1:
    """Mark the code points of a text that are compared."""
    cdef Py_ssize_t start, stop
    memset(inside, 0, size + 1)
    for start, stop in page.body:
        stop = min(stop, size)
        if start < stop:
            memset(inside + start, 1, stop - start)
    for start, stop, _ in page.hidden:
        stop = min(stop, size)
        if start < stop:
            memset(inside + start, 0, stop - start)
    return 0
