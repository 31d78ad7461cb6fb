# Where the members of a class with slots stand in its values, so that they are read and set without a look-up.

from types import MemberDescriptorType

from cpython.ref cimport Py_INCREF, Py_XDECREF, PyObject

cdef extern from "structmember.h":
    ctypedef struct PyMemberDef:
        Py_ssize_t offset

cdef extern from "Python.h":
    ctypedef struct PyMemberDescrObject:
        PyMemberDef* d_member
    object PyType_GenericAlloc(type made, Py_ssize_t items)


cdef enum:
    _MEMBERS = 32  # members of a class at most


cdef Py_ssize_t _slot(type kind, str name) except -1:
    """Return how far behind the beginning of a value the member stands; raise TypeError where the class has no slot for it."""
    found = getattr(kind, name, None)
    if type(found) is not MemberDescriptorType:
        raise TypeError(f"{kind.__name__} has no slot for {name}.")
    return (<PyMemberDescrObject*>(<PyObject*>found)).d_member.offset


cdef inline PyObject** _place(object value, Py_ssize_t slot) noexcept:
    return <PyObject**>(<char*>(<PyObject*>value) + slot)


cdef inline void _put(object made, Py_ssize_t slot, object value) noexcept:
    """Set a member of a value that is being made."""
    cdef PyObject** place = _place(made, slot)
    cdef PyObject* before = place[0]
    Py_INCREF(value)
    place[0] = <PyObject*>value
    Py_XDECREF(before)


cdef class Members:
    """The members of a class: where each stands, and the signs by which it is known in a line of JSON, where these are given."""

    cdef Py_ssize_t count
    cdef Py_ssize_t slot[_MEMBERS]
    cdef Py_ssize_t size[_MEMBERS]
    cdef const char* sign[_MEMBERS]
    cdef list held

    def __init__(self, type kind, names, list signs=[]):
        cdef Py_ssize_t at
        cdef bytes sign
        if len(names) > _MEMBERS:
            raise TypeError(f"{kind.__name__} has too many members.")
        self.count, self.held = len(names), signs
        for at, name in enumerate(names):
            self.slot[at] = _slot(kind, name)
        for at in range(len(signs)):
            sign = <bytes?>signs[at]
            self.sign[at], self.size[at] = sign, len(sign)
