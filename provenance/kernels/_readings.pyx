# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Which words the members of a family have alike, and what that says of each arrow: see `reprints/readings.py`."""

import numpy as np

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.math cimport log1p
from libc.stdlib cimport calloc, free, malloc, qsort
from libc.string cimport memset

include "cover.pxi"

ctypedef unsigned long long Hash
ctypedef long long Number

cdef enum:
    _LETTERS = 16  # see the constants of the same names in readings.py ...
    _BITS = 2
    _PAGE = 8  # ... and in letters.py

cdef unsigned int _CODE = (1 << 24) - 1
cdef Hash _BASE = 0x9E3779B97F4A7C15ULL | 1
cdef Hash _MIX = 0xBF58476D1CE4E5B9ULL
cdef Hash _GAP = 0x94D049BB133111EBULL
cdef Hash _MOST = (1ULL << (64 - _BITS)) - 1
cdef Hash _INVERSE = pow(0x9E3779B97F4A7C15 | 1, -1, 1 << 64)

cdef struct Tally:  # numbers by key, in a table that grows; a key is there when its number is none
    Hash* keys
    unsigned int* values
    size_t size
    size_t used


cdef int _open(Tally* tally, size_t wanted) except -1:
    """Begin a tally with room for so many keys."""
    cdef size_t size = 64
    while size < 2 * wanted:
        size *= 2
    tally.size, tally.used = size, 0
    tally.keys = <Hash*>malloc(size * sizeof(Hash))
    tally.values = <unsigned int*>calloc(size, sizeof(int))
    if tally.keys == NULL or tally.values == NULL:
        raise MemoryError
    return 0


cdef void _close(Tally* tally) noexcept:
    free(tally.keys)
    free(tally.values)


cdef inline size_t _place(const Tally* tally, Hash key) noexcept nogil:
    """Return where a key stands, or where it is to be put."""
    cdef size_t at = key & (tally.size - 1)
    while tally.values[at] and tally.keys[at] != key:
        at = (at + 1) & (tally.size - 1)
    return at


cdef int _grow(Tally* tally) except -1:
    """Make room for twice as many keys."""
    cdef Tally old = tally[0]
    cdef size_t at, new
    tally.keys, tally.values = NULL, NULL
    try:
        _open(tally, old.size)
        tally.used = old.used
        for at in range(old.size):
            if old.values[at]:
                new = _place(tally, old.keys[at])
                tally.keys[new], tally.values[new] = old.keys[at], old.values[at]
    finally:
        _close(&old)
    return 0


cdef inline unsigned int* _value(Tally* tally, Hash key) except NULL:
    """Return where the number of a key stands; a new one is 0 and must become more."""
    cdef size_t at = _place(tally, key)
    if not tally.values[at]:
        if 4 * tally.used >= 3 * tally.size:
            _grow(tally)
            at = _place(tally, key)
        tally.keys[at] = key
        tally.used += 1
    return &tally.values[at]


cdef int _before(const void* one, const void* other) noexcept nogil:
    cdef Number left = (<const Number*>one)[0], right = (<const Number*>other)[0]
    return (left > right) - (left < right)


def patterns(pages, table):
    """Return which members have the same readings, as bits, in order, and how many readings that are."""
    cdef Tally holders, times
    cdef Py_ssize_t whole = 0, longest = 0, size, member
    cdef size_t at
    cdef unsigned char* inside = NULL
    cdef unsigned int* found
    cdef const unsigned int[::1] entries = table.entries
    cdef const unsigned char[::1] made = table.made
    cdef int bits = len(pages).bit_length()
    if len(pages) > 32:
        raise ValueError(f"Readings of {len(pages)} members, more than a number of 32 bits can tell apart.")
    for page in pages:
        size = len(page)
        whole += size
        longest = max(longest, size)
    holders.keys, holders.values, times.keys, times.values = NULL, NULL, NULL, NULL
    try:
        _open(&holders, whole // 8)
        _open(&times, 64)
        inside = <unsigned char*>malloc(longest + 1)
        if inside == NULL:
            raise MemoryError
        for member, page in enumerate(pages):
            size = len(page)
            _cover(inside, size, page)
            if not _known(page.text, size, made):
                table.take(page.text[:size])
            _read(page.text, size, inside, entries, 1U << member, bits, &holders)
        for at in range(holders.size):
            if holders.values[at]:
                found = _value(&times, holders.values[at])
                found[0] += 1
        return _sorted(&times)
    finally:
        _close(&holders)
        _close(&times)
        free(inside)


cdef tuple _sorted(const Tally* times):
    """Return keys in order, and their numbers."""
    both = np.empty((times.used, 2), np.int64)
    cdef Number[:, ::1] out = both
    cdef Py_ssize_t row = 0
    cdef size_t at
    for at in range(times.size):
        if times.values[at]:
            out[row, 0], out[row, 1] = <Number>times.keys[at], times.values[at]
            row += 1
    if row > 1:
        qsort(&out[0, 0], row, 2 * sizeof(Number), _before)
    return both[:, 0].copy(), both[:, 1].copy()


cdef bint _known(str text, Py_ssize_t size, const unsigned char[::1] made) noexcept:
    """Tell whether the table has all pages that a text needs."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t place
    cdef unsigned int code
    if kind == 1:
        return made[0]
    for place in range(size):
        code = PyUnicode_READ(kind, data, place)
        if not made[code >> _PAGE]:
            return False
    return True


cdef int _read(
    str text, Py_ssize_t size, const unsigned char* inside, const unsigned int[::1] entries, unsigned int member, int bits, Tally* holders
) except -1:
    """Note a member as a holder of its readings: runs of letters that nothing interrupts."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Hash last[_LETTERS]
    cdef Hash value, sum_ = 0, power = 1, top = 1
    cdef Py_ssize_t place
    cdef unsigned int code, entry, count = 0
    cdef unsigned int* found
    for _ in range(_LETTERS - 1):
        top *= _BASE
    for place in range(size):
        if not inside[place]:
            count, sum_, power = 0, 0, 1
            continue
        code = PyUnicode_READ(kind, data, place)
        entry = entries[code]
        if not entry:
            continue
        value = entry & _CODE
        value *= _MIX
        value ^= value >> 29
        value *= _GAP
        if count < _LETTERS:
            sum_ += value * power
            power *= _BASE
        else:
            sum_ = (sum_ - last[count % _LETTERS]) * _INVERSE + value * top
        last[count % _LETTERS] = value
        count += 1
        if count >= _LETTERS:
            value = sum_ * _MIX
            if value <= _MOST:
                found = _value(holders, (value ^ ((value << _BITS) >> 32)) >> bits)
                found[0] |= member
    return 0


def reading_weights(
    const Number[::1] patterns, const Number[::1] times, const Number[::1] source, const Number[::1] child, const double[::1] above,
    Py_ssize_t count, worths,
):
    """Return what the words say of each arrow."""
    cdef double many, most, rate
    many, most, rate = worths
    made, room = np.empty(source.shape[0]), np.zeros(2 * count * count + count)
    held = np.zeros(count * count * count, np.int64)
    cdef double[::1] out = made, free_ = room
    cdef Number[::1] joint = held
    cdef double* trust = &free_[0]
    cdef double* elsewhere = trust + count * count
    cdef double* sizes = elsewhere + count * count
    cdef Py_ssize_t k, c, p, w, low, high
    cdef double all_, one
    for k in range(count * count):
        trust[k] = 1.0
    for k in range(source.shape[0]):
        trust[source[k] * count + child[k]] = 1 - above[k]
    for k in range(count):
        trust[k * count + k] = 0.0
    with nogil:
        for k in range(patterns.shape[0]):
            _tell(patterns[k], times[k], count, trust, elsewhere, sizes, &joint[0])
        for k in range(source.shape[0]):
            p, c = source[k], child[k]
            all_, one = elsewhere[c * count + p], 0.0
            if not all_:
                out[k] = 0.0
                continue
            for w in range(count):
                low, high = min(c, w), max(c, w)
                one = max(one, joint[(low * count + high) * count + p] * trust[c * count + w])
            out[k] = many * log1p(all_) + most * log1p(one) + rate * (all_ / max(1.0, sizes[c]))
    return made


cdef void _tell(
    Number pattern, Number times, Py_ssize_t count, const double* trust, double* elsewhere, double* sizes, Number* joint
) noexcept nogil:
    """Add what so many readings tell that the members of a pattern have, and others have not."""
    cdef Py_ssize_t has[64]
    cdef Py_ssize_t lacks[64]
    cdef Py_ssize_t mine = 0, others = 0, i, j, k, at
    cdef double doubt, worth
    for k in range(count):
        if pattern >> k & 1:
            has[mine] = k
            mine += 1
            sizes[k] += times
        else:
            lacks[others] = k
            others += 1
    if mine < 2 or not others:  # what one has alone, or all have, tells nothing
        return
    for i in range(mine):
        doubt = 1.0
        for j in range(mine):
            doubt *= 1 - trust[has[i] * count + has[j]]
        worth = times * (1 - doubt)
        at = has[i] * count
        for k in range(others):
            elsewhere[at + lacks[k]] += worth
        for j in range(i + 1, mine):
            at = (has[i] * count + has[j]) * count
            for k in range(others):
                joint[at + lacks[k]] += times
