# What attributes hold.

cdef str _string(Walk walk, const Char* data, Py_ssize_t start, Py_ssize_t stop):
    """Return what is written from `start` to `stop`."""
    cdef Py_ssize_t at = _find(data, start, stop, c'&'), size
    if at >= stop:
        return PyUnicode_FromKindAndData(sizeof(Char), data + start, stop - start)
    while walk.scratch_room < (stop - start):
        walk.scratch = _more(walk.scratch, &walk.scratch_room, sizeof(Char))
    cdef Char* out = <Char*>walk.scratch
    at, size = start, 0
    while at < stop:
        out[size] = <Char>_sign(data, &at, stop, False)
        size += 1
    return PyUnicode_FromKindAndData(sizeof(Char), out, size)


cdef object _value(Walk walk, const Char* data, Py_ssize_t at, Py_ssize_t stop, const char* name, Py_ssize_t size):
    """Return the value of an attribute, None where there is none of that name or it is empty."""
    cdef Attribute found
    while 0 <= at < stop:
        at = _read_attribute(data, at, stop, &found)
        if at >= 0 and _is(data, found.name, found.name_stop, name, size):
            return _string(walk, data, found.value, found.value_stop) if found.value < found.value_stop else None
    return None


cdef bint _has(const Char* data, Py_ssize_t at, Py_ssize_t stop, const char* name, Py_ssize_t size) noexcept:
    cdef Attribute found
    while 0 <= at < stop:
        at = _read_attribute(data, at, stop, &found)
        if at >= 0 and _is(data, found.name, found.name_stop, name, size):
            return True
    return False


cdef dict _attributes(Walk walk, const Char* data, Py_ssize_t at, Py_ssize_t stop):
    """Return all attributes of a tag; an empty value is None."""
    cdef Attribute found
    cdef dict every = {}
    while 0 <= at < stop:
        at = _read_attribute(data, at, stop, &found)
        if at >= 0:
            value = _string(walk, data, found.value, found.value_stop) if found.value < found.value_stop else None
            every[PyUnicode_FromKindAndData(sizeof(Char), data + found.name, found.name_stop - found.name)] = value
    return every


cdef bint _is_hidden(Walk walk, const Char* data, Py_ssize_t at, Py_ssize_t stop) except -1:
    """`elements.is_hidden`."""
    cdef Attribute found
    while 0 <= at < stop:
        at = _read_attribute(data, at, stop, &found)
        if at < 0:
            return False
        if _is(data, found.name, found.name_stop, "hidden", 6):
            if not _is(data, found.value, found.value_stop, "until-found", 11):
                return True
        elif _is(data, found.name, found.name_stop, "style", 5) and (
            _contains(data, found.value, found.value_stop, "none", 4) or _contains(data, found.value, found.value_stop, "dden", 4)
        ):
            if walk.rules.hides(_string(walk, data, found.value, found.value_stop)) is not None:
                return True
    return False


cdef bint _is_badge(Walk walk, const Char* data, Py_ssize_t at, Py_ssize_t stop, const char* name, Py_ssize_t size) except -1:
    """`lines.is_badge` for the value of an attribute; most hold none of the letters that all badges have."""
    cdef Attribute found
    while 0 <= at < stop:
        at = _read_attribute(data, at, stop, &found)
        if at >= 0 and _is(data, found.name, found.name_stop, name, size):
            if not (
                _contains(data, found.value, found.value_stop, "cc", 2) or _contains(data, found.value, found.value_stop, "commons", 7)
                or _contains(data, found.value, found.value_stop, "buttons", 7) or _contains(data, found.value, found.value_stop, "domain", 6)
            ):
                return False
            return walk.rules.is_badge(_string(walk, data, found.value, found.value_stop))
    return False
