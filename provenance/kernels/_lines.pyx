# cython: boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The letters of lines, one after the other: their classes, how many of each a line has, and its words as numbers."""

import numpy as np

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

ctypedef fused Letter:
    uint8_t
    uint16_t
    uint32_t

cdef enum:
    _CLASSES = 16
    _BANKS = 4  # of sums, a power of two: letters side by side are mostly of one class, and a sum waits for the one before
    _SIGNS = 0xD7FF  # up to here, but for what the table tells, stand ideographs and Hangul

cdef uint64_t _BASE = 0x9E3779B97F4A7C15u


def bound_lines(str text not None):
    """Return where each line that is not blank starts and stops, without blanks at its ends."""
    cdef list found = []
    cdef void* letters = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    if kind == 1:
        _bound(<const uint8_t*>letters, PyUnicode_GET_LENGTH(text), found)
    elif kind == 2:
        _bound(<const uint16_t*>letters, PyUnicode_GET_LENGTH(text), found)
    else:
        _bound(<const uint32_t*>letters, PyUnicode_GET_LENGTH(text), found)
    return found


cdef int _bound(const Letter* text, Py_ssize_t size, list found) except -1:
    cdef Py_ssize_t at = 0, start, stop
    while at < size:
        start = at
        while at < size and text[at] != 0x0A:
            at += 1
        stop = at
        while start < stop and _is_blank(text[start]):
            start += 1
        while start < stop and _is_blank(text[stop - 1]):
            stop -= 1
        if start < stop:
            found.append((start, stop))
        at += 1
    return 0


cdef inline bint _is_blank(uint32_t letter) noexcept:
    return letter == 0x20 or letter == 0x09 or letter == 0x3000


def classify_letters(str text not None, const uint8_t[::1] table, int signs, int others):
    """Return the class of every letter: from the table, of `signs` where ideographs and Hangul stand beyond it, of `others` further on."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef void* letters = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    made = np.empty(size, np.uint8)
    cdef uint8_t[::1] found = made
    if kind == 1:
        _classify(<const uint8_t*>letters, size, table, signs, others, found)
    elif kind == 2:
        _classify(<const uint16_t*>letters, size, table, signs, others, found)
    else:
        _classify(<const uint32_t*>letters, size, table, signs, others, found)
    return made


cdef void _classify(const Letter* text, Py_ssize_t size, const uint8_t[::1] table, int signs, int others, uint8_t[::1] found) noexcept:
    cdef Py_ssize_t at
    for at in range(size):
        if text[at] < table.shape[0]:
            found[at] = table[text[at]]
        else:
            found[at] = signs if text[at] < _SIGNS else others


def count_classes(const uint8_t[::1] classes, const int64_t[::1] starts, int blanks):
    """Return how many letters of each class each line has, blanks left out, and how many words that begin with one.

    The classes `blanks`, an even number, and the one after it are blanks; a line ends where the next one starts.
    """
    cdef Py_ssize_t count = starts.shape[0], line, at, stop, bank, kind, blank = blanks >> 1
    cdef int tallies[_BANKS][_CLASSES]
    cdef int openings[_BANKS][_CLASSES]
    cdef bint after, begins
    counts, words = np.zeros((count, _CLASSES), np.float32), np.zeros((count, _CLASSES), np.float32)
    cdef float[:, ::1] every = counts, first = words
    for line in range(count):
        stop = starts[line + 1] if line + 1 < count else classes.shape[0]
        memset(tallies, 0, sizeof(tallies))
        memset(openings, 0, sizeof(openings))
        after = line == 0 or classes[starts[line] - 1] >> 1 == blank
        for at in range(starts[line], stop):
            kind, bank = classes[at], at & (_BANKS - 1)
            begins, after = after, kind >> 1 == blank
            tallies[bank][kind] += 1
            openings[bank][kind] += begins
        for kind in range(_CLASSES):
            if kind >> 1 != blank:
                for bank in range(_BANKS):
                    every[line, kind] += tallies[bank][kind]
                    first[line, kind] += openings[bank][kind]
    return counts, words


def number_words(const uint32_t[::1] codes, letters, const int64_t[::1] starts, const int64_t[::1] ends, dense, int shortest):
    """Return the words of lines that are not dense, each as the number of its line and a number for its letters.

    A word has `shortest` letters or more before `ends`, where its line ends.
    """
    cdef const uint8_t[::1] is_letter = letters.view(np.uint8), is_dense = dense.view(np.uint8)
    cdef Py_ssize_t count = starts.shape[0], size = codes.shape[0], line = -1, at = 0, begin, finish, found = 0
    cdef uint64_t power, number
    lines, numbers = np.empty(size // (shortest + 1) + 1, np.int64), np.empty(size // (shortest + 1) + 1, np.uint64)
    cdef int64_t[::1] rows = lines
    cdef uint64_t[::1] words = numbers
    while at < size:
        if not is_letter[at]:
            at += 1
            continue
        begin, power, number = at, _BASE, 0
        while line + 1 < count and starts[line + 1] <= begin:
            line += 1
        finish = ends[line] if line >= 0 else begin
        while at < size and is_letter[at]:
            if at < finish:
                number += codes[at] * power
                power *= _BASE
            at += 1
        if min(at, finish) - begin >= shortest and not is_dense[line]:
            rows[found], words[found] = line, number
            found += 1
    return lines[:found], numbers[:found]


def share_words(const uint64_t[::1] each, int room, const int64_t[::1] texts, main, head):
    """Return for each line what it shares with others of its text.

    The columns are the share of its words that other `main` lines have, how many those are (cut at six, in thirds), how many other lines
    of the `head` have, and how many words it has. `each` are the words of lines in order, each with its line in the lowest `room` bits,
    `texts` is the text of each line, ascending.
    """
    cdef const uint8_t[::1] is_main = main.view(np.uint8), is_head = head.view(np.uint8)
    cdef Py_ssize_t size = each.shape[0], count = texts.shape[0], at = 0, stop, one, line
    cdef uint64_t row = ((<uint64_t>1) << room) - 1
    cdef int64_t mains, heads
    counted, made = np.zeros((count, 3), np.int64), np.empty((count, 4), np.float32)
    cdef int64_t[:, ::1] counts = counted
    cdef float[:, ::1] found = made
    while at < size:
        stop, mains, heads = at, 0, 0
        while stop < size and each[stop] >> room == each[at] >> room and texts[each[stop] & row] == texts[each[at] & row]:
            if stop == at or each[stop] != each[stop - 1]:
                mains += is_main[each[stop] & row]
                heads += is_head[each[stop] & row]
            stop += 1
        for one in range(at, stop):
            if one == at or each[one] != each[one - 1]:
                line = each[one] & row
                counts[line, 0] += 1
                counts[line, 1] += mains > is_main[line]
                counts[line, 2] += heads > is_head[line]
        at = stop
    for line in range(count):
        found[line, 0] = <float>(<double>counts[line, 1] / <double>max(counts[line, 0], 1))
        found[line, 1] = <float>(<double>min(counts[line, 1], 6) / 3)
        found[line, 2], found[line, 3] = counts[line, 2], counts[line, 0]
    return made
