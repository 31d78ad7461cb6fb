# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Where many literals stand in a text: a tree of their letters, climbed only where three letters say that one may begin.

An edge of the tree stands in a table under its node and its letter. The first edge takes three letters at once, fewer for a shorter
literal. Where one literal alone is left, the edge leads to its last letters, which are compared as they are: so the tree is small.
"""

from cpython.bytearray cimport PyByteArray_AS_STRING
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, Py_UNICODE_ISALNUM
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t

ctypedef fused Letter:
    uint8_t
    uint16_t
    uint32_t

cdef enum:
    _MARKS = 1 << 17  # bits of the table of openings
    _FIRST = 3  # letters of the first edge
    _NOTHING = -1
    _BITS = 21  # of a letter
    _NONE = (1 << 21) - 1  # what stands for no letter

cdef uint64_t _TWO = ((<uint64_t>1) << 42) - 1, _THREE = ((<uint64_t>1) << 63) - 1, _OPENING = (<uint64_t>1) << 63

cdef struct Edge:
    uint64_t key  # nought where no edge stands
    int32_t ends  # the literal that ends here, or nothing
    int32_t leads  # to a node; to what is left of a literal where it is less than nothing

cdef struct Place:
    int32_t literal
    int32_t start
    int32_t stop

cdef struct Places:
    Place* found
    Py_ssize_t count
    Py_ssize_t room


cdef class LiteralScanner:
    """Finds many literals in one pass over a text."""

    cdef tuple _literals
    cdef bint _ready
    cdef Edge* _edges
    cdef uint64_t _room, _count
    cdef int _shift
    cdef int32_t _nodes
    cdef int32_t* _again  # for each literal the next one of the same letters
    cdef uint32_t* _letters  # of all literals, one after the other
    cdef int32_t* _begins  # where the letters of each literal begin
    cdef uint8_t _openings[_MARKS >> 3]  # the first four letters of literals, fewer of shorter ones
    cdef uint8_t _short[256]  # with which letters literals of one or two begin

    def __init__(self, literals):
        """Prepare the scan; literals are compared as given, so give them folded and in lower case, none of them empty."""
        self._literals = tuple(literals)

    def __dealloc__(self):
        PyMem_Free(self._edges)
        PyMem_Free(self._again)
        PyMem_Free(self._letters)
        PyMem_Free(self._begins)

    def __reduce__(self):
        return LiteralScanner, (self._literals,)

    def scan(self, str text not None):
        """Return `(index of the literal, start, stop)` of every occurrence, overlapping ones too.

        They come in the order of their ends, the longest of those that end together first; offsets are code points.
        """
        cdef Places places
        cdef Py_ssize_t at
        places.count, places.room, places.found = 0, 0, NULL
        try:
            self._find(text, &places, False)
            _order(places.found, places.count)
            return [(places.found[at].literal, places.found[at].start, places.found[at].stop) for at in range(places.count)]
        finally:
            PyMem_Free(places.found)

    def scan_words(self, str text not None, bytes opened not None):
        """Return `(index of the literal, start, stop)` of every occurrence that is a whole word, longer ones first where several start.

        `opened` has a number for each literal: 1 where it may begin inside a word (none does that begins with a letter or digit of ASCII),
        2 where it may stop inside one, 3 for both.
        """
        cdef Places places
        cdef Py_ssize_t at
        cdef const unsigned char* ends = opened
        if len(opened) < len(self._literals):
            raise ValueError("each literal needs a number")
        places.count, places.room, places.found = 0, 0, NULL
        try:
            self._find(text, &places, True)
            _order_starts(places.found, places.count)
            return [
                (places.found[at].literal, places.found[at].start, places.found[at].stop)
                for at in range(places.count)
                if _is_whole(text, places.found + at, ends[places.found[at].literal])
            ]
        finally:
            PyMem_Free(places.found)

    def scan_items(self, str text not None, bytes opened not None, tuple items not None, bytes groups not None, kind, int count):
        """Return what `scan_words` does in so many lists: each place as a tuple of a `kind`, `(start, stop, item)`, in the list of its group.

        `items` and `groups` have an entry for each literal.
        """
        cdef Places places
        cdef Py_ssize_t at, literal
        cdef list found = [[] for _ in range(count)]
        cdef const unsigned char* ends = opened
        cdef const unsigned char* group = groups
        if min(len(opened), len(items), len(groups)) < len(self._literals):
            raise ValueError("each literal needs a number, an item and a group")
        new = tuple.__new__
        places.count, places.room, places.found = 0, 0, NULL
        try:
            self._find(text, &places, True)
            _order_starts(places.found, places.count)
            for at in range(places.count):
                literal = places.found[at].literal
                if group[literal] >= count:
                    raise ValueError("there are not so many groups")
                if _is_whole(text, places.found + at, ends[literal]):
                    place = (places.found[at].start, places.found[at].stop, items[literal])
                    (<list>found[group[literal]]).append(new(kind, place))
            return found
        finally:
            PyMem_Free(places.found)

    cdef int _find(self, str text, Places* places, bint words) except -1:
        """Find all literals in a text; `words`: but for those that begin with a letter of ASCII inside a word."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
        cdef void* letters = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        if not self._ready:
            self._prepare()
        if kind == 1:
            return self._walk(<const uint8_t*>letters, size, places, words)
        if kind == 2:
            return self._walk(<const uint16_t*>letters, size, places, words)
        return self._walk(<const uint32_t*>letters, size, places, words)

    cdef int _walk(self, const Letter* text, Py_ssize_t size, Places* places, bint words) except -1:
        """Find all literals that begin at each place."""
        cdef Py_ssize_t start
        cdef bint inside = False, before
        cdef uint64_t fourth = _letter(text, size, 2), three = (_letter(text, size, 0) << _BITS) | _letter(text, size, 1)
        cdef const uint8_t* openings = self._openings
        cdef const uint8_t* short = self._short
        for start in range(size):
            three = ((three << _BITS) | fourth) & _THREE
            fourth = _letter(text, size, start + 3)
            if words:
                before, inside = inside, _is_letter(text[start])
                if before and inside and text[start] < 0x80:
                    continue
            if _is_marked(openings, _mark(three, fourth)) | _is_marked(openings, _mark(three, _NONE)):
                self._climb(text, size, start, three, 3, places)
            if short[_short(text[start])]:
                if _is_marked(openings, _mark(three | _NONE, _NONE)):
                    self._climb(text, size, start, three | _NONE, 2, places)
                if _is_marked(openings, _mark(three | _TWO, _NONE)):
                    self._climb(text, size, start, three | _TWO, 1, places)
        return 0

    cdef int _climb(self, const Letter* text, Py_ssize_t size, Py_ssize_t start, uint64_t key, Py_ssize_t width, Places* places) except -1:
        """Find all literals that begin at a place with the letters of a first edge."""
        cdef Py_ssize_t at = start + width, left
        cdef Edge* edge = self._edge(key | _OPENING)
        cdef int32_t literal
        cdef const uint32_t* rest
        while edge.key and at <= size:
            _add(places, edge.ends, self._again, start, at)
            if edge.leads < _NOTHING:
                literal = _NOTHING - 1 - edge.leads
                rest = self._letters + self._begins[literal] + (at - start)
                left = self._begins[literal + 1] - self._begins[literal] - (at - start)
                if left <= size - at and _same(text + at, rest, left):
                    _add(places, literal, self._again, start, at + left)
                break
            if edge.leads == _NOTHING or at == size:
                break
            edge = self._edge(_key(edge.leads, text[at]))
            at += 1
        return 0

    cdef inline Edge* _edge(self, uint64_t key) noexcept nogil:
        """Return an edge, or the place where it would stand."""
        cdef uint64_t at = (key * 0x9E3779B97F4A7C15u) >> self._shift
        while self._edges[at].key and self._edges[at].key != key:
            at = (at + 1) & (self._room - 1)
        return self._edges + at

    cdef int _prepare(self) except -1:
        """Build the tree of the letters of all literals, and the table of what they begin with."""
        cdef Py_ssize_t number, at, begin = 0, count = len(self._literals)
        cdef dict known = {}
        cdef str literal
        cdef int32_t last
        self._letters = <uint32_t*>_memory(sum([len(literal) for literal in self._literals]), sizeof(uint32_t))
        self._begins = <int32_t*>_memory(count + 1, sizeof(int32_t))
        self._again = <int32_t*>_memory(count, sizeof(int32_t))
        self._grow(16)
        for number in range(count):
            literal = self._literals[number]
            for at in range(len(literal)):
                self._letters[begin + at] = literal[at]
            self._again[number], self._begins[number] = _NOTHING, <int32_t>begin
            begin += len(literal)
            self._begins[number + 1] = <int32_t>begin
            last = known.setdefault(literal, number)
            known[literal] = number
            if last != number:
                self._again[last] = <int32_t>number
            elif literal:
                self._insert(<int32_t>number)
        self._ready = True
        return 0

    cdef int _insert(self, int32_t number) except -1:
        """Put a literal into the tree; one that stood alone on its edge is put further up."""
        cdef uint32_t* letters = self._letters + self._begins[number]
        cdef Py_ssize_t size = self._begins[number + 1] - self._begins[number], width = min(size, <Py_ssize_t>_FIRST)
        cdef uint64_t key = (_letter(letters, size, 0) << 2 * _BITS) | (_letter(letters, size, 1) << _BITS) | _letter(letters, size, 2)
        cdef uint64_t at = _mark(key, _letter(letters, size, 3))
        cdef Edge* edge
        cdef int32_t alone
        self._openings[at >> 3] |= 1 << (at & 7)
        if size < _FIRST:
            self._short[_short(letters[0])] = 1
        key |= _OPENING
        while True:
            edge = self._added(key)
            if width == size:
                edge.ends = number
                return 0
            if edge.leads == _NOTHING:
                edge.leads = _NOTHING - 1 - number
                return 0
            if edge.leads < _NOTHING:
                alone, self._nodes = _NOTHING - 1 - edge.leads, self._nodes + 1
                edge.leads = self._nodes
                self._put(alone, width, self._nodes)
                edge = self._edge(key)
            key = _key(edge.leads, letters[width])
            width += 1

    cdef int _put(self, int32_t number, Py_ssize_t width, int32_t node) except -1:
        """Let an edge of a new node lead to what is left of a literal."""
        cdef Edge* edge = self._added(_key(node, self._letters[self._begins[number] + width]))
        if self._begins[number + 1] - self._begins[number] == width + 1:
            edge.ends = number
        else:
            edge.leads = _NOTHING - 1 - number
        return 0

    cdef Edge* _added(self, uint64_t key) except NULL:
        """Return an edge, a new one where it was none; edges that were returned before may have moved."""
        cdef Edge* edge
        if 2 * self._count >= self._room:
            self._grow(2 * self._room)
        edge = self._edge(key)
        if not edge.key:
            edge.key, edge.ends, edge.leads = key, _NOTHING, _NOTHING
            self._count += 1
        return edge

    cdef int _grow(self, uint64_t room) except -1:
        """Give the table of edges more room, a power of two."""
        cdef Edge* before = self._edges
        cdef uint64_t at, count = self._room
        self._edges = <Edge*>_memory(room, sizeof(Edge))
        self._room, self._shift = room, 64
        while room > 1:
            room >>= 1
            self._shift -= 1
        for at in range(count):
            if before[at].key:
                self._edge(before[at].key)[0] = before[at]
        PyMem_Free(before)
        return 0


cdef inline uint64_t _letter(const Letter* text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    """Return a letter, or what stands for none behind the end."""
    if at < size:
        return text[at]
    return _NONE


cdef inline bint _is_letter(uint32_t letter) noexcept:
    """Return whether a letter or digit is one for `str.isalnum`."""
    if letter < 0x80:
        return 0x61 <= (letter | 0x20) <= 0x7A or 0x30 <= letter <= 0x39
    return Py_UNICODE_ISALNUM(letter)


cdef inline bint _is_whole(str text, const Place* place, int opened):
    """Return whether a literal that was found is a whole word, as far as it must be."""
    if not opened & 1 and place.start and _is_letter(text[place.start - 1]):
        return False
    return opened & 2 or place.stop >= len(text) or not _is_letter(text[place.stop])


cdef inline uint32_t _short(uint32_t letter) noexcept nogil:
    """Return where in a table of 256 a letter stands; none beyond ASCII stands where one of ASCII does."""
    return letter if letter < 0x80 else 0x80 | (letter & 0x7F)


cdef inline uint64_t _mark(uint64_t three, uint64_t fourth) noexcept nogil:
    """Return which bit stands for four letters."""
    return ((three * 0x9E3779B97F4A7C15u) ^ (fourth * 0xC2B2AE3D27D4EB4Fu)) >> 47


cdef inline bint _is_marked(const uint8_t* table, uint64_t at) noexcept nogil:
    return (table[at >> 3] >> (at & 7)) & 1


cdef inline uint64_t _key(uint64_t node, uint64_t letter) noexcept nogil:
    return (node << 21) | letter


cdef inline bint _same(const Letter* text, const uint32_t* letters, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t at
    for at in range(size):
        if text[at] != letters[at]:
            return False
    return True


cdef void* _memory(size_t count, size_t size) except NULL:
    cdef void* found = PyMem_Calloc(max(count, <size_t>1), size)
    if not found:
        raise MemoryError
    return found


cdef inline int _add(Places* places, int32_t literal, const int32_t* again, Py_ssize_t start, Py_ssize_t stop) except -1:
    """Note the place of a literal, and of those of the same letters."""
    cdef Place* found
    while literal >= 0:
        if places.count == places.room:
            places.room = 2 * places.room + 64
            found = <Place*>PyMem_Realloc(places.found, places.room * sizeof(Place))
            if not found:
                raise MemoryError
            places.found = found
        found = places.found + places.count
        found.literal, found.start, found.stop = literal, <int32_t>start, <int32_t>stop
        places.count += 1
        literal = again[literal]
    return 0


cdef void _order(Place* found, Py_ssize_t count) noexcept nogil:
    """Put places that stand in the order of their starts into the order of their stops; none has far to go."""
    cdef Py_ssize_t at, to
    cdef Place moved
    for at in range(1, count):
        if found[at].stop < found[at - 1].stop:
            moved, to = found[at], at
            while to and found[to - 1].stop > moved.stop:
                found[to] = found[to - 1]
                to -= 1
            found[to] = moved


cdef void _order_starts(Place* found, Py_ssize_t count) noexcept nogil:
    """Put the longer ones first of places that start together; those stand side by side."""
    cdef Py_ssize_t at, to
    cdef Place moved
    for at in range(1, count):
        moved, to = found[at], at
        while to and found[to - 1].start == moved.start and found[to - 1].stop < moved.stop:
            found[to] = found[to - 1]
            to -= 1
        found[to] = moved


include "windows.pxi"
