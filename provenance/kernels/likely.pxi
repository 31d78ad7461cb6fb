# Lines that may name authors at all; `detectors/attribution/likely_lines.py` says what each step means. Included by `_openings.pyx`.

cdef enum:
    _SHORT = 220
    _MEDIUM = 100
    _CUE = 60
    _LETTERS = 3
    _CUE_ALONE = 26
    _LONGEST = 110
    _LONGEST_HOUSE = 43
    _LONGEST_HEADING = 40
    _LONGEST_NAMES = 60
    _PAIRS = 1024  # numbers for pairs of letters

cdef str _OPENED = "([【〔□■●◆◇○★☆▲"
cdef tuple _POSTINGS = ("Posted", "Published", "Updated")


def find_cued(list rows not None, Py_ssize_t first, Py_ssize_t late, Py_ssize_t longest, everywhere not None, early not None):
    """Return the numbers of the lines from the `first` on that may open with a wording for by-lines."""
    cdef list found = []
    cdef Py_ssize_t number, length, count = len(rows)
    cdef bint at_end, opening
    cdef tuple row, following
    for number in range(first, count):
        row = <tuple><object>rows[number]
        length = <Py_ssize_t>row[1] - <Py_ssize_t>row[0]
        opening = not row[3]
        if length > longest and not opening:
            continue
        at_end = number >= late
        if _is_cued(<str>row[2], length, row[4], everywhere if at_end and not (opening and row[4]) else early):
            found.append(number)
        elif length <= _CUE_ALONE and number + 1 < count:
            following = <tuple><object>rows[number + 1]
            if <Py_ssize_t>following[1] - <Py_ssize_t>following[0] <= _SHORT and _goes_on(
                <str>row[2], <str>following[2], everywhere if at_end else early
            ):
                found.append(number)
    return found


cdef bint _is_cued(str words, Py_ssize_t length, bint head, literals) except -1:
    """Whether a literal of a wording stands where a by-line may begin in the line, or it may begin where nobody looks here."""
    cdef void* data = PyUnicode_DATA(words)
    cdef int kind = PyUnicode_KIND(words)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(words)
    if kind == 1:
        return _is_cued_here(words, <const uint8_t*>data, size, length, head, literals)
    if kind == 2:
        return _is_cued_here(words, <const uint16_t*>data, size, length, head, literals)
    return _is_cued_here(words, <const uint32_t*>data, size, length, head, literals)


cdef bint _is_cued_here(str words, const Letter* line, Py_ssize_t size, Py_ssize_t length, bint head, literals) except -1:
    cdef Py_ssize_t at, end
    cdef uint32_t begin = line[0]
    cdef bint past = False
    if head and Letter is not uint8_t:
        for at in range(min(size, <Py_ssize_t>_CUE_ALONE)):
            if line[at] >= _SIGNS:
                return True
    if begin == 45 or (begin == 40 and not words.isascii()):
        if _stands(words, line, size, 0, literals) or _stands(words, line, size, 1, literals):
            return True
    elif _stands(
        words, line, size, 1 if begin == 40 or begin == 91 or (begin > 0xFF and PyUnicode_Contains(_OPENED, words[0])) else 0, literals
    ):
        return True
    if length > (_MEDIUM if line[size - 1] == 46 else _SHORT):
        return False
    at = 0
    while at < size:
        if _may_break(line[at]):
            end = _behind(line, size, at)
            if end:
                if _is_hour(line, size, end) or _stands(words, line, size, end, literals):
                    return True
                at = end
                continue
        past |= line[at] == 101 and at + 1 < size and line[at + 1] == 100
        at += 1
    return past and (
        any([PyUnicode_Contains(words, posting) for posting in _POSTINGS])
        or (PyUnicode_Contains(words, " by ") and (PyUnicode_Contains(words, "ed ") or PyUnicode_Contains(words, "ed,")))
    )


cdef bint _goes_on(str words, str following, literals) except -1:
    """Whether a short line and the next may be a by-line: its cue on the one, its names on the other."""
    return _opens(words + " " + following[:_CUE], literals) or _opens(words + ": " + following[:_CUE], literals)


cdef bint _opens(str words, literals) except -1:
    """Whether a literal of a wording stands near the beginning of some words."""
    cdef void* data = PyUnicode_DATA(words)
    cdef int kind = PyUnicode_KIND(words)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(words)
    if kind == 1:
        return _stands(words, <const uint8_t*>data, size, 0, literals)
    if kind == 2:
        return _stands(words, <const uint16_t*>data, size, 0, literals)
    return _stands(words, <const uint32_t*>data, size, 0, literals)


cdef bint _stands(str words, const Letter* line, Py_ssize_t size, Py_ssize_t at, literals) except -1:
    """Whether a literal of a wording stands near the beginning of what follows a place in the words, whose letters are those of a line."""
    cdef Py_ssize_t number, stop = min(size, at + _CUE)
    if at >= stop:
        return False
    cdef tuple known = <tuple?>literals[words[at : at + _LETTERS]], several = known[0]
    if not several:
        return False
    cdef bytes numbers = known[1]
    cdef const unsigned char* pairs = numbers
    cdef uint64_t seen[16]  # a bit for each
    cdef uint32_t one, two = line[at], pair
    cdef str window = None
    memset(seen, 0, sizeof(seen))
    for number in range(at + 1, stop):
        one, two = two, line[number]
        pair = (one * 33 + two) % _PAIRS
        seen[pair >> 6] |= <uint64_t>1 << (pair & 63)
    for number in range(len(several)):
        one, two = pairs[4 * number] | pairs[4 * number + 1] << 8, pairs[4 * number + 2] | pairs[4 * number + 3] << 8
        if one == _PAIRS or (seen[one >> 6] >> (one & 63) & 1 and seen[two >> 6] >> (two & 63) & 1):
            if window is None:
                window = words[at:stop]
            if PyUnicode_Contains(window, several[number]):
                return True
    return False


cdef bint _is_hour(const Letter* line, Py_ssize_t size, Py_ssize_t at) noexcept:
    """Whether an hour or its zone may go on behind the figures that end at a place."""
    if at + 1 >= size:
        return False
    cdef uint32_t one = line[at], two = line[at + 1]
    if one == 97 or one == 112:  # "am", "p."
        return two == 109 or two == 46
    if one == 117 or one == 85:  # "uhr", "Uhr", "UTC"
        return two == 104 or (one == 85 and two == 84)
    if one == 69:  # "EST", "EDT", "ET"
        return two == 83 or two == 68 or two == 84
    return (one == 71 and two == 77) or (one == 73 and two == 83)  # "GMT", "IST"


def find_breaks(str words not None):
    """Return where a line goes on behind a stroke, a dash, a figure or a bracket."""
    cdef list found = []
    cdef void* data = PyUnicode_DATA(words)
    cdef int kind = PyUnicode_KIND(words)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(words)
    if kind == 1:
        _break(<const uint8_t*>data, size, found)
    elif kind == 2:
        _break(<const uint16_t*>data, size, found)
    else:
        _break(<const uint32_t*>data, size, found)
    return found


cdef int _break(const Letter* line, Py_ssize_t size, list found) except -1:
    cdef Py_ssize_t at = 0, end
    while at < size:
        end = _behind(line, size, at)
        if end:
            found.append(end)
        at = max(end, at + 1)
    return 0


cdef inline bint _may_break(uint32_t char) noexcept:
    """Whether a character is a stroke, a dash, a figure or a bracket that closes, or may be."""
    return 41 <= char <= 57 or char == 93 or char == 124 or char >= 0x80


cdef Py_ssize_t _behind(const Letter* line, Py_ssize_t size, Py_ssize_t at) noexcept:
    """Return where a line goes on behind the stroke, dash, figure or bracket at a place, 0 when there is none."""
    cdef uint32_t char = line[at]
    cdef Py_ssize_t end = at + 1
    if char == 0x7C or char == 0x2022 or char == 0xB7 or char == 47:
        return end + (end < size and Py_UNICODE_ISSPACE(line[end]))
    if char == 45:
        return end + 1 if at and end < size and line[at - 1] == 32 and line[end] == 32 else 0
    if char == 41 or char == 93 or 48 <= char <= 57 or (char >= 0x80 and Py_UNICODE_ISDECIMAL(char)):
        if end < size and line[end] == 44:
            end += 1
        return end + 1 if end < size and Py_UNICODE_ISSPACE(line[end]) else 0
    return 0


def find_nameable(list rows not None, words not None):
    """Return the numbers of the lines, not too long, that may hold a name, a desk or a house."""
    cdef list found = []
    cdef tuple row, known = <tuple><object>words
    cdef Py_ssize_t number
    for number in range(len(rows)):
        row = <tuple><object>rows[number]
        if <Py_ssize_t>row[1] - <Py_ssize_t>row[0] <= _LONGEST and _is_nameable(<str>row[2], known):
            found.append(number)
    return found


cdef bint _is_nameable(str line, tuple known) except -1:
    """Whether a line holds a given name before another word, a word for a desk, the mark before a house, or letters not known here."""
    cdef frozenset names = known[0], small = known[1], desks = known[3]
    cdef int kind = PyUnicode_KIND(line)
    cdef void* data = PyUnicode_DATA(line)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line), at, end
    cdef uint32_t char
    cdef bint is_small
    cdef str token, plain
    for at in range(max(size - _LONGEST_HOUSE, 0), size):
        char = PyUnicode_READ(kind, data, at)
        if char == 44 or char == 40 or char == 47 or char == 124 or char == 45:
            return True
    if not line.isascii():
        for at in range(size):
            char = PyUnicode_READ(kind, data, at)
            if char >= _SIGNS or (char >= 0x80 and not Py_UNICODE_ISALPHA(char)):
                return True
    at = 0
    while at < size:
        if not _in_token(PyUnicode_READ(kind, data, at)):
            at += 1
            continue
        end = _token_end(kind, data, size, at)
        token = line[at:end]
        is_small = token.islower()
        plain = _plain(token, is_small)
        if plain in desks:
            return True
        if plain in (small if is_small else names) and _goes_with(line, kind, data, size, end, <frozenset>known[2]):
            return True
        at = end
    return False


cdef bint _goes_with(str line, int kind, void* data, Py_ssize_t size, Py_ssize_t at, frozenset inner) except -1:
    """Whether the next word of a line, behind a given name, may belong to the name."""
    cdef str token
    while at < size and not _in_token(PyUnicode_READ(kind, data, at)):
        at += 1
    if at == size or 48 <= PyUnicode_READ(kind, data, at) <= 57:
        return False
    token = line[at : _token_end(kind, data, size, at)]
    return not token.islower() or _plain(token, True) in inner


cdef inline Py_ssize_t _token_end(int kind, void* data, Py_ssize_t size, Py_ssize_t at) noexcept:
    while at < size and _in_token(PyUnicode_READ(kind, data, at)):
        at += 1
    return at


cdef inline bint _in_token(uint32_t char) noexcept:
    """Whether a character stands in words: a letter, a figure, one of ".'&@+-"."""
    if char >= 0x80:
        return Py_UNICODE_ISALPHA(char)
    return _is_letter(char) or 48 <= char <= 57 or char == 46 or char == 39 or char == 38 or char == 64 or char == 43 or char == 45


cdef inline str _plain(str token, bint is_small):
    """Return a word in small letters, without the full stops around it."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(token)
    if not is_small:
        token = token.lower()
        size = PyUnicode_GET_LENGTH(token)
    if PyUnicode_READ_CHAR(token, 0) == 46 or PyUnicode_READ_CHAR(token, size - 1) == 46:
        return token.strip(".")
    return token


def find_own(list rows not None, frozenset comments not None, frozenset offers not None):
    """Return the lines with words above comments or other articles, and the numbers of short ones that begin small or stand apart."""
    cdef list own = [], apart = []
    cdef tuple row, last
    cdef Py_ssize_t number, length
    cdef long marks
    cdef str words
    for item in rows:
        row = <tuple><object>item
        if <long>row[6] & _WORDED:
            own.append(item)
    for number in range(len(own)):
        row = <tuple><object>own[number]
        length, marks = <Py_ssize_t>row[1] - <Py_ssize_t>row[0], row[6]
        if length <= _LONGEST_HEADING and row[3]:
            words = (<str>row[2]).lower().strip(" :")
            last = <tuple><object>own[len(own) - 1]
            if words in comments or (words in offers and <Py_ssize_t>last[3] - <Py_ssize_t>row[3] < 2):
                del own[number:]
                break
        if number and marks & _APART and length <= _LONGEST_NAMES:
            apart.append(number)
    return own, apart
