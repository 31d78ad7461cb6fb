# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What of a text may repeat in the articles of an outlet, and a number for each such piece: see `detectors/boilerplate/pieces.py`."""

import numpy as np

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.unicode cimport Py_UNICODE_ISLOWER, Py_UNICODE_ISSPACE, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memset

include "blake.pxi"

ctypedef fused Letter:
    uint8_t
    uint16_t
    uint32_t

cdef enum:
    _LONGEST = 600
    _SHORTEST = 4
    _AT_HEAD = 400
    _AT_END = 1200
    _LEAST_WORDS = 6
    _MOST_WORDS = 40
    _LONGEST_BY = 4  # letters of the longest word such as "by"

cdef uint8_t[128] _PLAIN  # what stands for each letter of ASCII: a blank for white space, a nought for digits
for code in range(128):
    _PLAIN[code] = 0x20 if chr(code).isspace() else 0x30 if chr(code).isdigit() else code


def find_pieces(str text not None, frozenset names not None, behind):
    """Return what is worth counting, without blanks at the ends: short lines; of a long one its first words and sentences near its ends.

    `names` are words such as "by", `behind` tells what may be a sentence of its own in one that may hold a credit.
    """
    cdef void* letters = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef list found = []
    if kind == 1:
        _find(text, <const uint8_t*>letters, size, names, behind, found)
    elif kind == 2:
        _find(text, <const uint16_t*>letters, size, names, behind, found)
    else:
        _find(text, <const uint32_t*>letters, size, names, behind, found)
    return _columns(found)


cdef _columns(list found):
    """Return spans as a table of two columns."""
    cdef Py_ssize_t row, count = len(found), start, stop
    made = np.empty((count, 2), np.int32)
    cdef int32_t[:, ::1] spans = made
    for row in range(count):
        start, stop = found[row]
        spans[row, 0], spans[row, 1] = start, stop
    return made


cdef int _find(str text, const Letter* letters, Py_ssize_t size, frozenset names, behind, list found) except -1:
    cdef Py_ssize_t at = 0, end, start, stop
    while at <= size:
        end = at
        while end < size and letters[end] != 0x0A:
            end += 1
        if end - at <= _LONGEST:
            start, stop = at, end
            _strip(letters, &start, &stop)
            if stop - start >= _SHORTEST:
                found.append((start, stop))
        else:
            _openings(letters, at, found)
            _sentences(text, letters, at, end, names, behind, found)
        at = end + 1
    return 0


cdef void _strip(const Letter* letters, Py_ssize_t* start, Py_ssize_t* stop) noexcept:
    while start[0] < stop[0] and Py_UNICODE_ISSPACE(letters[start[0]]):
        start[0] += 1
    while start[0] < stop[0] and Py_UNICODE_ISSPACE(letters[stop[0] - 1]):
        stop[0] -= 1


cdef int _openings(const Letter* letters, Py_ssize_t first, list found) except -1:
    """Add the first words of a long line, longest first."""
    cdef Py_ssize_t ends[_MOST_WORDS + 1]
    cdef Py_ssize_t at = first, stop = first + _AT_HEAD, place = first
    cdef int word = 0, several = 0
    while word <= _MOST_WORDS:
        while at < stop and Py_UNICODE_ISSPACE(letters[at]):
            at += 1
        if at == stop:
            break
        if word >= _LEAST_WORDS and not Py_UNICODE_ISLOWER(letters[at]):
            ends[several] = place
            several += 1
        while at < stop and not Py_UNICODE_ISSPACE(letters[at]):
            at += 1
        place = at
        word += 1
    while several:
        several -= 1
        found.append((first, ends[several]))
    return 0


cdef int _sentences(
    str text, const Letter* letters, Py_ssize_t first, Py_ssize_t end, frozenset names, behind, list found
) except -1:
    """Add the first two sentences of a long line and the last ones, with what may stand behind a credit in each."""
    cdef Py_ssize_t at = first, stop = first + _AT_HEAD, start
    cdef int number = 0
    while number < 2 and at < stop:
        start, at = at, _sentence_end(letters, at, stop)
        _add_sentence(text, letters, start, at, names, behind, found)
        number += 1
    at = max(at, end - _AT_END)
    number = 0
    while at < end:
        start, at = at, _sentence_end(letters, at, end)
        if number:
            _add_sentence(text, letters, start, at, names, behind, found)
        number += 1
    return 0


cdef Py_ssize_t _sentence_end(const Letter* letters, Py_ssize_t at, Py_ssize_t stop) noexcept:
    """Return where the sentence ends that begins here, behind its stops and blanks; one without a stop ends after 600 letters."""
    cdef Py_ssize_t last = min(stop, at + _LONGEST)
    while at < last and not _is_stop(letters[at]):
        at += 1
    while at < stop and _is_stop(letters[at]):
        at += 1
    while at < stop and Py_UNICODE_ISSPACE(letters[at]):
        at += 1
    return at


cdef inline bint _is_stop(uint32_t letter) noexcept:
    if letter < 0x80:
        return letter == 0x2E or letter == 0x21 or letter == 0x3F
    return letter == 0x3002 or letter == 0xFF01 or letter == 0xFF1F or letter == 0x06D4 or letter == 0x0964


cdef int _add_sentence(
    str text, const Letter* letters, Py_ssize_t start, Py_ssize_t stop, frozenset names, behind, list found
) except -1:
    _strip(letters, &start, &stop)
    if stop - start >= _SHORTEST:
        found.append((start, stop))
        if _may_credit(text, letters, start, stop, names):
            found.extend(behind(text, start, stop))
    return 0


cdef bint _may_credit(str text, const Letter* letters, Py_ssize_t start, Py_ssize_t stop, frozenset names) except -1:
    """Return whether a sentence has what every credit before it has: a bracket, a colon, a second or third word such as "by"."""
    cdef Py_ssize_t at, begin
    cdef int word
    for at in range(start, stop):
        if letters[at] == 0x29 or letters[at] == 0x5D or letters[at] == 0x3A:
            return True
    at = start
    for word in range(3):
        begin = at
        while at < stop and not Py_UNICODE_ISSPACE(letters[at]):
            at += 1
        if word and at - begin <= _LONGEST_BY and text[begin:at] in names:
            return True
        while at < stop and Py_UNICODE_ISSPACE(letters[at]):
            at += 1
    return False


def number_pieces(bytes salt not None, str lower not None, const int32_t[:, ::1] spans):
    """Return a number for each piece `[start, stop)` of a folded text in lower case that has words, and the rows of those pieces."""
    cdef void* letters = PyUnicode_DATA(lower)
    cdef int kind = PyUnicode_KIND(lower)
    cdef Py_ssize_t count = spans.shape[0], row, start, stop, size, salted = PyBytes_GET_SIZE(salt), longest = 0, kept = 0
    for row in range(count):
        if not 0 <= spans[row, 0] <= spans[row, 1] <= PyUnicode_GET_LENGTH(lower):
            raise ValueError("a piece is none of the text")
        longest = max(longest, spans[row, 1] - spans[row, 0])
    numbers, rows = np.empty(count, np.int64), np.empty(count, np.int64)
    cdef int64_t[::1] number = numbers, place = rows
    cdef uint8_t* room = <uint8_t*>malloc(salted + 4 * longest + 1)
    if room == NULL:
        raise MemoryError
    try:
        memcpy(room, PyBytes_AS_STRING(salt), salted)
        for row in range(count):
            start, stop = spans[row, 0], spans[row, 1]
            if kind == 1:
                size = _write(room + salted, (<const uint8_t*>letters) + start, stop - start)
            elif kind == 2:
                size = _write(room + salted, (<const uint16_t*>letters) + start, stop - start)
            else:
                size = _write(room + salted, (<const uint32_t*>letters) + start, stop - start)
            if size:
                number[kept], place[kept] = <int64_t>_digest(room, salted + size), row
                kept += 1
    finally:
        free(room)
    return numbers[:kept], rows[:kept]


cdef Py_ssize_t _write(uint8_t* room, const Letter* letters, Py_ssize_t size) noexcept:
    """Write words in UTF-8 with single blanks between them and one nought in place of each number; return how many bytes that are."""
    cdef Py_ssize_t at, length = 0
    cdef uint32_t letter
    cdef uint8_t byte, before = 0x20
    for at in range(size):
        letter = letters[at]
        if letter < 0x80 or Py_UNICODE_ISSPACE(letter):
            byte = _PLAIN[letter] if letter < 0x80 else 0x20
            room[length] = byte
            length += (byte != before) | ((byte != 0x20) & (byte != 0x30))
            before = byte
        else:
            length += _put(room + length, 0x3F if 0xD800 <= letter < 0xE000 else letter)
            before = 0
    return length - (length > 0 and before == 0x20)


cdef inline int _put(uint8_t* room, uint32_t letter) noexcept:
    """Write a letter in UTF-8; return how many bytes it takes."""
    if letter < 0x80:
        room[0] = letter
        return 1
    if letter < 0x800:
        room[0], room[1] = 0xC0 | letter >> 6, 0x80 | letter & 0x3F
        return 2
    if letter < 0x10000:
        room[0], room[1], room[2] = 0xE0 | letter >> 12, 0x80 | letter >> 6 & 0x3F, 0x80 | letter & 0x3F
        return 3
    room[0], room[1] = 0xF0 | letter >> 18, 0x80 | letter >> 12 & 0x3F
    room[2], room[3] = 0x80 | letter >> 6 & 0x3F, 0x80 | letter & 0x3F
    return 4
