# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Letters of figures, names and plain words in and beside equal stretches, one after the other: see `reprints/slots.py`."""

import numpy as np

ctypedef long long Number

cdef enum:
    _DIGIT = 1  # see the constants of the same names in letters.py, slots.py and chain.py
    _UPPER = 2
    _START = 4
    _BESIDE = 120
    _NEAR = 400


cdef inline Number _facing(Number one, Number other) noexcept nogil:
    """Return how many letters of one side stand opposite to those of the other."""
    return one if 4 * min(one, other) >= max(one, other) else 0


def slot_letters(
    const unsigned char[::1] marks,
    const Number[::1] base,
    const Number[::1] size,
    pairs,
    const Number[::1] pair,
    const Number[::1] a,
    const Number[::1] b,
    const Number[::1] length,
):
    """Return, a row each, letters of figures, of names and of plain words for every pair: kept ones, then changed ones."""
    cdef const Number[:, ::1] ends = np.ascontiguousarray(pairs)
    cdef Py_ssize_t k, place, count = marks.shape[0], row, side
    cdef bint linked = False, before, name = False
    cdef Number a_gap, b_gap, a_before, b_before, a_after, b_after, start, stop, head, tail, edge, ahead, back
    cdef Number inside[2]
    cdef Number beside[2]
    cdef Number own_before, own_after
    sums = np.zeros((2, count + 1), np.int32)
    made = np.zeros((6, len(pairs)), np.int64)
    cdef int[:, ::1] total = sums
    cdef Number[:, ::1] out = made
    with nogil:
        for place in range(count):
            if marks[place] & _START:
                name = (marks[place] & _UPPER) != 0
            total[0, place + 1] = total[0, place] + ((marks[place] & _DIGIT) != 0)
            total[1, place + 1] = total[1, place] + (name and not marks[place] & _DIGIT)
        for k in range(pair.shape[0]):
            row, before = pair[k], linked
            linked, a_gap, b_gap = False, 0, 0
            if k + 1 < pair.shape[0]:
                a_gap, b_gap = a[k + 1] - a[k] - length[k], b[k + 1] - b[k] - length[k]
                linked = pair[k + 1] == row and 0 <= a_gap <= _NEAR and 0 <= b_gap <= _NEAR
            ahead, back = 0, 0
            if not before:
                ahead, back = min(a[k], <Number>_BESIDE), min(b[k], <Number>_BESIDE)
            a_before, b_before = _facing(ahead, back), _facing(back, ahead)
            if not linked:
                a_gap = min(size[ends[row, 0]] - a[k] - length[k], <Number>_BESIDE)
                b_gap = min(size[ends[row, 1]] - b[k] - length[k], <Number>_BESIDE)
            a_after, b_after = _facing(a_gap, b_gap), _facing(b_gap, a_gap)
            for side in range(2):
                start = base[ends[row, side]] + (b[k] if side else a[k])
                stop = start + length[k]
                own_before, own_after = a_before, a_after
                if side:
                    own_before, own_after = b_before, b_after
                head, tail = 0, 0
                if a_before > 0 or b_before > 0:
                    while head < length[k] and marks[start + head] & _DIGIT:
                        head += 1
                if a_after > 0 or b_after > 0:
                    while tail < length[k] and marks[stop - 1 - tail] & _DIGIT:
                        tail += 1
                edge = min(head + tail, length[k])
                inside[0] = total[0, stop] - total[0, start] - edge
                inside[1] = total[1, stop] - total[1, start]
                beside[0] = total[0, stop + own_after] - total[0, stop] + total[0, start] - total[0, start - own_before] + edge
                beside[1] = total[1, stop + own_after] - total[1, stop] + total[1, start] - total[1, start - own_before]
                out[0, row] += inside[0]
                out[1, row] += inside[1]
                out[2, row] += length[k] - edge - inside[0] - inside[1]
                out[3, row] += beside[0]
                out[4, row] += beside[1]
                out[5, row] += own_before + own_after + edge - beside[0] - beside[1]
    return made
