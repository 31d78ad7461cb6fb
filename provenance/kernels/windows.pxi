# Where the rules that want literals may match; `kernels/windows.py` says what each number means. Included by `_literals.pyx`.

cdef enum:
    _MARGIN = 80
    _HEAD = 1
    _TAIL = 2
    _NOWHERE = 0
    _BEFORE = 1
    _AFTER = 2

cdef struct Positions:
    int32_t* all
    Py_ssize_t count


def windows_around(
    LiteralScanner scanner not None,
    str lower not None,
    str text not None,
    list takers not None,
    bytearray doors not None,
    list near not None,
    int matchers,
):
    """Return for each matcher where the literals of its rules stand, each in the window of its matches."""
    cdef list found = [{} for _ in range(matchers)]
    cdef tuple taker, several
    cdef const uint8_t* closed = <const uint8_t*>PyByteArray_AS_STRING(doors)
    cdef Places places
    cdef Place place
    cdef Positions positions
    cdef Py_ssize_t at, start, stop, size = PyUnicode_GET_LENGTH(text)
    places.count, places.room, places.found = 0, 0, NULL
    positions.count = len(near)
    positions.all = <int32_t*>_memory(positions.count, sizeof(int32_t))
    try:
        for at in range(positions.count):
            positions.all[at] = near[at]
        scanner._find(lower, &places, False)
        _order(places.found, places.count)
        for at in range(places.count):
            place = places.found[at]
            if place.start and _is_closed(closed, place.literal, text[place.start - 1], text[place.start]):
                continue
            wanted = takers[place.literal]
            if type(wanted) is tuple:
                several = <tuple>wanted
            else:
                several = <tuple>wanted[text[place.start - 1 : place.stop + 2] if place.start else ""]
            for taker in several:
                start, stop = place.start - <Py_ssize_t>taker[2], place.stop + <Py_ssize_t>taker[3]
                if _stands(taker[4], place, taker[2], size) and _holds(taker[5], place, positions, &start, &stop):
                    _append(<dict>found[<Py_ssize_t>taker[0]], taker[1], (place.start, place.stop, max(start, 0), min(stop, size)))
        return found
    finally:
        PyMem_Free(places.found)
        PyMem_Free(positions.all)


cdef inline bint _is_closed(const uint8_t* doors, Py_ssize_t literal, uint32_t before, uint32_t first) noexcept nogil:
    """Return whether no rule wants a literal behind a character."""
    cdef Py_ssize_t at = (literal << 8) | ((first & 0x20) << 2) | before
    return before < 0x80 and first < 0x80 and (doors[at >> 3] >> (at & 7)) & 1


cdef inline int _append(dict rules, object rule, tuple window) except -1:
    cdef list known = <list>rules.get(rule)
    if known is None:
        rules[rule] = [window]
    else:
        known.append(window)
    return 0


cdef inline bint _stands(int zone, Place place, Py_ssize_t before, Py_ssize_t size) noexcept nogil:
    """Return whether a literal stands where its rule wants it."""
    if zone == _HEAD:
        return place.start <= before
    return zone != _TAIL or place.stop >= size - before


cdef inline bint _holds(int side, Place place, Positions near, Py_ssize_t* first, Py_ssize_t* last) noexcept nogil:
    """Cut a window down to the positions in it; return whether it has one on the side of its literal where it must."""
    cdef Py_ssize_t at
    if side == _NOWHERE:
        return True
    at = _behind(near, place.start if side == _AFTER else first[0])
    if at == near.count or near.all[at] >= (place.start if side == _BEFORE else last[0]):
        return False
    first[0] = max(first[0], min(near.all[at], place.start) - _MARGIN)
    last[0] = min(last[0], max(near.all[_behind(near, last[0]) - 1], place.stop) + _MARGIN)
    return True


cdef inline Py_ssize_t _behind(Positions near, Py_ssize_t place) noexcept nogil:
    """Return the number of the first position that is not before a place."""
    cdef Py_ssize_t low = 0, high = near.count, middle
    while low < high:
        middle = (low + high) >> 1
        if near.all[middle] < place:
            low = middle + 1
        else:
            high = middle
    return low
