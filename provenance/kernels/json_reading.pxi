# Reading a line of JSON as this program writes it; whatever else stands there raises `_Unsure`. Included by `_json.pyx`.

from libc.string cimport memchr, memcmp, memcpy

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_DecodeUTF8

cdef extern from "Python.h":
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 widest)

cdef enum:
    _DEEPEST = 50  # values within values that are passed over
    _PLAIN = 0
    _LETTERS = 1
    _ESCAPED = 2

cdef struct Cursor:
    const char* at
    const char* end


cdef int _expect(Cursor* line, char sign) except -1:
    if line.at[0] != sign:  # a line ends with a zero byte
        raise _Unsure
    line.at += 1
    return 0


cdef int _word(Cursor* line, const char* word, Py_ssize_t size) except -1:
    if line.end - line.at < size or memcmp(line.at, word, size):
        raise _Unsure
    line.at += size
    return 0


cdef int _pass(Cursor* line) except -1:
    """Go behind the quotation mark that ends a string; return whether signs are escaped in it, or letters stand in it that are no ASCII."""
    cdef const unsigned char* at = <const unsigned char*>line.at
    cdef unsigned char letters = 0
    cdef int found = _PLAIN
    while at[0] != c'"':
        if at[0] < 32:
            raise _Unsure
        letters |= at[0]
        if at[0] == c"\\":
            found, at = _ESCAPED, at + 1
            if at[0] == 0:
                raise _Unsure
        at += 1
    line.at = <const char*>at + 1
    return _LETTERS if found == _PLAIN and letters > 127 else found


cdef object _string(Cursor* line):
    """Return the string behind a quotation mark."""
    cdef const char* start = line.at
    cdef int found = _pass(line)
    cdef Py_ssize_t size = line.at - start - 1
    if found == _ESCAPED:
        return orjson.loads(PyBytes_FromStringAndSize(start - 1, size + 2))
    if found == _LETTERS:
        return PyUnicode_DecodeUTF8(start, size, NULL)
    made = PyUnicode_New(size, 127)
    memcpy(PyUnicode_DATA(made), start, size)
    return made


cdef object _number(Cursor* line):
    cdef const char* start = line.at
    cdef long long found = 0
    while c"0" <= line.at[0] <= c"9" and line.at - start < 18:
        found = 10 * found + (line.at[0] - c"0")
        line.at += 1
    if line.at == start or (start[0] == c"0" and line.at - start > 1) or c"0" <= line.at[0] <= c"9":
        raise _Unsure
    if line.at[0] != c"." and line.at[0] != c"e" and line.at[0] != c"E":
        return found
    while line.at[0] != 0 and memchr(b"+-.0123456789Ee", line.at[0], 15) != NULL:
        line.at += 1
    return orjson.loads(PyBytes_FromStringAndSize(start, line.at - start))


cdef class _Read:
    """Reads a string, a number, a truth value or null."""

    cdef object read(self, Cursor* line):
        if line.at[0] == c'"':
            line.at += 1
            return _string(line)
        if line.at[0] == c"n":
            _word(line, b"null", 4)
            return None
        if line.at[0] == c"t":
            _word(line, b"true", 4)
            return True
        if line.at[0] == c"f":
            _word(line, b"false", 5)
            return False
        return _number(line)


cdef _Read _scalar = _Read()


cdef int _skip(Cursor* line, int depth) except -1:
    """Go behind a value that nobody reads."""
    cdef char closing = c"]"
    cdef const char* start
    if depth > _DEEPEST:
        raise _Unsure
    if line.at[0] == c"{":
        closing = c"}"
    elif line.at[0] == c'"':
        start = line.at
        line.at += 1
        if _pass(line) != _PLAIN:
            line.at = start + 1
            _string(line)
        return 0
    elif line.at[0] != c"[":
        _scalar.read(line)
        return 0
    line.at += 1
    if line.at[0] == closing:
        line.at += 1
        return 0
    while True:
        if closing == c"}":
            if line.at[0] != c'"':
                raise _Unsure
            _skip(line, depth)
            _expect(line, c":")
        _skip(line, depth + 1)
        if line.at[0] != c",":
            return _expect(line, closing)
        line.at += 1


cdef class _ReadMany(_Read):
    cdef _Read each

    def __init__(self, _Read each):
        self.each = each

    cdef object read(self, Cursor* line):
        cdef list found = []
        if line.at[0] == c"n":
            _word(line, b"null", 4)
            return None
        _expect(line, c"[")
        if line.at[0] == c"]":
            line.at += 1
            return ()
        while True:
            found.append(self.each.read(line))
            if line.at[0] != c",":
                _expect(line, c"]")
                return tuple(found)
            line.at += 1


cdef class _ReadForm(_Read):
    cdef type kind
    cdef bint listed
    cdef Members of
    cdef list steps, defaults, fixed
    cdef tuple names
    cdef object needed

    def __init__(self, form, bint listed):
        self.kind, self.listed, self.needed, self.names = form.kind, listed, form.needed, form.names
        self.of = Members(form.kind, form.names, [f'"{name}":'.encode() for name in form.names])
        self.steps = [_reading(way, listed) for way in form.ways]
        self.defaults = list(form.defaults)
        self.fixed = [(_slot(form.kind, name), value) for name, value in form.fixed]

    cdef object read(self, Cursor* line):
        if line.at[0] == c"n":
            _word(line, b"null", 4)
            return None
        cdef object made = PyType_GenericAlloc(self.kind, 0)
        if self.listed:
            self.members(line, made)
        else:
            self.named(line, made)
        for slot, value in self.fixed:
            _put(made, slot, value)
        return made

    cdef int members(self, Cursor* line, object made) except -1:
        cdef Py_ssize_t at
        for at in range(self.of.count):
            _expect(line, c"," if at else c"[")
            _put(made, self.of.slot[at], (<_Read>self.steps[at]).read(line))
        return _expect(line, c"]")

    cdef int named(self, Cursor* line, object made) except -1:
        cdef Py_ssize_t at, after = 0
        cdef bint opened = True
        _expect(line, c"{")
        while line.at[0] != c"}":
            if not opened:
                _expect(line, c",")
            opened = False
            at = self.known(line, after)
            if at == self.of.count:  # nobody asks for it
                _expect(line, c'"')
                if _string(line) in self.names:  # in other letters
                    raise _Unsure
                _expect(line, c":")
                _skip(line, 0)
            elif _place(made, self.of.slot[at])[0] != NULL:
                raise _Unsure
            else:
                line.at += self.of.size[at]
                _put(made, self.of.slot[at], (<_Read>self.steps[at]).read(line))
                after = at + 1
        line.at += 1
        for at in range(self.of.count):
            if _place(made, self.of.slot[at])[0] == NULL:
                if self.defaults[at] is self.needed:
                    raise _Unsure
                _put(made, self.of.slot[at], self.defaults[at])
        return 0

    cdef Py_ssize_t known(self, Cursor* line, Py_ssize_t first) noexcept:
        """Return the number of the member whose name stands here, as many as there are for any other name; they mostly come in order."""
        cdef Py_ssize_t turn, at, size
        for turn in range(self.of.count):
            at = first + turn if first + turn < self.of.count else first + turn - self.of.count
            size = self.of.size[at]
            if line.end - line.at >= size and line.at[1] == self.of.sign[at][1] and not memcmp(line.at, self.of.sign[at], size):
                return at
        return self.of.count


cdef _Read _reading(way, bint listed):
    if way is None:
        return _Read()
    return _ReadForm(way, listed) if hasattr(way, "kind") else _ReadMany(_reading(way.each, listed))
