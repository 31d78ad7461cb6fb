# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Which texts share fingerprints, counted text by text: see `reprints/joined.py`."""

import numpy as np

from libc.stdlib cimport calloc, free, malloc, qsort, realloc
from libc.string cimport memcpy, memset

cdef extern from *:
    """
    #if defined(__GNUC__)
    #define fetch_soon(place) __builtin_prefetch(place)
    #else
    #define fetch_soon(place)
    #endif
    """
    void fetch_soon(const void* place) nogil

ctypedef long long Number

cdef enum:
    _AHEAD = 12  # prints that the processor is told of before they are looked at
    _COMMON = 100  # see the constants of the same names in joined.py
    _RUN = 24  # prints that are sorted by putting each into its place


cdef struct Print:
    Number hash
    int doc
    int place


cdef struct Own:
    # a print of a text, and the row behind the last one that it meets; as -1 - row where that is of a common fingerprint
    int row
    int stop


cdef struct Reach:
    # between which places of either text its rare fingerprints lie
    int a_low
    int a_high
    int b_low
    int b_high


cdef struct Desk:
    # what is used anew for each text: how many rare and common fingerprints it shares with another, how far they reach, who the others are
    int* rare
    int* common
    Reach* reach
    int* others


cdef struct Worth:
    int a
    int b
    int met
    int close


def gathered(batches, Number low, Number high, int[:, ::1] prints, int[::1] first, int[::1] end, Py_ssize_t row):
    """Write down, from a row on, the fingerprints in `[low, high]` that several texts hold; return the row after the last."""
    cdef Py_ssize_t rows = 0, k, bucket, count, begin
    cdef int shift = 0
    cdef const Number[::1] hashes, docs
    cdef const int[::1] places
    for batch in batches:
        rows += len(batch[0])
    while ((high - low) >> shift) > max(1, <Number>(rows * (<double>(high - low) / <double>(<Number>1 << 61)))):
        shift += 1
    count = ((high - low) >> shift) + 1
    starts = np.zeros(count + 1, np.int32)
    cdef int[::1] start = starts
    for hashes, docs, places in batches:
        with nogil:
            for k in range(hashes.shape[0]):
                if low <= hashes[k] <= high:
                    start[((hashes[k] - low) >> shift) + 1] += 1
    with nogil:
        for bucket in range(count):  # who is alone in a bucket is met by nobody
            start[bucket + 1] = start[bucket] + (start[bucket + 1] if start[bucket + 1] > 1 else 0)
    rows = start[count]
    cdef Print* some = <Print*>malloc((2 * rows + 1) * sizeof(Print))
    cdef int* free_ = <int*>malloc((count + 1) * sizeof(int))
    try:
        if some == NULL or free_ == NULL:
            raise MemoryError
        memcpy(free_, &start[0], (count + 1) * sizeof(int))
        for hashes, docs, places in batches:
            with nogil:
                for k in range(hashes.shape[0]):
                    if low <= hashes[k] <= high:
                        bucket = (hashes[k] - low) >> shift
                        if start[bucket + 1] > start[bucket]:
                            some[free_[bucket]] = Print(hashes[k], <int>docs[k], places[k])
                            free_[bucket] += 1
        with nogil:
            for bucket in range(count):
                if start[bucket + 1] > start[bucket]:
                    _sort(some + start[bucket], start[bucket + 1] - start[bucket], some + rows)
                    begin = start[bucket]
                    for k in range(begin + 1, start[bucket + 1] + 1):
                        if k == start[bucket + 1] or some[k].hash != some[begin].hash:
                            if k - begin > 1:
                                row = _write(prints, first, end, row, some + begin, k - begin)
                            begin = k
    finally:
        free(some)
        free(free_)
    return row


cdef Py_ssize_t _write(
    int[:, ::1] prints, int[::1] first, int[::1] end, Py_ssize_t row, const Print* some, Py_ssize_t count
) noexcept nogil:
    """Write down the holders of one fingerprint; return the row after the last."""
    cdef Py_ssize_t k
    for k in range(count):
        prints[row + k, 0], prints[row + k, 1] = some[k].doc, some[k].place
        first[row + k], end[row + k] = <int>row, <int>(row + count)
    return row + count


cdef inline bint _before(const Print* one, const Print* other) noexcept nogil:
    return one.hash < other.hash or (one.hash == other.hash and one.doc < other.doc)


cdef void _sort(Print* some, Py_ssize_t count, Print* spare) noexcept nogil:
    """Sort a few prints by hash and text; many, which one fingerprint of many texts makes, by merging halves."""
    cdef Py_ssize_t k, left, right, middle
    cdef Print one
    if count <= _RUN:
        for k in range(1, count):
            one, left = some[k], k
            while left > 0 and _before(&one, &some[left - 1]):
                some[left] = some[left - 1]
                left -= 1
            some[left] = one
        return
    middle = count // 2
    _sort(some, middle, spare)
    _sort(some + middle, count - middle, spare)
    if not _before(&some[middle], &some[middle - 1]):
        return
    memcpy(spare, some, middle * sizeof(Print))
    left, right = 0, middle
    for k in range(count):
        if left < middle and (right >= count or not _before(&some[right], &spare[left])):
            some[k] = spare[left]
            left += 1
        elif left < middle:
            some[k] = some[right]
            right += 1
        else:
            return


def met(const int[:, ::1] prints, const int[::1] first, const int[::1] end, const Number[::1] sizes):
    """Return the pairs of texts worth aligning, sorted, how many fingerprints each shares, and which share much of the shorter text."""
    cdef Py_ssize_t texts = sizes.shape[0], doc, found = 0, room = 1024
    cdef Own* own = <Own*>malloc((prints.shape[0] + 1) * sizeof(Own))
    cdef int* start = <int*>calloc(texts + 2, sizeof(int))
    cdef Worth* out = <Worth*>malloc(room * sizeof(Worth))
    cdef Worth* more
    cdef Desk desk
    cdef int many
    desk.rare, desk.common = <int*>calloc(texts + 1, sizeof(int)), <int*>calloc(texts + 1, sizeof(int))
    desk.reach, desk.others = <Reach*>malloc((texts + 1) * sizeof(Reach)), <int*>malloc((texts + 1) * sizeof(int))
    try:
        if NULL in (own, start, out, desk.rare, desk.common, desk.reach, desk.others):
            raise MemoryError
        with nogil:
            _share_out(prints, first, end, own, start, texts)
            for doc in range(texts):
                many = _count(prints, first, own + start[doc], start[doc + 1] - start[doc], &desk)
                many = _promising(<int>doc, many, sizes, &desk)
                if not many:
                    continue
                if found + many > room:
                    room = 2 * (found + many)
                    more = <Worth*>realloc(out, room * sizeof(Worth))
                    if more == NULL:
                        with gil:
                            raise MemoryError
                    out = more
                _reaches(prints, own + start[doc], start[doc + 1] - start[doc], &desk)
                found = _weigh(<int>doc, many, sizes, &desk, out, found)
        return _columns(out, found)
    finally:
        free(own)
        free(start)
        free(out)
        free(desk.rare)
        free(desk.common)
        free(desk.reach)
        free(desk.others)


cdef int _share_out(const int[:, ::1] prints, const int[::1] first, const int[::1] end, Own* own, int* start, Py_ssize_t texts) noexcept nogil:
    """Put together the prints of each text that meet a later one."""
    cdef Py_ssize_t k, doc
    cdef Own* new
    for k in range(prints.shape[0]):
        if k + 1 < end[k]:
            start[prints[k, 0] + 2] += 1
    for doc in range(texts):
        start[doc + 1] += start[doc]
    for k in range(prints.shape[0]):
        if k + 1 < end[k]:
            new = &own[start[prints[k, 0] + 1]]
            new.row, new.stop = <int>k, end[k] if end[k] - first[k] <= _COMMON else -1 - end[k]
            start[prints[k, 0] + 1] += 1
    return 0


cdef int _count(const int[:, ::1] prints, const int[::1] first, const Own* own, int count, Desk* desk) noexcept nogil:
    """Count what a text with these prints shares with each later one; return how many these are."""
    cdef int k, at, row, stop, other, many = 0
    for k in range(count):
        row, stop = own[k].row, own[k].stop
        if k + _AHEAD < count:
            fetch_soon(&prints[own[k + _AHEAD].row + 1, 0])
        if stop >= 0:
            for at in range(row + 1, stop):
                other = prints[at, 0]
                if not (desk.rare[other] | desk.common[other]):
                    desk.others[many] = other
                    many += 1
                desk.rare[other] += 1
        else:  # the first holder meets all others, and these the last one
            stop = -1 - stop
            for at in range(row + 1 if row == first[row] else stop - 1, stop):
                other = prints[at, 0]
                if not (desk.rare[other] | desk.common[other]):
                    desk.others[many] = other
                    many += 1
                desk.common[other] += 1
    return many


cdef int _promising(int doc, int many, const Number[::1] sizes, Desk* desk) noexcept nogil:
    """Keep the texts that share enough of the fingerprints; return how many they are, and forget what was counted of the others."""
    cdef int k, other, left = 0
    cdef Number least, rare, common
    for k in range(many):
        other = desk.others[k]
        rare, common = desk.rare[other], desk.common[other]
        least = min(sizes[doc], sizes[other])
        if (rare >= 2 and (rare >= 4 or 32 * rare >= least)) or (common and 4 * (rare + common) >= least):
            desk.others[left] = other
            desk.reach[other] = Reach(0x7FFFFFFF, 0, 0x7FFFFFFF, 0)
            left += 1
        else:
            desk.rare[other] = desk.common[other] = 0
    return left


cdef int _reaches(const int[:, ::1] prints, const Own* own, int count, Desk* desk) noexcept nogil:
    """Note between which places lie the rare fingerprints that a text with these prints shares with those that are kept."""
    cdef int k, at, place
    cdef Reach* one
    for k in range(count):
        for at in range(own[k].row + 1, own[k].stop):
            if desk.rare[prints[at, 0]]:
                place, one = prints[own[k].row, 1], &desk.reach[prints[at, 0]]
                one.a_low, one.a_high = min(one.a_low, place), max(one.a_high, place)
                one.b_low, one.b_high = min(one.b_low, prints[at, 1]), max(one.b_high, prints[at, 1])
    return 0


cdef Py_ssize_t _weigh(int doc, int many, const Number[::1] sizes, Desk* desk, Worth* out, Py_ssize_t found) noexcept nogil:
    """Write down with whom a text shares enough; return how many pairs there are then, and forget what was counted."""
    cdef int k, other
    cdef Number least, rare, common
    cdef Reach* one
    qsort(desk.others, many, sizeof(int), _smaller)
    for k in range(many):
        other = desk.others[k]
        one = &desk.reach[other]
        rare, common = desk.rare[other], desk.common[other]
        desk.rare[other] = desk.common[other] = 0
        least = min(sizes[doc], sizes[other])
        if (
            rare >= 2 and one.a_high - one.a_low >= 16 and one.b_high - one.b_low >= 16 and (rare >= 4 or 32 * rare >= least)
        ) or (common and 4 * (rare + common) >= least):
            out[found] = Worth(doc, other, <int>(rare + common), 10 * (rare + common) >= 4 * least)
            found += 1
    return found


cdef int _smaller(const void* one, const void* other) noexcept nogil:
    cdef int left = (<const int*>one)[0], right = (<const int*>other)[0]
    return (left > right) - (left < right)


cdef tuple _columns(const Worth* some, Py_ssize_t count):
    """Return pairs as arrays."""
    pairs, shared, close = np.empty((count, 2), np.int64), np.empty(count, np.int64), np.empty(count, np.bool_)
    cdef Number[:, ::1] pair = pairs
    cdef Number[::1] many = shared
    cdef unsigned char[::1] near = close.view(np.uint8)
    cdef Py_ssize_t k
    for k in range(count):
        pair[k, 0], pair[k, 1], many[k], near[k] = some[k].a, some[k].b, some[k].met, some[k].close != 0
    return pairs, shared, close
