# How the parser writes a page down: names, attributes, characters.

cdef inline int _slot(Word low, Word high) noexcept nogil:
    return <int>(((low ^ (high * <Word>0x9E3779B97F4A7C15)) * <Word>0xD6E8FEB86659FD93) >> 54)


cdef inline bint _pack(const Char* data, Py_ssize_t start, Py_ssize_t stop, Word* low, Word* high) noexcept nogil:
    """Write a name of up to sixteen ASCII letters as two numbers; return whether it is one."""
    cdef Py_ssize_t at
    if stop - start > _LONGEST:
        return False
    for at in range(start, stop):
        if data[at] > 127:
            return False
        if at - start < 8:
            low[0] |= <Word>data[at] << (8 * (at - start))
        else:
            high[0] |= <Word>data[at] << (8 * (at - start - 8))
    return True


cdef inline bint _is(const Char* data, Py_ssize_t start, Py_ssize_t stop, const char* word, Py_ssize_t size) noexcept nogil:
    """Whether `data[start:stop]` is a word of so many letters."""
    cdef Py_ssize_t at
    if stop - start != size:
        return False
    for at in range(size):
        if data[start + at] != <unsigned char>word[at]:
            return False
    return True


cdef inline bint _contains(const Char* data, Py_ssize_t start, Py_ssize_t stop, const char* word, Py_ssize_t size) noexcept nogil:
    """Whether a word in small letters may stand in a text, in small letters or capitals."""
    cdef Py_ssize_t at, step
    for at in range(start, stop - size + 1):
        for step in range(size):
            if (data[at + step] | 32) != <unsigned char>word[step]:
                break
        else:
            return True
    return False


cdef inline Py_ssize_t _find(const Char* data, Py_ssize_t at, Py_ssize_t stop, Char sign) noexcept nogil:
    """Return where a sign stands next, `stop` where nowhere."""
    while at < stop and data[at] != sign:
        at += 1
    return at


cdef inline Py_ssize_t _read_attribute(const Char* data, Py_ssize_t at, Py_ssize_t stop, Attribute* found) noexcept nogil:
    """Read an attribute, ` name` or ` name="value"`; return where it ends, -1 where it is not so written."""
    at += 1
    found.name = at
    if at >= stop or data[at] == c' ' or data[at] == c'>':
        return -1
    at += 1
    while at < stop and data[at] != c'=' and data[at] != c' ' and data[at] != c'>':
        at += 1
    found.name_stop = found.value = found.value_stop = at
    if at >= stop or data[at] != c'=':
        return at
    if at + 1 >= stop or data[at + 1] != c'"':
        return -1
    found.value = at + 2
    found.value_stop = at = _find(data, at + 2, stop, c'"')
    return at + 1 if at < stop else -1


cdef inline int _flags(const Char* data, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Return what an attribute of this name may matter for."""
    cdef Py_ssize_t size = stop - start
    if size == 2:
        return _NAMED | _TELLING if _is(data, start, stop, "id", 2) else 0
    if size == 4:
        return _TELLING if _is(data, start, stop, "role", 4) else 0
    if size == 5:
        return _NAMED | _TELLING if _is(data, start, stop, "class", 5) else _HIDING if _is(data, start, stop, "style", 5) else 0
    if size == 6:
        return _HIDING if _is(data, start, stop, "hidden", 6) else 0
    if size == 8:
        if _is(data, start, stop, "itemprop", 8):
            return _NAMED | _TELLING | _STATING
        return _STATING if _is(data, start, stop, "property", 8) or _is(data, start, stop, "datetime", 8) else 0
    if size == 9:
        return _TELLING if _is(data, start, stop, "data-type", 9) else 0
    if size == 11:
        return _TELLING if _is(data, start, stop, "data-testid", 11) else 0
    if size == 14:
        return _TELLING if _is(data, start, stop, "data-component", 14) else 0
    return 0


cdef inline Py_UCS4 _sign(const Char* data, Py_ssize_t* at, Py_ssize_t stop, bint raw) noexcept nogil:
    """Return the next character of a text and go on behind it; `raw` text is written as it is."""
    cdef Py_ssize_t here = at[0]
    cdef Py_UCS4 sign = data[here]
    at[0] = here + 1
    if sign != c'&' or raw:
        return sign
    if here + 5 <= stop and _is(data, here + 1, here + 5, "amp;", 4):
        at[0] = here + 5
    elif here + 4 <= stop and _is(data, here + 1, here + 4, "lt;", 3):
        at[0] = here + 4
        return c'<'
    elif here + 4 <= stop and _is(data, here + 1, here + 4, "gt;", 3):
        at[0] = here + 4
        return c'>'
    elif here + 6 <= stop and _is(data, here + 1, here + 6, "nbsp;", 5):
        at[0] = here + 6
        return 0xA0
    elif here + 6 <= stop and _is(data, here + 1, here + 6, "quot;", 5):
        at[0] = here + 6
        return c'"'
    return sign


cdef inline bint _is_space(Py_UCS4 sign) noexcept:
    if sign < 128:
        return sign == 32 or 9 <= sign <= 13 or 28 <= sign <= 31
    return Py_UNICODE_ISSPACE(sign)
