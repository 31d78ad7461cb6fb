# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Without which members a part of a family does not hang together: see `reprints/strands.py`."""

from libc.string cimport memset

ctypedef long long Number
ctypedef unsigned long long Bits

cdef enum:
    _MOST = 128  # members of a family that is searched at most
    _COPIES = 6

cdef struct Some:  # members of a part, as bits
    Bits low
    Bits high


def cuts(const Number[::1] copy, const Number[::1] source, list length, members):
    """Return the members without which a part does not hang together."""
    cdef Some near[_MOST]
    cdef Some gone
    cdef Py_ssize_t count = len(members), arrow, k, middle, copies, best, one
    cdef Number shared[_MOST][_MOST]
    cdef Py_ssize_t place[_MOST]
    cdef list out = [], joint
    memset(place, 0xFF, sizeof(place))
    for k in range(count):
        one = members[k]
        if not 0 <= one < _MOST:
            raise ValueError(f"A family has more members than {_MOST}.")
        place[one] = k
    memset(near, 0, sizeof(near))
    for arrow in range(copy.shape[0]):
        if copy[arrow] >= _MOST or source[arrow] >= _MOST:
            continue
        middle, k = place[copy[arrow]], place[source[arrow]]
        if middle >= 0 and k >= 0:
            _put(&near[middle], k)
            shared[middle][k] = length[arrow]
    for middle in range(count):
        if _needless(near, middle, count):
            continue
        memset(&gone, 0, sizeof(gone))
        joint, one = [], middle
        for copies in range(_COPIES + 1):
            _put(&gone, one)
            joint.append(members[one])
            if not _together(near, gone, count):
                out.append(joint.copy())
            one = -1
            for k in range(count):
                if _has(near[middle], k) and not _has(gone, k) and (one < 0 or shared[middle][k] > shared[middle][one]):
                    one = k
            if one < 0:
                break
    return out


cdef inline void _put(Some* some, Py_ssize_t member) noexcept nogil:
    if member < 64:
        some.low |= 1ULL << member
    else:
        some.high |= 1ULL << (member - 64)


cdef inline bint _has(Some some, Py_ssize_t member) noexcept nogil:
    return (some.low >> member if member < 64 else some.high >> (member - 64)) & 1


cdef bint _needless(const Some* near, Py_ssize_t middle, Py_ssize_t count) noexcept nogil:
    """Tell whether all whom a member meets meet each other."""
    cdef Py_ssize_t k
    cdef Some apart
    for k in range(count):
        if _has(near[middle], k):
            apart.low, apart.high = near[middle].low & ~near[k].low, near[middle].high & ~near[k].high
            if k < 64:
                apart.low ^= 1ULL << k
            else:
                apart.high ^= 1ULL << (k - 64)
            if apart.low or apart.high:
                return False
    return True


cdef bint _together(const Some* near, Some gone, Py_ssize_t count) noexcept nogil:
    """Tell whether a part hangs together without some of its members."""
    cdef Py_ssize_t order[_MOST]
    cdef Py_ssize_t known = 0, done = 0, left = 0, k
    cdef Some seen = gone
    for k in range(count):
        left += not _has(gone, k)
    for k in range(count):
        if not _has(gone, k):
            order[0], known = k, 1
            _put(&seen, k)
            break
    while done < known:
        for k in range(count):
            if _has(near[order[done]], k) and not _has(seen, k):
                _put(&seen, k)
                order[known] = k
                known += 1
        done += 1
    return known == left
