# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Where the name of an outlet can begin: see `detectors/attribution/name_begins.py`."""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISALPHA,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISDIGIT,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISTITLE,
    Py_UNICODE_ISUPPER,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)

cdef enum:
    _MOST_WORDS = 26
    _LONGEST_RUN = 60
    _INITIALS = 3  # letters before a stop after which a name goes on
    _APART = 3  # characters of the longest mark that stands alone

cdef struct Text:
    int kind
    void* letters
    Py_ssize_t size


def find_begin(str text not None, Py_ssize_t start, Py_ssize_t stop):
    """Return the first place in `text[start:stop]` where a name can begin, -1 when there is none."""
    cdef Text letters = _text(text)
    cdef Py_ssize_t at
    cdef Py_UCS4 char, before
    for at in range(start, min(stop, letters.size)):
        char, before = _at(letters, at), _at(letters, at - 1) if at else 0
        if char != c'"' and not _is_letter(char):
            continue
        if _is_letter(before):
            if Py_UNICODE_ISLOWER(before) and Py_UNICODE_ISUPPER(char):
                return at
        elif _may_open(text, letters, at + (char == c'"')):
            return at
    return -1


cdef bint _may_open(str text, Text letters, Py_ssize_t at):
    """Return whether the first word of a name can begin with the letter at a place."""
    cdef Py_UCS4 char = _at(letters, at) if at < letters.size else 0
    cdef Py_ssize_t stop = at, last = min(letters.size, at + _LONGEST_RUN)
    cdef str word
    if not c'a' <= char <= c'z':
        return c'A' <= char <= c'Z' or _is_title(char) or Py_UNICODE_ISDECIMAL(char)
    while stop < last:
        char = _at(letters, stop)
        if c'A' <= char <= c'Z' or c'0' <= char <= c'9':
            return True
        if not (c'a' <= char <= c'z' or char == c'-'):
            break
        stop += 1
    char = _at(letters, stop) if stop < letters.size else 0
    if stop - at == _LONGEST_RUN or char == c'.' or char > 0x7F:
        return True
    if char == c':':
        return text.startswith("://", stop)
    char = _at(letters, at)
    return (char == c'd' or char == c'e' or char == c'f' or char == c'n' or char == c't') and text.startswith(_FIRST, at, stop)


_FIRST = ("dpa", "epd", "taz", "ntv", "n-tv", "franceinfo")
_UNCAPPED = ("dpa", "epd", "taz", "ntv", "n-tv")


def find_earliest(str text not None, Py_ssize_t low, Py_ssize_t stop, frozenset small not None):
    """Return the earliest place, not before `low`, where a name can begin whose last word ends at `stop`, also when a day follows it."""
    cdef Text letters = _text(text)
    cdef Py_ssize_t first = stop, start, end
    cdef int number, breaks
    cdef Py_UCS4 char
    for number in range(_MOST_WORDS):
        end, breaks = first, 0
        while end > low:
            char = _at(letters, end - 1)
            if not Py_UNICODE_ISSPACE(char):
                break
            breaks += char == c'\n'
            end -= 1
        start = end
        while start > low and not Py_UNICODE_ISSPACE(_at(letters, start - 1)):
            start -= 1
        if start == end or (number and (breaks > 1 or _ends(letters, start, end))) or not _holds(text, letters, start, end, small):
            break
        first = start
    return first


cdef bint _ends(Text letters, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Return whether no name goes on behind a word: one before a mark, the last one of a sentence, a mark alone."""
    cdef Py_UCS4 last = _at(letters, end - 1)
    if last == c',' or last == c')' or last == c':' or last == c';' or last == c'?' or _is_apart(letters, start, end):
        return True
    if last == c'"' and end - start > 1:
        end -= 1
        last = _at(letters, end - 1)
    if last == c'.':
        return not _is_short(letters, start, end - 1)
    return last == c',' or last == c':' or last == c';' or last == c'?'


cdef bint _is_apart(Text letters, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Return whether a word is a mark alone, or dashes."""
    cdef Py_UCS4 first = _at(letters, start)
    cdef Py_ssize_t at
    if first == c'-' and end - start <= _APART:
        for at in range(start + 1, end):
            if _at(letters, at) != c'-':
                return False
        return True
    return end - start == 1 and (
        first == c'|' or first == c'/' or first == c'*' or first == c'>' or first == c'<' or first == c'=' or first == c'~'
        or first == 0xB7 or first == 0x2022
    )  # fmt: skip


cdef bint _is_short(Text letters, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Return whether the letters before a full stop are an initial, or short for a month or a name."""
    cdef Py_ssize_t first = end
    while first > start and Py_UNICODE_ISALPHA(_at(letters, first - 1)):
        first -= 1
    if first == end:
        return False
    if end - first == 4 and _at(letters, first) == c'S' and _at(letters, first + 1) == c'e':
        return _at(letters, first + 2) == c'p' and _at(letters, first + 3) == c't'
    return end - first <= _INITIALS and _is_title(_at(letters, first))


cdef bint _holds(str text, Text letters, Py_ssize_t start, Py_ssize_t end, frozenset small):
    """Return whether a name, or the day behind it, can hold a word: one with a capital, a figure or a stop, or a joining word."""
    cdef Py_ssize_t at
    cdef Py_UCS4 char
    cdef bint lower = False
    cdef str plain
    for at in range(start, end):
        char = _at(letters, at)
        if c'a' <= char <= c'z':
            lower = True
        elif char == c'.' or _is_title(char) or Py_UNICODE_ISDIGIT(char):
            return True
        elif Py_UNICODE_ISLOWER(char):
            lower = True
    if not lower:
        return True
    plain = text[start:end].strip('"')
    return plain in small or plain.endswith(_UNCAPPED)


cdef inline Text _text(str text):
    cdef Text found
    found.kind, found.letters, found.size = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
    return found


cdef inline Py_UCS4 _at(Text letters, Py_ssize_t at) noexcept:
    return PyUnicode_READ(letters.kind, letters.letters, at)


cdef inline bint _is_letter(Py_UCS4 char) noexcept:
    """Return whether a character is one for `str.isalnum`."""
    if char < 0x80:
        return c'a' <= char <= c'z' or c'A' <= char <= c'Z' or c'0' <= char <= c'9'
    return Py_UNICODE_ISALNUM(char)


cdef inline bint _is_title(Py_UCS4 char) noexcept:
    """Return whether a character alone is one for `str.istitle`."""
    if char < 0x80:
        return c'A' <= char <= c'Z'
    return Py_UNICODE_ISUPPER(char) or Py_UNICODE_ISTITLE(char)
