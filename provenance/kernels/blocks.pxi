# Blocks of equal letters, and how they are sorted and joined: what the parts of `_blocks.pyx` have in common.

from libc.stdlib cimport free, realloc
from libc.string cimport memcpy, memset

ctypedef unsigned long long Hash
ctypedef long long Number

cdef enum:
    _ANCHOR = 12  # letters, as everywhere here: see the constants of the same names in blocks.py, chain.py, fill.py and repeats.py
    _MOST_REPEATS = 6
    _BAND = 24
    _DOUBLE = 100
    _LEAST = 28
    _MOST = 1500
    _FINE = 6
    _NEAR = 400
    _WINDOW = 160
    _DRIFT = 40
    _STEP = 26
    _SKEW = 14
    _LONG = 12
    _FEW = 3
    _STRETCH = 34
    _PLACE = 21  # bits of a place in a text
    _RUN = 16  # blocks that are sorted by putting each into its place

cdef Number _FIRST = <Number>1 << 40
cdef Hash _MIXED = 0xD6E8FEB86659FD93ULL


cdef struct Block:
    Number claim
    Number key  # by what blocks are sorted
    int pair
    int a
    int b
    int length


cdef struct Blocks:
    Block* at
    Py_ssize_t size
    Py_ssize_t room


cdef struct Turn:
    # a block while some are sorted: its key and where it stood
    Number key
    Py_ssize_t block


cdef struct Desk:
    # what is used anew for every pair: room for sorting, for the owners of letters, for what is known of some blocks
    Block* spare
    Py_ssize_t spare_room
    Turn* order
    Py_ssize_t order_room
    int* ground
    Py_ssize_t ground_room
    Number* known
    Py_ssize_t known_room


cdef struct Pair:
    const Hash* a
    const Hash* b
    const Hash* down
    int a_size
    int b_size


cdef void* _grown(void* at, Py_ssize_t* room, Py_ssize_t wanted, size_t each) except NULL nogil:
    """Return memory for at least so many things, what is there already in its place."""
    cdef void* found = at
    if wanted > room[0] or at == NULL:
        found = realloc(at, <size_t>(2 * wanted + 64) * each)
        if found == NULL:
            with gil:
                raise MemoryError
        room[0] = 2 * wanted + 64
    return found


cdef int _push(Blocks* some, int pair, int a, int b, int length) except -1 nogil:
    cdef Block* new
    if some.size >= some.room:
        some.at = <Block*>_grown(some.at, &some.room, some.size + 1, sizeof(Block))
    new = &some.at[some.size]
    new.pair, new.a, new.b, new.length, new.claim, new.key = pair, a, b, length, 0, 0
    some.size += 1
    return 0


cdef int _sort(Block* some, Py_ssize_t count, Desk* desk) except -1 nogil:
    """Sort blocks by their keys; of equal ones the first stays the first."""
    cdef Py_ssize_t k = 1
    cdef Turn* order
    while k < count and some[k - 1].key <= some[k].key:
        k += 1
    if k >= count:
        return 0
    desk.order = <Turn*>_grown(desk.order, &desk.order_room, 2 * count, sizeof(Turn))
    desk.spare = <Block*>_grown(desk.spare, &desk.spare_room, count, sizeof(Block))
    for k in range(count):
        desk.order[k] = Turn(some[k].key, k)
    order = _sorted(desk.order, desk.order + count, count)
    memcpy(desk.spare, some, count * sizeof(Block))
    for k in range(count):
        some[k] = desk.spare[order[k].block]
    return 0


cdef Turn* _sorted(Turn* some, Turn* spare, Py_ssize_t count) noexcept nogil:
    """Sort turns by their keys, and return in which of both places they are then."""
    cdef Py_ssize_t low, middle, stop, k, left, right, run = _RUN
    cdef Turn one
    cdef Turn* other
    for k in range(1, count):
        one, left, low = some[k], k, k - k % run
        while left > low and some[left - 1].key > one.key:
            some[left] = some[left - 1]
            left -= 1
        some[left] = one
    while run < count:
        low = 0
        while low < count:
            middle, stop = min(low + run, count), min(low + 2 * run, count)
            left, right = low, middle
            for k in range(low, stop):
                if left < middle and (right >= stop or some[left].key <= some[right].key):
                    spare[k] = some[left]
                    left += 1
                else:
                    spare[k] = some[right]
                    right += 1
            low = stop
        other = some
        some, spare = spare, other
        run *= 2
    return some


cdef int _by_diagonal(Block* some, Py_ssize_t count, Desk* desk) except -1 nogil:
    cdef Py_ssize_t k
    for k in range(count):
        some[k].key = (<Number>(some[k].b - some[k].a) + (1 << _PLACE)) << _PLACE | some[k].a
    return _sort(some, count, desk)


cdef int _by_place(Block* some, Py_ssize_t count, Desk* desk) except -1 nogil:
    cdef Py_ssize_t k
    for k in range(count):
        some[k].key = some[k].a
    return _sort(some, count, desk)


cdef inline bint _equal(const Pair* pair, Number i, Number j, Number length) noexcept nogil:
    """Tell whether `length` letters from place i of one text and place j of the other are the same."""
    return (pair.a[i + length] - pair.a[i]) * pair.down[i] == (pair.b[j + length] - pair.b[j]) * pair.down[j]


cdef Py_ssize_t _joined(Block* some, Py_ssize_t count, const Pair* pair) noexcept nogil:
    """Join following blocks of one diagonal that overlap or have equal letters between them; return how many are left."""
    cdef Py_ssize_t k, last = -1
    cdef int diagonal, stop, before = 0, before_a = 0, before_stop = 0
    cdef Block now
    for k in range(count):
        now = some[k]
        diagonal, stop = now.b - now.a, now.a + now.length
        if last >= 0 and diagonal == before and now.a >= before_a and (
            now.a <= before_stop or _equal(pair, before_stop, before_stop + diagonal, now.a - before_stop)
        ):
            if stop > some[last].a + some[last].length:
                some[last].length = stop - some[last].a
        else:
            last += 1
            some[last] = now
        before, before_a, before_stop = diagonal, now.a, stop
    return last + 1


cdef tuple _columns(const Blocks* found):
    """Return pair, places and length of blocks as arrays."""
    made = np.empty((4, found.size), np.int64)
    cdef Number[:, ::1] out = made
    cdef Py_ssize_t k
    for k in range(found.size):
        out[0, k], out[1, k], out[2, k], out[3, k] = found.at[k].pair, found.at[k].a, found.at[k].b, found.at[k].length
    return made[0], made[1], made[2], made[3]


cdef void _cleared(Desk* desk) noexcept:
    free(desk.spare)
    free(desk.order)
    free(desk.ground)
    free(desk.known)
