# What tags and class words mean.

cdef class Rules:
    """What each tag means, and the functions that read what attributes say; built once from the sets of `elements.py`."""

    cdef Meaning[_SLOTS] table
    cdef int[_SLOTS] numbers
    cdef list tags, endings
    cdef Names names
    cdef dict places, roles
    cdef int main, form, header, footer
    cdef bint[16] edges
    cdef object hides, is_badge

    def __init__(self, tags, places, edges, roles, Names names, hides, is_badge):
        """Take `tags` as (name, kind, what, place or None, holds nothing, is raw, is inline); `places` are the names of all places."""
        cdef int at
        self.places = {place: order for order, place in enumerate(places[:16])}
        for at, name in enumerate(places[:16]):
            self.edges[at] = name in edges
        self.roles = dict(roles)
        self.main, self.form, self.header, self.footer = (self.places[name] for name in ("main", "form", "header", "footer"))
        self.names, self.hides, self.is_badge = names, hides, is_badge
        self.tags, self.endings = [None], [None]
        for at in range(_SLOTS):
            self.numbers[at] = 0
        for name, kind, what, place, empty, raw, inline in tags:
            self.tags.append(name)
            self.endings.append(f"</{name}>")
            at = self.add(name.encode("ascii"))
            self.table[at].kind, self.table[at].what = kind, what
            self.table[at].place = -1 if place is None else self.places[place]
            self.table[at].empty, self.table[at].raw, self.table[at].inline = empty, raw, inline

    cdef int add(self, bytes name) except -1:
        cdef Word low = 0, high = 0
        cdef const unsigned char* data = name
        if not 0 < len(name) <= _LONGEST or 2 * len(self.tags) > _SLOTS:
            raise ValueError(name)
        _pack(data, 0, len(name), &low, &high)
        cdef int at = _slot(low, high)
        while self.numbers[at]:
            at = (at + 1) % _SLOTS
        self.numbers[at] = len(self.tags) - 1
        self.table[at].low, self.table[at].high = low, high
        return at

    cdef int find(self, Word low, Word high) noexcept:
        """Return the slot of a tag, -1 where it is none of the known."""
        cdef int at = _slot(low, high)
        while self.numbers[at]:
            if self.table[at].low == low and self.table[at].high == high:
                return at
            at = (at + 1) % _SLOTS
        return -1
