# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The anchors of the texts of a shelf, found by their hashes: see `reprints/shelf.py`."""

import numpy as np

ctypedef unsigned long long Hash
ctypedef long long Number

cdef enum:
    _DOC = 44  # bits of a hash, above which the number of the text stands: see shelf.py
    _PLACE = 20  # bits of the number of an anchor in its text, for sorting


def order_anchors(const Hash[::1] hashes, const Number[::1] owners, const Number[::1] places, Py_ssize_t texts):
    """Return the places of the anchors that come again, where those of each text begin and end, and their keys in order."""
    cdef Py_ssize_t k, text, count = 0, every = hashes.shape[0], first, low
    cdef int bits = max(10, int(2 * every).bit_length())
    cdef Hash mask = (<Hash>1 << bits) - 1
    times = np.zeros(1 << bits, np.uint8)
    cdef unsigned char[::1] seen = times
    packed, kept, starts = np.empty(every, np.uint64), np.empty(every, np.int64), np.zeros(texts + 1, np.int64)
    cdef Hash[::1] sorted_ = packed
    cdef Number[::1] place = kept, start = starts
    with nogil:
        for k in range(every):
            if seen[hashes[k] & mask] < 2:
                seen[hashes[k] & mask] += 1
        text = 0
        for k in range(every):
            while text < owners[k]:
                text += 1
                start[text] = count
            if seen[hashes[k] & mask] > 1:
                sorted_[count], place[count] = hashes[k] << _PLACE | <Hash>(count - start[text]), places[k]
                count += 1
        while text < texts:
            text += 1
            start[text] = count
    for k in range(texts):
        packed[start[k] : start[k + 1]].sort()
    keys, numbers = np.empty(count, np.uint64), np.empty(count, np.int64)
    found, counts = np.empty(count, np.int64), np.zeros(count, np.int64)
    cdef Hash[::1] key = keys
    cdef Number[::1] number = numbers, at = found, many = counts
    with nogil:
        for text in range(texts):
            first = start[text]
            for k in range(start[text], start[text + 1]):
                key[k] = <Hash>text << _DOC | sorted_[k] >> _PLACE
                low = <Py_ssize_t>(sorted_[k] & ((1 << _PLACE) - 1)) + start[text]
                number[k], at[k] = low, place[low]
                if key[k] != key[first]:
                    first = k
                many[first] += 1
    return kept[:count].copy(), starts[:texts].copy(), starts[1:].copy(), numbers, keys, found, counts
