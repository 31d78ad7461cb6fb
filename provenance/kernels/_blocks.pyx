# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Equal stretches of two texts, one pair after the other: what `reprints/blocks.py` and `reprints/fill.py` do for many at once."""

import numpy as np

include "blocks.pxi"
include "untangled.pxi"
include "fine.pxi"


cdef int _reach(const Pair* pair, int i, int j, int room, bint forward) noexcept nogil:
    """Return how many letters from two places on, or before them, are the same: gallop, then halve."""
    cdef Number reach = 0, step = 16
    while reach + step <= room and (
        _equal(pair, i + reach, j + reach, step) if forward else _equal(pair, i - reach - step, j - reach - step, step)
    ):
        reach += step
        step *= 2
    while step > 1:
        step //= 2
        if reach + step <= room and (
            _equal(pair, i + reach, j + reach, step) if forward else _equal(pair, i - reach - step, j - reach - step, step)
        ):
            reach += step
    return <int>reach


cdef Py_ssize_t _drawn_out(Block* some, Py_ssize_t count, const Pair* pair, Desk* desk) except -1 nogil:
    """Draw every run out to both sides as far as the letters stay equal; return how many different ones there are, by diagonal."""
    cdef Py_ssize_t k, last = -1
    cdef Block* run
    cdef int back, ahead, a_stop, b_stop
    for k in range(count):
        run = &some[k]
        a_stop, b_stop = run.a + run.length, run.b + run.length
        ahead = _reach(pair, a_stop, b_stop, min(pair.a_size - a_stop, pair.b_size - b_stop), True)
        back = _reach(pair, run.a, run.b, min(run.a, run.b), False)
        run.a -= back
        run.b -= back
        run.length += back + ahead
    _by_diagonal(some, count, desk)
    for k in range(count):
        if last < 0 or some[k].a != some[last].a or some[k].b != some[last].b:
            last += 1
            some[last] = some[k]
    return last + 1


def equal_stretches(shelf, pairs):
    """Return pair, places and length of the equal stretches of every pair `(text, text)` of shelf numbers, sorted, without overlaps."""
    cdef const Hash[::1] prefix = shelf.prefix, down = shelf.down, keys = shelf.keys
    cdef const Number[::1] base = shelf.base, size = shelf.size, first = shelf.anchor_start, last = shelf.anchor_stop
    cdef const Number[::1] place = shelf.anchor_place, key_anchor = shelf.anchor_of_key
    cdef const Number[::1] key_place = shelf.key_place, times = shelf.key_count
    cdef const Number[:, ::1] ends = np.ascontiguousarray(pairs)
    cdef Blocks found = Blocks(NULL, 0, 0), long_ = Blocks(NULL, 0, 0)
    cdef Desk desk = Desk(NULL, 0, NULL, 0, NULL, 0, NULL, 0)
    cdef Py_ssize_t row, begin, count, left_room = 0
    cdef Number left, right
    cdef Number* met = NULL
    cdef Pair pair
    try:
        with nogil:
            for row in range(ends.shape[0]):
                left, right = ends[row, 0], ends[row, 1]
                begin = found.size
                met = <Number*>_grown(met, &left_room, 3 * (last[left] - first[left] + 1), sizeof(Number))
                if first[left] == last[left] or first[right] == last[right]:
                    continue
                if not _meeting(&keys[0], first[left], last[left], first[right], last[right], &key_anchor[0], met):
                    continue
                pair.a, pair.b, pair.down = &prefix[base[left]], &prefix[base[right]], &down[0]
                pair.a_size, pair.b_size = <int>size[left], <int>size[right]
                _anchors(&found, <int>row, met, first[left], last[left], &place[0], &key_place[0], &times[0])
                count = _joined(&found.at[begin], found.size - begin, &pair)
                _by_diagonal(&found.at[begin], count, &desk)
                count = _joined(&found.at[begin], count, &pair)
                count = _drawn_out(&found.at[begin], count, &pair, &desk)
                found.size = begin + _untangled(&found.at[begin], count, &pair, _ANCHOR, &desk, &long_)
        return _columns(&found)
    finally:
        free(met)
        free(found.at)
        free(long_.at)
        _cleared(&desk)


cdef bint _meeting(
    const Hash* keys, Number k, Number k_stop, Number m, Number m_stop, const Number* anchor, Number* met
) noexcept nogil:
    """Note for every anchor of a text, in order of place, at which key of another text it comes first, or -1; tell whether any does.

    Both keys are written down behind those places at each step, and written over by the next one unless they are the same.
    """
    cdef Number begin = k, count = k_stop - k, found = 0
    cdef Number* same = met + count
    cdef Hash mask = (<Hash>1 << 44) - 1, one, other
    while k < k_stop and m < m_stop:
        one, other = keys[k] & mask, keys[m] & mask
        same[2 * found], same[2 * found + 1] = k, m
        found += one == other
        k += one <= other
        m += other < one
    memset(met, 0xFF, count * sizeof(Number))
    for k in range(found):
        met[anchor[same[2 * k]] - begin] = same[2 * k + 1]
    return found > 0


cdef int _anchors(
    Blocks* found, int row, const Number* met, Number begin, Number stop, const Number* place, const Number* key_place, const Number* times
) except -1 nogil:
    """Add the anchors of a pair, in order of place."""
    cdef Number k, m
    for k in range(begin, stop):
        m = met[k - begin]
        if m >= 0 and times[m] <= _MOST_REPEATS:
            for m in range(m, m + times[m]):
                _push(found, row, <int>place[k], <int>key_place[m], _ANCHOR)
    return 0


def with_short_ones(shelf, pairs, pair, a, b, length):
    """Return pair, places and length of blocks, sorted by pair and place, with the short ones that lie between and beside them."""
    cdef const Hash[::1] prefix = shelf.prefix, down = shelf.down
    cdef const Number[::1] base = shelf.base, size = shelf.size
    cdef const Number[:, ::1] ends = np.ascontiguousarray(pairs)
    cdef const Number[::1] rows = pair, left = a, right = b, many = length
    cdef Blocks known = Blocks(NULL, 0, 0), fine = Blocks(NULL, 0, 0), found = Blocks(NULL, 0, 0), long_ = Blocks(NULL, 0, 0)
    cdef Stretches gaps = Stretches(NULL, 0, 0)
    cdef Desk desk = Desk(NULL, 0, NULL, 0, NULL, 0, NULL, 0)
    cdef Table table
    cdef Py_ssize_t k, low = 0, high, first, begin, number, end, turn
    cdef Pair both
    table.next, table.next_room, table.key, table.key_room = NULL, 0, NULL, 0
    both.down = &down[0]
    try:
        with nogil:
            for k in range(rows.shape[0]):
                _push(&known, <int>rows[k], <int>left[k], <int>right[k], <int>many[k])
            while low < known.size:
                high = low + 1
                while high < known.size and known.at[high].pair == known.at[low].pair:
                    high += 1
                _seen(&both, ends[known.at[low].pair, 0], ends[known.at[low].pair, 1], &prefix[0], &base[0], &size[0])
                _gaps(&known.at[low], high - low, &both, &gaps)
                begin = fine.size
                for number in range(gaps.size):
                    _fine(&fine, &gaps.at[number], &both, &table)
                _by_diagonal(&fine.at[begin], fine.size - begin, &desk)
                fine.size = begin + _joined(&fine.at[begin], fine.size - begin, &both)
                low = high
        if not fine.size:
            return pair, a, b, length
        with nogil:
            low, first = 0, 0
            while low < known.size:
                high, end, begin = low, first, found.size
                while high < known.size and known.at[high].pair == known.at[low].pair:
                    _push(&found, known.at[high].pair, known.at[high].a, known.at[high].b, known.at[high].length)
                    high += 1
                while end < fine.size and fine.at[end].pair == known.at[low].pair:
                    _push(&found, fine.at[end].pair, fine.at[end].a, fine.at[end].b, fine.at[end].length)
                    end += 1
                _seen(&both, ends[known.at[low].pair, 0], ends[known.at[low].pair, 1], &prefix[0], &base[0], &size[0])
                number = found.size - begin
                _by_diagonal(&found.at[begin], number, &desk)
                number = _untangled(&found.at[begin], number, &both, _FINE, &desk, &long_)
                for turn in range(4):
                    number = _held(&found.at[begin], number)
                found.size = begin + number
                low, first = high, end
        return _columns(&found)
    finally:
        free(known.at)
        free(fine.at)
        free(found.at)
        free(long_.at)
        free(gaps.at)
        free(table.next)
        free(table.key)
        _cleared(&desk)


cdef void _seen(
    Pair* pair, Number left, Number right, const Hash* prefix, const Number* base, const Number* size
) noexcept nogil:
    """Turn to two texts of a shelf."""
    pair.a, pair.b = prefix + base[left], prefix + base[right]
    pair.a_size, pair.b_size = <int>size[left], <int>size[right]
