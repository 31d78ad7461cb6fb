# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Words of a text that stand in a small table: see `kernels/words.py`."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_DecodeASCII, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_New,
    Py_UNICODE_ISSPACE,
)
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

ctypedef fused Letter:
    uint8_t
    uint16_t
    uint32_t

cdef enum:
    _BITS = 5  # of a letter
    _MOST = 12  # letters of a word that are told apart by their number
    _LONGEST = 18  # letters of the name of a month
    _ROOM = 4096  # of a table, which must stay half empty
    _LETTERS = 1 << 16  # of two bytes
    _ODD = 1  # stands for a letter that is not folded by itself
    _KELVIN = 0x212A  # its small letter is a "k"

cdef uint64_t _NO_WORD = ~<uint64_t>0


cdef class _Table:
    """Words of a few letters of ASCII, each as the number that its letters are in five bits each."""

    cdef uint64_t* _words
    cdef uint8_t* _kinds
    cdef Py_ssize_t _count

    def __cinit__(self):
        self._words = <uint64_t*>PyMem_Calloc(_ROOM, sizeof(uint64_t))
        self._kinds = <uint8_t*>PyMem_Calloc(_ROOM, sizeof(uint8_t))
        if not self._words or not self._kinds:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self._words)
        PyMem_Free(self._kinds)

    cdef int _add(self, str word, uint8_t kind) except -1:
        """Add a word that is no longer than can be told by its number."""
        cdef uint64_t number = 0
        cdef Py_ssize_t at
        cdef Py_UCS4 letter
        for letter in word:
            number = (number << _BITS) | _code(letter)
        at = _place(number)
        while self._words[at] and self._words[at] != number:
            at = (at + 1) & (_ROOM - 1)
        self._count += not self._words[at]
        if 2 * self._count > _ROOM:
            raise ValueError("too many words")
        self._words[at], self._kinds[at] = number, kind
        return 0

    cdef inline uint8_t _kind(self, uint64_t number) noexcept nogil:
        """Return the kind of a word, nought for one that is not in the table."""
        cdef Py_ssize_t at = _place(number)
        while self._words[at]:
            if self._words[at] == number:
                return self._kinds[at]
            at = (at + 1) & (_ROOM - 1)
        return 0


cdef class CountedWords(_Table):
    """Counts the little words of a language in the parts of a text."""

    def __init__(self, words, only):
        """Prepare the count; all words are in small letters of ASCII, `only` are those of them that no other language has."""
        for word in words:
            self._add(word, 3 if word in only else 1)

    def count(self, str text not None, Py_ssize_t parts):
        """Return how many words a text has, how many of them no other language has, and how many little ones are in each of its parts."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), words, part, at
        cdef int kind = PyUnicode_KIND(text)
        cdef void* letters = PyUnicode_DATA(text)
        cdef uint8_t* kinds = <uint8_t*>PyMem_Calloc(size + 1, sizeof(uint8_t))
        cdef Py_ssize_t only = 0, some
        if not kinds:
            raise MemoryError
        try:
            if kind == 1:
                words = self._read(<const uint8_t*>letters, size, kinds)
            elif kind == 2:
                words = self._read(<const uint16_t*>letters, size, kinds)
            else:
                words = self._read(<const uint32_t*>letters, size, kinds)
            for at in range(words):
                only += kinds[at] >> 1
            counts = []
            for part in range(parts):
                some = 0
                for at in range(words // parts * part, words // parts * (part + 1)):
                    some += kinds[at] & 1
                counts.append(some)
            return words, only, counts
        finally:
            PyMem_Free(kinds)

    cdef Py_ssize_t _read(self, const Letter* text, Py_ssize_t size, uint8_t* kinds) noexcept:
        """Write the kind of each word; return how many words there are."""
        cdef Py_ssize_t at, words = 0, length = 0
        cdef uint64_t number = 0, code
        cdef uint32_t letter
        for at in range(size + 1):
            letter = text[at] if at < size else 0x20
            if letter == 0x20 or (Py_UNICODE_ISSPACE(letter) if letter >= 0x80 else 0x09 <= letter <= 0x0D or 0x1C <= letter <= 0x1F):
                if length:
                    kinds[words] = self._kind(number) if length <= _MOST and number != _NO_WORD else 0
                    words += 1
                number, length = 0, 0
                continue
            length += 1
            code = _code(letter | 0x20 if 0x41 <= letter <= 0x5A else 0x6B if letter == _KELVIN else letter)
            number = _NO_WORD if not code or number == _NO_WORD or length > _MOST else (number << _BITS) | code
        return words


cdef class DatedLines(_Table):
    """Finds the lines at the head of a text in which a day of a year may stand."""

    cdef frozenset _long

    def __init__(self, months):
        """Prepare the search; `months` are words in small letters, of which one stands in every day that is not in figures alone."""
        for word in months:
            if len(word) <= _MOST and word.isascii() and word.replace("'", "").isalpha():  # no other stands in letters of ASCII
                self._add(word, 1)
        self._long = frozenset([word for word in months if len(word) > _MOST])

    def find(self, str lower not None, list bounds not None, Py_ssize_t head, Py_ssize_t longest, Py_ssize_t wide):
        """Return those of some lines that begin in the head of a text, have two figures in their first letters, and may hold a day.

        `longest` are the first letters, `wide` those among which the words of a day stand in a longer line.
        """
        cdef Py_ssize_t start, stop, size = PyUnicode_GET_LENGTH(lower)
        cdef int kind = PyUnicode_KIND(lower)
        cdef void* letters = PyUnicode_DATA(lower)
        cdef bint held
        found = []
        for line in bounds:
            start, stop = line
            if start > head:
                continue
            stop = min(stop, size)
            if kind == 1:
                held = self._holds(<const uint8_t*>letters, start, stop, longest, wide, lower)
            elif kind == 2:
                held = self._holds(<const uint16_t*>letters, start, stop, longest, wide, lower)
            else:
                held = self._holds(<const uint32_t*>letters, start, stop, longest, wide, lower)
            if held:
                found.append(line)
        return found

    cdef bint _holds(self, const Letter* text, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t longest, Py_ssize_t wide, str lower) except -1:
        cdef Py_ssize_t last = min(stop, start + longest), at
        if not _has_figures(text, start, last):
            return False
        if stop - start > longest:
            last = min(stop, start + wide)
        for at in range(start, last):
            if text[at] >= 0x80:
                return True
        return self._has_month(text, start, last, lower) or _has_numbers(text, start, last)

    cdef bint _has_month(self, const Letter* text, Py_ssize_t start, Py_ssize_t last, str lower) except -1:
        """Return whether a word of letters and apostrophes, or what follows its last apostrophe, may be a month or be glued to a figure."""
        cdef Py_ssize_t at = start, begin, part
        cdef uint64_t number, end
        while at < last:
            if not 0x61 <= text[at] <= 0x7A:
                at += 1
                continue
            begin, part, number, end = at, at, 0, 0
            while at < last and (0x61 <= text[at] <= 0x7A or text[at] == 0x27):
                number, end = (number << _BITS) | _code(text[at]), (end << _BITS) | _code(text[at])
                at += 1
                if text[at - 1] == 0x27:
                    part, end = at, 0
            if begin > start and _is_figure(text[begin - 1]) and not _is_ordinal(text, begin, at):
                return True
            if at - begin > _MOST:
                if at - begin > _LONGEST or lower[begin:at] in self._long:
                    return True
            elif self._kind(number):
                return True
            if part > begin and (self._kind(end) if at - part <= _MOST else lower[part:at] in self._long):
                return True
        return False


def keep_letters(str lower not None):
    """Return the small letters and figures of a text in ASCII, and where each of them stands."""
    cdef Py_ssize_t at, count = 0, size = PyUnicode_GET_LENGTH(lower)
    cdef bytes kept = PyBytes_FromStringAndSize(NULL, size)
    cdef char* out = PyBytes_AS_STRING(kept)
    cdef const uint8_t* letters = <const uint8_t*>PyUnicode_DATA(lower)
    cdef list places = []
    if not lower.isascii():
        raise ValueError("not in ASCII")
    for at in range(size):
        if 0x61 <= letters[at] <= 0x7A or _is_figure(letters[at]):
            out[count] = letters[at]
            count += 1
            places.append(at)
    return PyUnicode_DecodeASCII(out, count, NULL), places


def fold_letters(str text not None, const uint16_t[::1] plain, const uint16_t[::1] small):
    """Return a text with each letter in its plain form, and the same in small letters; the first unknown letter, None where one is odd."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    if plain.shape[0] < _LETTERS or small.shape[0] < _LETTERS:
        raise ValueError("a table must have all letters of two bytes")
    if kind == 1:
        return _folded(<const uint8_t*>PyUnicode_DATA(text), size, &plain[0], &small[0])
    if kind == 2:
        return _folded(<const uint16_t*>PyUnicode_DATA(text), size, &plain[0], &small[0])
    return None


cdef object _folded(const Letter* text, Py_ssize_t size, const uint16_t* plain, const uint16_t* small):
    cdef Py_ssize_t at
    cdef uint32_t wide = 0, lower = 0
    for at in range(size):
        if plain[text[at]] <= _ODD:
            return None if plain[text[at]] == _ODD else <int>text[at]
        wide |= plain[text[at]]
        lower |= small[text[at]]
    return _written(text, size, plain, wide), _written(text, size, small, lower)


cdef str _written(const Letter* text, Py_ssize_t size, const uint16_t* table, uint32_t wide):
    """Return what a table has for each letter; `wide` has the bits of all of that."""
    cdef str made = PyUnicode_New(size, wide)
    cdef Py_ssize_t at
    cdef uint8_t* narrow
    cdef uint16_t* broad
    if wide < 0x100:
        narrow = <uint8_t*>PyUnicode_DATA(made)
        for at in range(size):
            narrow[at] = <uint8_t>table[text[at]]
    else:
        broad = <uint16_t*>PyUnicode_DATA(made)
        for at in range(size):
            broad[at] = table[text[at]]
    return made


cdef inline uint64_t _code(uint32_t letter) noexcept nogil:
    """Return the number of a small letter or an apostrophe, nought for all others."""
    return letter - 0x60 if 0x61 <= letter <= 0x7A else 27 if letter == 0x27 else 0


cdef inline Py_ssize_t _place(uint64_t number) noexcept nogil:
    return <Py_ssize_t>((number * 0x9E3779B97F4A7C15u) >> 52)


cdef inline bint _is_figure(uint32_t letter) noexcept nogil:
    return 0x30 <= letter <= 0x39


cdef inline bint _has_figures(const Letter* text, Py_ssize_t start, Py_ssize_t last) noexcept nogil:
    """Return whether a figure, or the sign of a first year, stands before another, or before the sign of a year."""
    cdef Py_ssize_t at
    for at in range(start, last - 1):
        if (_is_figure(text[at]) or text[at] == 0x5143) and (_is_figure(text[at + 1]) or text[at + 1] == 0x5E74):
            return True
    return False


cdef inline bint _is_ordinal(const Letter* text, Py_ssize_t begin, Py_ssize_t at) noexcept nogil:
    """Return whether two letters behind a figure make it an ordinal of English."""
    cdef uint32_t one, two
    if at - begin != 2:
        return False
    one, two = text[begin], text[begin + 1]
    return (one == 0x73 and two == 0x74) or (one == 0x6E and two == 0x64) or (one == 0x72 and two == 0x64) or (one == 0x74 and two == 0x68)


cdef inline bint _has_numbers(const Letter* text, Py_ssize_t start, Py_ssize_t last) noexcept nogil:
    """Return whether figures stand behind a figure and a sign, one or two of them, and behind another sign."""
    cdef Py_ssize_t at, behind
    for at in range(start, last - 3):
        if not _is_figure(text[at]) or not (0x2D <= text[at + 1] <= 0x2F):
            continue
        behind = at + 2
        if text[behind] == 0x20:
            behind += 1
        if behind >= last or not _is_figure(text[behind]):
            continue
        behind += 1
        if _follows(text, behind, last) or (behind < last and _is_figure(text[behind]) and _follows(text, behind + 1, last)):
            return True
    return False


cdef inline bint _follows(const Letter* text, Py_ssize_t at, Py_ssize_t last) noexcept nogil:
    """Return whether a sign or a blank, a blank, if any, and a figure stand at a place."""
    if at + 1 >= last or not (0x2C <= text[at] <= 0x2F or text[at] == 0x20):
        return False
    if _is_figure(text[at + 1]):
        return True
    return text[at] != 0x20 and text[at + 1] == 0x20 and at + 2 < last and _is_figure(text[at + 2])
