# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Letters that two short stretches have in common, and words that two pieces begin and end with: see `reprints/chain.py`, `meetings.py`."""

import numpy as np

from libc.string cimport memset

ctypedef unsigned long long Bits
ctypedef unsigned int Code
ctypedef long long Number

cdef extern from *:
    """
    static int ones(unsigned long long some) {
        int count = 0;
        for (; some; some &= some - 1) count++;
        return count;
    }
    """
    int ones(Bits some) noexcept nogil

cdef enum:
    _MOST = 400  # letters of a stretch: `NEAR` in chain.py
    _WORDS = 7  # of 64 bits, one for each letter
    _SLOTS = 1024
    _START = 4  # the mark of the first letter of a word: see letters.py
    _SNAP = 12  # see meetings.py


cdef struct Places:
    # where in a stretch each letter stands: the letters, in a table by their hashes, and the bits of their places
    Code letter[_SLOTS]
    short number[_SLOTS]
    short used[_MOST]
    Bits bits[_MOST][_WORDS]
    int count


def common_letters(const Code[::1] codes, const Number[::1] a, const Number[::1] a_size, const Number[::1] b, const Number[::1] b_size):
    """Return for every two stretches, by where they begin and how long they are, the length of the longest series that both have."""
    cdef Py_ssize_t k
    cdef Places places
    found = np.empty(a.shape[0], np.int64)
    cdef Number[::1] out = found
    if a.shape[0] and max(np.max(a_size), np.max(b_size)) > _MOST:
        raise ValueError("a stretch is longer than those that a gap may hold")
    with nogil:
        memset(places.number, 0, sizeof(places.number))
        for k in range(a.shape[0]):
            if a_size[k] <= b_size[k]:
                out[k] = _common(&codes[a[k]], <int>a_size[k], &codes[b[k]], <int>b_size[k], &places)
            else:
                out[k] = _common(&codes[b[k]], <int>b_size[k], &codes[a[k]], <int>a_size[k], &places)
    return found


cdef inline int _slot(const Places* places, Code letter) noexcept nogil:
    """Return the slot of a letter, or the empty one where it would stand."""
    cdef int slot = (letter * <Code>2654435761) >> 22
    while places.number[slot] and places.letter[slot] != letter:
        slot = (slot + 1) & (_SLOTS - 1)
    return slot


cdef int _common(const Code* short_, int size, const Code* long_, int length, Places* places) noexcept nogil:
    """Go through the longer stretch; a bit of `open_` is 0 where the series found so far grows by a letter of the shorter one."""
    cdef int k, word, slot, words = (size + 63) >> 6, common = 0
    cdef Bits open_[_WORDS]
    cdef Bits met, carry, sum_
    cdef const Bits* bits
    places.count = 0
    for k in range(size):
        slot = _slot(places, short_[k])
        if not places.number[slot]:
            places.letter[slot], places.used[places.count] = short_[k], <short>slot
            memset(places.bits[places.count], 0, words * sizeof(Bits))
            places.count += 1
            places.number[slot] = <short>places.count
        places.bits[places.number[slot] - 1][k >> 6] |= <Bits>1 << (k & 63)
    for word in range(words):
        open_[word] = ~<Bits>0
    for k in range(length):
        slot = _slot(places, long_[k])
        if places.number[slot]:
            bits, carry = places.bits[places.number[slot] - 1], 0
            for word in range(words):
                met = open_[word] & bits[word]
                sum_ = open_[word] + met
                open_[word], carry = (sum_ + carry) | (open_[word] - met), (sum_ < met) | (sum_ + carry < sum_)
    for word in range(words):
        common += ones(~open_[word])
    for k in range(places.count):
        places.number[places.used[k]] = 0
    return common


def snapped(const unsigned char[::1] marks, const Number[::1] a, const Number[::1] a_stop, const Number[::1] b, const Number[::1] b_stop):
    """Return how many letters to take off at either end so that a piece begins and ends with whole words in both texts."""
    cdef Py_ssize_t k
    cdef Number step, room
    heads, tails = np.zeros(a.shape[0], np.int64), np.zeros(a.shape[0], np.int64)
    cdef Number[::1] head = heads, tail = tails
    with nogil:
        for k in range(a.shape[0]):
            room = min(_SNAP + 1, min(a_stop[k] - a[k], b_stop[k] - b[k]) // 2)
            for step in range(room):
                if marks[a[k] + step] & marks[b[k] + step] & _START:
                    head[k] = step
                    break
            for step in range(room):
                if marks[a_stop[k] - step] & marks[b_stop[k] - step] & _START:
                    tail[k] = step
                    break
    return heads, tails
