# cython: boundscheck=False, wraparound=False
"""Columns -> objects, and objects -> others: see `rows.py`."""

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


cdef dict _KNOWN = {}


cdef class _Fields:
    """The members of a class and where each stands."""

    cdef Members all
    cdef dict slot

    def __init__(self, type kind):
        names = [field.name for field in kind.__attrs_attrs__]
        self.all = Members(kind, names)
        self.slot = {name: _slot(kind, name) for name in names}


def change(value, **members):
    """Return an object of a frozen class with other values of some members."""
    cdef type kind = type(value)
    cdef _Fields fields = _KNOWN.get(kind)
    cdef Py_ssize_t at
    cdef PyObject* member
    if fields is None:
        fields = _KNOWN[kind] = _Fields(kind)
    made = PyType_GenericAlloc(kind, 0)
    for at in range(fields.all.count):
        member = _place(value, fields.all.slot[at])[0]
        if member == NULL:
            raise AttributeError(f"{kind.__name__} was not made as a whole.")
        _put(made, fields.all.slot[at], <object>member)
    for name, other in members.items():
        slot = fields.slot.get(name)
        if slot is None:
            raise TypeError(f"{kind.__name__} has no member {name}.")
        _put(made, slot, other)
    return made
