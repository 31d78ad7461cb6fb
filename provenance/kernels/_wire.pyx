"""Plain data -> values of classes with slots: see `wire/forms.py`."""

include "slots.pxi"


def make_reader(form, listed=False):
    """Return what turns the data of a value into the value."""
    return _Reader(form, listed)


cdef class _Same:
    """Leaves what it is given as it is."""

    cdef object read(self, object value):
        return value


cdef class _Several(_Same):
    cdef _Same each

    def __init__(self, _Same each):
        self.each = each

    cdef object read(self, object value):
        if type(self.each) is _Same:
            return tuple(value)
        return tuple([None if item is None else self.each.read(item) for item in value])


cdef class _Reader(_Same):
    cdef type kind
    cdef bint listed
    cdef Members of
    cdef list names, steps, defaults, fixed
    cdef object needed

    def __init__(self, form, bint listed):
        self.kind, self.listed, self.needed = form.kind, listed, form.needed
        self.names, self.defaults = list(form.names), list(form.defaults)
        self.fixed = [(_slot(form.kind, name), value) for name, value in form.fixed]
        self.of = Members(form.kind, form.names)
        self.steps = [_step(way, listed) for way in form.ways]

    def __call__(self, row):
        return self.read(row)

    cdef object read(self, object row):
        cdef Py_ssize_t at
        cdef object made = PyType_GenericAlloc(self.kind, 0)
        for at in range(len(self.names)):
            if self.listed:
                value = (<list?>row)[at]
            elif self.defaults[at] is self.needed:
                value = (<dict?>row)[self.names[at]]
            else:
                value = (<dict?>row).get(self.names[at], self.defaults[at])
            if value is not None:
                value = (<_Same>self.steps[at]).read(value)
            _put(made, self.of.slot[at], value)
        for slot, value in self.fixed:
            _put(made, slot, value)
        return made


cdef _Same _step(way, bint listed):
    if way is None:
        return _Same()
    return _Reader(way, listed) if hasattr(way, "kind") else _Several(_step(way.each, listed))
