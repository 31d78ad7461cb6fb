# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The lines of a text, with what stands at their ends, and which of them may name authors."""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISALPHA,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISUPPER,
    PyUnicode_Contains,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_READ_CHAR,
)
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

ctypedef fused Letter:
    uint8_t
    uint16_t
    uint32_t

cdef enum:
    _LONG = 100
    _LONG_SIGNS = 60
    _SIGNS = 0x2E80
    _HEAD_PARAGRAPHS = 3
    _HEAD_REACH = 2500
    _BREAKS = 2
    _REACH = 400
    _LAST = 39  # characters of the last words of a line
    _BEHIND_DASH = 48  # and of those behind a dash, with the dash
    _BLANKS = 3  # between what closes a sentence and them
    _WORDED = 1
    _APART = 2
    _CLOSED = 4
    _DASHED = 8
    _PLACED = 16
    _FAR = 32  # characters behind capitals that are looked at
    _PLACE = 160  # characters of a line in which what may be a place ends


def find_lines(str text not None, make, frozenset joins not None):
    """Return the lines of a folded text in order, each made by `make`; `joins` are small words inside the names of places."""
    cdef void* letters = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    if kind == 1:
        return _find(text, <const uint8_t*>letters, size, make, joins)
    if kind == 2:
        return _find(text, <const uint16_t*>letters, size, make, joins)
    return _find(text, <const uint32_t*>letters, size, make, joins)


cdef list _find(str text, const Letter* letters, Py_ssize_t size, make, frozenset joins):
    cdef list found = []
    cdef Py_ssize_t at = 0, end, start, stop, paragraphs = 0, before = 0, length
    cdef int marks
    new = tuple.__new__
    while at <= size:
        end = at
        while end < size and letters[end] != 10:
            end += 1
        start, stop = at, end
        while start < stop and Py_UNICODE_ISSPACE(letters[start]):
            start += 1
        while stop > start and Py_UNICODE_ISSPACE(letters[stop - 1]):
            stop -= 1
        at = end + 1
        length = stop - start
        if not length:
            continue
        marks = _marks(letters + start, length, start - before)
        if marks & _WORDED:
            before = stop
        words = text[start : start + min(length, <Py_ssize_t>_REACH)]
        if _placed(letters + start, min(length, <Py_ssize_t>_PLACE), words, joins):
            marks |= _PLACED
        head = paragraphs < _HEAD_PARAGRAPHS and start <= _HEAD_REACH
        found.append(new(make, (start, stop, words, paragraphs, head, not found, marks)))
        if length >= _LONG or (length >= _LONG_SIGNS and letters[start + _LONG_SIGNS // 2] >= _SIGNS):
            paragraphs += 1
    return found


cdef int _marks(const Letter* line, Py_ssize_t size, Py_ssize_t gap) noexcept:
    """Return what stands at the ends of a line, `gap` characters below the last one that has words."""
    cdef int marks = 0
    cdef Py_ssize_t at
    for at in range(min(size, <Py_ssize_t>_REACH)):
        if Py_UNICODE_ISALNUM(line[at]):
            marks |= _WORDED
            break
    if gap > _BREAKS or Py_UNICODE_ISLOWER(line[0]):
        marks |= _APART
    return marks | _closed(line, size) | _dashed(line, size)


cdef int _closed(const Letter* line, Py_ssize_t size) noexcept:
    """Whether words alone may stand at the end of a line, behind a full stop or from its beginning on."""
    cdef Py_ssize_t at = size - 1, last = max(size - _LAST, 0), back
    while at >= last and (_is_word(line[at]) or line[at] == 32):
        if line[at] >= 0x80 or _is_letter(line[at]):
            if at == 0:
                return _CLOSED
            back = at - 1
            while back >= 0 and at - 1 - back < _BLANKS and Py_UNICODE_ISSPACE(line[back]):
                back -= 1
                if back >= 0 and _closes(line[back], True):
                    return _CLOSED
        at -= 1
    return 0


cdef int _dashed(const Letter* line, Py_ssize_t size) noexcept:
    """Whether words may stand at the end of a line behind a dash."""
    cdef Py_ssize_t at = size - 1, last = max(size - _BEHIND_DASH, 0), back
    while at >= last and (_is_word(line[at]) or line[at] == 44 or Py_UNICODE_ISSPACE(line[at])):
        if line[at] == 45:
            back = at - 1
            if back < 0 or _closes(line[back], False):
                return _DASHED
            while back >= 0 and at - 1 - back < _BLANKS and Py_UNICODE_ISSPACE(line[back]):
                back -= 1
                if back >= 0 and _closes(line[back], False):
                    return _DASHED
        at -= 1
    return 0


cdef bint _placed(const Letter* line, Py_ssize_t size, str words, frozenset joins):
    """Whether a mark, the figures of a day or a day stands behind the capitals, joining words and commas with which a line opens."""
    cdef Py_ssize_t at = 0, end
    if size and line[0] == 34:
        return False
    while at < size:
        if line[at] == 32 or line[at] == 44:
            at += 1
        elif 65 <= line[at] <= 90:
            while at < size and (_is_letter(line[at]) or line[at] == 39):
                at += 1
        elif 97 <= line[at] <= 122:
            end = at
            while end < size and _is_letter(line[end]):
                end += 1
            if words[at:end] not in joins:
                return _breaks(line, end, size)
            at = end
        elif 48 <= line[at] <= 57:
            return (at > 0 and _is_letter(line[at - 1])) or (at > 0 and line[at - 1] == 39) or _may_be_day(line, at, size)
        else:
            return at == 0 or line[at] != 39
    return False


cdef bint _may_be_day(const Letter* line, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Whether one or two figures stand at a place, and no "50,000"."""
    cdef Py_ssize_t end = _behind_figures(line, at, size), last
    if end - at > 2:
        return False
    last = _behind_figures(line, end + 1, size) if end < size and line[end] == 44 else end + 1
    return last - end - 1 == 0 or last - end - 1 > 3


cdef inline Py_ssize_t _behind_figures(const Letter* line, Py_ssize_t at, Py_ssize_t size) noexcept:
    while at < size and 48 <= line[at] <= 57:
        at += 1
    return at


cdef bint _breaks(const Letter* line, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Whether a figure, a comma or a stroke stands behind a word that ends at a place, or the word goes on."""
    if at < size and (line[at] >= 0x80 or line[at] == 46 or line[at] == 95):
        at += 1
        if line[at - 1] >= 0x80 or (at < size and (line[at] >= 0x80 or _is_letter(line[at]))):
            return True
        if line[at - 1] == 95:
            return at < size and 48 <= line[at] <= 57
    if at < size and line[at] == 44:
        return True
    if at < size and line[at] == 32:
        at += 1
    return at < size and (47 <= line[at] <= 57 or line[at] == 124)


cdef inline bint _is_letter(uint32_t char) noexcept:
    return 65 <= char <= 90 or 97 <= char <= 122


cdef inline bint _is_word(uint32_t char) noexcept:
    """Whether a character stands in names, blanks left out: a letter, a figure, one of "&'-./", anything beyond ASCII."""
    return char >= 0x80 or _is_letter(char) or 45 <= char <= 57 or char == 38 or char == 39


cdef inline bint _closes(uint32_t char, bint signs) noexcept:
    """Whether a character closes a sentence: one of ".!?\"')]", in a line of `signs` also theirs."""
    return char == 46 or char == 33 or char == 63 or char == 34 or char == 39 or char == 41 or char == 93 or (
        signs and (char == 0x3002 or char == 0x300D)
    )


include "likely.pxi"


def find_holding(str words not None, list candidates not None, str figures not None):
    """Return those of some wordings of which a literal stands in the words, and one of the figures where a day is wanted."""
    cdef list found = []
    cdef tuple candidate, literals
    cdef str literal
    cdef int dated = -1
    cdef uint64_t letters = _letters_of(words)
    cdef Py_ssize_t at
    for candidate in candidates:
        if candidate[2]:
            if dated < 0:
                dated = any([figure in words for figure in figures])
            if not dated:
                continue
        literals = candidate[0]
        for at in range(len(literals)):
            literal = literals[at]
            if _letters_of(literal) & ~letters == 0 and PyUnicode_Contains(words, literal):
                found.append(candidate[1])
                break
    return found


cdef uint64_t _letters_of(str words):
    """Return which letters some words have, many letters to a bit."""
    cdef uint64_t letters = 0
    cdef Py_ssize_t at
    cdef int kind = PyUnicode_KIND(words)
    cdef void* data = PyUnicode_DATA(words)
    for at in range(PyUnicode_GET_LENGTH(words)):
        letters |= <uint64_t>1 << (<uint32_t>PyUnicode_READ(kind, data, at) & 63)
    return letters


def find_capitals(str text not None, Py_ssize_t start, Py_ssize_t stop, tuple signs not None):
    """Return where two capitals or more of `text[start:stop]` begin behind which a line ends, or one of some signs stands.

    White space does not count, but at the end of a line; the signs are given in small letters.
    """
    cdef void* letters = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    stop = min(stop, size)
    if kind == 1:
        return _capitals(text, <const uint8_t*>letters, max(start, 0), stop, size, signs)
    if kind == 2:
        return _capitals(text, <const uint16_t*>letters, max(start, 0), stop, size, signs)
    return _capitals(text, <const uint32_t*>letters, max(start, 0), stop, size, signs)


cdef list _capitals(str text, const Letter* letters, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t size, tuple signs):
    cdef list found = []
    cdef Py_ssize_t at = start, begin, behind, far
    cdef uint64_t first = 0  # the letters with which the signs begin, many letters to a bit
    cdef str sign
    for sign in signs:
        first |= <uint64_t>1 << (<uint32_t>PyUnicode_READ_CHAR(sign, 0) & 63) if sign else ~<uint64_t>0
    while at < stop:
        if not _is_capital(letters[at]):
            at += 1
            continue
        begin = at
        while at < stop and _is_capital(letters[at]):
            at += 1
        if at - begin < 2:
            continue
        far = min(at + _FAR, size)
        behind = at
        while behind < far and letters[behind] != 10 and Py_UNICODE_ISSPACE(letters[behind]):
            behind += 1
        if behind == far or letters[behind] == 10 or (
            (letters[behind] >= 0x80 or first >> (_small(letters[behind]) & 63) & 1) and text[behind:far].lower().startswith(signs)
        ):
            found.append(begin)
    return found


cdef inline uint32_t _small(uint32_t char) noexcept:
    return char + 32 if 65 <= char <= 90 else char


cdef inline bint _is_capital(uint32_t char) noexcept:
    return 65 <= char <= 90 or (char >= 0x80 and Py_UNICODE_ISUPPER(char))
