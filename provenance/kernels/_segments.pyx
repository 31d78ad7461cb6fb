# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The sentences and lines of a stretch of text that may be a comment form, each with what it is worth: see `boilerplate/segments.py`."""

from cpython.unicode cimport Py_UNICODE_ISSPACE, Py_UNICODE_ISUPPER, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int32_t
from libc.stdlib cimport free, malloc

cdef enum:
    _HIGH = 0x0E00  # no letter before Thai is one of a dense script
    _LITTLE = 4

cdef struct Text:
    void* letters
    int kind
    Py_ssize_t size
    Py_ssize_t first  # of the stretch
    Py_ssize_t last
    int32_t* cuts  # for each place of the stretch where the segment before it stops, -1 where none begins there


def find_segments(str text not None, list hits not None, sums, Py_ssize_t first, Py_ssize_t last, make, stars, dense):
    """Return the segments of a stretch of text in order; `hits` are the phrases in it, `sums` where captcha sums begin."""
    cdef Text given
    cdef Py_ssize_t at, size = last - first + 1
    given.letters, given.kind, given.size = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
    if not 0 <= first <= last <= given.size:
        raise ValueError("the stretch is none of the text")
    given.first, given.last, given.cuts = first, last, <int32_t*>malloc(size * sizeof(int32_t))
    if given.cuts == NULL:
        raise MemoryError
    try:
        for at in range(size):
            given.cuts[at] = -1
        _cut_sentences(&given)
        _cut_unspaced(&given)
        for hit in hits:
            at = hit[0]
            if first <= at < last and given.cuts[at - first] < 0 and (<tuple>(<tuple>hit)[2])[2] == "title" and Py_UNICODE_ISUPPER(_at(&given, at)):
                given.cuts[at - first] = at
        for at in sums:
            if first < at < last and given.cuts[at - first] < 0:
                given.cuts[at - first] = at
        return _weigh_all(&given, text, hits, make, stars, dense)
    finally:
        free(given.cuts)


cdef inline Py_UCS4 _at(const Text* text, Py_ssize_t at) noexcept:
    return PyUnicode_READ(text.kind, text.letters, at)


cdef inline bint _is_stop(Py_UCS4 letter) noexcept:
    return letter == 0x2E or letter == 0x21 or letter == 0x3F or letter == 0x61F or letter == 0x6D4 or letter == 0x964


cdef inline bint _is_closer(Py_UCS4 letter) noexcept:
    return letter == 0x22 or letter == 0x27 or letter == 0x29 or letter == 0x5D


cdef inline bint _is_wide_stop(Py_UCS4 letter) noexcept:
    return letter == 0x3002 or letter == 0xFF01 or letter == 0xFF1F or letter == 0x21 or letter == 0x3F


cdef void _cut_sentences(Text* text) noexcept:
    """Cut behind the blanks that stand behind a stop, or what closes a quotation or a bracket behind one, and behind the end of a line."""
    cdef Py_ssize_t done = max(text.first - 1, <Py_ssize_t>0), at = done, start, stop
    cdef Py_UCS4 letter
    cdef bint broken
    if done and (_is_stop(_at(text, done - 1)) or _is_closer(_at(text, done - 1))):
        at -= 1
    while at < text.last:
        letter = _at(text, at)
        if not (letter == 0x0A or _is_stop(letter) or _is_closer(letter)):
            at += 1
            continue
        stop, broken = at + 1, letter == 0x0A
        while stop < text.last and Py_UNICODE_ISSPACE(_at(text, stop)):
            broken |= _at(text, stop) == 0x0A
            stop += 1
        if stop == at + 1 and letter != 0x0A:
            at += 1
            continue
        start = at + (letter != 0x0A)
        while start > done and (_at(text, start - 1) == 0x20 or _at(text, start - 1) == 0x09):
            start -= 1
        done = at = stop
        if stop >= text.first and (broken or _is_stopped(text, start)):
            text.cuts[stop - text.first] = start


cdef bint _is_stopped(const Text* text, Py_ssize_t at) noexcept:
    """Return whether a stop stands before a place, or up to two closing signs before it and a stop before them."""
    cdef Py_ssize_t low = max(at - 3, <Py_ssize_t>0)
    while at > low:
        at -= 1
        if _is_stop(_at(text, at)):
            return True
        if not _is_closer(_at(text, at)):
            return False
    return False


cdef void _cut_unspaced(Text* text) noexcept:
    """Cut behind the stops that need no blank, before and behind what closes a quotation or a bracket there."""
    cdef Py_ssize_t at = max(text.first - 3, <Py_ssize_t>0), stop, place
    while at < text.last:
        if not _is_wide_stop(_at(text, at)):
            at += 1
            continue
        stop = at + 1
        while stop < text.last and stop < at + 3 and _is_closer(_at(text, stop)):
            stop += 1
        for place in range(max(text.first, at + 1), min(stop + 1, text.last)):
            if not Py_UNICODE_ISSPACE(_at(text, place)):
                text.cuts[place - text.first] = place
        at = stop


cdef list _weigh_all(const Text* text, str words, list hits, make, stars, dense):
    """Return the segments between the cuts, each with what it is worth."""
    cdef list found = []
    cdef Py_ssize_t start = text.first, following, stop, at = 0, begin, count = len(hits)
    cdef bint starred = False, high = False
    new = tuple.__new__
    for following in range(text.first, text.last):
        starred |= _at(text, following) == 0x2A
        high |= _at(text, following) >= _HIGH
    following = start
    while True:
        following += 1
        while following <= text.last and text.cuts[following - text.first] < 0:
            following += 1
        stop = text.cuts[following - text.first] if following <= text.last else text.last
        while at < count and <Py_ssize_t>(<tuple>hits[at])[0] < start:
            at += 1
        begin = at
        while at < count and <Py_ssize_t>(<tuple>hits[at])[0] < stop:
            at += 1
        if stop > start:
            opened = text.cuts[start - text.first] >= 0 or start == 0
            found.append(new(make, _weigh(words, start, stop, hits, begin, at, opened, starred, high, stars, dense)))
        if following > text.last:
            return found
        start = following


cdef tuple _weigh(
    str text, Py_ssize_t start, Py_ssize_t stop, list hits, Py_ssize_t first, Py_ssize_t upto, bint opened, bint starred, bint high, stars, dense
):
    """Return a segment with what it is worth: `hits[first:upto]` are the phrases that begin in it."""
    cdef double value = 0
    cdef Py_ssize_t covered = 0, reached = start, at, begin, end, rest, every, fields
    cdef bint anchored = False, title, leads
    cdef list rules = []
    cdef dict seen = {}
    cdef tuple hit, phrase
    for at in range(first, upto):
        hit = <tuple>hits[at]
        begin, end, phrase = hit[0], hit[1], <tuple>hit[2]
        if begin < reached or end > stop:
            continue
        role = phrase[2]
        title = role == "title"
        leads = title and opened and begin - start <= 2
        anchored = anchored or leads or role == "note"
        seen[phrase[0]] = times = seen.get(phrase[0], 0) + 1
        if times <= 2:
            value += (3.0 if leads else 1.0) if title else 2.0 if role == "note" else 1.0
        covered += end - begin
        reached = end
        rules.append(phrase[1].rule.id)
        if leads and stop - end <= 2:
            value += 1.0
    if starred:
        every = text.count("*", start, stop)
        fields = len(stars(text, start, stop)) if every > 1 else 0
        anchored = anchored or fields > 1
        value += fields if fields > 1 else 0.5 * every
    rest = stop - start - covered
    crowded = high and rest > _LITTLE and 2 * len(dense(text, start, stop)) > stop - start
    return start, stop, value - rest / (10.0 if crowded else 25.0), anchored, tuple(rules)
