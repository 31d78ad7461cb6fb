# Where elements end whose text is written as it is, and those that are no HTML.

cdef inline Py_ssize_t _after(Walk walk, str words, Py_ssize_t at) except -2:
    """Return where the words next end, -1 where they do not stand again."""
    at = PyUnicode_Find(walk.source, words, at, walk.limit, 1)
    return at + len(words) if at >= 0 else -1


cdef bint _closes(const Char* data, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    """Whether the name of a tag ends here."""
    return at < stop and (data[at] == c'>' or data[at] == c'/' or data[at] == c' ' or 9 <= data[at] <= 13 and data[at] != 11)


cdef bint _is_script(const Char* data, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    """Whether `script` and the end of a name stand here, in small letters or capitals."""
    cdef const char* word = "script"
    cdef Py_ssize_t step
    if at + 6 >= stop:
        return False
    for step in range(6):
        if (data[at + step] | 32) != <unsigned char>word[step] or data[at + step] > 127:
            return False
    return _closes(data, at + 6, stop)


cdef Py_ssize_t _script_end(const Char* data, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    """Return where the text of a script ends, as the parser finds it: not at an end tag inside `<!-- <script>`; -1 where nowhere."""
    cdef int inside = 0  # 1: in a comment, 2: in a script in a comment
    cdef Py_ssize_t dashes = 0
    while at < stop:
        if data[at] == c'-':
            dashes += 1
        elif data[at] == c'>':
            if dashes >= 2:
                inside = 0
            dashes = 0
        else:
            dashes = 0
            if data[at] == c'<':
                if at + 1 < stop and data[at + 1] == c'/' and _is_script(data, at + 2, stop):
                    if inside < 2:
                        return at
                    inside = 1
                elif inside == 1 and _is_script(data, at + 1, stop):
                    inside = 2
                elif inside == 0 and at + 3 < stop and data[at + 1] == c'!' and data[at + 2] == c'-' and data[at + 3] == c'-':
                    inside, dashes = 1, 2
                    at += 3
        at += 1
    return -1


cdef Py_ssize_t _raw_end(
    const Char* data, Py_ssize_t at, Py_ssize_t stop, Py_ssize_t name, Py_ssize_t name_stop, bint script, Py_ssize_t* text_stop
) noexcept nogil:
    """Return where a raw element ends whose text begins here, -1 where that is not certain; its text ends at `text_stop`."""
    cdef Py_ssize_t size = name_stop - name, here = at
    while True:
        here = _find(data, here, stop, c'<')
        if here + size + 3 > stop:
            return -1
        if data[here + 1] == c'/':
            if data[here + 2 + size] == c'>' and memcmp(&data[here + 2], &data[name], size * sizeof(Char)) == 0:
                break
        elif script and data[here + 1] == c'!' and data[here + 2] == c'-' and data[here + 3] == c'-':
            here = _script_end(data, at, stop)
            if here < 0 or here + 9 > stop or not _is(data, here, here + 9, "</script>", 9):
                return -1
            break
        here += 1
    text_stop[0] = here
    return here + size + 3


cdef Py_ssize_t _skip_foreign(Walk walk, const Char* data, Py_ssize_t at, Py_ssize_t name, Py_ssize_t name_stop) except -2:
    """Return where an `svg` or `math` ends whose content begins here, -1 where that is not certain."""
    cdef Py_ssize_t stop = walk.limit, size = name_stop - name, start
    cdef Py_ssize_t size_of
    cdef int depth = 1, slot
    cdef bint closing, same
    cdef Word low, high
    cdef Attribute found
    while True:
        at = _find(data, at, stop, c'<')
        if at + 3 >= stop:
            return -1
        if data[at + 1] == c'!':
            at = _after(walk, "-->", at + 4) if data[at + 2] == c'-' and data[at + 3] == c'-' else -1
            if at < 0:
                return -1
            continue
        if data[at + 1] == c'?':
            at += 2
            continue
        closing = data[at + 1] == c'/'
        start = at = at + 1 + closing
        while at < stop and data[at] != c' ' and data[at] != c'>':
            at += 1
        same = at - start == size and memcmp(&data[start], &data[name], size * sizeof(Char)) == 0
        if closing:
            if at >= stop or data[at] != c'>':
                return -1
            at += 1
            depth -= same
            if not depth:
                return at
            continue
        low = high = 0
        slot = walk.rules.find(low, high) if _pack(data, start, at, &low, &high) else -1
        while at < stop and data[at] == c' ':
            at = _read_attribute(data, at, stop, &found)
            if at < 0:
                return -1
        if at >= stop or data[at] != c'>':
            return -1
        at += 1
        depth += same
        if slot >= 0 and walk.rules.table[slot].raw:
            # the parser writes its text as it is, which may hold anything that it read as `&lt;`: the caller asks the tree
            walk.foreign = True
            at = _find(data, at, stop, c'<')
            size_of = len(<str>walk.rules.endings[walk.rules.numbers[slot]])
            if at + size_of > stop or walk.source[at : at + size_of] != walk.rules.endings[walk.rules.numbers[slot]]:
                return -1
            at += size_of
