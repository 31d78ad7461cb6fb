# Which of several blocks has the letters that all of them claim: `untangled` of `reprints/blocks.py`, for one pair.

cdef int _weigh(Block* some, Py_ssize_t count) noexcept nogil:
    """Note what each block, sorted by diagonal, claims: its letters, and those of blocks on nearly the same diagonal."""
    cdef Py_ssize_t k, low = 0, high
    cdef Number whole, company
    while low < count:
        high, whole = low + 1, some[low].length
        while high < count and (some[high].b - some[high].a) - (some[high - 1].b - some[high - 1].a) <= _BAND:
            whole += some[high].length
            high += 1
        for k in range(low, high):
            company = whole - some[k].length
            some[k].claim = 4 * <Number>some[k].length + min(company, 4 * <Number>some[k].length)
        low = high
    return 0


cdef Number _doubled(Block* some, Py_ssize_t count, bint side, Desk* desk) except -1 nogil:
    """Return how many letters of one side are claimed by more than one block."""
    cdef Py_ssize_t k
    cdef Number double = 0, reach = 0, stop
    for k in range(count):
        some[k].key = some[k].b if side else some[k].a
    _sort(some, count, desk)
    for k in range(count):
        stop = some[k].key + some[k].length
        if min(reach, stop) > some[k].key:
            double += min(reach, stop) - some[k].key
        reach = max(reach, stop)
    return double


cdef int _in_order(Block* some, Py_ssize_t count, Desk* desk, Blocks* long_) except -1 nogil:
    """Let the heaviest series of blocks that runs forward in both texts claim more, where blocks claim the same letters."""
    cdef Py_ssize_t k, j, top, end = 0
    cdef Number most, value
    cdef Number* best
    cdef Number* before
    cdef Block* one
    cdef Block* other
    cdef int a_room, b_room
    long_.size = 0
    for k in range(count):
        if some[k].length >= _LEAST:
            _push(long_, 0, some[k].a, some[k].b, some[k].length)
            long_.at[long_.size - 1].claim = k
    if long_.size < 2 or long_.size > _MOST:
        return 0
    if _doubled(long_.at, long_.size, False, desk) <= _DOUBLE and _doubled(long_.at, long_.size, True, desk) <= _DOUBLE:
        return 0
    for k in range(long_.size):  # by both places, of equal ones in the order of the blocks
        long_.at[k].key = long_.at[k].claim
    _sort(long_.at, long_.size, desk)
    for k in range(long_.size):
        long_.at[k].key = <Number>long_.at[k].a << _PLACE | long_.at[k].b
    _sort(long_.at, long_.size, desk)
    desk.known = <Number*>_grown(desk.known, &desk.known_room, 2 * long_.size, sizeof(Number))
    best, before = desk.known, desk.known + long_.size
    for k in range(long_.size):
        one = &long_.at[k]
        a_room, b_room = one.a + one.length // 4, one.b + one.length // 4
        most, top = 0, -1
        for j in range(k):
            other = &long_.at[j]
            if best[j] > most and other.a + other.length <= a_room and other.b + other.length <= b_room:
                most, top = best[j], j
        best[k], before[k] = one.length + most, top
        if best[k] > best[end]:
            end = k
    while end >= 0:
        some[long_.at[end].claim].claim += _FIRST
        end = before[end]
    return 0


cdef Py_ssize_t _claimed(Block* some, Py_ssize_t count, bint side, int least, Desk* desk, int size) except -1 nogil:
    """Give every letter of one side to the block that claims it most; return how many blocks keep enough, sorted by claim."""
    cdef Py_ssize_t k, left = 0
    cdef int place, start, stop, low, high, kept, own
    cdef int* ground
    desk.ground = <int*>_grown(desk.ground, &desk.ground_room, size, sizeof(int))
    ground = desk.ground
    for k in range(count):  # of equal claims the first in the order given wins least
        start = some[k].b if side else some[k].a
        for place in range(start, start + some[k].length):
            ground[place] = <int>k
    for k in range(count):
        start = some[k].b if side else some[k].a
        stop = start + some[k].length
        low, high, kept, own = start, stop, 0, <int>k
        while low < stop and ground[low] != own:
            low += 1
        while high > low and ground[high - 1] != own:
            high -= 1
        for place in range(low, high):
            kept += <int>(ground[place] == own)
        if kept >= least and 2 * kept >= some[k].length and high > low:
            some[left] = some[k]
            some[left].a += low - start
            some[left].b += low - start
            some[left].length = high - low
            left += 1
    return left


cdef Py_ssize_t _untangled(Block* some, Py_ssize_t count, const Pair* pair, int least, Desk* desk, Blocks* long_) except -1 nogil:
    """Give every letter of either text to one block; return how many blocks are left, sorted by place."""
    cdef Py_ssize_t k
    if not count:
        return 0
    _weigh(some, count)
    if count > 1:
        _in_order(some, count, desk, long_)
        for k in range(count):
            some[k].key = some[k].claim
        _sort(some, count, desk)
    count = _claimed(some, count, False, least, desk, pair.a_size)
    count = _claimed(some, count, True, least, desk, pair.b_size)
    _by_place(some, count, desk)
    return count
