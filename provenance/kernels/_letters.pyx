# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The letters of texts and their hashes, letter by letter: see `reprints/letters.py`."""

import numpy as np

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdlib cimport free, malloc
from libc.string cimport memchr, memset

include "cover.pxi"

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
cdef Hash _INVERSE = <Hash>pow(0x9E3779B97F4A7C15 | 1, -1, 1 << 64)

cdef enum:
    _CROWD = 32  # hashes that begin alike and are put in order one by one


def laid(pages, table):
    """Return the codes of the letters of some texts side by side, their places and marks, and how many letters each text has."""
    cdef Py_ssize_t whole = len(pages), first = 0, last, size, k
    cdef unsigned char* inside
    for page in pages:
        whole += len(page)
    codes, at, marks = np.empty(whole, np.uint32), np.empty(whole, np.int32), np.empty(whole, np.uint8)
    sizes = np.empty(len(pages), np.int64)
    cdef unsigned int[::1] code = codes
    cdef int[::1] place = at
    cdef unsigned char[::1] mark = marks
    cdef Number[::1] many = sizes
    cdef const unsigned int[::1] entries = table.entries
    cdef const unsigned char[::1] made = table.made
    for k, page in enumerate(pages):
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
        many[k] = last - first
        code[last], place[last], mark[last] = _BREAK, 0, _START  # the empty place behind each text
        first = last + 1
    return codes[:first], at[:first], marks[:first], sizes


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


def choose(pages, table, Py_ssize_t length, int bits):
    """Return the fingerprints of some texts: hashes in order, numbers of the texts, and where each run of letters stands first."""
    cdef Py_ssize_t number, size, count, more, found = 0, room = 1 << 12, most = max(map(len, pages), default=0)
    cdef unsigned char* inside
    hashes, owners, places = np.empty(room, np.uint64), np.empty(room, np.int64), np.empty(room, np.int64)
    cdef unsigned int[::1] codes = np.empty(most, np.uint32)
    cdef int[::1] at = np.empty(most, np.int32)
    cdef unsigned char[::1] marks = np.empty(most, np.uint8)
    cdef Hash[::1] values = np.empty(most, np.uint64), kept = np.empty(most, np.uint64), hash_ = hashes
    cdef Number[::1] first = np.empty(most, np.int64), place = places
    cdef const unsigned int[::1] entries = table.entries
    cdef const unsigned char[::1] made = table.made
    if most < length:
        return hashes[:0], owners[:0], places[:0]
    inside = <unsigned char*>malloc(most + 1)
    if inside == NULL:
        raise MemoryError
    try:
        for number, page in enumerate(pages):
            size = len(page)
            _cover(inside, size, page)
            while (count := _read(page.text, size, inside, &entries[0], &made[0], 0, &codes[0], &at[0], &marks[0])) < 0:
                table.take(page.text[:size])
            if count < length:
                continue
            more = _rolled(&codes[0], &at[0], count, length, bits, &values[0], &kept[0], &first[0])
            if found + more > room:
                room = 2 * (found + more)
                hashes, owners, places = np.resize(hashes, room), np.resize(owners, room), np.resize(places, room)
                hash_, place = hashes, places
            if more and not _ordered(&kept[0], &first[0], more, 64 - bits, &hash_[found], &place[found]):
                order = np.asarray(kept)[:more].argsort(kind="stable")
                hashes[found : found + more], places[found : found + more] = np.asarray(kept)[order], np.asarray(first)[order]
            if more:
                more = _distinct(&hash_[found], &place[found], more)
            owners[found : found + more] = number
            found += more
    finally:
        free(inside)
    return hashes[:found], owners[:found], places[:found]


cdef Py_ssize_t _rolled(
    const unsigned int* codes, const int* at, Py_ssize_t count, Py_ssize_t length, int bits, Hash* values, Hash* kept, Number* first
) noexcept nogil:
    """Write down the hashes of runs of letters that begin with so many zeros, and their places; return how many there are."""
    cdef Py_ssize_t place, found = 0
    cdef Hash value, run = 0, last = 1, most = (<Hash>1 << (64 - bits)) - 1 if bits else <Hash>-1
    for place in range(count):
        value = codes[place]
        if codes[place] == _BREAK:
            value += <Hash>(at[place] + count) << 33
        value *= _MIX
        value ^= value >> 29
        values[place] = value * _GAP
    for place in range(length):
        run += values[place] * last
        if place < length - 1:
            last *= _BASE
    for place in range(count - length + 1):
        value = run * _MIX
        kept[found], first[found] = value ^ ((value << bits) >> 32), place
        found += value <= most  # what begins otherwise is written over
        if place + length < count:
            run = (run - values[place]) * _INVERSE + values[place + length] * last
    return found


cdef bint _ordered(const Hash* hashes, const Number* places, Py_ssize_t count, int width, Hash* out, Number* at) except -1:
    """Put hashes of so many bits and their places in order, equal ones as they come; return whether few enough begin alike for that."""
    cdef int bits = 1
    cdef Py_ssize_t k, low, most = 0
    cdef Hash one
    cdef Number place
    while bits < 20 and (1 << bits) < count:
        bits += 1
    cdef int* ends = <int*>malloc(((1 << bits) + 1) * sizeof(int))
    if ends == NULL:
        raise MemoryError
    memset(ends, 0, ((1 << bits) + 1) * sizeof(int))
    for k in range(count):
        ends[(hashes[k] >> (width - bits)) + 1] += 1
    for k in range(1 << bits):
        most = max(most, ends[k + 1])
        ends[k + 1] += ends[k]
    if most <= _CROWD:
        for k in range(count):
            low = ends[hashes[k] >> (width - bits)]
            ends[hashes[k] >> (width - bits)] += 1
            out[low], at[low] = hashes[k], places[k]
        for k in range(1, count):
            one, place, low = out[k], at[k], k
            while low > 0 and out[low - 1] > one:
                out[low], at[low] = out[low - 1], at[low - 1]
                low -= 1
            out[low], at[low] = one, place
    free(ends)
    return most <= _CROWD


cdef Py_ssize_t _distinct(Hash* hashes, Number* places, Py_ssize_t count) noexcept nogil:
    """Keep the first of equal hashes; return how many are left."""
    cdef Py_ssize_t k, found = 1
    for k in range(1, count):
        if hashes[k] != hashes[found - 1]:
            hashes[found], places[found] = hashes[k], places[k]
            found += 1
    return found


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
