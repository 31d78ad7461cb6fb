# The words of class, id and role attributes: `words.py`.

cdef class Name:
    """What an attribute value says."""

    cdef tuple words
    cdef long long families
    cdef int place


cdef class Names:
    """Reads names as `words.read_name` does, and keeps what it has read."""

    cdef short[:, ::1] steps
    cdef long long[::1] ends
    cdef dict known, interned, whole, word_places
    cdef object plain, beside
    cdef tuple places

    def __init__(self, plain, parts, whole, places, word_places, beside):
        """Take `read_name` itself for values that are not ASCII, the bits of parts of words and of whole words, places, words of places and
        words that make them another element's."""
        self.plain, self.whole, self.beside, self.places = plain, whole, beside, tuple(places)
        self.word_places = {word: self.places.index(place) for word, place in word_places.items()}
        self.known, self.interned = {}, {}
        self.build(parts)

    cdef int build(self, dict parts) except -1:
        """Make the table that finds parts of words in one pass: for each state the next one for each letter, and the bits of what ends there."""
        rows = [[0] * 26]
        ends = [0]
        for part, bits in parts.items():
            at = 0
            for letter in part.encode("ascii"):
                if not 97 <= letter <= 122:
                    raise ValueError(part)
                if not rows[at][letter - 97]:
                    rows[at][letter - 97] = len(rows)
                    rows.append([0] * 26)
                    ends.append(0)
                at = rows[at][letter - 97]
            ends[at] |= bits
        waiting = [(below, 0) for below in rows[0] if below]
        for at, shorter in waiting:  # grows; states come in the order of their length
            ends[at] |= ends[shorter]
            for letter in range(26):
                if rows[at][letter]:
                    waiting.append((rows[at][letter], rows[shorter][letter]))
                else:
                    rows[at][letter] = rows[shorter][letter]
        self.steps, self.ends = np.array(rows, np.int16), np.array(ends, np.int64)
        return 0

    cdef int begin(self) except -1:
        """Forget what was read when it is too much; only between two pages, so that equal words of a page are the same object."""
        if len(self.known) > _MANY_NAMES or len(self.interned) > _MANY_NAMES:
            self.known, self.interned = {}, {}
        return 0

    cdef Name read(self, str value):
        found = self.known.get(value)
        if found is not None:
            return <Name>found
        cdef Name name = self.split(value) if PyUnicode_IS_ASCII(value) else self.ask(value)
        self.known[value] = name
        return name

    cdef Name ask(self, str value):
        cdef Name name = Name()
        words, name.families, place = self.plain(value)
        name.words = tuple([self.interned.setdefault(word, word) for word in words])
        name.place = -1 if place is None else self.places.index(place)
        return name

    cdef Name split(self, str value):
        cdef unsigned char[_MAX_ATTRIBUTE] small
        cdef const unsigned char* data = <const unsigned char*>PyUnicode_DATA(value)
        cdef Py_ssize_t size = min(len(value), _MAX_ATTRIBUTE), at, stop
        cdef int state = 0, named = -1
        cdef long long families = 0
        cdef dict found = {}
        cdef Name name = Name()
        before = ""
        name.place = -1
        for at in range(size):
            small[at] = data[at] | 32 if 65 <= data[at] <= 90 else data[at]
            state = self.steps[state, small[at] - 97] if 97 <= small[at] <= 122 else 0
            families |= self.ends[state]
        at = 0
        while at < size:
            if not 97 <= small[at] <= 122:
                if _is_space(small[at]):
                    before = ""
                    name.place = named if name.place < 0 else name.place
                    named = -1
                at += 1
                continue
            stop = at
            while stop < size and 65 <= data[stop] <= 90:
                stop += 1
            while stop < size and 97 <= data[stop] <= 122:
                stop += 1
            if stop - at > 1:
                word = PyUnicode_FromKindAndData(1, &small[at], stop - at)
                word = self.interned.setdefault(word, word)
                found[word] = None
                if named < 0:
                    place = self.word_places.get(word)
                    if place is not None and before not in self.beside:
                        named = place
                before = word
            at = stop
        name.place = named if name.place < 0 else name.place
        name.words = tuple(found)[:_MAX_WORDS]
        for word in name.words:
            bits = self.whole.get(word)
            if bits is not None:
                families |= <long long>bits
        name.families = families
        return name


def read_name(str value, Names names):
    """Return what `words.read_name` returns."""
    cdef Name name = names.read(value)
    return name.words, name.families, None if name.place < 0 else names.places[name.place]
