# Writing values as lines of JSON, each member checked against its schema on the way. A step returns whether it is sure that the value follows
# the schema and that the library would write it so. Included by `_json.pyx`.

from libc.math cimport copysign, fabs

from cpython.long cimport PyLong_AsLongLongAndOverflow
from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.unicode cimport PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ

cdef extern from "Python.h":
    char* PyOS_double_to_string(double value, char format, int precision, int flags, int* kind)
    enum: Py_DTSF_ADD_DOT_0

cdef enum:
    _AT_ONCE = 4096  # letters of a string that are written at a time
    _WIDEST = 6  # bytes of one letter

cdef struct Line:
    char* data
    Py_ssize_t size
    Py_ssize_t room

cdef char* _HEX = b"0123456789abcdef"


cdef inline int _grow(Line* line, Py_ssize_t more) except -1:
    """Make room for some more bytes."""
    cdef char* wider
    if line.size + more > line.room:
        line.room = 2 * (line.size + more) + 4096
        wider = <char*>PyMem_Realloc(line.data, line.room)
        if wider == NULL:
            raise MemoryError
        line.data = wider
    return 0


cdef inline int _add(Line* line, const char* data, Py_ssize_t size) except -1:
    _grow(line, size)
    memcpy(line.data + line.size, data, size)
    line.size += size
    return 0


cdef inline char* _sign(char* at, unsigned int code) noexcept nogil:
    """Write one sign below 128 of a string; return the place behind it."""
    cdef char short = 0
    if code >= 32 and code != 34 and code != 92:
        at[0] = <char>code
        return at + 1
    at[0] = 92
    if code == 34 or code == 92:
        short = <char>code
    elif code == 8:
        short = c"b"
    elif code == 9:
        short = c"t"
    elif code == 10:
        short = c"n"
    elif code == 12:
        short = c"f"
    elif code == 13:
        short = c"r"
    if short:
        at[1] = short
        return at + 2
    at[1], at[2], at[3], at[4], at[5] = c"u", c"0", c"0", _HEX[code >> 4], _HEX[code & 15]
    return at + 6


cdef inline char* _letter(char* at, unsigned int code) noexcept nogil:
    """Write one letter of a string in UTF-8; return the place behind it, nowhere for half a letter (a lone surrogate)."""
    if code < 0x80:
        return _sign(at, code)
    if code < 0x800:
        at[0] = <char>(0xC0 | code >> 6)
    else:
        if code < 0x10000:
            if 0xD800 <= code < 0xE000:
                return NULL
            at[0] = <char>(0xE0 | code >> 12)
        else:
            at[0], at[1] = <char>(0xF0 | code >> 18), <char>(0x80 | (code >> 12 & 63))
            at += 1
        at += 1
        at[0] = <char>(0x80 | (code >> 6 & 63))
    at[1] = <char>(0x80 | (code & 63))
    return at + 2


cdef bint _write_string(str value, Line* line) except -1:
    cdef Py_ssize_t first = 0, at, stop, size = PyUnicode_GET_LENGTH(value)
    cdef int kind = PyUnicode_KIND(value)
    cdef const void* data = PyUnicode_DATA(value)
    cdef char* out
    _add(line, b'"', 1)
    while first < size:
        stop = min(first + _AT_ONCE, size)
        _grow(line, _WIDEST * (stop - first))
        out = line.data + line.size
        for at in range(first, stop):
            out = _letter(out, PyUnicode_READ(kind, <void*>data, at))
            if out == NULL:
                return False
        line.size, first = out - line.data, stop
    _add(line, b'"', 1)
    return True


cdef bint _write_integer(long long value, Line* line) except -1:
    cdef char digits[24]
    cdef Py_ssize_t at = 24
    cdef bint below = value < 0
    cdef unsigned long long rest = -<unsigned long long>value if below else <unsigned long long>value
    while True:
        at -= 1
        digits[at] = <char>(48 + rest % 10)
        rest //= 10
        if not rest:
            break
    if below:
        at -= 1
        digits[at] = c"-"
    _add(line, digits + at, 24 - at)
    return True


cdef bint _write_float(double value, Line* line) except -1:
    """Write a number as the library does, where both write the same digits."""
    cdef char* digits
    cdef Py_ssize_t size = 0
    if value == 1:
        _add(line, b"1.0", 3)
        return True
    if value == 0 and copysign(1, value) > 0:
        _add(line, b"0.0", 3)
        return True
    if not 1e-4 <= fabs(value) < 1e15:
        return False
    digits = PyOS_double_to_string(value, c"r", 0, Py_DTSF_ADD_DOT_0, NULL)
    if digits == NULL:
        raise MemoryError
    while digits[size]:
        size += 1
    try:
        _add(line, digits, size)
    finally:
        PyMem_Free(digits)
    return True


cdef class _Write:
    """Writes a string, a number, a truth value or null of the kinds that the schema allows."""

    cdef bint string, integer, number, truth, nothing
    cdef dict words
    cdef Py_ssize_t shortest, longest
    cdef double least, most
    cdef object pattern

    def __init__(self, check):
        kinds = check.kinds
        self.string, self.integer, self.number = "string" in kinds, "integer" in kinds, "number" in kinds
        self.truth, self.nothing = "boolean" in kinds, "null" in kinds
        self.words = None if check.words is None else {word: orjson.dumps(word) for word in check.words}
        self.shortest, self.longest, self.least, self.most = check.shortest, check.longest, check.least, check.most
        self.pattern = None if check.pattern is None else re.compile(check.pattern).fullmatch

    cdef bint write(self, object value, Line* line) except -1:
        cdef long long number
        cdef int over = 0
        if value is None:
            return self.nothing and _add(line, b"null", 4) == 0
        if type(value) is str:
            return self.write_words(<str>value, line)
        if type(value) is int:
            number = PyLong_AsLongLongAndOverflow(value, &over)
            if over or not (self.integer or self.number) or not self.least <= number <= self.most:
                return False
            return _write_integer(number, line)
        if type(value) is float:
            if not self.number or not self.least <= <double>value <= self.most:
                return False
            return _write_float(value, line)
        if type(value) is bool and self.truth:
            return _add(line, b"true", 4) == 0 if value else _add(line, b"false", 5) == 0
        return False

    cdef bint write_words(self, str value, Line* line) except -1:
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(value)
        if self.words is not None:
            known = self.words.get(value)
            return known is not None and _add(line, <bytes>known, len(<bytes>known)) == 0
        if not self.string or not self.shortest <= size <= self.longest:
            return False
        if self.pattern is not None and self.pattern(value) is None:
            return False
        return _write_string(value, line)


cdef class _WriteMany(_Write):
    cdef _Write each

    def __init__(self, _Write each, check):
        self.each = each
        self.shortest, self.longest, self.nothing = check.shortest, check.longest, "null" in check.kinds

    cdef bint write(self, object value, Line* line) except -1:
        cdef Py_ssize_t at, size
        if value is None:
            return self.nothing and _add(line, b"null", 4) == 0
        if type(value) is not tuple or not self.shortest <= len(<tuple>value) <= self.longest:
            return False
        _add(line, b"[", 1)
        for at in range(len(<tuple>value)):
            if at:
                _add(line, b",", 1)
            if not self.each.write((<tuple>value)[at], line):
                return False
        return _add(line, b"]", 1) == 0


cdef class _WriteForm(_Write):
    cdef type kind
    cdef Members of
    cdef list steps
    cdef bytes closing

    def __init__(self, form, check, bint listed):
        self.kind, self.nothing = form.kind, "null" in check.kinds
        opening = [b"," if listed else f',"{name}":'.encode() for name in form.names]
        self.of = Members(form.kind, form.names, [(b"[" if listed else b"{") + opening[0][1:], *opening[1:]])
        self.steps = [_writing(way, check.members[name], listed) for name, way in zip(form.names, form.ways, strict=True)]
        self.closing = b"]" if listed else b"}"

    cdef bint write(self, object value, Line* line) except -1:
        cdef Py_ssize_t at
        cdef PyObject* member
        if value is None:
            return self.nothing and _add(line, b"null", 4) == 0
        if type(value) is not self.kind:
            return False
        for at in range(self.of.count):
            member = _place(value, self.of.slot[at])[0]
            _add(line, self.of.sign[at], self.of.size[at])
            if member == NULL or not (<_Write>self.steps[at]).write(<object>member, line):
                return False
        return _add(line, self.closing, 1) == 0


cdef _Write _writing(way, check, bint listed):
    if way is None:
        return _Write(check)
    if hasattr(way, "kind"):
        return _WriteForm(way, check, listed)
    return _WriteMany(_writing(way.each, check.each, listed), check)
