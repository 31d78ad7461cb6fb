# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The letters of texts and their hashes, letter by letter: see `reprints/letters.py`."""

import numpy as np

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdlib cimport free, malloc
from libc.string cimport memchr, memset

ctypedef unsigned long long Hash
ctypedef long long Number
ctypedef fused Sign:
    unsigned char
    unsigned short
    unsigned int

cdef enum:
    _PAGE = 8  # bits of a code point below the number of its page: see the constants of the same names in letters.py
    _MARKS = 24
    _START = 4

cdef unsigned int _CODE = (1 << 24) - 1
cdef unsigned int _BREAK = 0xFFFFFFFF
cdef Hash _BASE = 0x9E3779B97F4A7C15ULL | 1
cdef Hash _MIX = 0xBF58476D1CE4E5B9ULL
cdef Hash _GAP = 0x94D049BB133111EBULL


def codes_of(pages, table):
    """Return for each page the codes of its letters, their places in its text, and their marks."""
    cdef Py_ssize_t whole = 0, first = 0, last, size
    cdef unsigned char* inside
    for page in pages:
        whole += len(page)
    codes, at, marks = np.empty(whole, np.uint32), np.empty(whole, np.int32), np.empty(whole, np.uint8)
    cdef unsigned int[::1] code = codes
    cdef int[::1] place = at
    cdef unsigned char[::1] mark = marks
    cdef const unsigned int[::1] entries = table.entries
    cdef const unsigned char[::1] made = table.made
    out = []
    if not whole:  # nothing to point at
        return [(codes, at, marks) for _ in pages]
    for page in pages:
        size = len(page)
        inside = <unsigned char*>malloc(size + 1)
        if inside == NULL:
            raise MemoryError
        try:
            _cover(inside, size, page)
            while (last := _read(page.text, size, inside, &entries[0], &made[0], first, &code[0], &place[0], &mark[0])) < 0:
                table.take(page.text[:size])
        finally:
            free(inside)
        out.append((codes[first:last], at[first:last], marks[first:last]))
        first = last
    return out


cdef int _cover(unsigned char* inside, Py_ssize_t size, page) except -1:
    """Mark the code points of a text that are compared."""
    cdef Py_ssize_t start, stop
    memset(inside, 0, size + 1)
    for start, stop in page.body:
        stop = min(stop, size)
        if start < stop:
            memset(inside + start, 1, stop - start)
    for start, stop, _ in page.hidden:
        stop = min(stop, size)
        if start < stop:
            memset(inside + start, 0, stop - start)
    return 0


cdef Py_ssize_t _read(
    str text,
    Py_ssize_t size,
    const unsigned char* inside,
    const unsigned int* entries,
    const unsigned char* made,
    Py_ssize_t last,
    unsigned int* codes,
    int* at,
    unsigned char* marks,
) noexcept:
    """Write down the letters of one text from a place on; return where they end, or -1 where the table lacks a page that is needed."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t start, stop = 0
    cdef const unsigned char* found
    while stop < size and last >= 0:
        found = <const unsigned char*>memchr(inside + stop, 1, size - stop)
        if found == NULL:
            break
        start = found - inside
        stop = <const unsigned char*>memchr(inside + start, 0, size + 1 - start) - inside  # the place after a text is outside
        if kind == 1:
            last = _stretch(<const unsigned char*>data, start, stop, entries, made, last, codes, at, marks)
        elif kind == 2:
            last = _stretch(<const unsigned short*>data, start, stop, entries, made, last, codes, at, marks)
        else:
            last = _stretch(<const unsigned int*>data, start, stop, entries, made, last, codes, at, marks)
        if stop < size and last >= 0:
            codes[last], at[last], marks[last] = _BREAK, <int>stop, _START
            last += 1
    return last


cdef Py_ssize_t _stretch(
    const Sign* text,
    Py_ssize_t start,
    Py_ssize_t stop,
    const unsigned int* entries,
    const unsigned char* made,
    Py_ssize_t last,
    unsigned int* codes,
    int* at,
    unsigned char* marks,
) noexcept nogil:
    """Write down the letters of a stretch; each sign is, and what is no letter is written over by the next one: nothing to guess at."""
    cdef Py_ssize_t place
    cdef unsigned int entry
    cdef unsigned char word = 0, lacking = 0
    if start:
        lacking = not made[text[start - 1] >> _PAGE]
        word = entries[text[start - 1]] != 0
    for place in range(start, stop):
        entry = entries[text[place]]
        lacking |= not made[text[place] >> _PAGE]
        codes[last], at[last] = entry & _CODE, <int>place
        marks[last] = <unsigned char>((entry >> _MARKS) | <unsigned char>(_START * (1 - word)))
        word = entry != 0
        last += word
    return -1 if lacking else last


def prefixes(const unsigned int[::1] codes, const int[::1] at, const Number[::1] base, const Number[::1] size):
    """Return the prefix hashes of texts side by side, each followed by one empty place."""
    cdef Py_ssize_t text, place
    cdef Hash value, power, total = 0
    made = np.empty(codes.shape[0], np.uint64)
    cdef Hash[::1] out = made
    with nogil:
        for text in range(base.shape[0]):
            power = 1
            for place in range(base[text], base[text] + size[text] + 1):
                out[place] = total
                value = codes[place]
                if codes[place] == _BREAK:
                    value += <Hash>(at[place] + size[text]) << 33
                value *= _MIX
                value ^= value >> 29
                value *= _GAP
                if place < base[text] + size[text]:
                    value *= power
                    power *= _BASE
                total += value
    return made


def runs(const Hash[::1] prefix, const Hash[::1] down, const Number[::1] base, const Number[::1] size, Py_ssize_t length, int bits):
    """Return the hashes of runs of letters that begin with so many zeros, the number of the text of each, and its place in it."""
    cdef Py_ssize_t text, found = 0, room = 0, most = 0, first
    for text in range(size.shape[0]):
        room += max(0, size[text] - length + 1)
        most = max(most, size[text] - length + 1)
    room = most + room // (1 << bits) * 5 // 4  # few more than one in 2**bits, and as many as there may be in one text
    hashes, owners, places = np.empty(room, np.uint64), np.empty(room, np.int64), np.empty(room, np.int64)
    cdef Hash[::1] hash_ = hashes
    cdef Number[::1] owner = owners, at = places
    for text in range(size.shape[0]):
        if size[text] < length:
            continue
        if found + size[text] - length + 1 > room:
            room = 2 * room + most
            hashes, owners, places = np.resize(hashes, room), np.resize(owners, room), np.resize(places, room)
            hash_, owner, at = hashes, owners, places
        first = found
        found += _runs(&prefix[base[text]], &down[0], size[text] - length + 1, length, bits, &hash_[found], &at[found])
        owner[first:found] = text
    return hashes[:found].copy(), owners[:found].copy(), places[:found].copy()


cdef Py_ssize_t _runs(
    const Hash* prefix, const Hash* down, Py_ssize_t count, Py_ssize_t length, int bits, Hash* hashes, Number* places
) noexcept nogil:
    """Write down the runs of one text; each is, and one that is not wanted is written over by the next: nothing to guess at."""
    cdef Py_ssize_t place, found = 0
    cdef Hash value, most = (<Hash>1 << (64 - bits)) - 1 if bits else <Hash>-1
    for place in range(count):
        value = (prefix[place + length] - prefix[place]) * (down[place] * _MIX)
        hashes[found], places[found] = value ^ ((value << bits) >> 32), place
        found += value <= most
    return found
