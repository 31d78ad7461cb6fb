# Short blocks in the gaps between others: the parts of `reprints/fill.py`, for one pair.

cdef struct Stretch:
    int row
    int a
    int a_stop
    int b
    int b_stop


cdef struct Stretches:
    Stretch* at
    Py_ssize_t size
    Py_ssize_t room


cdef struct Table:
    # which places of one stretch have the same letters: the first place of each bucket, and the next one of each place
    int heads[1024]
    int* next
    Py_ssize_t next_room
    Hash* key
    Py_ssize_t key_room


cdef int _note(Stretches* some, Py_ssize_t row, Number a, Number a_stop, Number b, Number b_stop) except -1 nogil:
    if a_stop - a > _FINE and b_stop - b > _FINE:
        if some.size >= some.room:
            some.at = <Stretch*>_grown(some.at, &some.room, some.size + 1, sizeof(Stretch))
        some.at[some.size] = Stretch(<int>row, <int>a, <int>a_stop, <int>b, <int>b_stop)
        some.size += 1
    return 0


cdef inline bint _linked(const Block* one, const Block* other) noexcept nogil:
    """Tell whether a block continues another one of its pair."""
    cdef int a_gap = other.a - one.a - one.length, b_gap = other.b - one.b - one.length
    return a_gap >= 0 and b_gap >= 0 and a_gap <= _NEAR and b_gap <= _NEAR


cdef inline Number _clipped(Number value, Number low, Number high) noexcept nogil:
    return min(max(value, low), high)


cdef int _gaps(const Block* some, Py_ssize_t count, const Pair* pair, Stretches* found) except -1 nogil:
    """Note the stretches between and beside the blocks of a pair that are looked at again."""
    cdef Py_ssize_t k
    cdef int a_end, b_end, row
    cdef bint before = False, linked
    found.size = 0
    for k in range(count):
        row, a_end, b_end = some[k].pair, some[k].a + some[k].length, some[k].b + some[k].length
        linked = k + 1 < count and _linked(&some[k], &some[k + 1])
        if not before:
            _note(
                found,
                row,
                _clipped(some[k - 1].a + some[k - 1].length if k else 0, some[k].a - _WINDOW, some[k].a),
                some[k].a,
                max(0, some[k].b - _WINDOW),
                some[k].b,
            )
        if linked:
            _note(found, row, a_end, some[k + 1].a, b_end, some[k + 1].b)
        else:
            _note(
                found,
                row,
                a_end,
                _clipped(some[k + 1].a if k + 1 < count else pair.a_size, a_end, a_end + _WINDOW),
                b_end,
                min(pair.b_size, b_end + _WINDOW),
            )
        before = linked
    return 0


cdef inline Hash _key(const Hash* prefix, const Hash* down, int place) noexcept nogil:
    """Return one number for the letters of a short anchor."""
    cdef Hash value = (prefix[place + _FINE] - prefix[place]) * down[place]
    value ^= value >> 31
    return (value * _MIXED) >> (64 - _STRETCH)


cdef int _fine(Blocks* found, const Stretch* some, const Pair* pair, Table* table) except -1 nogil:
    """Add the short anchors inside one stretch."""
    cdef int place, other, times, bucket, drift, end, count = some.b_stop - _FINE + 1 - some.b
    cdef Hash key
    table.next = <int*>_grown(table.next, &table.next_room, count, sizeof(int))
    table.key = <Hash*>_grown(table.key, &table.key_room, count, sizeof(Hash))
    memset(table.heads, 0xFF, sizeof(table.heads))
    for place in range(count - 1, -1, -1):  # so that the first place comes first
        key = table.key[place] = _key(pair.b, pair.down, some.b + place)
        bucket = key & 1023
        table.next[place] = table.heads[bucket]
        table.heads[bucket] = place
    for place in range(some.a, some.a_stop - _FINE + 1):
        other = -2
        key = _key(pair.a, pair.down, place)
        other = table.heads[key & 1023]
        times = 0
        while other >= 0:
            times += table.key[other] == key
            other = table.next[other]
        if 0 < times <= _FEW:
            other = table.heads[key & 1023]
            while other >= 0:
                if table.key[other] == key:
                    drift = abs(other - (place - some.a))
                    end = abs((some.b_stop - some.b - other) - (some.a_stop - place))
                    if min(drift, end) <= _DRIFT:
                        _push(found, some.row, place, some.b + other, _FINE)
                other = table.next[other]
    return 0


cdef Py_ssize_t _held(Block* some, Py_ssize_t count) noexcept nogil:
    """Keep the blocks that are long, or close to a neighbour on both sides alike; return how many they are."""
    cdef Py_ssize_t k, left = 0
    cdef bint before = False, close
    cdef int a_gap, b_gap
    for k in range(count):
        close = False
        if k + 1 < count:
            a_gap, b_gap = some[k + 1].a - some[k].a - some[k].length, some[k + 1].b - some[k].b - some[k].length
            close = 0 <= a_gap <= _STEP and 0 <= b_gap <= _STEP and abs(a_gap - b_gap) <= _SKEW
        some[k].key = close or before or some[k].length >= _LONG
        before = close
    for k in range(count):
        if some[k].key:
            some[left] = some[k]
            left += 1
    return left
